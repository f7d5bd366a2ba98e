"""Whom the names in a transcript stand for."""

from __future__ import annotations

from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, BadInput, Closed
from laras.stages.evidence.models import Informant, Source
from laras.stages.evidence.queries.speakers import NO_CODES

LONGEST_NAME = 40
MOST_SPEAKERS = 200


@action("evidence.edit")
def map_speakers(source: Source, *, speakers: Mapping[str, str], by: Actor) -> Source:
    """Say for names in the text whom they stand for: the code of an informant, '?' who asks, '-' nobody, '' unknown.

    Names that are not given keep what was said about them. In a group talk those who speak are noted as present, so
    that their consent counts.
    """
    if source.removed_at is not None:
        raise Closed(N_("This source was removed. Take it in again."))
    codes = set(Informant.objects.filter(study_id=source.study_id).order_by().values_list("code", flat=True))
    for name, code in speakers.items():
        if code not in codes and code not in NO_CODES:
            raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=code)
        if not name or len(name) > LONGEST_NAME:
            raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_NAME)
    told = {**source.speakers, **speakers}
    if len(told) > MOST_SPEAKERS:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_SPEAKERS)
    source.speakers = told
    if source.kind == "fgd":
        heard = sorted(set(told.values()) & codes)
        present = list(source.setting.get("informants", ()))
        added = [code for code in heard if code not in present]
        source.setting = {**source.setting, "informants": present + added}
    source.save()
    return source

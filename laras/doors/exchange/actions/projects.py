"""A REFI-QDA project becomes sources, codes and codings of a study; what has no place here is kept with its file."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.files import vault
from laras.base.files.models import Attachment
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, NotAllowed
from laras.doors.exchange.actions.codes import take_codes
from laras.doors.exchange.actions.memos import Places, take_memos
from laras.doors.exchange.actions.people import TakenPeople, take_people
from laras.doors.exchange.refi.model import KINDS, Loss, Offsets, TextSource
from laras.doors.exchange.refi.plan import Passage, Plan, kept_text, read_plan
from laras.stages.coding.actions import NewCoding, add_codings, finish_reading
from laras.stages.coding.models import Code
from laras.stages.evidence.actions import NewSource, add_sources, keep
from laras.stages.evidence.models import Source, Study

AT_ONCE = 500
LONGEST_NAME = 200
MEDIA_TYPE = "application/vnd.refi-qda.project"
NOT_YOURS = N_("Your role may not do this. Ask your supervisor.")
THERE = N_("“{name}” came into this study earlier. It stays as it is.")
THERE_PASSAGES = N_("“{name}”: passages that came into this study earlier: {count}. They stay as they are.")
THERE_CODINGS = N_("“{name}”: codings that came into this study earlier: {count}. They stay as they are.")


@dataclass(frozen=True)
class Imported:
    """What the file holds, what can be worked with now, how positions were counted, and what is lost and why."""

    counts: Mapping[str, int]
    kept: Mapping[str, int]
    offsets: Offsets
    lost: tuple[Loss, ...]
    informants: int = 0
    memos: int = 0


def import_project(
    study: Study,
    *,
    data: bytes,
    file_name: str,
    kind: str = "document",
    finished: bool = False,
    attachment: Attachment | None = None,
    dry: bool = False,
    by: Actor,
) -> Imported:
    """Take a project into a study: all of it or nothing; `dry` only says what would happen.

    `kind` is that of its sources; with `finished` what a coder did not mark counts as absent. The file itself is kept,
    sealed (`attachment` where it is stored already), and gives back at export what Laras cannot show. No `@action` of
    its own: the file is read before the transaction begins; the deed is `save_project`.
    """
    if not by.may("evidence.import"):
        raise NotAllowed(NOT_YOURS)
    plan = read_plan(data, file_name)
    with transaction.atomic():
        made: Imported = save_project(
            study, plan=plan, kind=kind, finished=finished, attachment=attachment, store=not dry, by=by
        )
        if dry:
            transaction.set_rollback(True)
    return made


import_project.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


@action("evidence.import")
def save_project(
    study: Study, *, plan: Plan, kind: str, finished: bool, attachment: Attachment | None, store: bool, by: Actor
) -> Imported:
    """Write what was planned. A source that came earlier, under the same GUID, is left as it is and told."""
    now = Study.objects.select_for_update().get(pk=study.pk)
    codes = take_codes(now, project=plan.project, by=by)
    known = set(
        Source.objects.filter(study=now, removed_at__isnull=True)
        .exclude(guid="")
        .order_by()
        .values_list("guid", flat=True)
    )
    coming = [source for source in plan.project.sources if source.guid not in known]
    names = _names(now, coming)
    people = take_people(now, plan=plan, kind=kind, by=by)
    made = _take_sources(now, plan, coming, names, codes, people, kind, by)
    codings = _take_codings(now, plan, made, codes, finished, by)
    memos, told = take_memos(now, plan=plan, places=_places(now, plan, codes, codings, people), aware=_aware, by=by)
    if store:
        _keep(now, plan, codes, names, people, attachment, by)
        study.kept = now.kept
    return replace(_told(plan, known, (*people.lost, *told)), informants=people.added, memos=memos)


def _places(
    study: Study, plan: Plan, codes: Mapping[str, Code], codings: Mapping[str, uuid.UUID], people: TakenPeople
) -> Places:
    guids = [source.guid for source in plan.project.sources]
    rows = Source.objects.filter(study=study, removed_at__isnull=True, guid__in=guids).order_by()
    informants = {one.code: one.pk for one in people.by_case.values()}
    return Places(
        study.pk,
        {guid: code.pk for guid, code in codes.items()},
        dict(rows.values_list("guid", "pk")),
        codings,
        informants,
    )


def _take_sources(
    study: Study,
    plan: Plan,
    coming: Sequence[TextSource],
    names: Mapping[str, str],
    codes: Mapping[str, Code],
    people: TakenPeople,
    kind: str,
    by: Actor,
) -> dict[str, Source]:
    news = [
        replace(_new_source(plan, source, names[source.guid], codes, kind), informant=people.by_source.get(source.guid))
        for source in coming
    ]
    made: dict[str, Source] = {}
    for first in range(0, len(news), AT_ONCE):
        rows = add_sources(study, sources=news[first : first + AT_ONCE], by=by)
        made |= {row.guid: row for row in rows}
    return made


def _new_source(plan: Plan, source: TextSource, name: str, codes: Mapping[str, Code], kind: str) -> NewSource:
    if plan.has_text(source):
        return NewSource(name=name, kind=kind, text=kept_text(source.text or ""), guid=source.guid)
    waiting = [_waiting(each, codes[each.code]) for each in plan.passages[source.guid]]
    pending = {"unit": "", "usual": plan.usual, "selections": waiting} if waiting else {}
    return NewSource(name=name, kind=kind, guid=source.guid, is_missing=True, pending=pending)


def _waiting(passage: Passage, code: Code) -> dict[str, Any]:
    return {
        "start": passage.start,
        "end": passage.end,
        "code": str(code.pk),
        "name": passage.name,
        "coder": passage.coder,
        "polarity": passage.polarity,
        "giver": passage.giver,
        "memo": passage.memo,
        "guid": passage.guid,
        "created": _aware(passage.created).isoformat() if passage.created else "",
    }


def _take_codings(
    study: Study, plan: Plan, made: Mapping[str, Source], codes: Mapping[str, Code], finished: bool, by: Actor
) -> dict[str, uuid.UUID]:
    """Add the codings; return their ids by GUID."""
    news = [
        NewCoding(
            source=source,
            start=each.start,
            end=each.end,
            code=codes[each.code],
            polarity=each.polarity,
            giver=each.giver,
            memo=each.memo,
            coder=each.coder,
            guid=each.guid,
            exact=True,
            made_at=_aware(each.created) if each.created else None,
        )
        for guid, source in made.items()
        if not source.is_missing
        for each in plan.passages[guid]
    ]
    found: dict[str, uuid.UUID] = {}
    for first in range(0, len(news), AT_ONCE):
        rows = add_codings(study, codings=news[first : first + AT_ONCE], by=by)
        found |= {row.guid: row.pk for row in rows}
    if finished:
        for source, coder in {(new.source.pk, new.coder): (new.source, new.coder) for new in news}.values():
            finish_reading(source, coder=coder, by=by)
    return found


def _aware(moment: dt.datetime) -> dt.datetime:
    """A time without a zone is one of this house."""
    return timezone.make_aware(moment) if moment.tzinfo is None else moment


def _names(study: Study, coming: Sequence[TextSource]) -> dict[str, str]:
    """A name of its own for each source; programs allow the same name twice, Laras does not."""
    there = Source.objects.filter(study=study, removed_at__isnull=True).order_by().values_list("name", flat=True)
    taken = set(there)
    names: dict[str, str] = {}
    for source in coming:
        plain = " ".join(source.name.split())[: LONGEST_NAME - 8].strip() or source.guid
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name)
        names[source.guid] = name
    return names


def _keep(
    study: Study,
    plan: Plan,
    codes: Mapping[str, Code],
    names: Mapping[str, str],
    people: TakenPeople,
    attachment: Attachment | None,
    by: Actor,
) -> None:
    """Note the file and what of it is called otherwise here; the file itself is stored last, for a refusal's sake."""
    stored = attachment or vault.store(by.facility, name=plan.file_name, data=plan.original, media_type=MEDIA_TYPE)
    original_names = {source.guid: source.name for source in plan.project.sources}
    entry = {
        "file": str(stored.pk),
        "name": plan.file_name,
        "at": clock.now().isoformat(),
        "by": by.login,
        "codes": {guid: str(code.pk) for guid, code in codes.items() if code.guid != guid},
        "cases": {guid: str(one.pk) for guid, one in people.by_case.items()},
        "names": {guid: name for guid, name in names.items() if name != original_names[guid]},
    }
    keep(study, kept={**study.kept, "refi": [*study.kept.get("refi", []), entry]}, by=by)


def _told(plan: Plan, known: set[str], besides: Sequence[Loss]) -> Imported:
    kept, lost = dict(plan.result.kept), [*plan.result.lost, *besides]
    for source in plan.project.sources:
        if source.guid not in known or not plan.has_text(source):
            continue
        codings = len(plan.passages[source.guid])
        kept["sources"] -= 1
        kept["selections"] -= len(source.selections)
        kept["codings"] -= codings
        lost.append(Loss("sources", THERE, {"name": source.name}))
        for what, why, count in (
            ("selections", THERE_PASSAGES, len(source.selections)),
            ("codings", THERE_CODINGS, codings),
        ):
            if count:
                lost.append(Loss(what, why, {"name": source.name, "count": count}, count))
    return Imported(
        {kind: plan.result.counts[kind] for kind in KINDS},
        {kind: kept[kind] for kind in KINDS},
        plan.result.offsets,
        tuple(lost),
    )

"""The interview guide, version after version."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Incomplete
from laras.stages.evidence.models import Guide, GuideQuestion, Study
from laras.stages.evidence.rules import at_most, chosen, written


@action("evidence.edit")
def make_guide(study: Study, *, questions: Sequence[tuple[str, str]], note: str = "", by: Actor) -> Guide:
    """Make the next version of the guide from pairs (aspect or '', question); older versions stay as they were asked.

    Incomplete without a question; BadInput for an aspect that is not one of the study's.
    """
    if not questions:
        raise Incomplete(N_("Write at least one question."), field="questions")
    last = Guide.objects.filter(study=study).aggregate(last=Max("version"))["last"] or 0
    stamp = {"facility_id": by.facility_id, "study": study, "recorded_at": clock.now(), "recorded_by": by.login}
    guide = Guide(version=last + 1, note=at_most(note, field="note", most=300), **stamp)
    rows = [
        GuideQuestion(
            guide=guide,
            aspect=chosen(aspect, ("", *study.aspects), field="questions"),
            text=written(text, field="questions", most=500),
            position=position,
            **stamp,
        )
        for position, (aspect, text) in enumerate(questions)
    ]
    guide.save(force_insert=True)
    GuideQuestion.objects.bulk_create(rows)
    return guide

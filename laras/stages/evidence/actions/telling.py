"""What the researcher tells for the reader: the context sheet and the statements; a later word never erases one."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput
from laras.domain.reporting import STATEMENTS
from laras.stages.evidence.models import ContextNote, Source, Statement, Study
from laras.stages.evidence.queries.context import CONTEXT_WORDS, ITEMS, LEAST_WORDS
from laras.stages.evidence.rules import at_most, chosen, must_be_of_study

MOST = 20_000
MOST_WORDS_ASKED = 1_000


@action("evidence.edit")
def describe_context(study: Study, *, item: str, text: str, document: Source | None = None, by: Actor) -> ContextNote:
    """Write one item of the context sheet, or name the source that describes it; earlier notes stay in the history."""
    must_be_of_study(document, study)
    note = ContextNote(
        facility_id=by.facility_id,
        study=study,
        item=chosen(item, ITEMS, field="item"),
        text=at_most(text, field="text", most=MOST),
        document=document,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    note.save(force_insert=True)
    return note


@action("evidence.edit")
def set_context_words(study: Study, *, words: int, by: Actor) -> Study:
    """Set how many words make an item of the context sheet a description (60 unless the study says otherwise)."""
    if not 1 <= words <= MOST_WORDS_ASKED:
        raise BadInput(N_("Write a number from 1 to {n}."), n=MOST_WORDS_ASKED, field="words")
    others = {name: value for name, value in study.thresholds.items() if name != CONTEXT_WORDS}
    study.thresholds = others if words == LEAST_WORDS else {**others, CONTEXT_WORDS: words}
    study.save(update_fields=["thresholds"])
    return study


@action("evidence.edit")
def state(study: Study, *, item: str, text: str, by: Actor) -> Statement:
    """Say what only the researcher can say (`domain.reporting`); the words before stay in the history."""
    row = Statement(
        facility_id=by.facility_id,
        study=study,
        item=chosen(item, STATEMENTS, field="item"),
        text=at_most(text, field="text", most=MOST),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    row.save(force_insert=True)
    return row

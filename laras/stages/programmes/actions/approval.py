"""The way of a proposal to approval: by another person, with a note."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, Incomplete
from laras.domain.groupwork.terms import REASON_LENGTH, after
from laras.stages.people.rules import reason_given
from laras.stages.programmes.actions._row import locked_programme, note_step
from laras.stages.programmes.models import Programme
from laras.stages.programmes.queries import content_of, missing
from laras.stages.programmes.rules import must_be_anothers


def _move(programme: Programme, deed: str) -> Programme:
    kept = locked_programme(programme)
    kept.state = after(kept.state, deed)
    return kept


@action("programmes.edit")
def submit(programme: Programme, *, note: str = "", by: Actor) -> Programme:
    """Hand a proposal in; it is closed to changes until the decision, and kept as it is now."""
    kept = _move(programme, "submit")
    if missing(kept):
        raise Incomplete(N_("Something is missing before this can be handed in. The list on the page says what."))
    kept.proposed_by, kept.proposer, kept.submitted_at = by.login, by.name, clock.now()
    kept.decided_at, kept.decided_by = None, ""
    kept.save()
    note_step(kept, "submit", note=note.strip(), content=content_of(kept), by=by)
    return kept


@action("programmes.edit")
def withdraw(programme: Programme, *, by: Actor) -> Programme:
    """Take a proposal back before the decision."""
    kept = _move(programme, "withdraw")
    kept.submitted_at = None
    kept.save(update_fields=["state", "submitted_at"])
    note_step(kept, "withdraw", by=by)
    return kept


@action("programmes.approve")
def approve(programme: Programme, *, note: str = "", by: Actor) -> Programme:
    """Approve what another person handed in."""
    return _decide(programme, "approve", note.strip(), by)


@action("programmes.approve")
def return_programme(programme: Programme, *, note: str, by: Actor) -> Programme:
    """Give a proposal back with what should change."""
    return _decide(programme, "return", reason_given(note, at_least=REASON_LENGTH), by)


def _decide(programme: Programme, deed: str, note: str, by: Actor) -> Programme:
    kept = _move(programme, deed)
    must_be_anothers(kept, by)
    kept.decided_at, kept.decided_by, kept.decision_note = clock.now(), by.login, note
    kept.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    note_step(kept, deed, note=note, by=by)
    return kept


@action("programmes.edit")
def retire(programme: Programme, *, by: Actor) -> Programme:
    """Put a proposal aside; its groups go on."""
    kept = _move(programme, "retire")
    kept.save(update_fields=["state"])
    note_step(kept, "retire", by=by)
    return kept

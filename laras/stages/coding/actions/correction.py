"""Correcting a transcript: every coding keeps its words, or follows the edit; and the way back."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed
from laras.stages.coding.actions.moving import Corrected, replace_text, take_back
from laras.stages.coding.models import Correction
from laras.stages.coding.rules import must_be_open_to_readers
from laras.stages.evidence.models import Source

__all__ = ["Corrected", "correct_text", "undo_correction"]

LONGEST_REASON = 500


@action("evidence.edit")
def correct_text(source: Source, *, text: str, reason: str = "", by: Actor) -> Corrected:
    """Replace the text of a source and move the passages of every coder along; deleted ones move too.

    A coding whose words were all removed, or that now stands where the same coder has given the same code, is deleted.
    What stood before is kept, so that `undo_correction` finds the way back.
    """
    must_be_open_to_readers(source)
    if len(reason) > LONGEST_REASON:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_REASON, field="reason")
    done: Corrected = replace_text(source, text=text, reason=reason.strip(), by=by)[1]
    return done


@action("evidence.edit")
def undo_correction(correction: Correction, *, by: Actor) -> Source:
    """Go back to the text before a correction; Closed once a later correction stands on it, or it was undone."""
    source = correction.source
    must_be_open_to_readers(source)
    if correction.undone_at is not None:
        raise Closed(N_("This correction was undone already."))
    later = Correction.objects.filter(source=source, undone_at__isnull=True, recorded_at__gt=correction.recorded_at)
    if later.exists():
        raise Closed(N_("The text was corrected again since. Undo the later correction first."))
    take_back(correction, by=by)
    correction.undone_at = clock.now()
    correction.save()
    return source

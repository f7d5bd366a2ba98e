"""The text of a source that came without one: it is added, and its passages take their places."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, NotAllowed
from laras.stages.coding.actions import place_pending
from laras.stages.coding.models import Coding
from laras.stages.evidence import readers
from laras.stages.evidence.actions import add_text
from laras.stages.evidence.models import Source


def complete_source(
    source: Source, *, text: str = "", filename: str = "", data: bytes = b"", by: Actor
) -> list[Coding]:
    """Give a source its text, pasted or from a document; return the codings that found their places.

    What finds none goes on waiting. No `@action` of its own: a document is read before the transaction begins.
    """
    if not by.may("evidence.import"):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    words = readers.read(filename, data).text if data else text
    placed: list[Coding] = place_text(source, text=words, by=by)
    return placed


complete_source.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


@action("evidence.import", bulk=True)
def place_text(source: Source, *, text: str, by: Actor) -> list[Coding]:
    """Add the text and place what waits for it, both or neither."""
    whole = add_text(source, text=text, by=by)
    placed: list[Coding] = place_pending(whole, by=by) if whole.pending.get("selections") else []
    return placed

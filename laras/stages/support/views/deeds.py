"""Which buttons a page shows; the gate asks again when one is pressed."""

from __future__ import annotations

from laras.base.access.actor import Actor


def deeds(by: Actor) -> dict[str, bool]:
    """Return what `by` may do here, as the templates ask for it."""
    return {"may_record": by.may("support.record"), "may_teach": by.may("support.teach")}

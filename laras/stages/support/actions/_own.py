"""The worker behind the log-in."""

from __future__ import annotations

from typing import cast

from laras.base.access.actor import Actor
from laras.stages.people.models import Worker


def own_worker(by: Actor) -> Worker | None:
    """Return the worker row of the person who acts, None for one without (the operator at the command line)."""
    if by.user_id is None:
        return None
    return cast("Worker | None", Worker.objects.filter(facility=by.facility, user_id=by.user_id).first())

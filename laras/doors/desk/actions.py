"""The deeds of the door itself."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.jobs import work
from laras.base.jobs.models import Job
from laras.domain.errors import N_, Closed


@action("desk.jobs")
def cancel_job(job: Job, *, by: Actor) -> Job:
    """Stop long work that has not ended; Closed when it has."""
    if not work.cancel(job):
        raise Closed(N_("This work has ended already."))
    return job

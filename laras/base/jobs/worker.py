"""The thread that does the jobs of one process."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections

from laras.base.jobs import work
from laras.base.jobs.models import RUNNING, Job
from laras.base.store import clock

log = logging.getLogger("laras.jobs")

IDLE_SECONDS = 1.0


class Worker(threading.Thread):
    """Take one job after the other until `stop()`; a long step keeps its sign of life through a second thread."""

    def __init__(self) -> None:
        super().__init__(name="laras-jobs", daemon=True)
        self._stop_asked = threading.Event()

    def stop(self) -> None:
        self._stop_asked.set()

    def run(self) -> None:
        while not self._stop_asked.is_set():
            try:
                found = work.claim()
                if found is not None:
                    self._do(found)
                    continue
            except DatabaseError:
                log.exception("the job queue could not be read")
                close_old_connections()
            self._stop_asked.wait(IDLE_SECONDS)

    def _do(self, found: Job) -> None:
        finished = threading.Event()
        pulse = threading.Thread(target=_pulse, args=(found, finished), daemon=True)
        pulse.start()
        try:
            work.run(found)
        finally:
            finished.set()
            pulse.join()


def _pulse(found: Job, finished: threading.Event) -> None:
    """Write the sign of life every ten seconds while the work itself may be busy in one long step."""
    from django.db import connection

    try:
        while not finished.wait(10):
            Job.objects.filter(pk=found.pk, state=RUNNING).update(heartbeat_at=clock.now())
    except DatabaseError:
        log.exception("the sign of life of job %s could not be written", found.pk)
    finally:
        connection.close()

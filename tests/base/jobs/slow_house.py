"""The real program with one kind of work more, and less patience with the dead.

The work tells each beginning in a file and then waits for another file, so that a test can kill the program in the
middle. A job counts as dead after 4 seconds here, after 30 in the program.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.conf import settings  # noqa: E402  settings exist only now

from laras.base.access.queries import default_facility, operator  # noqa: E402
from laras.base.jobs import work  # noqa: E402
from laras.config import cli  # noqa: E402

work.STALE = dt.timedelta(seconds=4)
cli.COMMANDS = ("start",)  # type: ignore[assignment]  # nothing else is asked of it
DATA = Path(settings.LARAS_DATA)
KIND = "tests.slow"


@work.job(KIND, "Slow work")
def slow(job: work.Job, progress: work.Progress, by: Any) -> dict[str, Any]:
    """Begin, wait for the sign, end."""
    with (DATA / "begun").open("a") as begun:
        begun.write("x")
    while not (DATA / "go").exists():
        time.sleep(0.05)
    return {"ended": True}


def main(deed: str, *words: str) -> None:
    """`ask` puts a job in the queue, `tell ID` prints how it is, everything else is the console script's."""
    if deed == "ask":
        print(work.enqueue(KIND, {}, by=operator(default_facility("CTH"))).pk)
    elif deed == "tell":
        job = work.Job.objects.get(pk=words[0])
        print(json.dumps({"state": job.state, "attempts": job.attempts, "result": job.result, "error": job.error}))
    else:
        cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])

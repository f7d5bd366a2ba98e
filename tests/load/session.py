"""What saving a whole session costs: ten members, everything tapped; `python -m tests.load.session RUNS` in a home."""

from __future__ import annotations

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.db import connection  # noqa: E402  models exist only now

from laras.base.access.models import User  # noqa: E402
from laras.base.access.queries import actor_for  # noqa: E402
from laras.stages.programmes.actions.session import record_taps, reopen_session, save_session  # noqa: E402
from laras.stages.programmes.models import Session  # noqa: E402
from tests.journeys.enter_session import cast_of_this_home  # noqa: E402
from tests.load.figures import Figures, median  # noqa: E402
from tests.places import copied  # noqa: E402
from tests.stages.programmes.meeting import meeting, whole_session  # noqa: E402

MEMBERS = 10
REASON = "Diukur sekali lagi (contoh)."


def run(quick: bool) -> Figures:
    """Return CPU and statements of one save with ten members, measured in a copy of the cast's home."""
    with copied("cast") as place:
        printed = place.run((sys.executable, "-m", "tests.load.session", 3 if quick else 9), seconds=300)
    found: Figures = json.loads(printed.splitlines()[-1])
    return found


class Counted:
    """Counts the statements inside the block."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, execute: object, sql: str, params: object, many: bool, context: object) -> object:
        self.n += 1
        return execute(sql, params, many, context)  # type: ignore[operator]  # Django gives it no type


def _measured(runs: int) -> Figures:
    cast = cast_of_this_home()
    by = actor_for(User.objects.get(login="peksos"))
    assert by is not None
    session, people = meeting(cast, MEMBERS)
    taps = whole_session(people)
    begun = time.process_time()
    record_taps(session, taps=taps, by=by)
    tapping = (time.process_time() - begun) * 1000
    saves, counted = [], Counted()
    for n in range(runs + 1):
        row = Session.objects.get(pk=session.pk)
        begun = time.process_time()
        if n:
            save_session(row, by=by)
            saves.append((time.process_time() - begun) * 1000)
        else:  # the first one warms everything
            with connection.execute_wrapper(counted):
                save_session(row, by=by)
        reopen_session(Session.objects.get(pk=session.pk), reason=REASON, by=by)
    return {
        "members": MEMBERS,
        "taps": len(taps),
        "taps_cpu_ms": round(tapping, 2),
        "save_cpu_ms": median(saves),
        "save_statements": counted.n,
        "goal_cpu_ms": 100,
    }


if __name__ == "__main__":
    print(json.dumps(_measured(int(sys.argv[1]))))

"""What is measured in the process itself: pages without the network, queries, exports; prints JSON.

`python -m tests.load.inside WHAT …` with LARAS_DATA set. A page is opened through every middleware and the template.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.db import connection  # noqa: E402  models exist only now
from django.test import Client as Browser  # noqa: E402

from laras.base.access.models import User  # noqa: E402
from laras.base.access.queries import actor_for  # noqa: E402
from laras.domain.searching import Query, parse  # noqa: E402
from laras.doors.desk.queries.board import board, board_clients  # noqa: E402
from laras.doors.exchange.queries import rows_out  # noqa: E402
from laras.doors.exchange.tables_out import CodingOut, codings_csv, codings_xlsx  # noqa: E402
from laras.stages.coding.queries import search as searching  # noqa: E402
from laras.stages.coding.queries.note_search import NOTES  # noqa: E402
from laras.stages.evidence.models import Study  # noqa: E402
from laras.stages.outcomes.queries import evaluation  # noqa: E402
from laras.stages.programmes.models import Group, Member  # noqa: E402
from laras.stages.reports.actions import ask_report, make_report  # noqa: E402
from laras.stages.support.models import SupportAct  # noqa: E402
from tests.load.figures import Figures, median, milliseconds, tell, timed  # noqa: E402

# Names that are like no other one, so that nobody is asked whether it is somebody else.
NAMES = random.Random(7)
SOUNDS = ("ka", "bu", "ti", "mo", "se", "ra", "nu", "li", "do", "ga", "we", "hi", "pa", "ju", "cen", "ning")
MESSAGES = "laras_messages"


class Statements:
    """Counts (and keeps) the statements that run inside the block."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Any]] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.kept.append((sql, params))
        return execute(sql, params, many, context)


def _signed_in(login: str) -> Browser:
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(User.objects.get(login=login))
    return browser


def _weighed(send: Callable[[], Any], runs: int) -> Figures:
    """Return queries, CPU and wall-clock of `send`, after one run that warms everything."""
    for _ in range(2):
        send()
    statements = Statements()
    cpu, wall = [], []
    for run in range(runs):
        begun = time.process_time()
        if run == 0:
            with connection.execute_wrapper(statements):
                send()
        else:
            wall.append(milliseconds(send))
            cpu.append((time.process_time() - begun) * 1000)
    plain = [sql for sql, _ in statements.kept if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    trail = sum("audit_" in sql for sql in plain)
    return {"queries": len(plain), "of_them_for_the_trail": trail, "cpu_ms": median(cpu), "ms": median(wall)}


def page(login: str, path: str, runs: str) -> Figures:
    """Open a page again and again."""
    browser = _signed_in(login)

    def send() -> None:
        answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    return _weighed(send, int(runs) + 1)


def export(study: str, runs: str) -> Figures:
    """Read every coding of a study and write it as csv and as xlsx."""
    found = Study.objects.get(pk=study)
    by = actor_for(User.objects.get(login="peneliti"))
    assert by is not None

    def rows() -> list[CodingOut]:
        return rows_out(found, by=by)[0]

    codings_xlsx(rows())
    times = int(runs)
    return {
        "codings": len(rows()),
        "read_ms": timed(rows, times),
        "csv_ms": timed(lambda: codings_csv(rows()), times),
        "xlsx_ms": timed(lambda: codings_xlsx(rows()), times),
    }


def board_of(login: str, runs: str) -> Figures:
    """The board of the home against the bare statements that it runs, fetched and thrown away."""
    user = actor_for(User.objects.get(login=login))
    assert user is not None
    statements = Statements()
    with connection.execute_wrapper(statements):
        found = board(user, board_clients(user))

    def bare() -> None:
        with connection.cursor() as cursor:
            for sql, params in statements.kept:
                cursor.execute(sql, params)
                cursor.fetchall()

    bare()
    ours = timed(lambda: board(user, board_clients(user)), int(runs))
    theirs = timed(bare, int(runs))
    return {
        "acts": SupportAct.objects.count(),
        "clients": len(found.rows),
        "queries": len(statements.kept),
        "board_ms": ours,
        "bare_sql_ms": theirs,
        "times_bare_sql": round(ours / theirs, 2),
        **{f"page_{name}": value for name, value in page(login, "/papan/", runs).items()},
    }


def create(client: str, runs: str) -> Figures:
    """Make a client, and record an act of support, through page and action."""
    browser = _signed_in("peksos")
    year = count(1931)

    def make_client() -> None:
        name = " ".join("".join(NAMES.choice(SOUNDS) for _ in range(4)).title() for _ in range(2))
        typed = {"step": "2", "full_name": f"{name} (contoh)", "birth_year": str(next(year)), "nik_status": "unknown"}
        answer = browser.post("/orang/baru/", typed)
        assert answer.status_code == 302, answer.status_code
        browser.cookies.pop(MESSAGES, None)

    def make_act() -> None:
        answer = browser.post(f"/catat/{client}/", {"indicator": "INF-02"})
        assert answer.status_code == 302, answer.status_code
        browser.cookies.pop(MESSAGES, None)

    times = int(runs) + 1
    return {"client": _weighed(make_client, times), "support_act": _weighed(make_act, times)}


def opened(number: str, runs: str) -> Figures:
    """Read `number` sealed notes and look for a word in each; there is no page for that yet."""
    wanted = "kelompok"

    def look() -> int:
        rows = SupportAct.objects.order_by("-happened_at", "-id").only("id", "facility_id", "note")[: int(number)]
        return sum(wanted in row.note.casefold() for row in rows)

    look()
    return {"notes": int(number), "ms": timed(look, int(runs))}


STUDY_SEARCHES = {
    "word": "tangannya",
    "phrase": '"kelompok pagi"',
    "near": "keluarganya NEAR/5 makanan",
    "coded": "kelompok",
    "expression": r"/baris ke-\d*7\./",
}


def study_search(study: str, runs: str) -> Figures:
    """Search the texts, notes and memos of a study: with every text still sealed, and again."""
    by, found = actor_for(User.objects.get(login="peneliti")), Study.objects.get(pk=study)
    assert by is not None
    figures: Figures = {}
    for name, words in STUDY_SEARCHES.items():
        query = parse(words)
        wanted = searching.SearchFilter(coded="group" if name == "coded" else "")

        def look(query: Query = query, wanted: searching.SearchFilter = wanted) -> int:
            return searching.search(found, query, wanted, by).total

        def look_first(look: Callable[[], int] = look) -> int:
            searching.SHELF.drop(lambda key: True)
            NOTES.drop(lambda key: True)
            return look()

        figures[name] = {
            "places": look_first(),
            "first_ms": timed(look_first, int(runs)),
            "again_ms": timed(look, int(runs)),
        }
    return {**figures, "kept_mib": round(searching.SHELF.size / 2**20, 1)}


def papers(login: str, runs: str) -> Figures:
    """Set the evaluation of the demo's finished group on paper, warm; and read it, as its page does."""
    by = actor_for(User.objects.get(login=login))
    assert by is not None
    group = Group.objects.get(facility=by.facility, state="ended")

    def paper() -> None:
        asked = ask_report(group, kind="evaluation", purpose="ukur (contoh)", language="id", queued=False, by=by)
        make_report(asked, by=by)

    paper()
    return {
        "members": Member.objects.filter(group=group).count(),
        "evaluation_read_ms": timed(lambda: evaluation(group), int(runs)),
        "evaluation_pdf_ms": timed(paper, int(runs)),
    }


WHAT = {
    "page": page,
    "study_search": study_search,
    "export": export,
    "board": board_of,
    "create": create,
    "opened": opened,
    "papers": papers,
}

if __name__ == "__main__":
    tell(WHAT[sys.argv[1]](*sys.argv[2:]))

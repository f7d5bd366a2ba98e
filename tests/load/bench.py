"""`make bench`: start the real program with prepared homes, measure, print one JSON object.

`--quick` measures little of everything, `--only NAME` (more than once) one work. Progress goes to stderr.
Figures are medians of at least three runs; goals stand beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import django

from tests import early

# Run as a program only: what the caller's environment says about Laras has no say in the figures.
early.prepare("sqlite")
django.setup()

from tests.load import homes, refi, session, works  # noqa: E402  models exist only now
from tests.load.figures import QUICK, WHOLE, Figures, Size, load_average, telling  # noqa: E402
from tests.load.machine import machine  # noqa: E402

WORKS: dict[str, Callable[[Size], Figures]] = {
    "coding": works.coding,
    "refi": refi.refi,
    "writes": works.writes,
    "alpha": homes.numbers,
    "start": homes.starting,
    "board": homes.board,
    "people": homes.people,
    "search": homes.search,
    "study_search": homes.study_search,
    "matrix": homes.matrix,
    "session": lambda size: session.run(size is QUICK),
    "demo": homes.demo,
}
GOALS: dict[str, str] = {
    "coding": "200 added a second; page 50 ms; csv 30 ms, xlsx 60 ms",
    "refi": "500 passages in 0.3 s, all right; a project of 1.5 MB below 200 MiB",
    "writes": "500 a second where an fsync takes 0.3 ms; the worst waits 100 ms; no error",
    "alpha": "0.4 of the package and below 200 MiB; Wilcoxon 0.01 of scipy",
    "start": "second start 3 s",
    "board": "100 ms and three times the bare statements",
    "people": "list: 10 queries, 15 ms CPU, as fast in the large home; deeds: 20 queries, 20 ms CPU",
    "search": "caseload of 10,000 notes 100 ms, 100,000 notes of the home 1 s",
    "study_search": "100 interviews, 50,000 codings: first search 1 s, sealed at rest; page once opened 200 ms",
    "matrix": "100 interviews, 50,000 codings: page of a table 200 ms",
    "session": "a whole session with ten members saved in 100 ms of CPU",
    "demo": "60 s on both engines; evaluation PDF 1.5 s warm",
}


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for and print it; 1 when a work could not be measured, the others stand all the same."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.bench", description="The speed figures of Laras.")
    parser.add_argument("--quick", action="store_true", help="little of everything")
    parser.add_argument("--only", action="append", choices=sorted(WORKS), help="this work; may be given again")
    try:
        options = parser.parse_args(arguments)
        found = _measured(options.only or list(WORKS), QUICK if options.quick else WHOLE)
    finally:
        early.pytest_unconfigure()
    print(json.dumps({"quick": options.quick, **found}, ensure_ascii=False, indent=2), flush=True)
    return 1 if found["failed"] else 0


def _measured(names: Sequence[str], size: Size) -> Figures:
    begun = time.perf_counter()
    figures: Figures = {}
    failed: dict[str, str] = {}
    about = machine(Path(os.environ["LARAS_DATA"]).parent)
    for name in names:
        with telling(name):
            try:
                figures[name] = {"goal": GOALS[name], "load_average": load_average(), **WORKS[name](size)}
            except Exception as error:
                failed[name] = repr(error)[:2000]
                print(f"{name}: {failed[name]}", file=sys.stderr, flush=True)
    seconds = round(time.perf_counter() - begun, 1)
    return {"machine": about, "figures": figures, "failed": failed, "seconds": seconds}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

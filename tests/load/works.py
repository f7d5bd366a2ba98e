"""Coding and recording over HTTP, each on a home of its own."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable

from tests.load.browser import Person
from tests.load.figures import Figures, Size, median, milliseconds, percentile
from tests.places import Place, copied, served

STEP, SPAN = 60, 40


def program(place: Place, name: str, *arguments: object, seconds: float = 300) -> Figures:
    """Run one of our own programs in a home and return what it found."""
    printed = place.run((sys.executable, "-m", f"tests.load.{name}", *arguments), seconds=seconds)
    found: Figures = json.loads(printed.splitlines()[-1])
    return found


def coding(size: Size) -> Figures:
    """Add codings one by one over HTTP to a long source, open its page, export what is coded."""
    with copied("cast") as place:
        made = program(place, "fill", "text", size.text, size.codings)
        path = f"/sumber/{made['source']}/kode/"
        with served(place) as running:
            person = Person(running.address, "peneliti")
            opened = [milliseconds(lambda: person.get(path)) for _ in range(size.opens + 1)][1:]
            length = len(person.get(path))
            rates, at = [], size.codings * STEP
            for run in range(size.runs + 1):
                begun = time.perf_counter()
                for start in range(at, at + size.adds * 2, 2):
                    person.post_json(f"{path}baru/", {"start": start, "end": start + SPAN, "code": made["code"]})
                at += size.adds * 2
                if run:  # the first one warms everything
                    rates.append(size.adds / (time.perf_counter() - begun))
            person.close()
    with copied("cast") as place:
        made = program(place, "fill", "text", size.text, size.codings)
        inside = program(place, "inside", "page", "peneliti", f"/sumber/{made['source']}/kode/", size.opens)
        out = program(place, "inside", "export", made["study"], max(size.runs, 5))
    return {
        "source_characters": made["length"],
        "codings": size.codings,
        "added_per_second": median(rates, 1),
        "page_bytes": length,
        "page_over_http_ms": median(opened),
        "page_inside": inside,
        "export": out,
    }


def writes(size: Size) -> Figures:
    """Eight people record acts of support, and code, at the same time; a write is told only after its commit."""
    with copied("cast") as place:
        made = program(place, "fill", "text", size.text // 10, 10)
        client = program(place, "fill", "people", 20)["client"]
        with served(place) as running:
            people = [Person(running.address, "peneliti") for _ in range(8)]
            path, count = f"/sumber/{made['source']}/kode/baru/", iter(range(0, 10**6, 2))

            def code(person: Person) -> None:
                start = 600 + next(count)
                person.post_json(path, {"start": start, "end": start + SPAN, "code": made["code"]})

            codings = _together(people, code, size)
            for person in people:
                person.close()
            people = [Person(running.address, login) for login in ("peksos", "perawat", "psikolog", "peksos") * 2]

            def record(person: Person) -> None:
                person.post(f"/catat/{client}/", {"indicator": "INF-02"})

            acts = _together(people, record, size)
            for person in people:
                person.close()
    return {"clients": 8, "coding_and_audit": codings, "support_act_and_audit": acts}


def _together(people: list[Person], deed: Callable[[Person], None], size: Size) -> Figures:
    """Let everybody do the deed at the same time, run after run; the first run warms and is not told."""
    rates, waits, errors = [], [], []

    def work(person: Person, times: list[float]) -> None:
        for _ in range(size.writes):
            try:
                times.append(milliseconds(lambda: deed(person)))
            except Exception as error:
                errors.append(repr(error))

    for run in range(size.runs + 1):
        times: list[float] = []
        threads = [threading.Thread(target=work, args=(person, times)) for person in people]
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if run:
            rates.append(len(times) / (time.perf_counter() - begun))
            waits += times
    return {
        "per_second": median(rates, 1),
        "median_ms": median(waits),
        "p99_ms": percentile(waits, 0.99),
        "worst_ms": round(max(waits), 1),
        "errors": len(errors),
        **({"first_error": errors[0]} if errors else {}),
    }

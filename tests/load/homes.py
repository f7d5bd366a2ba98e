"""Homes of a size: starting, the board over a million acts, lists, searches, the demo home."""

from __future__ import annotations

import http.client
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.load.browser import Person
from tests.load.figures import WHOLE, Figures, Size, median, milliseconds
from tests.load.works import program
from tests.places import Place, copied, served
from tests.postgresql import Server

BOARD_CLIENTS = 300


@contextmanager
def fresh() -> Iterator[Place]:
    """A folder in which Laras has never been started."""
    with tempfile.TemporaryDirectory(prefix="laras-load-") as folder:
        yield Place(Path(folder))


def numbers(size: Size) -> Figures:
    """Krippendorff's alpha over many units and the exact Wilcoxon test, each beside the usual package."""
    with fresh() as place:
        ours = program(place, "numbers", "alpha", size.units, size.runs)
        theirs = program(place, "numbers", "alpha_of_package", size.units, size.runs)
        exact = program(place, "numbers", "wilcoxon", size.runs)
        permuted = program(place, "numbers", "wilcoxon_of_scipy", size.runs)
    return {
        "alpha": ours,
        "alpha_of_package": theirs,
        "alpha_ratio": round(ours["ms"] / theirs["ms"], 3) if theirs["ms"] else None,
        "wilcoxon": exact,
        "wilcoxon_of_scipy": permuted,
        "wilcoxon_ratio": round(exact["ms"] / permuted["ms"], 4),
    }


def starting(size: Size) -> Figures:
    """From the command to the first answer: in an empty folder, and where everything is ready."""
    first, second = [], []
    for _ in range(size.runs):
        with fresh() as place:
            first.append(milliseconds(lambda: _until_healthy(place)))
            second.append(milliseconds(lambda: _until_healthy(place)))
    return {"first_start_without_demo_ms": median(first, 0), "second_start_ms": median(second, 0)}


def _until_healthy(place: Place) -> None:
    """Start, ask, and end again; ending is no part of it, but takes some milliseconds only."""
    with served(place, "--no-demo") as running:
        address = urlsplit(running.address)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        connection.close()
        running.process.kill()


def board(size: Size) -> Figures:
    """The board of the home over many acts of 300 clients."""
    with copied("cast") as place:
        program(place, "fill", "acts", size.acts, BOARD_CLIENTS)
        return program(place, "inside", "board", "penyelia", max(size.runs, 5))


def people(size: Size) -> Figures:
    """Lists and deeds in a small and a large home; they should cost the same."""
    found: Figures = {}
    for number in size.clients:
        with copied("cast") as place:
            client = program(place, "fill", "people", number)["client"]
            runs = max(size.runs, 7)
            found[f"{number}_clients"] = {
                "list_of_caseload": program(place, "inside", "page", "peksos", "/orang/", runs),
                "list_of_home": program(place, "inside", "page", "penyelia", "/orang/", runs),
                **{f"create_{name}": value for name, value in program(place, "inside", "create", client, runs).items()},
            }
    return found


def search(size: Size) -> Figures:
    """Finding clients by words of their sealed names; notes have no search yet, so only opening them is told."""
    caseload, home = size.notes
    with copied("cast") as place:
        program(place, "fill", "people", size.clients[0])
        program(place, "fill", "notes", home)
        return {
            "names": {
                "clients": size.clients[0],
                **program(place, "inside", "page", "penyelia", "/cari/?words=nomor", size.runs),
            },
            "note_search": "there is no page for it; below: reading sealed notes and comparing each",
            "notes_of_caseload": program(place, "inside", "opened", caseload, size.runs),
            "notes_of_home": program(place, "inside", "opened", home, size.runs),
        }


def study_search(size: Size) -> Figures:
    """Search a study of a hundred interviews, sealed at rest; and the page that shows what was found."""
    sources, length, codings = (100, 50_000, 50_000) if size is WHOLE else (4, 5_000, 200)
    with copied("cast") as place:
        made = program(place, "fill", "corpus", sources, length, codings, seconds=900)
        path = f"/studi/{made['study']}/cari/?words="
        return {
            "sources": sources,
            "characters": made["characters"],
            "codings": codings,
            **program(place, "inside", "study_search", made["study"], max(size.runs, 5)),
            "page_again": program(place, "inside", "page", "peneliti", f"{path}tangannya", size.runs),
        }


MATRICES = {
    "codes_by_informant": "table=informant",
    "unfolded": "table=informant&open=all",
    "by_informants_counted": "table=kind&count=informants",
    "codes_by_code": "table=codes&open=all",
    "by_line": "table=codes&open=all&near=lines&lines=3",
    "givers": "table=givers",
}


def matrix(size: Size) -> Figures:
    """Open the tables of a study of a hundred interviews, and its saturation; for one who sees all, and a coder."""
    sources, codings = (100, 50_000) if size is WHOLE else (6, 300)
    with copied("cast") as place:
        made = program(place, "fill", "matrix", sources, codings, seconds=900)
        path = f"/studi/{made['study']}"
        opened = {
            name: program(place, "inside", "page", "penyelia", f"{path}/pertanyaan/?{query}", size.runs)
            for name, query in MATRICES.items()
        }
        first = f"{path}/pertanyaan/?{MATRICES['codes_by_informant']}"
        quotes = f"{path}/pertanyaan/kutipan/?table=informant&row=aspect:emotional&column=P001"
        return {
            "sources": sources,
            "codings": codings,
            **opened,
            "for_a_coder": program(place, "inside", "page", "peneliti", first, size.runs),
            "quotes_of_a_cell": program(place, "inside", "page", "penyelia", quotes, size.runs),
            "saturation": program(place, "inside", "page", "penyelia", f"{path}/kejenuhan/", size.runs),
        }


def demo(size: Size) -> Figures:
    """Build the demo home on both engines, once each, and open the first page of a social worker on it."""
    found: Figures = {}
    with fresh() as place:
        found["sqlite_seconds"] = _built(place)
        with served(place) as running:
            person = Person(running.address, "peksos")
            found["today_over_http_ms"] = median([milliseconds(lambda: person.get("/hari-ini/")) for _ in range(9)][1:])
            person.close()
        found["papers"] = program(place, "inside", "papers", "peksos", max(size.runs, 3))
    server = Server.start()
    try:
        with fresh() as place:
            found["postgresql_seconds"] = _built(Place(place.folder, server.url("laras")))
    finally:
        server.stop()
    return found


def _built(place: Place) -> float:
    begun = time.perf_counter()
    place.laras("demo", "--json", seconds=400)
    return round(time.perf_counter() - begun, 1)

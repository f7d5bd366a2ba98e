"""Projects of other programs taken in: seconds, passages right, memory; as a work and as the program that it runs.

`python -m tests.load.refi project FILE RUNS` with LARAS_DATA set prints JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.load.figures import WHOLE, Figures, Size, median, milliseconds, tell

WORDS = ("Ibu", "😀", "datang", "tiap", "Jumat", "sore", "duduk", "di", "teras", "sambil", "bercerita", "lama")


def refi(size: Size) -> Figures:
    """Import a project of 500 passages in one long source, and one of 1.5 MB (packed), each in a fresh process."""
    from tests.load.works import program
    from tests.places import copied

    found: Figures = {}
    for name, length, runs in (
        ("usual", size.text, max(5, size.runs)),
        ("large", 4_400_000 if size is WHOLE else size.text, 1),
    ):
        with copied("cast") as place:
            path = place.folder / "proyek.qdpx"
            program(place, "refi", "file", path, length, size.codings)
            found[name] = program(place, "refi", "project", path, runs)
    return found


def made(length: int, passages: int) -> tuple[bytes, list[str]]:
    """A project as NVivo writes it (UTF-16 units, CRLF, BOM, no quotes), and the quotes that are meant."""
    from tests.doors.exchange.refi.made import coding, one_text, selection

    dice = random.Random(7)
    lines: list[str] = []
    total = 0
    while total < length:
        line = " ".join(f"{dice.choice(WORDS)}{dice.randrange(10_000)}" for _ in range(12))
        lines.append(line)
        total += len(line) + 1
    text = "\n".join(lines)
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if char == "\n" or char > "\uffff" else 1))
    starts = [at + 1 for at, char in enumerate(text) if char in " \n"]
    chosen = starts[:: max(1, len(starts) // passages)][:passages]
    spans = [(at, text.find(" ", at + 1)) for at in chosen]
    inside = "".join(
        selection(1000 + n, units[start], units[end], coding(5000 + n, 1 + n % 2))
        for n, (start, end) in enumerate(spans)
    )
    data = one_text(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), inside, origin="NVivo 12.6")
    return data, [text[start:end] for start, end in spans]


def file(path: str, length: str, passages: str) -> Figures:
    """Write the project, and the quotes beside it, so that whoever reads it begins with an empty memory."""
    data, quotes = made(int(length), int(passages))
    Path(path).write_bytes(data)
    Path(f"{path}.json").write_text(json.dumps(quotes))
    return {"bytes": len(data)}


def project(path: str, runs: str) -> Figures:
    """Take the same project into one study after the other."""
    import os
    import resource

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
    django.setup()

    from laras.base.access.models import User
    from laras.base.access.queries import actor_for
    from laras.doors.exchange.actions import import_project
    from laras.stages.coding.models import Coding
    from laras.stages.evidence.actions import create_study

    by = actor_for(User.objects.get(login="peneliti"))
    assert by is not None
    data, quotes = Path(path).read_bytes(), json.loads(Path(f"{path}.json").read_text())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times, processor, right = [], [], 0
    for run in range(int(runs)):
        study = create_study(name=f"Proyek {run} (contoh)", by=by)
        begun = time.process_time()
        times.append(milliseconds(partial(import_project, study, data=data, file_name="p.qdpx", by=by)))
        processor.append((time.process_time() - begun) * 1000)
        found = [one.quote for one in Coding.objects.filter(study=study).order_by("start")]
        right = sum(is_ == wanted for is_, wanted in zip(found, quotes, strict=True))
    return {
        "file_bytes": len(data),
        "passages": len(quotes),
        "right": right,
        "import_ms": median(times),
        "cpu_ms": median(processor),
        "before_mib": round(before / 1024, 1),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


if __name__ == "__main__":
    what: dict[str, Callable[..., Figures]] = {"file": file, "project": project}
    tell(what[sys.argv[1]](*sys.argv[2:]))

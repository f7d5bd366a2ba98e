"""The tree of codes, of a project or of a codebook alone (`.qdc`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from laras.domain.errors import N_, Refused
from laras.doors.exchange.refi import values
from laras.doors.exchange.refi.container import Container
from laras.doors.exchange.refi.document import parse_codebook
from laras.doors.exchange.refi.model import KINDS, Code, Offsets, Project, ReadResult
from laras.doors.exchange.refi.read_text import Reading, note_refs

MOST_CODES = 10_000
TOO_MANY_CODES = N_("The file holds more than {most} codes. Export a smaller codebook.")
NO_CODES = N_("The file holds no code. Export the codebook again from the program it came from.")
SETS = N_("Sets of codes: {count}. Laras has no place for them; they are not kept.")
PATHS = N_("Codes whose names are paths (“a.b”): {count}. They were hung below the code that they name.")


def read_codebook(data: bytes) -> ReadResult:
    """Read a `.qdc`; Refused (damaged, hostile, no codebook, no code) with a sentence.

    Names that are paths, as Taguette writes them, become a tree.
    """
    root = parse_codebook(data)
    reading = Reading(Container(b"", {}))
    codes = read_codes(root.findall("Codes/Code"), reading)
    if not codes:
        raise Refused(NO_CODES)
    origin = root.get("origin", "")
    if all(not code.children for code in codes):
        codes, hung = _from_paths(codes, everywhere="taguette" in origin.lower())
        reading.tell("paths", PATHS, hung)
    reading.tell("sets", SETS, len(root.findall("Sets/Set")))
    reading.tell_repeats(root)
    count = sum(1 for code in codes for _ in code.walk())
    counts = dict.fromkeys(KINDS, 0) | {"codes": count}
    return ReadResult(
        Project(name="", codes=codes, origin=origin), counts, counts, Offsets(None, None), tuple(reading.lost)
    )


def read_codes(elements: Iterable[Element], reading: Reading) -> tuple[Code, ...]:
    """The codes with everything below them, their GUIDs declared; Refused where they are too many to be a codebook."""
    return tuple(_code(each, reading) for each in elements)


def _code(element: Element, reading: Reading) -> Code:
    guid = reading.declare(element.get("guid"))
    reading.codes.add(guid)
    if len(reading.codes) > MOST_CODES:
        raise Refused(TOO_MANY_CODES, most=MOST_CODES)
    return Code(
        guid=guid,
        name=element.get("name", ""),
        codable=values.truth(element.get("isCodable")) != "false",
        colour=values.colour(element.get("color")),
        description=element.findtext("Description") or "",
        note_refs=note_refs(element),
        children=tuple(_code(each, reading) for each in element.findall("Code")),
    )


def _from_paths(codes: tuple[Code, ...], *, everywhere: bool) -> tuple[tuple[Code, ...], int]:
    """The tree that names like “dukungan.emosional” mean; a level that has no code is only made `everywhere`."""
    known = {code.name: code for code in reversed(codes)}
    again = tuple(code for code in codes if known[code.name] is not code)
    below: dict[str, list[str]] = {}
    tops: list[str] = []
    hung = 0
    for name in dict.fromkeys(code.name for code in codes):
        above = name.rpartition(".")[0]
        for level in _levels(above) if everywhere else ():
            if level not in known:
                known[level] = Code(values.derived_guid(f"level {level}"), level)
                _hang(level, known, below, tops)
        hung += _hang(name, known, below, tops)

    def built(name: str) -> Code:
        last = name.rpartition(".")[2] if name in hanging else name
        return replace(known[name], name=last, children=tuple(built(each) for each in below.get(name, ())))

    hanging = {name for names in below.values() for name in names}
    return (*(built(name) for name in tops), *again), hung


def _levels(path: str) -> Iterator[str]:
    parts = path.split(".") if path and all(part.strip() for part in path.split(".")) else []
    for last in range(1, len(parts) + 1):
        yield ".".join(parts[:last])


def _hang(name: str, known: dict[str, Code], below: dict[str, list[str]], tops: list[str]) -> bool:
    above, dot, last = name.rpartition(".")
    if dot and last.strip() and above in known:
        below.setdefault(above, []).append(name)
        return True
    tops.append(name)
    return False

"""Who speaks in a transcript: the marks at the beginning of lines, as people write them.

“P:”, “I1:”, “INF-3:”, “Peneliti:”, “Ibu S.:”. A word such as “Tempat:” stands in the head of many transcripts and is
nobody; a plain name counts as a speaker only when it opens several turns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

LEAST_TURNS = 3
LONGEST = 40

_MARK = re.compile(r"^([^\W\d_][^:\n]{0,39}?)[ \t]*:(?:[ \t]+|$)", re.MULTILINE)
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,3}|[A-Z][A-Za-z]{0,5}[-_. ]?\d{1,3}[a-z]?")
_ROLE = re.compile(
    r"(?:peneliti|pewawancara|penanya|informan|responden|partisipan|narasumber|subjek|moderator|fasilitator|notulis"
    r"|pengamat|peserta|interviewer|interviewee|researcher|participant|respondent|informant|speaker|pembicara"
    r"|observer|facilitator|klien|client|peksos|perawat|psikolog|pengasuh)(?:[ \t]*[-_.]?[ \t]*(?:\d{1,3}|[A-Z]))?",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?:Bapak|Bpk\.?|Pak|Ibu|Bu|Mas|Mbak|Mbah|Kak|Sdr\.?|Sdri\.?|Tn\.?|Ny\.?|Nn\.?)"
    r"(?:[ \t]+(?:[A-Z]\.?|[A-Z][\w'’-]+)){1,3}"
)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:[ \t]+[A-Z][\w'’.-]*){0,2}")
_NOBODY = frozenset(
    {"NIK", "KK", "RT", "RW", "NB", "PS", "HP", "TTL", "TTD", "WA", "BPJS", "UPT", "ODGJ", "WIB", "FGD"}
)


class Turn(NamedTuple):
    """The beginning of one turn: the mark stands from `start`, what is said from `said`, by `name`."""

    start: int
    said: int
    name: str


def turns(text: str, known: Collection[str] = (), never: Collection[str] = ()) -> list[Turn]:
    """Return every turn of a transcript in order; `known` are speakers however seldom they speak, `never` are none."""
    marks = [(mark.start(), mark.end(), " ".join(mark[1].split())) for mark in _MARK.finditer(text)]
    often = {name for name, count in Counter(name for _, _, name in marks).items() if count >= LEAST_TURNS}
    every = {name for _, _, name in marks} - set(never)
    named = {name for name in every if name in known or _is_speaker(name, often)}
    return [Turn(start, said, name) for start, said, name in marks if name in named]


def _is_speaker(name: str, often: Collection[str]) -> bool:
    if name.upper() in _NOBODY:
        return False
    if _CODE.fullmatch(name) or _ROLE.fullmatch(name) or _ADDRESSED.fullmatch(name):
        return True
    return name in often and _NAME.fullmatch(name) is not None


def counts(text: str, known: Collection[str] = (), never: Collection[str] = ()) -> dict[str, int]:
    """Return how many turns each speaker has, in the order they first speak."""
    return dict(Counter(turn.name for turn in turns(text, known, never)))


def speaking(found: list[Turn], offset: int) -> str:
    """Return the name of whoever speaks at a place (code points) of the text, '' before the first turn."""
    at = bisect_right(found, offset, key=lambda turn: turn.start) - 1
    return found[at].name if at >= 0 else ""

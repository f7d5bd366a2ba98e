"""How other programs count positions in a text, and how to find out which way they did.

Standards say code points; some programs count UTF-16 units, some two for a CRLF, some one. Nothing in a file tells. So
each way of counting is tried and scored: does the passage read like the quote stored with it, or else begin and end
where words do?
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_BREAK = re.compile("\n")
# Passages of one text that are asked, spread over it; more tell nothing new.
_ASKED = 500
_WITNESSES, _FITS, _GAIN = 3, 0.9, 0.2
W = TypeVar("W", bound=Hashable)

# name → (characters outside the BMP count two, line breaks count: as the file has them, always one, always two)
UNITS: dict[str, tuple[bool, str]] = {
    "code point": (False, "file"),
    "code point, CRLF 1": (False, "one"),
    "code point, CRLF 2": (False, "two"),
    "UTF-16": (True, "file"),
    "UTF-16, CRLF 1": (True, "one"),
    "UTF-16, CRLF 2": (True, "two"),
}
# name → how much is added to a start and to an end of the file. Mistakes by one that programs are known to make: the
# byte-order mark counted as a character, the last character named instead of the one after it, counting from 1.
SLIPS: dict[str, tuple[int, int]] = {
    "": (0, 0),
    "mark": (-1, -1),
    "last": (0, 1),
    "late": (-1, -1),
    "early": (1, 1),
}
# What is left to tell apart once the line ends of the file are not known any more.
LF_UNITS = ("code point", "code point, CRLF 2", "UTF-16", "UTF-16, CRLF 2")


@dataclass(frozen=True)
class LfText:
    """A text with LF line ends; `crlf` are the positions of those that were CRLF in the file, ascending.

    `marked` says that the file began with a byte-order mark.
    """

    text: str
    crlf: tuple[int, ...] = ()
    marked: bool = False


def lf_text(text: str) -> LfText:
    """`text` without BOM and with LF line ends, remembering which of them were CRLF."""
    marked = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    if "\r" not in text:
        return LfText(text, marked=marked)
    pieces = text.split("\r\n")
    ends = accumulate(len(piece) + 1 for piece in pieces[:-1])
    return LfText("\n".join(pieces).replace("\r", "\n"), tuple(end - 1 for end in ends), marked)


class Index:
    """Positions of one text in one unit ↔ code points of its LF text; `slip` is how the file is wrong by one."""

    def __init__(self, source: LfText, unit: str, slip: str = "") -> None:
        self._slip = SLIPS[slip] if slip != "mark" or source.marked else (0, 0)
        utf16, breaks = UNITS[unit]
        self._text = source.text
        double = [found.start() for found in _WIDE.finditer(source.text)] if utf16 else []
        if breaks == "file":
            double += source.crlf
        elif breaks == "two":
            double += [found.start() for found in _BREAK.finditer(source.text)]
        self._double = sorted(double)
        self._starts = [at + before for before, at in enumerate(self._double)]
        self.length = len(source.text) + len(double)

    def unit(self, point: int) -> int:
        """The position in this unit of code point `point`."""
        return point + bisect_left(self._double, point)

    def point(self, position: int) -> int | None:
        """The code point at `position`; before it inside a CRLF, None inside a character or outside the text."""
        before = bisect_left(self._starts, position)
        if not 0 <= position <= self.length:
            return None
        if before and self._starts[before - 1] + 1 == position:
            at = self._double[before - 1]
            return at if self._text[at] == "\n" else None
        return position - before

    def span(self, start: int, end: int) -> tuple[int | None, int | None]:
        """The code points of a passage as the file says it, its slip made good."""
        return self.point(start + self._slip[0]), self.point(end + self._slip[1])


@dataclass(frozen=True)
class Evidence:
    """The passages of one text as the file says them: (start, end, stored name)."""

    source: LfText
    ranges: Sequence[tuple[int, int, str]]


def best_unit(
    texts: Iterable[Evidence], usual: str = "code point", among: Collection[str] = tuple(UNITS)
) -> tuple[str | None, float | None, dict[str, float]]:
    """The unit `among` those named that explains the passages best, its score in 0..1, and the scores of all.

    (None, None, {}) without passages; `usual` wins a tie.

    A passage that reads like its stored quote in some unit scores by the quote alone (1, or .95 up to white space,
    .9 if the quote was cut short); any other by half a point for each end at the edge of a word.
    """
    ways = {unit: (unit, "") for unit in among}
    scores = _average(list(texts), ways)
    if not scores:
        return None, None, {}
    best = max(among, key=lambda unit: (scores[unit], unit == usual))
    return best, scores[best], scores


def best_slip(texts: Iterable[Evidence], unit: str, usual: str = "code point") -> tuple[str, str, float]:
    """The unit and the mistake by one that explain the passages better than `unit` without any; else `unit`, '' again.

    A mistake is believed only where at least three passages bear witness, nearly all of them fit with it, and without
    it many do not: an author may well have coded half a word.
    """
    asked = list(texts)
    ways = {(each, slip): (each, slip) for each in UNITS for slip in SLIPS}
    scores = _average(asked, ways, strict=True)
    if not scores:
        return unit, "", 0.0
    plain = scores[unit, ""]
    best = max(ways, key=lambda way: (scores[way], way[1] == "", way[0] == usual, -list(SLIPS).index(way[1])))
    witnesses = sum(len(evidence.ranges) for evidence in asked)
    if witnesses < _WITNESSES or scores[best] < _FITS or scores[best] < plain + _GAIN:
        return unit, "", plain
    return (*best, scores[best])


def _average(texts: Sequence[Evidence], ways: Mapping[W, tuple[str, str]], *, strict: bool = False) -> dict[W, float]:
    """The score of each way of counting over all passages, {} without passages.

    `strict` asks besides that a passage neither begins nor ends with white space: one that is wrong by one often does.
    """
    totals = dict.fromkeys(ways, 0.0)
    count = 0
    for evidence in texts:
        indexes = {way: Index(evidence.source, *how) for way, how in ways.items()}
        for start, end, name in evidence.ranges[:: len(evidence.ranges) // _ASKED + 1]:
            count += 1
            spans = {way: index.span(start, end) for way, index in indexes.items()}
            for way, score in _scores(evidence.source.text, spans, name, strict=strict).items():
                totals[way] += score
    return {way: round(total / count, 4) for way, total in totals.items()} if count else {}


def _scores(text: str, spans: Mapping[W, tuple[int | None, int | None]], name: str, *, strict: bool) -> dict[W, float]:
    known: dict[tuple[int, int], tuple[float, float]] = {}
    by_unit: dict[W, tuple[float, float]] = {}
    for unit, (start, end) in spans.items():
        if start is None or end is None or start >= end:
            by_unit[unit] = (0.0, 0.0)
            continue
        if (start, end) not in known:
            first = _edge(text, start) if not strict or not text[start].isspace() else 0
            last = _edge(text, end) if not strict or not text[end - 1].isspace() else 0
            known[start, end] = (_reads_like(text[start:end], name), (first + last) / 2)
        by_unit[unit] = known[start, end]
    by_quote = any(quote for quote, _ in by_unit.values())
    return {unit: quote if by_quote else edges for unit, (quote, edges) in by_unit.items()}


def _reads_like(passage: str, name: str) -> float:
    if not name:
        return 0.0
    if passage == name or _same_in_xml(passage, name):
        return 1.0
    # Programs fold the white space of a quote and cut it, some with an ellipsis; short names prove nothing.
    flat, told = " ".join(passage[: 2 * len(name) + 200].split()), " ".join(name.split())
    if flat and flat == told:
        return 0.95
    told = told.removesuffix("…").removesuffix("...").rstrip()
    return 0.9 if len(told) >= 20 and flat.startswith(told) else 0.0


def _same_in_xml(passage: str, name: str) -> bool:
    """Whether `name` is the passage with U+FFFD for each character that XML cannot hold."""
    return (
        "\ufffd" in name
        and len(passage) == len(name)
        and all(told in (was, "\ufffd") for was, told in zip(passage, name, strict=True))
    )


def _edge(text: str, at: int) -> int:
    inside = 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])
    return 0 if inside else 1


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"

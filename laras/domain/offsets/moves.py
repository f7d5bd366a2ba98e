"""Where passages go when a transcript is corrected: what was not touched keeps its words, letter by letter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from laras.domain.errors import N_, BadInput

State = Literal["kept", "changed", "lost"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_TOKENS = 3_000


class Span(NamedTuple):
    """A passage in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Anchor:
    """Where a passage stands now: kept (same words), changed (an edit inside it), or lost (all of it was removed)."""

    start: int
    end: int
    state: State


class _Block(NamedTuple):
    """old[a:b] became new[c:d]; `same` says whether nothing changed in it."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def _common_start(old: str, new: str) -> int:
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old.startswith(new[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _edges(old: str, new: str, *, from_the_end: bool) -> tuple[int, int]:
    """Length of the common beginning and end, not overlapping; what is measured first takes all it can."""
    if from_the_end:
        tail, head = _edges(old[::-1], new[::-1], from_the_end=False)
        return head, tail
    head = _common_start(old, new)
    return head, _common_start(old[head:][::-1], new[head:][::-1])


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    return pattern.findall(text)


def _compared(old: str, new: str, a: int, c: int, pattern: re.Pattern[str]) -> list[_Block]:
    """Blocks between two texts that begin at `a` and `c`, compared line by line first, then word by word."""
    left, right = _pieces(pattern, old), _pieces(pattern, new)
    if pattern is _TOKEN and len(left) + len(right) > MOST_TOKENS:
        if "\n" in old.rstrip("\n") or "\n" in new.rstrip("\n"):
            return _compared(old, new, a, c, _LINE)
        return [_Block(False, a, a + len(old), c, c + len(new))]
    blocks = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        before, after = "".join(left[i1:i2]), "".join(right[j1:j2])
        fits = pattern is _LINE and tag == "replace" and (i2 - i1 < len(left) or j2 - j1 < len(right))
        if fits:
            blocks += _compared(before, after, a, c, _TOKEN)
        else:
            blocks.append(_Block(tag == "equal", a, a + len(before), c, c + len(after)))
        a, c = a + len(before), c + len(after)
    return blocks


def _blocks(old: str, new: str, *, from_the_end: bool) -> list[_Block]:
    head, tail = _edges(old, new, from_the_end=from_the_end)
    old_end, new_end = len(old) - tail, len(new) - tail
    middle = _compared(old[head:old_end], new[head:new_end], head, head, _TOKEN)
    start = [_Block(True, 0, head, 0, head)] if head else []
    end = [_Block(True, old_end, len(old), new_end, len(new))] if tail else []
    return [block for block in (*start, *middle, *end) if block.b > block.a]


class _Moves:
    """One way to align old and new text."""

    def __init__(self, blocks: list[_Block]) -> None:
        self.blocks = blocks
        self.starts = [block.a for block in blocks]

    def _at(self, place: int) -> _Block:
        return self.blocks[bisect_right(self.starts, place) - 1]

    def moved(self, span: Span) -> Span:
        """Where the passage lies now; an insertion at its edge stays outside, one inside is taken in."""
        first, last = self._at(span.start), self._at(span.end - 1)
        start = first.c + (span.start - first.a if first.same else 0)
        end = last.c + span.end - last.a if last.same else last.d
        return Span(start, max(start, end))


def reanchor(
    spans: Iterable[Span | tuple[int, int]], old: str, new: str, edits: Sequence[tuple[int, int, int, int]] = ()
) -> list[Anchor]:
    """Where each passage of `old` stands in `new`, in the order given.

    A passage an edit did not touch keeps its words exactly. The text is aligned from both ends, because where the same
    words stand twice one alignment alone may take the wrong one for the removed one. Where it is known what was
    replaced, `edits` say so (old[a:b] became new[c:d], in order) and nothing is guessed. Raises BadInput for a passage
    that is empty or lies outside `old`.
    """
    asked = [Span(*span) for span in spans]
    for span in asked:
        if not 0 <= span.start < span.end <= len(old):
            raise BadInput(
                N_("A passage from {start} to {end} is not in the text. Check it."), start=span.start, end=span.end
            )
    if not asked:
        return []
    ways = _ways(old, new, edits)
    return [_anchor(span, ways, old, new) for span in asked]


def follow(points: Iterable[int], old: str, new: str, edits: Sequence[tuple[int, int, int, int]] = ()) -> list[int]:
    """Where each point of `old` (0 … its length) lies in `new`, in the order given; see `reanchor`."""
    if not old:
        return [0 for _ in points]
    way = _ways(old, new, edits)[0]
    return [min(len(new), way.moved(Span(at, at + 1)).start) if at < len(old) else len(new) for at in points]


def _ways(old: str, new: str, edits: Sequence[tuple[int, int, int, int]]) -> list[_Moves]:
    if edits:
        return [_Moves(_between(edits, len(old)))]
    return [_Moves(_blocks(old, new, from_the_end=False)), _Moves(_blocks(old, new, from_the_end=True))]


def _between(edits: Sequence[tuple[int, int, int, int]], length: int) -> list[_Block]:
    """The blocks of a text in which exactly `edits` were made: what lies between them is the same."""
    blocks, at, to = [], 0, 0
    for a, b, c, d in edits:
        blocks += [_Block(True, at, a, to, c), _Block(False, a, b, c, d)]
        at, to = b, d
    blocks.append(_Block(True, at, length, to, to + length - at))
    return [block for block in blocks if block.b > block.a]


def _anchor(span: Span, ways: list[_Moves], old: str, new: str) -> Anchor:
    words = old[span.start : span.end]
    places = [way.moved(span) for way in ways]
    for start, end in places:
        # An insertion beside equal letters can slide into the passage ("the |the nurse"); its words are still there.
        inside = new.find(words, start, end)
        if inside >= 0:
            return Anchor(inside, inside + len(words), "kept")
    start, end = max(places, key=lambda place: place.end - place.start)
    return Anchor(start, end, "changed" if new[start:end].strip() else "lost")

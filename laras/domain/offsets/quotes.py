"""Finding a quote in its source: patient with spaces, quotation marks and dashes, never with words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SAME = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_WORD = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True)
class Found:
    """The quote stands here, and here alone; `text[start:end]` is it as the source writes it."""

    start: int
    end: int


@dataclass(frozen=True)
class Absent:
    """The quote does not occur."""


@dataclass(frozen=True)
class Ambiguous:
    """The quote occurs more than once; `starts` are the places."""

    starts: tuple[int, ...]


@lru_cache(maxsize=4)  # an import asks the same source for many quotes
def _folded(text: str) -> tuple[str, list[int], list[int]]:
    """The text with spaces and punctuation made alike, and for each of its characters where it begins and ends."""
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        if letter.isspace() and letters and letters[-1] == " ":
            ends[-1] = place + 1
            continue
        for one in " " if letter.isspace() else _SAME.get(letter, letter):
            letters.append(one)
            begins.append(place)
            ends.append(place + 1)
    return "".join(letters), begins, ends


def _is_word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and _WORD.match(text[place]) is not None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a passage neither begins nor ends inside a word."""
    return not (_is_word(text, start - 1) and _is_word(text, start)) and not (
        _is_word(text, end - 1) and _is_word(text, end)
    )


def find_quote(text: str, quote: str) -> Found | Absent | Ambiguous:
    """Where `quote` stands in `text`.

    Runs of white space, curly and straight quotation marks, kinds of dashes and the ellipsis count as equal; letters,
    case and words must be the same. Of several places those that do not cut a word come first; if they are still
    several, nothing is guessed.
    """
    wanted = _folded.__wrapped__(quote)[0].strip()
    if not wanted:
        return Absent()
    folded, begins, ends = _folded(text)
    places = []
    at = folded.find(wanted)
    while at >= 0:
        places.append(at)
        at = folded.find(wanted, at + 1)
    if len(places) > 1:
        places = [place for place in places if _whole(folded, place, place + len(wanted))] or places
    if not places:
        return Absent()
    if len(places) > 1:
        return Ambiguous(tuple(begins[place] for place in places))
    return Found(begins[places[0]], ends[places[0] + len(wanted) - 1])


def snap_to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage without white space at its edges, widened to whole words; an empty or blank one is left as it is."""
    low, high = max(0, start), min(len(text), end)
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    if low >= high:
        return start, end
    while _is_word(text, low - 1) and _is_word(text, low):
        low -= 1
    while _is_word(text, high - 1) and _is_word(text, high):
        high += 1
    return low, high

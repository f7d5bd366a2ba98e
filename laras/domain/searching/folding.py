"""Texts without capitals and accents, and where each of their letters stood before."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

_ODD = re.compile(r"[^\x00-\x7f]")
_LOWER = {place: place + 32 for place in range(ord("A"), ord("Z") + 1)}


@lru_cache(maxsize=8192)
def _plain(letter: str) -> str:
    """Return a letter small and without its marks; '' for a mark that stands apart."""
    if unicodedata.combining(letter):
        return ""
    small = letter.casefold()
    apart = unicodedata.normalize("NFD", small)
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return bare if bare != apart else small


def fold(text: str) -> tuple[str, Sequence[int] | None]:
    """Return the folded text, and for each of its letters the place in `text`; None where no letter moved."""
    if text.isascii():
        return text.lower(), None
    odd = {letter: _plain(letter) for letter in set(_ODD.findall(text))}
    if all(len(plain) == 1 for plain in odd.values()):
        return text.translate(_LOWER | {ord(letter): ord(plain) for letter, plain in odd.items()}), None
    letters: list[str] = []
    places = array("I")
    for place, letter in enumerate(text):
        for one in odd[letter] if letter in odd else letter.lower():
            letters.append(one)
            places.append(place)
    return "".join(letters), places


def unfolded(start: int, end: int, places: Sequence[int] | None, length: int) -> tuple[int, int]:
    """Return where a passage of the folded text stands in the text of `length` letters."""
    if places is None:
        return start, end
    # To where the next letter begins: the marks of the last one belong to it.
    return places[start], max(places[start] + 1, places[end] if end < len(places) else length)

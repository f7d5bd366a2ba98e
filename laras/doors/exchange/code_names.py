"""What a code's name says: the indicator or aspect it means, and how it is written here."""

from __future__ import annotations

from laras.domain.aspects import TAXONOMY

LONGEST_NAME = 120
_INDICATORS = frozenset(one.code for one in TAXONOMY.indicators)
_ASPECTS = {
    word.casefold(): aspect.code
    for aspect in TAXONOMY.aspects
    for word in (aspect.code, aspect.short.id, aspect.short.en)
}


def indicator_in(name: str) -> str:
    """The indicator that a code's name begins with (“INF-02”), '' for none."""
    word = name.strip().partition(" ")[0]
    return word if word in _INDICATORS else ""


def aspect_in(name: str) -> str:
    """The aspect that a code is called like, in either language, '' for none."""
    return _ASPECTS.get(name.strip().casefold(), "")


def fitting(name: str) -> str:
    """A code's name as it can be kept: one line, not empty, at most 120 characters."""
    plain = " ".join(name.split())[:LONGEST_NAME].strip()
    return plain or "–"

"""Which program counts positions in which way, and what a project file says about it itself.

The counting and the scoring are the domain's; NVivo for Windows counts UTF-16 units and two for a CRLF, ATLAS.ti one
for a CRLF. What a program is known to do only breaks ties.
"""

from __future__ import annotations

from collections.abc import Iterable

from laras.domain.offsets import SLIPS, UNITS, Evidence, Index, LfText, best_slip, best_unit, lf_text
from laras.doors.exchange.refi.model import Offsets

_HABITS = (
    ("nvivo", "UTF-16"),
    ("atlas", "code point, CRLF 1"),
)
# Above this nothing better is looked for.
_SURE = 0.98


def said(origin: str) -> str | None:
    """The unit that a file written by Laras names in its `origin`; None for any other program."""
    if not origin.startswith("Laras"):
        return None
    own = origin.partition(", from ")[0]
    return next((unit for unit in UNITS if own.endswith(f"({unit})")), "code point")


def habit(origin: str) -> str:
    """The unit that the program named by `origin` is known to use; code points, as the standard says, for others."""
    return next((unit for word, unit in _HABITS if word in origin.lower()), "code point")


def choose_unit(texts: Iterable[Evidence], origin: str) -> tuple[str | None, float | None]:
    """The unit that explains the passages best, and its score in 0..1; (None, None) without passages.

    A file written by Laras says its unit, and is believed.
    """
    best, score, scores = best_unit(texts, habit(origin))
    told = said(origin)
    return (told, scores[told]) if told and scores else (best, score)


def found_out(texts: Iterable[Evidence], origin: str) -> Offsets:
    """How the positions of a project were counted, with the score of every way; a mistake by one is found, too."""
    asked = [each for each in texts if each.ranges]
    unit, score, scores = best_unit(asked, habit(origin))
    if unit is None or score is None:
        return Offsets(None, None)
    told = said(origin)
    if told:
        unit, score = told, scores[told]
    if told or score >= _SURE:
        return Offsets(unit, score, scores=scores)
    better, slip, its_score = best_slip(asked, unit, habit(origin))
    return Offsets(better, its_score if (better, slip) != (unit, "") else score, slip, scores)


__all__ = ["SLIPS", "UNITS", "Evidence", "Index", "LfText", "choose_unit", "found_out", "habit", "lf_text", "said"]

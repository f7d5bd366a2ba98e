"""Words in a text that may tell of harm: they mark a line for a second look, and decide nothing.

The list is data (`data/risk.toml`), to be edited to the words of a house. Many are missed and many found in vain: a
text without a mark is not a text without danger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from laras.domain.aspects import stems
from laras.domain.texts import Text, labels, load

RISK_LABELS: dict[str, Text] = labels(load("risk")["kinds"])
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = ("nya", "kan", "lah", "ku", "mu", "i")


@dataclass(frozen=True)
class RiskWord:
    """A cue found: code points `start`…`end` of the text, and the kind of harm it hints at."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class _Cue:
    kind: str
    words: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[_Cue, ...]]:
    """Every cue under each stem of its first word, longer ones first."""
    found: dict[str, list[_Cue]] = {}
    for kind, cues in load("risk")["cues"].items():
        for cue in cues:
            parts = cue.lower().split()
            # A stem of one word alone says too little: "ikatan" is a bond, "diikat" is not.
            words = tuple(map(stems, parts)) if len(parts) > 1 else (frozenset(parts),)
            for first in words[0]:
                found.setdefault(first, []).append(_Cue(kind, words))
    return {stem: tuple(sorted(cues, key=lambda one: -len(one.words))) for stem, cues in found.items()}


def risk_words(text: str) -> list[RiskWord]:
    """Return the cues of harm in a text, in its order; none inside another."""
    cues = _cues()
    places = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[RiskWord] = []
    known: dict[str, tuple[_Cue, ...]] = {}
    until = 0
    for at, (start, end) in enumerate(places):
        word = text[start:end].lower()
        if word not in known:
            known[word] = tuple(one for form in _forms(word) | stems(word) for one in cues.get(form, ()))
        if not known[word] or start < until:
            continue
        match = next((one for one in known[word] if _follows(one, text, places, at)), None)
        if match is not None:
            until = places[at + len(match.words) - 1][1]
            found.append(RiskWord(start, until, match.kind))
    return found


def _forms(word: str) -> frozenset[str]:
    """The word, and what is left of it without an ending."""
    return frozenset({word} | {word[: -len(end)] for end in _ENDS if word.endswith(end)})


def _follows(cue: _Cue, text: str, places: list[tuple[int, int]], at: int) -> bool:
    if at + len(cue.words) > len(places):
        return False
    for want, (start, end) in zip(cue.words, places[at : at + len(cue.words)], strict=True):
        word = text[start:end].lower()
        if not want & (stems(word) if len(cue.words) > 1 else _forms(word)):
            return False
    # Words of one cue stand in one breath: no full stop or line end between them.
    between = text[places[at][0] : places[at + len(cue.words) - 1][1]]
    return not any(mark in between for mark in ".!?\n")

"""Words in notes: what stigmatises, and what a reader may not understand.

A flag speaks about the wording, never about the writer. Inside quotation marks the words are somebody's own; they are
shown as verbatim and not changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from laras.domain.texts import Text, labels, load, text

Level = Literal["block", "warn"]
_DATA = load("wording")
LONGEST_SENTENCE: int = _DATA["plain"]["longest_sentence"]
_FLAGS: dict[str, Text] = labels(_DATA["plain"]["flags"])
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»")
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?]*")
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True)
class Flag:
    """A passage worth another look; `level` block or warn, `verbatim` inside quotation marks (never blocks)."""

    start: int
    end: int
    term: str
    level: Level
    advice: Text
    verbatim: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the note should not be saved as it is."""
        return self.level == "block" and not self.verbatim


@lru_cache(maxsize=2)
def _terms(kind: str) -> tuple[re.Pattern[str], dict[str, tuple[Level, Text]]]:
    """One pattern of all terms, longest first, and what each means; suffixes -nya, -lah, -ku, -mu are allowed."""
    meaning: dict[str, tuple[Level, Text]] = {
        word: (row.get("level", "warn"), text(row["advice"])) for row in _DATA[kind] for word in row["words"]
    }
    words = sorted(meaning, key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)({joined})(?:nya|lah|ku|mu)?(?!\w)", re.IGNORECASE), meaning


def _found(note: str, kind: str) -> list[Flag]:
    pattern, meaning = _terms(kind)
    quoted = [match.span() for match in _QUOTED.finditer(note)]
    flags = []
    for match in pattern.finditer(note):
        term = " ".join(match.group(1).lower().split())
        level, advice = meaning[term]
        verbatim = any(start <= match.start() and match.end() <= end for start, end in quoted)
        flags.append(Flag(match.start(), match.end(), term, level, advice, verbatim))
    return flags


def stigma(note: str) -> list[Flag]:
    """Stigmatising words in a note, in the order they stand, each with what to write instead."""
    return _found(note, "stigma")


def plain(note: str) -> list[Flag]:
    """What makes a text hard to understand for client and family: terms of the trade and sentences over 15 words."""
    flags = [
        Flag(
            one.start,
            one.end,
            one.term,
            "warn",
            Text(_FLAGS["jargon"].id.format(advice=one.advice.id), _FLAGS["jargon"].en.format(advice=one.advice.en)),
            one.verbatim,
        )
        for one in _found(note, "jargon")
    ]
    for match in _SENTENCE.finditer(note):
        n = len(_WORD.findall(match.group()))
        if n > LONGEST_SENTENCE:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            advice = _FLAGS["long_sentence"].format(n=n, most=LONGEST_SENTENCE)
            flags.append(Flag(start, match.end(), "long_sentence", "warn", advice))
    return sorted(flags, key=lambda flag: (flag.start, flag.end))

"""Who says what in a source: the names in its text, and the informants they stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from laras.domain import speakers
from laras.domain.speakers import Turn
from laras.stages.evidence.models import Informant, Source, Study

UNKNOWN, ASKS, NOBODY = "", "?", "-"
NO_CODES = frozenset({UNKNOWN, ASKS, NOBODY})
_ASKING = frozenset({"T", "Q", "I"})
_ASKING_ROLES = ("peneliti", "pewawancara", "penanya", "interviewer", "researcher", "moderator", "fasilitator")


def turns_of(source: Source) -> list[Turn]:
    """Return every turn of a source; what was said about its speakers before is heeded."""
    told = source.speakers
    known = [name for name, code in told.items() if code != NOBODY]
    return speakers.turns(source.text, known, [name for name, code in told.items() if code == NOBODY])


def asks(source: Source, name: str) -> bool:
    """Tell whether this speaker asks the questions: it was said so, or the mark is one of those who ask."""
    code = source.speakers.get(name, UNKNOWN)
    if code:
        return bool(code == ASKS)
    return name in _ASKING or name.lower().startswith(_ASKING_ROLES)


@dataclass(frozen=True)
class Voices:
    """The turns of a source with the informant codes of those who speak."""

    turns: list[Turn]
    codes: dict[str, str]

    def at(self, offset: int) -> str:
        """Return the code of the informant who says what stands at `offset` (code points), '' for nobody known."""
        return self.codes.get(speakers.speaking(self.turns, offset), "")


def informant_codes(study: Study) -> dict[str, str]:
    """Return {code in small letters: code} of a study's informants."""
    rows = Informant.objects.filter(study=study).order_by("code").values_list("code", flat=True)
    return {code.lower(): code for code in rows}


def voices(source: Source, codes: Collection[str] | None = None) -> Voices:
    """Return who says what in a source; one query, none when the `codes` of the study's informants are given.

    A name stands for the informant it was given to, else for the one whose code it is.
    """
    known = informant_codes(source.study) if codes is None else {code.lower(): code for code in codes}
    found = turns_of(source)
    told = source.speakers
    named = {name: _code(told.get(name, UNKNOWN), name, known) for name in {turn.name for turn in found}}
    return Voices(found, {name: code for name, code in named.items() if code})


def _code(told: str, name: str, known: dict[str, str]) -> str:
    if told in (ASKS, NOBODY):
        return ""
    return known.get((told or name).lower(), "")


def speaker_at(source: Source, offset: int) -> str:
    """Return the code of the informant who says what stands at `offset`, '' when nobody known does.

    For many places of one source take `voices(source).at`.
    """
    return voices(source).at(offset)


@dataclass(frozen=True)
class Speaker:
    """A name that opens turns: how many, whom it stands for now, and the first words it says."""

    name: str
    turns: int
    code: str
    words: str


def speakers_of(source: Source) -> list[Speaker]:
    """Return every name that opens turns in a source or was said to be no speaker, in the order they first speak."""
    told = source.speakers
    text = source.text
    known = informant_codes(source.study)
    every = speakers.turns(text, list(told))
    first: dict[str, Turn] = {}
    for turn in every:
        first.setdefault(turn.name, turn)
    counts = _counted(turn.name for turn in every)
    return [
        Speaker(name, counts[name], told.get(name) or known.get(name.lower(), ""), _said(text, turn))
        for name, turn in first.items()
    ]


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _said(text: str, turn: Turn) -> str:
    return " ".join(text[turn.said : turn.said + 120].split("\n", maxsplit=1)[0].split())

"""Day-to-day balance of the five aspects: petals, silences, and the sentence that says the same.

No bands here. Bands belong to a study (`appraisal.py`); a day only shows what was heard and what was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from laras.domain.aspects import ASPECT_CODES, aspect, indicators_of
from laras.domain.errors import N_, BadInput
from laras.domain.texts import Text, labels, load

Certainty = Literal["firm", "less_firm"]
SILENT_AFTER_DAYS = 14
_WORDS: dict[str, Text] = labels(load("balance")["words"])


@dataclass(frozen=True)
class Count:
    """What was heard of one aspect in a period; `indicators` are those given or received."""

    given: int = 0
    received: int = 0
    lacking: int = 0
    refused: int = 0
    harmful: int = 0
    indicators: frozenset[str] = frozenset()
    last_at: datetime | None = None

    @property
    def heard(self) -> int:
        """Acts given or received."""
        return self.given + self.received


@dataclass(frozen=True)
class Petal:
    """One petal: `coverage` = reached / possible (0…1); `silent` when nothing was given or received.

    For one client reached and possible are indicators, for a ward or home clients, for a programme planned slots.
    `certainty` is None where no rating stands behind it.
    """

    aspect: str
    coverage: float
    silent: bool
    count: int
    reached: int
    possible: int
    certainty: Certainty | None = None

    @property
    def hollow(self) -> float:
        """The share that was not reached (0…1); 0 when nothing was possible."""
        return 1.0 - self.coverage if self.possible else 0.0


@dataclass(frozen=True)
class Silence:
    """An aspect not heard for `days`; None if it has never been heard and no starting day is known."""

    aspect: str
    days: int | None


def _petal(code: str, reached: int, possible: int, count: int, certainty: Certainty | None = None) -> Petal:
    if not 0 <= reached <= possible:
        raise BadInput(
            N_("{reached} of {possible} cannot be reached. Check the counts."), reached=reached, possible=possible
        )
    share = reached / possible if possible else 0.0
    return Petal(code, share, count == 0, count, reached, possible, certainty)


def petals(counts: Mapping[str, Count], certainty: Mapping[str, Certainty | None] | None = None) -> tuple[Petal, ...]:
    """The five petals of one client: indicators reached in the period / active indicators, in the fixed order."""
    found = []
    for code in ASPECT_CODES:
        count = counts.get(code, Count())
        active = {one.code for one in indicators_of(code)}
        sure = (certainty or {}).get(code)
        found.append(_petal(code, len(active & count.indicators), len(active), count.heard, sure))
    return tuple(found)


def shared_petals(reached: Mapping[str, int], clients: int, acts: Mapping[str, int] | None = None) -> tuple[Petal, ...]:
    """The five petals of a ward, group or home of `clients` people.

    `reached[aspect]` is how many of them had at least one act given by or received from a worker in the period;
    `acts` may hold the number of those acts. Raises BadInput if more are reached than there are.
    """
    heard = acts if acts is not None else reached
    return tuple(_petal(code, reached.get(code, 0), clients, heard.get(code, 0)) for code in ASPECT_CODES)


def shared_from_clients(clients: Sequence[Mapping[str, Count]]) -> tuple[Petal, ...]:
    """The five petals of a ward from one mapping aspect → `Count` of worker acts for each client."""
    reached = {code: sum(one.get(code, Count()).heard > 0 for one in clients) for code in ASPECT_CODES}
    acts = {code: sum(one.get(code, Count()).heard for one in clients) for code in ASPECT_CODES}
    return shared_petals(reached, len(clients), acts)


def programme_petals(delivered: Mapping[str, int], planned: Mapping[str, int]) -> tuple[Petal, ...]:
    """The five petals of a programme: aspect slots delivered / planned."""
    return tuple(
        _petal(code, delivered.get(code, 0), planned.get(code, 0), delivered.get(code, 0)) for code in ASPECT_CODES
    )


def percent(share: float) -> int:
    """A share as whole percent, half up, so that picture, table and sentence print the same number."""
    return int(share * 100 + 0.5)


def text_alternative(name: str, period: str, petals: Iterable[Petal], language: str) -> str:
    """The flower as a sentence; the words 'percent' stand only once, silence is 'empty', certainty comes last."""
    drawn = tuple(petals)
    parts, said_percent = [], False
    for petal in drawn:
        label = aspect(petal.aspect).short.get(language)
        if petal.silent:
            parts.append(f"{label} {_WORDS['empty'].get(language)}")
            continue
        unit = "" if said_percent else f" {_WORDS['percent'].get(language)}"
        parts.append(f"{label} {percent(petal.coverage)}{unit}")
        said_percent = True
    sure = {petal.certainty for petal in drawn} - {None}
    if sure:
        parts.append(_WORDS["less_firm" if "less_firm" in sure else "firm"].get(language))
    head = _WORDS["sentence"].get(language).format(name=name, period=period)
    return f"{head}: {', '.join(parts)}."


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def silences(
    last_heard_by_aspect: Mapping[str, date | datetime | None],
    now: date | datetime,
    days: int = SILENT_AFTER_DAYS,
    since: date | datetime | None = None,
) -> list[Silence]:
    """Aspects not heard for `days` days or longer, longest first, never heard before all.

    `since` (admission, begin of the caseload) is where counting starts for an aspect that was never heard, so that a
    newcomer is not called silent on the first day.
    """
    found = []
    for code in ASPECT_CODES:
        start = last_heard_by_aspect.get(code) or since
        gap = (_day(now) - _day(start)).days if start is not None else None
        if gap is None or gap >= days:
            found.append(Silence(code, gap))
    return sorted(found, key=lambda one: (one.days is not None, -(one.days or 0)))

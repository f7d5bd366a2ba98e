"""Are new interviews still bringing new codes? The rule of Guest, how much may be unseen, and how order matters."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from laras.base.access.actor import Actor
from laras.domain.material import Orders, saturation_over_orders
from laras.domain.results import Result
from laras.domain.saturation import Saturation, chao2, coverage, saturation
from laras.stages.coding.queries.questions.material import Material, material
from laras.stages.coding.queries.questions.table import is_heading
from laras.stages.coding.queries.readings import readers_by_source
from laras.stages.evidence.models import Source, Study

BASES, RUNS, THRESHOLDS = (3, 4, 5, 6), (2, 3), (0, 5)
EVENTS, UNITS = ("interviews", "all"), ("indicators", "own", "codes")
ORDERS = 1000
DEVIATING_BASE = 3  # smaller than Guest, Namey & Chen tried: said wherever it is used


@dataclass(frozen=True)
class SaturationSettings:
    """How saturation is looked for: `threshold` in percent, `seed` of the random orders.

    `events` “all” counts observations, documents and the rest as events too, which deviates from the rule; `unit` is
    what must stop coming: the given indicators, the study's own codes, or both.
    """

    base: int = 4
    run: int = 2
    threshold: int = 5
    events: str = "interviews"
    unit: str = "indicators"
    seed: int = 1

    @property
    def deviates(self) -> bool:
        return self.events == "all" or self.base == DEVIATING_BASE


@dataclass(frozen=True)
class SaturationEvent:
    """One event in time order: the codes it brought anew, how many it holds, how many are known after it.

    `ratio` is that of the run that ends with it, None before base and run are full. `is_read` is whether somebody
    finished reading it: before that, more may come.
    """

    number: int
    source: Source
    new: tuple[str, ...]
    codes: int
    known: int
    ratio: float | None
    is_base: bool
    is_read: bool

    @property
    def percent(self) -> float | None:
        return None if self.ratio is None else 100 * self.ratio


@dataclass(frozen=True)
class StudySaturation:
    """What a study's own codings say about saturation.

    `waiting` are events nobody has coded or read yet: they bring nothing because nobody looked, so they do not count.
    `once` and `twice` are codes applied once and twice, `in_one` and `in_two` codes of one and of two events.
    `own_codes`, `given_codes` count the codes in use in the events. `events_all` is how many events there would be if
    every kind of source counted.
    """

    settings: SaturationSettings
    events: tuple[SaturationEvent, ...]
    waiting: tuple[Source, ...]
    undated: int
    result: Saturation
    unseen: Result
    covered: Result
    once: int
    twice: int
    in_one: int
    in_two: int
    orders: Orders
    own_codes: int
    given_codes: int
    events_all: int

    @property
    def needed(self) -> int:
        return self.settings.base + self.settings.run

    @property
    def middle_places(self) -> int:
        """Return how many decimals the middle of the random orders needs: it can lie between two events."""
        return 0 if self.orders.middle is None or self.orders.middle.is_integer() else 1

    @property
    def is_deductive(self) -> bool:
        """Tell whether only the given frame was used: it can be full and still say nothing about what is new."""
        return self.given_codes > 0 and self.own_codes == 0


def saturation_of(
    study: Study, settings: SaturationSettings | None = None, by: Actor | None = None, orders: int = ORDERS
) -> StudySaturation:
    """Return saturation over the events of a study in the order they happened; a constant number of queries.

    Events without a date come last, in the order of the sources. Counted is what `by` may see (None: everything).
    """
    wanted = settings or SaturationSettings()
    found = material(study, by)
    chosen, waiting, every = _events(study, found, wanted.events)
    counts = _codes_by_source(found, wanted.unit)
    held = [counts.get(place, Counter()) for place in chosen]
    documents = [sorted(one) for one in held]
    result = saturation(documents, base_size=wanted.base, run_length=wanted.run, threshold=wanted.threshold / 100)
    applied = Counter[int]()
    for one in held:
        applied.update(one)
    spread = Counter(code for one in documents for code in one)
    by_any = _codes_by_source(found, "codes")
    used = {code for place in chosen for code in by_any.get(place, ())}
    given = {code for code in used if found.codes[code].indicator}
    read = readers_by_source(study)
    return StudySaturation(
        settings=wanted,
        events=_told(found, chosen, documents, result, wanted, set(read)),
        waiting=tuple(found.sources[place] for place in waiting),
        undated=sum(1 for place in chosen if found.sources[place].happened_at is None),
        result=result,
        unseen=chao2(documents),
        covered=coverage(list(applied.elements())),
        once=sum(1 for n in applied.values() if n == 1),
        twice=sum(1 for n in applied.values() if n == 2),
        in_one=sum(1 for n in spread.values() if n == 1),
        in_two=sum(1 for n in spread.values() if n == 2),
        orders=saturation_over_orders(
            documents,
            base_size=wanted.base,
            run_length=wanted.run,
            threshold=wanted.threshold / 100,
            orders=orders,
            seed=wanted.seed,
        ),
        own_codes=len(used) - len(given),
        given_codes=len(given),
        events_all=every,
    )


def _events(study: Study, found: Material, events: str) -> tuple[list[int], list[int], int]:
    """Return the places of the events that count, of those that wait, and how many would count if every kind did."""
    read, coded = set(readers_by_source(study)), set(np.unique(found.source).tolist())
    late = dt.datetime.max.replace(tzinfo=dt.UTC)
    order = sorted(range(len(found.sources)), key=lambda place: (found.sources[place].happened_at or late, place))
    looked = [place for place in order if place in coded or found.sources[place].pk in read]
    every = len(looked)
    if events == "interviews":
        order = [place for place in order if found.sources[place].kind == "interview"]
    ready = set(looked)
    return [p for p in order if p in ready], [p for p in order if p not in ready], every


def _codes_by_source(found: Material, unit: str) -> dict[int, Counter[int]]:
    """Return how often each source uses each code of the unit; the aspects as such are no codes."""
    counted = {
        place
        for place, code in enumerate(found.codes)
        if not is_heading(code) and (unit == "codes" or bool(code.indicator) == (unit == "indicators"))
    }
    by_source: dict[int, Counter[int]] = {}
    size = max(1, len(found.codes))
    cells, times = np.unique(found.source * size + found.code, return_counts=True)
    for cell, n in zip(cells.tolist(), times.tolist(), strict=True):
        source, code = divmod(cell, size)
        if code in counted:
            by_source.setdefault(source, Counter())[code] = n
    return by_source


def _told(
    found: Material,
    chosen: Sequence[int],
    documents: Sequence[Sequence[int]],
    result: Saturation,
    wanted: SaturationSettings,
    read: set[object],
) -> tuple[SaturationEvent, ...]:
    seen: set[int] = set()
    events = []
    for number, (place, codes) in enumerate(zip(chosen, documents, strict=True), start=1):
        fresh = [code for code in codes if code not in seen]
        seen.update(fresh)
        run = number - wanted.base - wanted.run
        source = found.sources[place]
        events.append(
            SaturationEvent(
                number=number,
                source=source,
                new=tuple(found.keys[found.codes[code].pk] for code in fresh),
                codes=len(codes),
                known=len(seen),
                ratio=result.ratios[run] if 0 <= run < len(result.ratios) else None,
                is_base=number <= wanted.base,
                is_read=source.pk in read,
            )
        )
    return tuple(events)

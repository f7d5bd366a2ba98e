"""The shape of an instrument: items, options, scales, bands, parameters and what to watch for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from laras.domain.scoring import Scale
from laras.domain.texts import Text

MAIN = "total"  # the scale an instrument is followed by


@dataclass(frozen=True)
class Option:
    """One answer that may be chosen; `label` is empty where only the number is shown."""

    value: int
    label: Text


@dataclass(frozen=True)
class Item:
    """One question. `text` is None while a home has not brought it.

    `part` names the subscale or aspect; `is_extra` is asked but never scored; `is_probe` is about safety and is kept
    nowhere but in the alert; `skip` is (item, value): with that answer to that item this one counts as the lowest.
    `plain_face`: words in place of faces, since more is not better here.
    """

    code: str
    options: tuple[Option, ...]
    text: Text | None = None
    part: str = ""
    is_extra: bool = False
    is_probe: bool = False
    plain_face: bool = False
    skip: tuple[str, int] | None = None


@dataclass(frozen=True)
class NamedScale:
    """A score: either of items (`scale`), or the mean of other scores (`of`, at least `least` of them)."""

    code: str
    label: Text
    scale: Scale | None
    low: float
    high: float
    of: tuple[str, ...] = ()
    least: int = 0
    places: int = 0


@dataclass(frozen=True)
class Band:
    """A stretch of the main score from `low` up to the next band, for monitoring only."""

    low: float
    label: Text


@dataclass(frozen=True)
class ErrorSet:
    """SD and reliability of a population, for the reliable change of one score; `is_local` when measured here."""

    scale: str
    sd: float
    reliability: float
    kind: str
    population: Text
    citation: str
    is_local: bool = False


@dataclass(frozen=True)
class Watch:
    """What is brought to a person: an item ('any' for each) or a score beyond a limit, a fall, or low twice running.

    `roles` are who is told; `kind` names the sentence.
    """

    kind: str
    roles: tuple[str, ...]
    item: str = ""
    score: str = ""
    at_most: float | None = None
    at_least: float | None = None
    fall: float | None = None
    twice: bool = False


@dataclass(frozen=True)
class Instrument:
    """One version of an instrument.

    `tier` A: text included; B: only the key, a home brings the text. `label` own, translation or no_text: what is
    written beside every score. `better` up or down. `every_days` 0: only with a session. `coding` the range stored.
    `orders` print orders of sheets where they differ; `pairs` items that contradict each other when answered alike.
    """

    code: str
    version: str
    tier: str
    label: str
    name: Text
    short: Text
    about: Text
    instruction: Text
    answered_by: tuple[str, ...]
    better: str
    every_days: int
    coding: str
    licence: Text
    licence_source: str
    licence_checked_on: dt.date
    items: tuple[Item, ...]
    scales: tuple[NamedScale, ...]
    bands: tuple[Band, ...] = ()
    errors: tuple[ErrorSet, ...] = ()
    watches: tuple[Watch, ...] = ()
    citation: str = ""
    layout: str = "cards"
    faces: bool = False
    refusal: str = "refused"
    ends: tuple[Text, ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def main(self) -> NamedScale:
        """The score the instrument is followed by."""
        return self.scale(MAIN)

    def scale(self, code: str) -> NamedScale:
        """The scale of that code."""
        return next(scale for scale in self.scales if scale.code == code)

    def item(self, code: str) -> Item:
        """The item of that code."""
        return next(item for item in self.items if item.code == code)

    @property
    def parts(self) -> tuple[NamedScale, ...]:
        """Every scale but the main one."""
        return tuple(scale for scale in self.scales if scale.code != MAIN)

    @property
    def has_text(self) -> bool:
        """Whether every item can be read out."""
        return all(item.text for item in self.items)

    def band(self, value: float | None) -> Band | None:
        """The band a main score lies in, None without bands or score."""
        if value is None:
            return None
        return next((band for band in reversed(self.bands) if value >= band.low), None)

    def with_texts(self, texts: Mapping[str, Text]) -> Instrument:
        """The same instrument with the texts a home brought."""
        items = tuple(replace(item, text=texts.get(item.code, item.text)) for item in self.items)
        return replace(self, items=items)

"""The activity library, and which activity does not fit whom.

Activities are data (`data/activities.toml`). A clash does not forbid: a leader may go on with a note on how the risk
is met, since an activity somebody can share in with a little help is worth more than one they are kept from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from laras.domain.errors import N_, NotFound
from laras.domain.groupwork.terms import RISK_TAGS
from laras.domain.texts import Text, load, text, texts

Who = TypeVar("Who")


@dataclass(frozen=True)
class Activity:
    """One activity; `literacy`, `fine_motor`, `noise` and `touch` are levels 0–2, `minutes` the core time."""

    code: str
    number: int
    name: Text
    purpose: Text
    materials: tuple[Text, ...]
    minutes: int
    smallest: int
    largest: int
    energy: str
    place: str
    literacy: int
    fine_motor: int
    noise: int
    touch: int
    risk_tags: tuple[str, ...]
    caution: Text
    aims: tuple[str, ...]
    aspects: tuple[str, ...]
    adaptation: Text


@dataclass(frozen=True)
class Clash(Generic[Who]):
    """A member whose care flags meet the risk tags of an activity."""

    who: Who
    activity: Activity
    tags: tuple[str, ...]


def _activity(row: Mapping[str, Any]) -> Activity:
    words = {name: text(row[name]) for name in ("name", "purpose", "caution", "adaptation")}
    lists = {name: tuple(row[name]) for name in ("risk_tags", "aims", "aspects")}
    return Activity(**{**row, **words, **lists, "materials": texts(row["materials"])})


@cache
def activities() -> dict[str, Activity]:
    """Every activity by code, in the order of the library."""
    return {row["code"]: _activity(row) for row in load("activities")["activities"]}


def activity(code: str) -> Activity:
    """The activity with this code. Raises NotFound."""
    found = activities().get(code)
    if found is None:
        raise NotFound(N_("There is no activity “{code}”. Choose one from the library."), code=code)
    return found


def choose(*, aim: str = "", energy: str = "", place: str = "", without: Iterable[str] = ()) -> list[Activity]:
    """The activities that serve an aim, have this energy, can be done there and carry none of the tags `without`.

    '' leaves a wish open; an activity for `both` places fits either.
    """
    barred = frozenset(without)
    return [
        one
        for one in activities().values()
        if (not aim or aim in one.aims)
        and (not energy or one.energy == energy)
        and (not place or one.place in (place, "both"))
        and not barred & set(one.risk_tags)
    ]


def clashes(members: Iterable[tuple[Who, Iterable[str]]], planned: Iterable[Activity]) -> list[Clash[Who]]:
    """Every member and planned activity (each once) whose care flags and risk tags meet, tags in the order of the list."""
    once = list(dict.fromkeys(planned))
    found = []
    for who, flags in members:
        held = frozenset(flags)
        for one in once:
            tags = tuple(tag for tag in RISK_TAGS if tag in held and tag in one.risk_tags)
            if tags:
                found.append(Clash(who, one, tags))
    return found

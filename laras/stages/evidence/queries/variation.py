"""Maximum variation: which combinations of traits the informants cover, and which nobody stands for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from math import prod
from typing import Any

from laras.domain.texts import Text, labels, text
from laras.stages.evidence.models import Informant, Study
from laras.stages.evidence.queries.sampling import informants_of
from laras.stages.people.models import Ward


def _data() -> dict[str, Any]:
    path = files("laras.stages.evidence").joinpath("data", "traits.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Trait:
    """A trait of informants; `values` are its codes with their words, empty where they are names of the home's own.

    `field` is the field of the informant it is read from, '' where it is told on the informant's page.
    """

    code: str
    label: Text
    values: dict[str, Text]
    field: str = ""


_SHEET = _data()
MOST_TRAITS: int = _SHEET["most"]
TRAITS: dict[str, Trait] = {
    code: Trait(code, text(row["label"]), labels(row.get("values", {})), row.get("from", ""))
    for code, row in _SHEET["traits"].items()
}
_BANDS = {"under_1": 0, "from_1": 1, "from_5": 5, "from_10": 10}


@dataclass(frozen=True)
class Row:
    """A row of the grid: the values of every trait but the last, and who stands in each column."""

    values: tuple[str, ...]
    cells: tuple[tuple[Informant, ...], ...]


@dataclass(frozen=True)
class Grid:
    """The informants over every combination of the chosen traits; values are codes, or names of the home's own.

    `unplaced` are those of whom a trait is not told, `empty` the combinations nobody stands for.
    """

    traits: tuple[Trait, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unplaced: tuple[Informant, ...]
    empty: tuple[tuple[str, ...], ...]

    @property
    def combinations(self) -> int:
        """How many combinations there are."""
        return len(self.rows) * len(self.columns)


def years_band(years: int | None) -> str:
    """Return the band of years in the work, '' when they are not told."""
    return "" if years is None else [band for band, least in _BANDS.items() if years >= least][-1]


def trait_of(informant: Informant, trait: Trait) -> str:
    """Return the value of a trait, '' when it is not told."""
    if trait.field == "years":
        return years_band(informant.years)
    if trait.field:
        return str(getattr(informant, trait.field))
    return str((informant.traits or {}).get(trait.code, ""))


def trait_words(name: str, value: str, language: str) -> tuple[str, str]:
    """Return a trait and its value in words; what came from elsewhere under its own name stays as it is."""
    trait = TRAITS.get(name)
    if trait is None:
        return name, value
    word = trait.values.get(value)
    return trait.label.get(language), word.get(language) if word else value


def chosen_traits(study: Study) -> tuple[Trait, ...]:
    """Return the traits a study wants to vary, in the order chosen."""
    return tuple(TRAITS[code] for code in study.variation if code in TRAITS)


def ward_names(study: Study) -> tuple[str, ...]:
    """Return the wards of the study's home by name."""
    rows = Ward.objects.filter(facility_id=study.facility_id).order_by("name")
    return tuple(rows.values_list("name", flat=True))


def _values(study: Study, trait: Trait, informants: Iterable[Informant]) -> tuple[str, ...]:
    if trait.values:
        return tuple(trait.values)
    told = {trait_of(one, trait) for one in informants} - {""}
    return tuple(sorted(told | set(ward_names(study)))) if trait.code == "ward" else tuple(sorted(told))


def variation_grid(study: Study) -> Grid | None:
    """Return who stands for which combination, None while no trait is chosen; opens only the told traits."""
    traits = chosen_traits(study)
    if not traits:
        return None
    people = list(informants_of(study))
    values = [_values(study, trait, people) for trait in traits]
    placed: dict[tuple[str, ...], list[Informant]] = {}
    for one in people:
        placed.setdefault(tuple(trait_of(one, trait) for trait in traits), []).append(one)
    known = set(product(*values)) if prod(map(len, values)) else set()
    rows = tuple(
        Row(head, tuple(tuple(placed.get((*head, column), ())) for column in values[-1]))
        for head in product(*values[:-1])
    )
    empty = tuple(combo for combo in product(*values) if combo not in placed)
    unplaced = tuple(one for combo, ones in placed.items() if combo not in known for one in ones)
    return Grid(traits, values[-1], rows, tuple(sorted(unplaced, key=lambda one: one.code)), empty)

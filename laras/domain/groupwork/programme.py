"""The shipped programme *Sahabat Dengar*, read from its data file, as plain values a proposal is filled from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from laras.domain.groupwork.terms import SECTIONS
from laras.domain.texts import Text, labels, load, text


@dataclass(frozen=True)
class Target:
    """One counted target; `value` is the threshold a group's figure is compared with."""

    code: str
    value: float
    text: Text


@dataclass(frozen=True)
class PlannedStep:
    """One part of every session with its minutes."""

    code: str
    minutes: int
    text: Text


@dataclass(frozen=True)
class PlannedSession:
    """One session of the programme; `activities` are (code, minutes)."""

    number: int
    stage: str
    title: Text
    activities: tuple[tuple[str, int], ...]
    topics: tuple[str, ...]
    listening: Text
    roles: Text
    measures: tuple[str, ...]
    sociogram: bool
    note: Text


@dataclass(frozen=True)
class PlannedMeasure:
    """An aim and an instrument for it."""

    aim: str
    instrument: str
    is_primary: bool
    points: tuple[str, ...]


@dataclass(frozen=True)
class BudgetSeed:
    """One line of the RAB."""

    item: Text
    volume: int
    unit: Text
    price: int


@dataclass(frozen=True)
class SwotSeed:
    """One item of the SWOT."""

    kind: str
    item: Text
    weight: Decimal
    rating: int


@dataclass(frozen=True)
class Shipped:
    """A whole programme as it is shipped."""

    code: str
    version: str
    aspect: str
    group_type: str
    title: Text
    members: int
    minutes: int
    weeks: int
    followup_weeks: int
    general_aim: Text
    sections: dict[str, Text]
    targets: tuple[Target, ...]
    rules: tuple[Text, ...]
    steps: tuple[PlannedStep, ...]
    plan_b: Text
    sessions: tuple[PlannedSession, ...]
    measures: tuple[PlannedMeasure, ...]
    budget: tuple[BudgetSeed, ...]
    swot: tuple[SwotSeed, ...]
    logic_model: tuple[tuple[Text, Text], ...]
    interview: tuple[Text, ...]


@cache
def sahabat_dengar() -> Shipped:
    """The programme of the study: eight sessions, six aims, its targets and its budget."""
    data = load("sahabat_dengar")
    plain = ("code", "version", "aspect", "group_type", "members", "minutes", "weeks", "followup_weeks")
    return Shipped(
        **{name: data[name] for name in plain},
        title=text(data["title"]),
        general_aim=text(data["general_aim"]),
        sections=_sections(data),
        targets=tuple(Target(row["code"], row["value"], text(row["text"])) for row in data["targets"]),
        rules=tuple(text(row["text"]) for row in data["rules"]),
        steps=tuple(PlannedStep(row["code"], row["minutes"], text(row["text"])) for row in data["steps"]),
        plan_b=text(data["plan_b"]),
        sessions=tuple(_session(row) for row in data["sessions"]),
        measures=tuple(
            PlannedMeasure(row["aim"], row["instrument"], row["primary"], tuple(row["points"]))
            for row in data["measures"]
        ),
        budget=tuple(
            BudgetSeed(text(row["item"]), row["volume"], text(row["unit"]), row["price"]) for row in data["budget"]
        ),
        swot=tuple(
            SwotSeed(row["kind"], text(row["item"]), Decimal(row["weight"]), row["rating"]) for row in data["swot"]
        ),
        logic_model=_logic_model(data),
        interview=tuple(text(row["text"]) for row in data["interview"]),
    )


def _session(row: dict[str, Any]) -> PlannedSession:
    return PlannedSession(
        number=row["number"],
        stage=row["stage"],
        title=text(row["title"]),
        activities=tuple((code, minutes) for code, minutes in row["activities"]),
        topics=tuple(row["topics"]),
        listening=text(row["listening"]),
        roles=text(row["roles"]),
        measures=tuple(row["measures"]),
        sociogram=row["sociogram"],
        note=text(row["note"]),
    )


def _logic_model(data: dict[str, Any]) -> tuple[tuple[Text, Text], ...]:
    names = labels(data["logic_labels"])
    return tuple((names[code], words) for code, words in labels(data["logic_model"]).items())


def _sections(data: dict[str, Any]) -> dict[str, Text]:
    """The thirteen sections in order; the indicators are made of the targets and the logic model, said once."""
    given = labels(data["sections"])
    given["indicators"] = Text(_indicators(data, "id"), _indicators(data, "en"))
    return {code: given[code] for code in SECTIONS}


def _indicators(data: dict[str, Any], language: str) -> str:
    chain = [f"{name.get(language)}: {words.get(language)}." for name, words in _logic_model(data)]
    targets = [f"{n}. {row['text'][language]}" for n, row in enumerate(data["targets"], 1)]
    return "\n".join([*targets, "", *chain])


def step_text(code: str) -> Text:
    """The words of one of the seven parts of a session."""
    return next(one.text for one in sahabat_dengar().steps if one.code == code)

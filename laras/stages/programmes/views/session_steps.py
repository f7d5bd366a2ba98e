"""What a session planned, in the words of its page: activities with their risks, topics, the strip of minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laras.base.access.actor import Actor
from laras.base.ui.phrases import language
from laras.domain import information
from laras.domain.groupwork import taps
from laras.domain.groupwork.activities import Activity, activities, clashes
from laras.domain.groupwork.terms import GJK_STAGE_LABELS, RISK_LABELS
from laras.domain.texts import load
from laras.stages.programmes.queries.session import Room
from laras.stages.programmes.views.session_look import Choice, choices, names, say


@dataclass(frozen=True)
class StepRow:
    """One planned activity with what to watch for; `known` is None where the library does not have it any more."""

    n: int
    name: str
    minutes: int
    known: Activity | None
    purpose: str
    materials: str
    caution: str
    adaptation: str
    risks: list[tuple[str, str]]
    states: list[Choice]
    note: str


def steps(room: Room, actor: Actor) -> list[StepRow]:
    """Return the activities of a room, each with the members whose care flags it meets."""
    library, known = activities(), names(room, actor)
    flags = [(str(member.pk), member.flags) for member in room.members]
    found = clashes(flags, [library[one["code"]] for one in room.activities if one["code"] in library])
    risks: dict[str, list[tuple[str, str]]] = {}
    for clash in found:
        tags = ", ".join(say(RISK_LABELS[tag]) for tag in clash.tags)
        risks.setdefault(clash.activity.code, []).append((known[clash.who], tags))
    return [_step(room, n, one, library.get(one["code"]), risks) for n, one in enumerate(room.activities)]


def _step(
    room: Room, n: int, planned: dict[str, Any], known: Activity | None, risks: dict[str, list[tuple[str, str]]]
) -> StepRow:
    return StepRow(
        n=n,
        name=say(known.name) if known else planned["code"],
        minutes=planned["minutes"],
        known=known,
        purpose=say(known.purpose) if known else "",
        materials=", ".join(say(one) for one in known.materials) if known else "",
        caution=say(known.caution) if known else "",
        adaptation=say(known.adaptation) if known else "",
        risks=risks.get(planned["code"], []),
        states=choices(taps.STEP_LABELS, room.state.room.get(f"step.{n}")),
        note=room.state.room.get(f"step_note.{n}", ""),
    )


@dataclass(frozen=True)
class TopicRow:
    """One topic of the information corner: what to say, and what to ask."""

    code: str
    name: str
    question: str
    points: list[Choice]
    minutes: int | None


def topics(room: Room) -> list[TopicRow]:
    """Return the topics of the information corner."""
    told = room.state.room
    return [
        TopicRow(
            code=topic.code,
            name=say(topic.label),
            question=say(topic.question),
            points=[
                Choice("1", say(point.text), bool(told.get(f"told.{point.point_id}")), f"told.{point.point_id}")
                for point in topic.points
            ],
            minutes=told.get(f"topic_minutes.{topic.code}"),
        )
        for topic in map(information.topic, room.plan.topics)
    ]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the strip at the head: where it begins and how wide it is, in minutes."""

    section: str
    label: str
    start: int
    minutes: int


def strip() -> tuple[list[Stretch], int]:
    """Return the customary minutes of a session, and how many they are together."""
    at, found = 0, []
    for row in load("session")["minutes"]:
        found.append(Stretch(row["section"], row["label"][language()], at, row["minutes"]))
        at += row["minutes"]
    return found, at


def gjk(room: Room) -> list[Choice]:
    """Return the stages of a group as the observer may judge them; none is chosen for them."""
    return choices(GJK_STAGE_LABELS, room.state.room.get("gjk"))


def planned_stage(room: Room) -> str:
    """Return the stage the plan expected, '' without one."""
    plan = room.session.plan
    return say(GJK_STAGE_LABELS[plan.stage]) if plan else ""

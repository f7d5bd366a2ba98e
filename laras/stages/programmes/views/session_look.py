"""The members of a running session as its page draws them: rows of choices in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.phrases import language
from laras.domain import information
from laras.domain.groupwork import taps
from laras.domain.groupwork.harvest import light_of
from laras.domain.groupwork.process import ATTENDANCE_SHORT, LIGHT_LABELS, LIGHT_MEANS, SIGNS
from laras.domain.groupwork.terms import ATTENDED
from laras.domain.texts import Text
from laras.stages.people.views.frame import called
from laras.stages.programmes.models import Member
from laras.stages.programmes.queries.session import Room

FACES_OF_FIVE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Choice:
    """One button of a row of buttons; `key` is the name the plain form sends it under."""

    value: str
    label: str
    chosen: bool
    key: str = ""


@dataclass(frozen=True)
class Row:
    """One member on the page; every list of choices is in the order it is drawn."""

    id: str
    name: str
    light: str
    means: str
    lights: list[Choice]
    signs: dict[str, list[Choice]]
    statuses: list[Choice]
    status: str
    is_there: bool
    before: int | None
    after: int | None
    befores: list[Choice]
    afters: list[Choice]
    adverse: list[Choice]
    note: str
    partners: list[Choice]
    told: dict[str, list[Choice]]
    why: dict[str, str]


def say(text: Text) -> str:
    """Return a text in the language of the page."""
    return text.get(language())


def names(room: Room, actor: Actor) -> dict[str, str]:
    """Return how each member is called, by id."""
    return {str(member.pk): called(member.client, actor) for member in room.members}


def rows(room: Room, actor: Actor) -> list[Row]:
    """Return the members of a room as its page draws them."""
    known = names(room, actor)
    return [_row(room, member, known) for member in room.members]


def _row(room: Room, member: Member, known: dict[str, str]) -> Row:
    pk = str(member.pk)
    state, light = room.state.of(pk), light_of(room.state, pk)
    status = state.get("attendance", "")
    return Row(
        id=pk,
        name=known[pk],
        light=light,
        means=say(LIGHT_MEANS[light]) if light in ("yellow", "red") else "",
        lights=choices(LIGHT_LABELS, state.get("light")),
        signs={colour: _signs(room, pk, colour) for colour in ("yellow", "red")},
        statuses=choices(ATTENDANCE_SHORT, status),
        status=say(ATTENDANCE_SHORT[status]) if status else "",
        is_there=status in ATTENDED,
        before=_face(state.get("mood_before")),
        after=_face(state.get("mood_after")),
        befores=_faces(state.get("mood_before")),
        afters=_faces(state.get("mood_after")),
        adverse=[
            Choice("1", say(label), bool(state.get(f"adverse.{code}")), f"adverse.{code}")
            for code, label in taps.ADVERSE_LABELS.items()
        ],
        note=state.get("note", ""),
        partners=[
            Choice(other, name, room.state.partners.get(pk) == other) for other, name in known.items() if other != pk
        ],
        told={topic: choices(RESULT_LABELS, state.get(f"teach.{topic}")) for topic in room.plan.topics},
        why={topic: state.get(f"why.{topic}", "") for topic in room.plan.topics},
    )


RESULT_LABELS = {str(code): label for code, label in information.RESULTS.items()}


def choices(labels: dict[Any, Text], chosen: object) -> list[Choice]:
    """Return codes and words as choices."""
    return [Choice(str(code), say(label), code == chosen) for code, label in labels.items()]


def _signs(room: Room, pk: str, colour: str) -> list[Choice]:
    state = room.state.of(pk)
    return [
        Choice("1", say(sign.label), bool(state.get(f"sign.{sign.code}")), f"sign.{sign.code}")
        for sign in SIGNS.values()
        if sign.light == colour
    ]


def _faces(chosen: object) -> list[Choice]:
    faces = [Choice(str(n), "", n == chosen) for n in FACES_OF_FIVE]
    return [*faces, Choice(taps.REFUSED, _("Does not want to answer"), chosen == taps.REFUSED)]


def _face(value: object) -> int | None:
    return value if isinstance(value, int) else None

"""The figures of a page: every member's course on one scale of time, the changes of a group, attendance beside them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laras.base.ui.change_figures import Mark, attendance_dots, change_dots, member_course
from laras.base.ui.phrases import day
from laras.domain.groupwork.terms import ATTENDED
from laras.domain.outcomes import MemberChange
from laras.stages.outcomes.queries.evaluation import Evaluation, MeasureResult
from laras.stages.outcomes.queries.facts import SESSION_KINDS
from laras.stages.outcomes.queries.people import Labels
from laras.stages.outcomes.readings import called, headline, points


@dataclass(frozen=True)
class CourseCard:
    """One member in the small multiples."""

    member_id: uuid.UUID
    name: str
    figure: SafeString
    before: str
    after: str
    direction: str
    word: str
    may_open: bool


def words_of_change(change: MemberChange) -> str:
    """Return how a change is called in two words; reliable only where it is."""
    if change.difference is None:
        return _("not measured twice")
    if change.difference == 0:
        return _("stayed")
    reliable = change.reliable is not None and change.reliable.direction in ("improved", "deteriorated")
    if change.difference > 0:
        return _("rose reliably") if reliable else _("rose")
    return _("fell reliably") if reliable else _("fell")


def course_cards(found: Evaluation, result: MeasureResult, labels: Labels) -> list[CourseCard]:
    """Return every member's course on one scale of time and of points."""
    moments = [p.at for course in result.courses.values() for p in course.valued]
    moments += [session.held_at for session in found.held if session.held_at]
    if not moments:
        return []
    first, last = min(moments), max(moments)
    cards = []
    for member_id, change in result.changes.items():
        name = called(member_id, labels)
        before = points(change.before.value if change.before else None, result.instrument)
        after = points(change.after.value if change.after else None, result.instrument)
        word = words_of_change(change)
        label = _("{name}: {before} before, {after} after, {word}").format(
            name=name, before=before, after=after, word=word
        )
        figure = _figure(found, result, member_id, first, last, label)
        may_open = member_id in labels.clients
        cards.append(CourseCard(member_id, name, figure, before, after, change.direction, word, may_open))
    return cards


def _figure(
    found: Evaluation, result: MeasureResult, member_id: uuid.UUID, first: dt.datetime, last: dt.datetime, label: str
) -> SafeString:
    course, change = result.courses[member_id], result.changes[member_id]
    span = (last - first).total_seconds() or 1.0

    def place(at: dt.datetime) -> float:
        return (at - first).total_seconds() / span

    kinds = {id(change.before): "first", id(change.after): "last"}
    marks = [Mark(place(p.at), p.value, kinds.get(id(p), "")) for p in course.valued]
    if result.instrument.code in SESSION_KINDS:
        marks += [Mark(place(at), None) for at in _stayed_away(found, member_id)]
    scale = result.instrument.main
    return member_course(
        sorted(marks, key=lambda mark: mark.x),
        low=scale.low,
        high=scale.high,
        start=min(max(place(course.begins), 0.0), 1.0),
        tone=change.direction,
        label=label,
        ends=(day(first), day(last)),
    )


def _stayed_away(found: Evaluation, member_id: uuid.UUID) -> list[dt.datetime]:
    """Return when a session was held without the member."""
    row = next(row for row in found.attendance.rows if row.member.pk == member_id)
    there = {cell.session_id for cell in row.cells if cell is not None and cell.status in ATTENDED}
    return [session.held_at for session in found.held if session.held_at and session.pk not in there]


def group_dots(result: MeasureResult) -> SafeString:
    """Draw the change of every member as a dot, with the typical change where it can be computed."""
    whole = result.group
    moved = [(c.difference, c.direction) for c in result.changes.values() if c.difference is not None]
    typical = whole.hodges_lehmann
    inside = typical.interval if typical is not None else None
    return change_dots(
        moved,
        interval=(inside.low, inside.high) if inside else None,
        middle=typical.value if typical is not None else None,
        label=headline(result),
    )


def beside_attendance(found: Evaluation, result: MeasureResult) -> SafeString:
    """Draw how often each member came beside how their score changed."""
    came = {row.member.pk: row.attended for row in found.attendance.rows}
    dots = [
        (came[pk], change.difference, change.direction)
        for pk, change in result.changes.items()
        if change.difference is not None
    ]
    label = _("Sessions attended and change, one dot a member.")
    return attendance_dots(dots, held=len(found.held), label=label)

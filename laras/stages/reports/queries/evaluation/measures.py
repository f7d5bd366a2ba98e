"""Each measure of an evaluation: the members one by one, the group as dots, attendance beside change."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.phrases import language, number
from laras.domain.groupwork.terms import AIM_LABELS
from laras.domain.outcomes import MemberChange
from laras.stages.outcomes import readings, tables
from laras.stages.outcomes.queries import Evaluation, Labels, MeasureResult
from laras.stages.programmes.tables import said
from laras.stages.reports.queries.pictures import picture, side_by_side


def chosen_first(found: Evaluation) -> MeasureResult | None:
    """Return the measure the paper opens with: the first primary one taken twice, else any."""
    with_pairs = next((one for one in found.measures if one.is_primary and one.group.n), None)
    return with_pairs or next(iter(found.measures), None)


def measure_values(found: Evaluation, nobody: Labels) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return each measure in words and tables, and its drawings; one that nobody was asked is told as such."""
    rows: list[dict[str, Any]] = []
    drawn: dict[str, str] = {}
    for place, result in enumerate(found.measures):
        row, own = _measure(found, result, nobody, place)
        rows.append(row)
        drawn |= own
    return rows, drawn


def _measure(
    found: Evaluation, result: MeasureResult, nobody: Labels, place: int
) -> tuple[dict[str, Any], dict[str, str]]:
    main, whole = result.instrument.main, result.group
    courses, dots, beside = f"courses-{place}.svg", f"dots-{place}.svg", f"beside-{place}.svg"
    drawn, cards = {}, tables.course_cards(found, result, nobody)
    measured = [card for card in cards if result.courses[card.member_id].valued]
    if measured:
        drawn[courses] = side_by_side(
            [(card.name, card.figure, f"{card.before} → {card.after} · {card.word}") for card in measured]
        )
    if whole.n:
        drawn[dots] = picture(tables.group_dots(result))
        if found.held:
            drawn[beside] = picture(tables.beside_attendance(found, result))
    spoken = {
        courses: _("Course of every member in %(measure)s.") % {"measure": readings.written(result.instrument.short)},
        dots: readings.headline(result),
        beside: _("Sessions attended and change, one dot a member."),
    }
    values = {
        "aim": said(AIM_LABELS[result.aim]),
        "code": result.instrument.code,
        "name": result.instrument.name.get(language()),
        "primary": result.is_primary,
        "range": f"{number(main.low)}–{number(main.high)}",
        "headline": readings.headline(result) if whole.n else _("Nobody was measured twice yet."),
        "sentences": readings.group_sentences(result) if whole.n else [],
        "dots_only": whole.dots_only,
        "members": [_member(found, result, pk, change, nobody) for pk, change in result.changes.items()],
        **{
            name: file if file in drawn else ""
            for name, file in (("courses", courses), ("dots", dots), ("beside", beside))
        },
        "spoken": {name: words for name, words in spoken.items() if name in drawn},
    }
    return values, drawn


def _member(
    found: Evaluation, result: MeasureResult, pk: uuid.UUID, change: MemberChange, nobody: Labels
) -> dict[str, Any]:
    came = next(row for row in found.attendance.rows if row.member.pk == pk)
    about = result.instrument
    return {
        "n": nobody.places[pk],
        "before": readings.points(change.before.value if change.before else None, about),
        "after": readings.points(change.after.value if change.after else None, about),
        "followup": readings.points(change.followup.value if change.followup else None, about),
        "change": readings.signed(change.difference) if change.difference is not None else number(None),
        "word": tables.words_of_change(change),
        "direction": change.direction,
        "rci": number(change.reliable.value, 2) if change.reliable else number(None),
        "nap": number(change.nap.value, 2) if change.nap else number(None),
        "tau_u": number(change.tau_u.value, 2) if change.tau_u else number(None),
        "came": f"{number(came.attended)}/{number(came.invited)}",
    }

"""The tables of an evaluation for a spreadsheet, members by number."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.phrases import day, localized
from laras.domain.groupwork.terms import AIM_LABELS, POINT_LABELS
from laras.domain.outcomes import GROUP
from laras.stages.outcomes import readings, tables
from laras.stages.outcomes.queries import Evaluation, Labels
from laras.stages.programmes.tables import said
from laras.stages.reports.queries.evaluation.people import attendance_word

Sheet = dict[str, Any]


def sheets(found: Evaluation, nobody: Labels) -> list[Sheet]:
    """Return attendance, scores, changes, group, targets, mood, and a word about what they are not."""
    return [
        _attendance(found),
        _scores(found, nobody),
        _changes(found, nobody),
        _groups(found),
        _targets(found),
        _moods(found, nobody),
        _about(found),
    ]


def _attendance(found: Evaluation) -> Sheet:
    table = found.attendance
    numbers = [_("Session %(n)s") % {"n": session.number} for session in table.sessions]
    rows = [
        [
            n,
            *(attendance_word(cell.status) if cell else None for cell in row.cells),
            row.attended,
            row.invited,
            row.rate,
        ]
        for n, row in enumerate(table.rows, 1)
    ]
    header = [_("Member"), *numbers, _("Attended"), _("Invited"), _("Share")]
    return {"name": _("Attendance"), "header": header, "rows": rows}


def _scores(found: Evaluation, nobody: Labels) -> Sheet:
    rows: list[list[Any]] = []
    seen = set()
    for result in found.measures:
        if result.instrument.code in seen:  # one instrument may serve two aims
            continue
        seen.add(result.instrument.code)
        for pk, course in result.courses.items():
            rows += [
                [
                    nobody.places[pk],
                    result.instrument.code,
                    day(point.at),
                    localized(POINT_LABELS[point.occasion]) if point.occasion in POINT_LABELS else "",
                    point.value,
                ]
                for point in course.valued
            ]
    header = [_("Member"), _("Measure"), _("Day"), _("Occasion"), _("Score")]
    return {"name": _("Scores"), "header": header, "rows": rows}


def _changes(found: Evaluation, nobody: Labels) -> Sheet:
    rows = []
    for result in found.measures:
        for pk, change in result.changes.items():
            marks = [point.value if point else None for point in (change.before, change.after, change.followup)]
            rows.append(
                [
                    nobody.places[pk],
                    result.instrument.code,
                    said(AIM_LABELS[result.aim]),
                    _("yes") if result.is_primary else _("no"),
                    *marks,
                    change.difference,
                    tables.words_of_change(change),
                    change.reliable.value if change.reliable else None,
                    change.nap.value if change.nap else None,
                    change.tau_u.value if change.tau_u else None,
                ]
            )
    header = [_("Member"), _("Measure"), _("Aim"), _("Primary"), _("Before"), _("After"), _("4 weeks later")]
    header += [_("Change of the score"), _("Told in words"), _("RCI (indicative)"), "NAP", "Tau-U"]
    return {"name": _("Changes"), "header": header, "rows": rows, "widths": {2: 44, 8: 20}}


def _groups(found: Evaluation) -> Sheet:
    rows = []
    for result in found.measures:
        whole = result.group
        test, typical = whole.wilcoxon, whole.hodges_lehmann
        inside = typical.interval if typical else None
        rows.append(
            [
                result.instrument.code,
                said(AIM_LABELS[result.aim]),
                whole.n,
                whole.improved,
                whole.same,
                whole.worsened,
                test.value if test else None,
                test.smallest_p if test else None,
                typical.value if typical else None,
                inside.low if inside else None,
                inside.high if inside else None,
                whole.effect,
            ]
        )
    header = [_("Measure"), _("Aim"), "n", _("in the direction hoped for"), _("stayed"), _("the other way")]
    header += [_("Wilcoxon p (exact)"), _("smallest p possible"), _("Hodges–Lehmann"), _("from"), _("to")]
    return {"name": _("Group"), "header": [*header, _("rank-biserial")], "rows": rows, "widths": {1: 44}}


def _targets(found: Evaluation) -> Sheet:
    rows = [
        [row.name, row.text, one.value, one.threshold, row.n, row.word]
        for row, one in zip(readings.target_rows(found.targets), found.targets, strict=True)
    ]
    header = [_("Target"), _("Told in words"), _("Value"), _("Threshold"), "n", _("Verdict")]
    return {"name": _("Targets"), "header": header, "rows": rows, "widths": {0: 28, 1: 70, 5: 20}}


def _moods(found: Evaluation, nobody: Labels) -> Sheet:
    places = {str(pk): place for pk, place in nobody.places.items()}
    rows = [
        [
            one.session.number,
            day(one.session.held_at),
            places[member],
            before,
            after,
            None if before is None or after is None else after - before,
        ]
        for one in found.moods
        for member, (before, after) in sorted(one.moods.items(), key=lambda item: places.get(item[0], 0))
        if member in places
    ]
    header = [
        _("Session"),
        _("Day"),
        _("Member"),
        _("Face before (1–5)"),
        _("Face after (1–5)"),
        _("Change of the score"),
    ]
    return {"name": _("Mood"), "header": header, "rows": rows}


def _about(found: Evaluation) -> Sheet:
    lines = [
        f"{found.group.programme.title}. {found.group.name}.",
        readings.plan_sentence(found),
        readings.written(GROUP["not_causal"]),
        _("Members are numbers in the order of their client numbers; no name stands in this file."),
    ]
    return {"name": _("About"), "header": [_("What this is")], "rows": [[line] for line in lines], "widths": {0: 110}}

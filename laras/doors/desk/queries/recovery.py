"""The recovery line of one client: severity, daily living, mood and well-being above the support of the same weeks."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from laras.base.ui.figures import StripRow
from laras.base.ui.phrases import NOTHING, number
from laras.base.ui.recovery import Panel
from laras.doors.desk.queries.clients import severity_word
from laras.stages.casework.queries import adl_series, severity_series
from laras.stages.measures.queries import scores
from laras.stages.people.models import Client

WEEKS = 26
LEVELS = {"severe": 0, "moderate": 1, "mild": 2}
ADL_MOST = 36
MOOD, WELLBEING = "MOOD-1", "MHI-5"
Weekly = dict[dt.date, float]


@dataclass(frozen=True)
class WeekLine:
    """One week in numbers: what was read last in it, what was answered, how much of each aspect was recorded."""

    monday: dt.date
    severity: str
    adl: int | None
    felt: list[str]
    counts: list[int]


@dataclass(frozen=True)
class Recovery:
    """The drawing and the same in numbers, the newest week first."""

    panels: list[Panel]
    rows: Sequence[StripRow]
    mondays: list[dt.date]
    lines: list[WeekLine]
    felt: list[str]

    @property
    def is_rated(self) -> bool:
        return any(panel.points for panel in self.panels)


def recovery(client: Client, rows: Sequence[StripRow], mondays: list[dt.date], *, may_measures: bool) -> Recovery:
    """Return the recovery line over the weeks that begin on `mondays`; `rows` is empty where support is not read.

    Mood and well-being stand there only where they were answered in these weeks, as the mean of each week.
    """
    rated = [(_on(row.happened_at), row.level) for row in severity_series(client)]
    lived = [(_on(row.happened_at), row.total) for row in adl_series(client).only("total", "happened_at")]
    severity = Panel(
        label=_("Category"),
        low=0,
        high=2,
        points=[(on, LEVELS[level]) for on, level in rated],
        marks=list(LEVELS.values()),
        words={place: severity_word(level) for level, place in LEVELS.items()},
        holds=True,
    )
    adl = Panel(_("Daily living, of 36"), 0, ADL_MOST, [(on, total) for on, total in lived], (0, 18, 36), height=92)
    felt = _felt(client, mondays) if may_measures else {}
    named = {MOOD: _("Mood"), WELLBEING: _("Well-being (MHI-5)")}
    return Recovery(
        panels=[severity, adl, *(_felt_panel(code, named[code], weekly) for code, weekly in felt.items())],
        rows=rows,
        mondays=mondays,
        lines=_lines(dict(rated), dict(lived), list(felt.values()), rows, mondays),
        felt=[named[code] for code in felt],
    )


def _felt(client: Client, mondays: Sequence[dt.date]) -> dict[str, Weekly]:
    """Return the mean score of every week by instrument, those without an answer in these weeks left out."""
    found = scores([client.pk], (MOOD, WELLBEING))[client.pk]
    means: dict[str, Weekly] = {}
    for code, points in found.items():
        by_week: dict[dt.date, list[float]] = defaultdict(list)
        for point in points:
            on = _on(point.happened_at)
            if point.value is not None:
                by_week[on - dt.timedelta(days=on.weekday())].append(point.value)
        weekly = {monday: statistics.fmean(by_week[monday]) for monday in mondays if monday in by_week}
        if weekly:
            means[code] = weekly
    return means


def _felt_panel(code: str, name: str, weekly: Weekly) -> Panel:
    """Return the panel of an instrument, each mean in the middle of its week."""
    points = [(monday + dt.timedelta(days=3), value) for monday, value in weekly.items()]
    if code == MOOD:
        return Panel(_("%(name)s, mean of the week, 1 to 5") % {"name": name}, 1, 5, points, (1, 3, 5))
    return Panel(_("%(name)s, mean of the week, 0 to 100") % {"name": name}, 0, 100, points, (0, 50, 100))


def _on(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def _lines(
    rated: dict[dt.date, str],
    lived: dict[dt.date, int],
    felt: Sequence[Weekly],
    rows: Sequence[StripRow],
    mondays: Sequence[dt.date],
) -> list[WeekLine]:
    lines = []
    for week, monday in enumerate(mondays):
        days = [monday + dt.timedelta(days=offset) for offset in range(7)]
        levels = [rated[on] for on in days if on in rated]
        totals = [lived[on] for on in days if on in lived]
        lines.append(
            WeekLine(
                monday=monday,
                severity=severity_word(levels[-1]) if levels else "",
                adl=totals[-1] if totals else None,
                felt=[_mean(weekly.get(monday)) for weekly in felt],
                counts=[row.counts[week] for row in rows],
            )
        )
    return lines[::-1]


def _mean(value: float | None) -> str:
    """Write a mean with one decimal where it has any; `–` for none."""
    return NOTHING if value is None else number(value, 0 if value.is_integer() else 1)

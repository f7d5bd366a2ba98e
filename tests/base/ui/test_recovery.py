"""The recovery line: readings above the support of the same weeks."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from django.utils.translation import override

from laras.base.ui.recovery import Panel, Span, recovery_chart, week_radius

FIRST = dt.date(2026, 8, 31)
MONDAYS = [FIRST + dt.timedelta(weeks=week) for week in range(10)]
LEVELS = {0.0: "berat", 1.0: "sedang", 2.0: "ringan"}


class Row(NamedTuple):
    aspect: str
    counts: list[int]


def severity(*points: tuple[dt.date, float]) -> Panel:
    return Panel("Kategori", 0, 2, list(points), (0, 1, 2), LEVELS, holds=True)


def adl(*points: tuple[dt.date, float]) -> Panel:
    return Panel("Kegiatan harian, dari 36", 0, 36, list(points), (0, 18, 36))


def drawn(*panels: Panel, rows: tuple[Row, ...] = (), language: str = "id") -> str:
    with override(language):
        return recovery_chart(panels, rows, MONDAYS)


def test_a_level_rated_before_the_first_week_holds_from_its_edge() -> None:
    panel = severity((FIRST - dt.timedelta(days=60), 0), (FIRST + dt.timedelta(days=35), 1))
    chart = drawn(panel)
    holds = re.findall(r'class="hold" x1="([\d.]+)%" y1="([\d.]+)" x2="([\d.]+)%"', chart)
    assert holds == [("0.00", "66.0", "50.71"), ("50.71", "38.0", "100.00")]
    assert re.findall(r'class="step" x1="([\d.]+)%" y1="([\d.]+)" x2="[\d.]+%" y2="([\d.]+)"', chart) == [
        ("50.71", "66.0", "38.0")
    ]
    assert re.findall(r'class="(dot[^"]*)"', chart) == ["dot"]


def test_readings_are_joined_and_the_very_first_is_hollow() -> None:
    chart = drawn(adl((FIRST, 18), (FIRST + dt.timedelta(days=30), 27)))
    assert re.findall(r'class="(dot[^"]*)"', chart) == ["dot first", "dot"]
    assert re.findall(r'class="to" x1="([\d.]+)%" y1="([\d.]+)"', chart) == [("0.71", "38.0")]


def test_a_reading_before_the_weeks_is_not_joined() -> None:
    chart = drawn(adl((FIRST - dt.timedelta(days=1), 18), (FIRST, 27)))
    assert 'class="to"' not in chart
    assert re.findall(r'class="(dot[^"]*)"', chart) == ["dot"]


def test_the_drawing_says_what_it_shows_and_nothing_about_causes() -> None:
    rows = (Row("emotional", [1, 0] * 5), Row("group", [0] * 10))
    chart = drawn(severity(), adl((FIRST, 20), (FIRST + dt.timedelta(days=60), 27)), rows=rows)
    label = re.search(r'aria-label="([^"]*)"', chart)
    assert label is not None
    assert label[1] == (
        "Penilaian dan dukungan, 31 Agu 2026 sampai 8 Nov 2026. Kategori: belum dinilai. "
        "Kegiatan harian, dari 36: 20 pada 31 Agu 2026, 27 pada 30 Okt 2026. "
        "Emosional tercatat pada 5 dari 10 minggu. Kelompok tercatat pada 0 dari 10 minggu."
    )
    english = re.search(r'aria-label="([^"]*)"', drawn(severity((FIRST, 2)), language="en"))
    assert english is not None
    assert english[1].startswith("Readings and support, 31 Aug 2026 to 8 Nov 2026. Kategori: ringan on 31 Aug 2026.")


def test_silent_weeks_are_hollow_and_dots_stop_growing_at_five() -> None:
    chart = drawn(rows=(Row("esteem", [0, 1, 9, 0, 0, 0, 0, 0, 0, 2]),))
    assert re.findall(r'<circle class="(on|off)"', chart) == ["off", "on", "on", *["off"] * 6, "on"]
    assert [round(week_radius(count), 2) for count in (0, 1, 5, 50)] == [2.4, 2.95, 5.15, 5.15]


def test_months_are_named_where_there_is_room() -> None:
    with override("id"):
        names = [name for _place, name in Span(MONDAYS).months()]
    assert names == ["Sep", "Okt", "Nov"]


def test_without_support_only_the_readings_stand() -> None:
    assert 'class="dots"' not in drawn(adl((FIRST, 20)))

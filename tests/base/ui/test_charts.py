"""Charts for page and PDF."""

from __future__ import annotations

import datetime as dt
import re

from laras.base.ui import charts
from laras.base.ui.sheet import WEEKS
from laras.base.ui.tokens import LOOKS, aspect_colour

MONDAYS = [dt.date(2026, 9, 7) + dt.timedelta(weeks=n) for n in range(12)]


def test_the_strip_has_the_aspect_colours_and_words_of_the_language() -> None:
    drawn = charts.strip_12_weeks(WEEKS, MONDAYS, "id")
    assert [look.code for look in LOOKS if aspect_colour(look.code) not in drawn] == []
    assert [word for word in ("Emosional", "Kelompok", "19 Okt") if word not in drawn] == []
    assert "Group" in charts.strip_12_weeks(WEEKS, MONDAYS, "en")


def test_no_letter_is_smaller_than_14_pixels() -> None:
    cells = [charts.HeatCell("Melati", look.code, 3) for look in LOOKS]
    points = [charts.LinePoint("ADL", day, 4.0) for day in MONDAYS]
    drawn = charts.coverage_heat(cells, "id") + charts.recovery_lines(points, (0, 10), "id")
    assert set(re.findall(r'font-size="([\d.]+)', drawn)) == {"14"}


def test_the_heat_prints_every_count_and_the_days_of_silence() -> None:
    cells = [charts.HeatCell("Melati", "emotional", 7), charts.HeatCell("Melati", "group", 0, days_silent=16)]
    drawn = charts.coverage_heat(cells, "id")
    assert re.findall(r">(7|16 hr)</text>", drawn) == ["7", "16 hr"]
    assert set(re.findall(r'fill-opacity="([\d.]+)"', drawn)) >= {"0.45"}


def test_a_missing_reading_leaves_a_gap_and_names_are_escaped() -> None:
    points = [charts.LinePoint("<b>Mood", day, None if at == 4 else 5.0) for at, day in enumerate(MONDAYS[:9])]
    drawn = charts.recovery_lines(points, (0, 10), "id")
    assert "<b>" not in drawn
    assert len(re.findall(r'aria-roledescription="point"', drawn)) == 8


def test_heat_has_three_steps() -> None:
    assert [charts.heat_step(count) for count in (0, 1, 2, 3, 5, 6, 40)] == [0, 1, 1, 2, 2, 3, 3]

"""Figures drawn by hand: the twelve weeks and the evidence bar."""

from __future__ import annotations

import re

from django.utils.translation import override

from laras.base.ui.figures import dot_radius, evidence_bar, heat_step, week_strip
from laras.base.ui.sheet import WEEKS, context


def strip(language: str) -> str:
    with override(language):
        return week_strip(WEEKS, context()["sides"][0]["mondays"])


def test_a_silent_week_is_a_hollow_dot() -> None:
    informational = re.findall(r'<g class="a-f">.*?</g>', strip("id"))[0]
    assert re.findall(r'class="(on|off)"', informational) == ["on"] * 3 + ["off", "on"] * 3 + ["off"] * 3


def test_the_strip_tells_its_silences() -> None:
    words = re.search(r'aria-label="([^"]*)"', strip("id"))
    assert words is not None
    assert words[1] == (
        "Dukungan per minggu, 12 minggu terakhir. Informatif sepi pada 6 dari 12 minggu. "
        "Kelompok sepi pada 1 dari 12 minggu."
    )


def test_every_third_week_is_named_and_the_last_is_now() -> None:
    names = re.findall(r"<span>([^<]*)</span>", strip("id").split('class="weeks"')[1])
    assert names == ["7 Sep", "", "", "28 Sep", "", "", "19 Okt", "", "", "9 Nov", "", "kini"]


def test_dots_stop_growing_at_five_notes() -> None:
    assert [round(dot_radius(count), 1) for count in (1, 5, 50)] == [5.9, 12.7, 12.7]


def test_bars_share_one_scale() -> None:
    bar = r'class="(?:lacking|given)" x="[\d.]+" y="5" width="([\d.]+)"'
    widths = [re.findall(bar, evidence_bar("group", given, lacking, 44)) for given, lacking in ((44, 22), (22, 0))]
    assert widths == [["36.0", "72.0"], ["0.0", "36.0"]]


def test_heat_has_three_steps() -> None:
    assert [heat_step(count) for count in (0, 1, 2, 3, 5, 6, 40)] == [0, 1, 1, 2, 2, 3, 3]

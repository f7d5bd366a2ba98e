"""The five-petal flower: geometry, silence, certainty, words."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from laras.base.ui.flower import FULL, flower, petal_path, sentence
from laras.base.ui.sheet import SamplePetal

PETALS = [
    SamplePetal("group", 0.44, certainty="less_firm"),
    SamplePetal("emotional", 0.67, certainty="firm"),
    SamplePetal("esteem", 0.56, certainty="firm"),
    SamplePetal("instrumental", 0.67, certainty="firm"),
    SamplePetal("informational", 0.0, silent=True),
]


def test_a_full_petal_is_drawn_as_the_design_says() -> None:
    assert petal_path(1.0) == "M0-5C16.8-17.3 28-46 0-46C-28-46-16.8-17.3 0-5Z"


def test_half_a_petal_is_drawn_as_the_design_says() -> None:
    assert petal_path(0.5) == "M0-5C11.5-11.1 19.1-25.5 0-25.5C-19.1-25.5-11.5-11.1 0-5Z"


def test_a_tiny_coverage_is_still_seen() -> None:
    drawn = flower([SamplePetal("emotional", 0.01)], 48, decorative=True)
    assert f'class="pet" d="{petal_path(0.14)}"' in drawn


def test_zero_is_hollow_even_where_nobody_called_it_silent() -> None:
    drawn = flower([SamplePetal("emotional", 0.0)], 48, decorative=True)
    assert (drawn.count('class="pet"'), drawn.count(f'class="sil" d="{FULL}"')) == (0, 1)


def test_petals_turn_clockwise_from_the_top_whatever_order_they_come_in() -> None:
    assert re.findall(r'<g class="(a-\w)" transform="rotate\((\d+)\)"', flower(PETALS, 48)) == [
        ("a-e", "0"),
        ("a-p", "72"),
        ("a-n", "144"),
        ("a-f", "216"),
        ("a-k", "288"),
    ]


def test_small_signs_have_neither_ghost_nor_ring_and_no_dashes_at_16() -> None:
    drawn = flower(PETALS, 16)
    assert [mark in drawn for mark in ("ghost", "ring", "stroke-dasharray")] == [False, False, False]


@pytest.mark.parametrize(("certainty", "dashed"), [("firm", False), ("less_firm", True)])
def test_the_ring_is_dotted_where_it_is_less_firm(certainty: str, dashed: bool) -> None:
    ring = re.search(
        r"<circle[^>]*class=\"ring\"[^>]*>", flower([SamplePetal("emotional", 1, certainty=certainty)], 48)
    )
    assert ring is not None
    assert ("stroke-dasharray" in ring[0]) is dashed


def test_there_is_no_ring_where_nothing_is_assessable() -> None:
    assert 'class="ring"' not in flower([SamplePetal("emotional", 1)], 48)


def test_the_large_flower_has_letters_and_an_arc_over_each_petal_that_is_heard() -> None:
    drawn = flower(PETALS, 160)
    assert re.findall(r"<text[^>]*>(\w)</text>", drawn) == ["E", "P", "N", "F", "K"]
    assert re.findall(r'class="arc (a-\w)"', drawn) == ["a-e", "a-p", "a-n", "a-k"]


def test_the_words_say_the_same_as_the_picture_in_indonesian() -> None:
    with override("id"):
        assert sentence(PETALS, "Bapak S.", "14 hari terakhir") == (
            "Lima aspek Bapak S., 14 hari terakhir: Emosional 67 persen, Penghargaan 56, Instrumental 67, "
            "Informatif kosong, Kelompok 44, belum yakin."
        )


def test_the_words_say_the_same_as_the_picture_in_english() -> None:
    with override("en"):
        assert sentence(PETALS, "Mr S.", "last 14 days") == (
            "Five aspects of Mr S., last 14 days: Emotional 67 percent, Esteem 56, Instrumental 67, "
            "Informational silent, Group 44, not yet sure."
        )


def test_a_decorative_flower_is_hidden_and_a_named_one_is_escaped() -> None:
    assert 'aria-hidden="true"' in flower(PETALS, 24, decorative=True)
    assert "aria-label" not in flower(PETALS, 24, decorative=True)
    assert "<b>" not in flower(PETALS, 48, name='"><b>x')


def test_no_drawing_needs_an_inline_style() -> None:
    assert [size for size in (16, 24, 34, 48, 160, 192) if "style" in flower(PETALS, size)] == []

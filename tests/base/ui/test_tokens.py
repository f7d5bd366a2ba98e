"""The colours: told apart by every eye, readable on every ground."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from laras.base.ui.tokens import LOOKS, Theme, aspect_colour, tokens
from tests.base.ui.colour_science import ciede2000, contrast, lab

CODES = [look.code for look in LOOKS]


def test_ciede2000_gives_the_published_pairs() -> None:
    pairs = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    assert [round(ciede2000(np.array(one), np.array(other)), 4) for one, other, _ in pairs] == [e for *_, e in pairs]


@pytest.mark.parametrize(
    ("theme", "smallest"),
    [
        ("light", {"normal": 27.5, "protan": 18.1, "deutan": 19.6, "tritan": 18.6}),
        ("dark", {"normal": 26.7, "protan": 15.0, "deutan": 16.3, "tritan": 15.0}),
    ],
)
def test_any_two_aspects_are_told_apart_by_every_eye(theme: Theme, smallest: dict[str, float]) -> None:
    found = {
        sight: min(
            ciede2000(lab(aspect_colour(one, theme), sight), lab(aspect_colour(other, theme), sight))
            for one, other in combinations(CODES, 2)
        )
        for sight in smallest
    }
    assert found == pytest.approx(smallest, abs=0.1)


@pytest.mark.parametrize(
    ("theme", "expected"), [("light", [8.76, 4.06, 7.56, 3.40, 3.41]), ("dark", [10.3, 6.36, 9.89, 5.13, 5.43])]
)
def test_aspect_colours_stand_out_from_the_paper(theme: Theme, expected: list[float]) -> None:
    found = [contrast(aspect_colour(code, theme), tokens(theme)["paper"]) for code in CODES]
    assert found == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_is_readable_where_it_stands(theme: Theme) -> None:
    read = tokens(theme)
    grounds = ["paper", "surface", "sunken"]
    pairs = [(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in grounds]
    pairs += [(word, f"{word}-tint") for word in ("ok", "warn", "stop", "note", "primary")]
    pairs += [(f"{code}-ink", f"{code}-tint") for code in CODES]
    pairs += [(f"{code}-ink", "surface") for code in CODES]
    pairs += [("on-primary", "primary"), ("paper", "ink"), ("primary", "paper"), ("primary", "surface")]
    assert {
        pair: contrast(read[pair[0]], read[pair[1]]) for pair in pairs if contrast(read[pair[0]], read[pair[1]]) < 4.5
    } == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_ring_can_be_seen(theme: Theme) -> None:
    read = tokens(theme)
    assert [name for name in ("control", "focus", *CODES) if contrast(read[name], read["paper"]) < 3] == []


def test_both_themes_name_the_same_colours() -> None:
    assert list(tokens("light")) == list(tokens("dark"))


def test_aspects_keep_their_order_and_letters() -> None:
    assert [(look.code, look.letter, look.css) for look in LOOKS] == [
        ("emotional", "E", "a-e"),
        ("esteem", "P", "a-p"),
        ("instrumental", "N", "a-n"),
        ("informational", "F", "a-f"),
        ("group", "K", "a-k"),
    ]

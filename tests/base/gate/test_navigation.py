"""The rail stays short; everything stands on the page of all places."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from laras.base.gate.navigation import every_place, first_page, phone_bar, rail
from tests.cast import STAFF, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def read_routes() -> None:
    """Reading the routes registers the pages."""
    assert get_resolver().url_patterns


@pytest.mark.parametrize("login", list(STAFF))
def test_every_place_is_in_the_rail_or_one_page_further(cast: Cast, login: str) -> None:
    actor = cast.actor(login)
    everything, short = every_place(actor, "/"), rail(actor, "/")
    more = reverse("desk:more")
    shown, known = {place.url for place in short}, {place.url for place in everything}
    assert shown - {more} <= known
    assert (more in shown) == bool(known - shown)
    assert len(short) <= 14
    assert first_page(actor) == phone_bar(actor, "/")[0].url


def test_a_minor_place_stands_in_the_rail_while_one_is_there(cast: Cast) -> None:
    actor, log = cast.actor("peksos"), reverse("support:log")
    assert log not in {place.url for place in rail(actor, "/")}
    there = [place for place in rail(actor, log) if place.current]
    assert [place.url for place in there] == [log]


def test_a_line_is_drawn_before_each_further_group(cast: Cast) -> None:
    lines = [place.apart for place in rail(cast.actor("peksos"), "/")]
    assert lines[0] is False and lines.count(True) >= 1


@pytest.mark.parametrize("login", ["kepala", "penyelia"])
def test_whoever_answers_for_safety_is_one_tap_from_those_to_greet(cast: Cast, login: str) -> None:
    assert reverse("measures:alerts") in {place.url for place in phone_bar(cast.actor(login), "/")}

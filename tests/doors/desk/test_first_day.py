"""The page where the first administrator is made."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.models import Facility, Membership
from laras.base.gate.first_day import first_admin_link
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GOOD = "sungai-teduh-kemarin-sore"


def test_the_link_makes_the_first_administrator_once() -> None:
    Facility.objects.create(code="CTH", name="UPT Contoh", number_prefix="RSBL-CTH")
    browser, url = Browser(), first_admin_link("")
    assert browser.get(url).status_code == 200
    done = browser.post(url, {"name": "Admin (contoh)", "login": "admin", "password": GOOD})
    assert (done.status_code, done["Location"]) == (302, reverse("desk:sign_in"))
    assert [(row.user.login, row.role) for row in Membership.objects.all()] == [("admin", "admin")]
    assert browser.get(url).status_code == 404


def test_a_made_up_token_opens_nothing(cast: Cast) -> None:
    assert Browser().get(reverse("desk:begin", args=["x"])).status_code == 404


@pytest.mark.parametrize(
    "wanted", ["//else.example/", "https://else.example/", "x", "desk:audit", "/\\else.example", " "]
)
def test_after_the_language_one_is_led_to_a_page_of_this_house_only(cast: Cast, wanted: str) -> None:
    answer = Browser().post(reverse("desk:language"), {"language": "en", "next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:first"))
    stays = Browser().post(reverse("desk:language"), {"language": "en", "next": "/masuk/"})
    assert stays["Location"] == "/masuk/"

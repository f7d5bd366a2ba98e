"""Coming and going."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.journeys.browser import Window

# Coming and going is the same on both.
pytestmark = pytest.mark.engine("sqlite")


def test_a_wrong_password_is_told_in_indonesian_and_the_name_stays(window: Window) -> None:
    window.open("/lainnya/")
    assert window.path == "/masuk/"
    assert window.faults() == []
    window.sign_in("peksos", "salah sama sekali")
    assert window.path == "/masuk/"
    expect(window.page.locator("main [role=alert]")).to_be_visible()
    assert "Name or password" not in window.page.inner_text("main")
    assert window.page.input_value("[name=login]") == "peksos"
    assert window.page.input_value("[name=password]") == ""
    assert window.faults() == []


def test_a_person_logs_in_and_out(window: Window) -> None:
    window.sign_in("peksos")
    assert window.path not in ("/masuk/", "/")
    assert window.faults() == []
    window.open("/lainnya/")
    assert window.faults() == []
    window.page.locator("details.menu > summary >> visible=true").first.click()
    with window.page.expect_navigation():
        window.page.locator("form[action='/keluar/'] button >> visible=true").first.click()
    assert window.path == "/masuk/"
    window.open("/lainnya/")
    assert window.path == "/masuk/"


def test_the_log_in_works_with_the_keyboard_alone(desk: Window) -> None:
    desk.open("/masuk/")
    desk.page.focus("[name=login]")
    desk.page.keyboard.type("peksos")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type(PASSWORD)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    assert desk.path != "/masuk/"


def test_the_log_in_speaks_the_other_language_when_asked(window: Window) -> None:
    window.open("/masuk/")
    with window.page.expect_navigation():
        window.page.locator("form[action='/bahasa/'] button").click()
    assert window.page.get_attribute("html", "lang") == "en"
    assert "Log in" in window.page.inner_text("main")


def test_a_page_that_is_not_there_is_a_page(window: Window) -> None:
    window.sign_in("peksos")
    assert window.open("/tidak-ada/") == 404
    assert window.faults() == []

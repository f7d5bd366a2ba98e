"""The main work in a browser that runs no script at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Window
from tests.places import Served

# What works without a script does so on both.
pytestmark = pytest.mark.engine("sqlite")


@pytest.fixture
def plain(house: Served, chromium_browser: Browser) -> Iterator[Window]:
    """A window 360 pixels wide, logged in, without JavaScript."""
    window = Window.open_in(chromium_browser, house.address, "phone", script=False)
    window.sign_in("peksos")
    yield window
    window.close()
    assert window.problems == []


def test_an_act_is_recorded_and_taken_back(plain: Window) -> None:
    page = plain.page
    plain.go("nav.bar a.plus")
    plain.go(page.locator("#list a").nth(1))
    plain.go(page.locator("nav.aspects a").nth(3))
    indicator = page.locator("button.indicator .s16").first.inner_text()
    plain.go("button.indicator")
    expect(page.locator("main h1")).to_have_text(indicator)
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")
    page.check("[name=polarity][value=received]", force=True)
    page.fill("[name=note]", "Tanpa skrip (contoh).")
    plain.go("form.act-form button.primary")
    entry = page.locator("li.entry", has_text="Tanpa skrip (contoh).")
    expect(entry.locator(".meta")).to_contain_text("diterima", ignore_case=True)
    plain.go(entry.locator("a.entry-link"))
    plain.go("form[action$='/urungkan/'] button >> visible=true")
    client = plain.path.split("/")[2]
    plain.open(f"/orang/{client}/dukungan/")
    expect(page.locator("li.entry", has_text="Tanpa skrip (contoh).")).to_have_count(0)


def test_the_list_of_clients_is_narrowed(plain: Window) -> None:
    page = plain.page
    plain.open("/orang/")
    rows = page.locator("main a[href^='/orang/'][href$='/']:not([href='/orang/baru/'])")
    everybody = rows.count()
    name = rows.nth(2).inner_text().split("\n")[0]
    page.fill("[name=words]", name)
    plain.go("main form button >> visible=true")
    assert 1 <= rows.count() < everybody
    expect(rows.first).to_contain_text(name)


def test_a_goal_is_set_and_rated(plain: Window) -> None:
    page = plain.page
    plain.open("/catat/")
    client = (page.locator("#list a").first.get_attribute("href") or "").split("/")[2]
    plain.open(f"/orang/{client}/tujuan/baru/")
    page.fill("[name=title]", "Menyiram kebun sendiri (contoh)")
    page.fill("[name=level_0]", "Menyiram sekali seminggu (contoh)")
    plain.go("main button.primary")
    goal = page.locator("main .card", has_text="Menyiram kebun sendiri (contoh)")
    plain.go(goal.locator("a[href$='/nilai/']"))
    page.locator("[name=level]").nth(2).check()
    plain.go("main button.primary")
    expect(page.locator("main")).to_contain_text("Menyiram kebun sendiri (contoh)")


def test_the_coding_room_leads_to_a_form_that_needs_no_script(plain: Window) -> None:
    page = plain.page
    plain.speak("en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    plain.speak("id")
    plain.context.clear_cookies()
    plain.sign_in("peneliti")
    plain.open("/studi/")
    plain.go("main a[href^='/studi/']:not([href='/studi/baru/'])")
    plain.open(f"/studi/{plain.path.split('/')[2]}/ruang-kode/")
    plain.go("main a[href^='/sumber/']")
    if page.locator("form[action$='/buka-lagi/'] button >> visible=true").count():
        plain.go("form[action$='/buka-lagi/'] button >> visible=true")
    plain.go("main noscript a, main .banner a[href$='/daftar/']")
    words = page.locator("ol.reading .tx", has_text=re.compile(r"\w{3}")).first.text_content()
    page.fill("[name=quote]", words or "")
    page.select_option("[name=code]", index=3)
    plain.go("form:has([name=quote]) button.primary")
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")

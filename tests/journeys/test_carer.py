"""A carer with a phone in the hand: support in three taps, what is owed, and a connection that breaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Window

# The carer's phone talks to the small database of a home.
pytestmark = pytest.mark.engine("sqlite")


@pytest.fixture
def carer(phone: Window) -> Window:
    phone.sign_in("pengasuh")
    assert phone.path == "/hari-ini/"
    return phone


def record(carer: Window, person: int = 0, aspect: int = 0) -> str:
    """Record an act in three taps from the page of the plus sign; return the client's id."""
    carer.open("/catat/")
    carer.go(carer.page.locator("#list a").nth(person))
    carer.go(carer.page.locator("nav.aspects a").nth(aspect))
    carer.go("button.indicator >> visible=true")
    return (carer.page.locator("a[href^='/catat/'][href*='aspek=']").get_attribute("href") or "").split("/")[2]


def test_three_taps_save_an_act_and_the_rest_is_offered_at_the_thumb(carer: Window) -> None:
    page = carer.page
    assert carer.faults() == []
    carer.go("nav.bar a.plus")
    expect(page.locator("h1")).to_have_text("Catat dukungan")
    carer.count_taps()
    carer.go(page.locator("#list a").nth(2))
    client = carer.path.split("/")[2]
    carer.go(page.locator("nav.aspects a").nth(1))
    assert carer.faults() == []
    button = page.locator("button.indicator >> visible=true").first
    indicator = button.locator(".s16").inner_text()
    carer.go(button)
    assert carer.taps() == 3
    expect(page.locator("h1")).to_have_text(indicator)
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")
    expect(page.locator("[name=polarity]:checked")).to_have_value("given")
    for offered in ("polarity", "note", "minutes", "giver"):
        assert page.locator(f"[name={offered}]").count() > 0
    assert carer.faults() == []
    there = page.url

    carer.open(f"/orang/{client}/dukungan/")
    first = page.locator("li.entry").first
    expect(first).to_contain_text(indicator)
    expect(first.locator(".meta")).to_contain_text("diberi", ignore_case=True)

    carer.open(there)
    carer.press("label:has([name=polarity][value=lacking])")
    page.fill("[name=note]", "Belum sempat, ruangan ramai (contoh).")
    page.fill("[name=minutes]", "7")
    carer.go("form.act-form button.primary")
    expect(first).to_contain_text("Belum sempat, ruangan ramai (contoh).")
    expect(first.locator(".meta")).to_contain_text("kurang", ignore_case=True)
    expect(first.locator(".meta")).to_contain_text("7 menit")
    assert carer.faults() == []


def test_a_wrong_number_of_minutes_keeps_the_note(carer: Window) -> None:
    page = carer.page
    record(carer, person=3)
    page.fill("[name=note]", "Ditemani sampai tenang (contoh).")
    page.fill("[name=minutes]", "1440")
    page.evaluate("document.querySelector('[name=minutes]').max = ''")
    page.fill("[name=minutes]", "9999")
    carer.go("form.act-form button.primary")
    expect(page.locator("[role=alert]").first).to_contain_text("1440")
    assert page.input_value("[name=note]") == "Ditemani sampai tenang (contoh)."
    assert page.input_value("[name=minutes]") == "9999"
    assert carer.faults() == []


def test_what_was_recorded_by_mistake_is_taken_back_and_restored(carer: Window) -> None:
    page = carer.page
    client = record(carer, person=4)
    there = page.url
    log = f"/orang/{client}/dukungan/"
    carer.open(log)
    before = (
        page.locator("li.entry time, li.entry .time").all_inner_texts(),
        page.locator("li.entry a").first.get_attribute("href"),
    )
    assert before[1] and there.endswith(before[1])
    carer.open(there)
    carer.go(page.get_by_role("button", name="Urungkan").last)
    expect(page.locator("[data-toast]")).to_contain_text("Diurungkan")
    carer.open(log)
    assert page.locator("li.entry a").first.get_attribute("href") != before[1]
    carer.open(there)
    assert carer.faults() == []
    carer.go(page.locator("main .banner button"))
    carer.open(log)
    assert page.locator("li.entry a").first.get_attribute("href") == before[1]


def test_what_is_owed_is_explained_and_told_back_point_by_point(carer: Window) -> None:
    page = carer.page
    carer.open("/tunggakan/")
    assert carer.faults() == []
    carer.go("ul.owed a.btn")
    points = page.locator("ol.points > li")
    told = points.count()
    assert told >= 2
    for number in range(told):
        carer.press(points.nth(number).locator("label").nth(2))
    page.fill("[name=own_words]", "Obat diminum sesudah makan (contoh).")
    assert carer.faults() == []
    carer.go("form.explain button.primary")
    expect(page.locator("[data-toast]")).to_contain_text(f"{told} butir")
    assert page.url.endswith("/informasi/")
    expect(page.get_by_text("Obat diminum sesudah makan (contoh).").first).to_be_visible()
    assert carer.faults() == []


def test_a_lost_connection_keeps_what_was_typed_and_says_so(carer: Window) -> None:
    page = carer.page
    client = record(carer, person=6, aspect=2)
    page.fill("[name=note]", "Mengantar ke kamar mandi (contoh).")
    carer.context.set_offline(True)
    carer.press("form.act-form button.primary")
    expect(page.locator("[data-unreachable]")).to_contain_text("Tidak ada sambungan")
    assert page.input_value("[name=note]") == "Mengantar ke kamar mandi (contoh)."
    assert carer.faults() == []
    carer.context.set_offline(False)
    expect(page.locator("[data-unreachable]")).to_have_count(0)
    carer.go("form.act-form button.primary")
    expect(page.locator("li.entry", has_text="Mengantar ke kamar mandi (contoh).")).to_have_count(1)
    assert page.url.endswith(f"/orang/{client}/dukungan/")


def test_a_house_that_does_not_answer_is_told_like_a_lost_connection(carer: Window) -> None:
    page = carer.page
    carer.open("/catat/")
    carer.go(page.locator("#list a").nth(7))
    carer.go(page.locator("nav.aspects a").nth(0))
    page.route("**/healthz", lambda route: route.abort())
    carer.press("button.indicator >> visible=true")
    expect(page.locator("[data-unreachable]")).to_be_visible()
    assert "/catat/" in page.url
    page.unroute("**/healthz")
    carer.go("button.indicator >> visible=true")
    assert "/dukungan/" in page.url


def test_an_impatient_thumb_records_once(carer: Window) -> None:
    page = carer.page
    client = record(carer, person=8)
    newest = page.url
    carer.open(f"/catat/{client}/?aspek=informational")
    with page.expect_navigation():
        page.locator("button.indicator >> visible=true").first.dblclick()
    carer.open(f"/orang/{client}/dukungan/")
    second = page.locator("li.entry a.entry-link").nth(1).get_attribute("href")
    assert second and newest.endswith(second)


def test_the_day_ends_with_the_log_out(carer: Window) -> None:
    page = carer.page
    carer.open("/dukungan/")
    assert carer.faults() == []
    carer.press("details.menu > summary >> visible=true")
    carer.go("form[action='/keluar/'] button >> visible=true")
    assert carer.path == "/masuk/"
    page.go_back()
    page.reload()
    assert carer.path == "/masuk/"

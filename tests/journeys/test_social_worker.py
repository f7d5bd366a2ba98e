"""A social worker at the desk: somebody comes, is known already or not, and the way through the home begins."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import Window

# The office of a home that runs PostgreSQL.
pytestmark = pytest.mark.engine("postgresql")

NAME = "Sumarni Wulandari (contoh)"


@pytest.fixture
def worker(desk: Window) -> Window:
    desk.sign_in("peksos")
    return desk


def begin(worker: Window, name: str, year: str) -> None:
    """Fill step one of a new client."""
    worker.open("/orang/")
    worker.go("main a[href='/orang/baru/']")
    worker.page.fill("[name=full_name]", name)
    worker.page.fill("[name=birth_year]", year)
    worker.go("main button.primary")


def save(worker: Window) -> None:
    worker.go("main button.primary >> visible=true")


def test_a_newcomer_is_compared_with_those_known_and_walked_into_the_home(worker: Window) -> None:
    page = worker.page
    begin(worker, NAME, "1978")
    expect(page.locator("main .banner")).to_contain_text("Belum ada")
    assert page.input_value("[name=full_name]") == NAME
    page.fill("[name=short_name]", "Bu Marni")
    page.select_option("[name=nik_status]", "has")
    page.fill("[name=nik]", "12345")
    page.fill("[name=note]", "Datang diantar Dinas Sosial (contoh).")
    save(worker)
    expect(page.locator("main [role=alert]")).to_contain_text("NIK")
    assert page.locator(".field.err").count() == 1
    for name, value in {
        "nik": "12345",
        "short_name": "Bu Marni",
        "note": "Datang diantar Dinas Sosial (contoh).",
    }.items():
        assert page.input_value(f"[name={name}]") == value
    assert worker.faults() == []
    page.fill("[name=nik]", "")
    page.select_option("[name=nik_status]", "being_arranged")
    save(worker)
    expect(page.locator("[data-toast]").first).to_contain_text(re.compile(r"Tersimpan.*RSBL-CTH/"))
    assert worker.faults() == []
    first = worker.path.split("/")[2]

    begin(worker, "Soemarni Wulandari (contoh)", "1978")
    expect(page.locator("section.people-doubles li")).to_have_count(1)
    expect(page.locator("section.people-doubles")).to_contain_text(NAME)
    assert worker.faults() == []
    save(worker)
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.input_value("[name=full_name]") == "Soemarni Wulandari (contoh)"
    page.check("[name=compared]")
    save(worker)
    expect(page.locator("[data-toast]").first).to_contain_text("Tersimpan")
    assert worker.path.split("/")[2] != first

    walk_into_the_home(worker, first)
    set_a_goal_and_rate_it(worker, first)
    rate_severity_and_daily_living(worker, first)
    ask_consent(worker, first)

    worker.open(f"/orang/{first}/")
    main = page.locator("main")
    for shown in (
        "Bu Marni",
        "Bisa menyapa tetangga kamar (contoh)",
        "Persetujuan layanan berlaku",
        "NIK sedang diurus",
    ):
        expect(main).to_contain_text(shown)
    expect(page.locator("ol.stages li.done")).to_have_count(1)
    assert worker.faults() == []


def walk_into_the_home(worker: Window, client: str) -> None:
    """Open the stay, and leave its first stage once without and once with what must be there."""
    page = worker.page
    worker.open(f"/orang/{client}/tahap/")
    assert worker.faults() == []
    if page.locator("form[action$='/tahap/buka/']").count():
        worker.go("form[action$='/tahap/buka/'] button")
    move = page.locator("form[action$='/pindah/']")
    for box in move.locator("[name=gates]").all():
        box.uncheck()
    worker.go(move.locator("button.primary"))
    expect(page.locator("main [role=alert]")).to_contain_text("Masih kurang")
    assert worker.faults() == []
    for box in move.locator("[name=gates]").all():
        box.check()
    worker.go(move.locator("button.primary"))
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")

    back = move.locator("[name=to]").last
    back.check()
    page.fill("form[action$='/pindah/'] [name=reason]", "keliru")
    worker.go(move.locator("button.primary"))
    expect(page.locator("main [role=alert]")).to_contain_text("20")
    assert page.input_value("form[action$='/pindah/'] [name=reason]") == "keliru"
    assert worker.faults() == []


def set_a_goal_and_rate_it(worker: Window, client: str) -> None:
    page = worker.page
    worker.open(f"/orang/{client}/tujuan/")
    worker.go("main a[href$='/tujuan/baru/']")
    page.fill("[name=title]", "Bisa menyapa tetangga kamar (contoh)")
    levels = page.locator("textarea[name^=level_]")
    assert levels.count() == 5
    page.fill("[name=level_2]", "Mengajak bicara lebih dahulu (contoh)")
    page.evaluate("document.querySelector('[name=level_0]').required = false")
    save(worker)
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.input_value("[name=level_2]") == "Mengajak bicara lebih dahulu (contoh)"
    for number, words in enumerate(
        ("Mengajak bicara", "Menyapa setiap hari", "Menyapa sekali sehari", "Membalas", "Diam")
    ):
        levels.nth(number).fill(f"{words} (contoh)")
    assert worker.faults() == []
    save(worker)
    expect(page.locator("main")).to_contain_text("Bisa menyapa tetangga kamar (contoh)")
    worker.go("main a[href$='/nilai/']")
    page.locator("[name=level]").nth(1).check()
    page.fill("[name=note]", "Menyapa dua kali pagi ini (contoh).")
    assert worker.faults() == []
    save(worker)
    expect(page.locator("main")).to_contain_text("+1")
    assert worker.faults() == []


def rate_severity_and_daily_living(worker: Window, client: str) -> None:
    page = worker.page
    worker.open(f"/orang/{client}/kategori/nilai/")
    choose(page, "level", 1)
    page.fill("[name=note]", "Tenang, minum obat sendiri (contoh).")
    save(worker)
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")
    assert worker.faults() == []
    worker.open(f"/orang/{client}/adl/isi/")
    items = page.locator("fieldset:has(input[type=radio])")
    assert items.count() == 12
    for item in items.all():
        item.locator("label").nth(2).click()
    save(worker)
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")
    assert worker.faults() == []


def ask_consent(worker: Window, client: str) -> None:
    """A yes before all seven blocks were explained is refused, and nothing of the answer is lost."""
    page = worker.page
    worker.open(f"/orang/{client}/persetujuan/baru/")
    page.fill("[name=own_words]", "Ya, saya mau dibantu (contoh).")
    page.check("[name=agreed][value=yes]")
    page.locator("[name=support_used]").first.check()
    save(worker)
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.input_value("[name=own_words]") == "Ya, saya mau dibantu (contoh)."
    assert worker.faults() == []
    for box in page.locator("[name=notice_blocks]").all():
        box.check()
    save(worker)
    expect(page.locator("[data-toast]")).to_contain_text("Tersimpan")
    assert worker.faults() == []


def choose(page: Page, name: str, number: int) -> None:
    """Choose in a row of segments, where the label covers the round button."""
    page.locator(f"label:has([name={name}])").nth(number).click()


def test_a_page_is_printed_without_what_is_only_for_the_screen(worker: Window) -> None:
    page = worker.page
    worker.open("/orang/")
    page.emulate_media(media="print")
    expect(page.locator("nav.rail")).to_be_hidden()
    expect(page.locator("nav.bar")).to_be_hidden()
    expect(page.locator(".print-head")).to_contain_text("Ratri Lestari (contoh)")
    expect(page.locator("main h1")).to_be_visible()
    page.emulate_media(media="screen")


def test_the_language_follows_the_person_from_page_to_page(worker: Window) -> None:
    page = worker.page
    worker.open("/orang/?q=x")
    there = page.url
    worker.speak("en")
    assert page.url == there
    assert page.locator("main h1").inner_text() == "Clients"
    worker.open("/keseimbangan/")
    assert worker.faults("en") == []
    worker.speak("id")
    assert page.get_attribute("html", "lang") == "id"

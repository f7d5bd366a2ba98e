"""What people do on their way from a gap to the first session of a group; each step leaves a page without faults."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Window

STUDY = "Dukungan sosial (contoh)"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
CARE = "Duduk di dekat pintu bersama sahabat; alat musik ditabuh pelan (contoh)."
EDITED = "Empat dari lima orang yang kami dengar belum pernah mendapat penjelasan tentang obatnya (contoh)."


def well(window: Window) -> None:
    """The page now open has no fault that a person or axe would find; colours are looked at on the desk."""
    found = window.faults(without=("color-contrast",) if window.has_touch else ())
    assert found == [], (window.path, found)


def main(window: Window, words: str | re.Pattern[str]) -> None:
    expect(window.page.locator("main")).to_contain_text(words)


def link(window: Window, words: str) -> Locator:
    return window.page.locator("main").get_by_role("link", name=words)


def button(window: Window, words: str) -> Locator:
    return window.page.locator("main").get_by_role("button", name=words)


def appraisal_of(window: Window) -> str:
    """Open the appraisal of the only study of the demo and return its address."""
    window.open("/penilaian/")
    expect(window.page.locator("h1")).to_have_text(STUDY)
    expect(window.page.locator("#gap")).to_contain_text("Dukungan Informatif paling lemah")
    return window.path


def answer_gap(window: Window, title: str) -> str:
    """Make a proposal out of the gap of the study and return its address."""
    window.go(link(window, "Jawab kesenjangan ini"))
    main(window, "Dukungan informatif paling lemah")
    expect(window.page.locator("main blockquote").first).to_be_visible()
    main(window, re.compile(r"baris \d+"))
    well(window)
    window.page.fill("[name=title]", title)
    window.go(button(window, "Buat rancangan"))
    expect(window.page.locator("#background blockquote").first).to_be_visible()
    well(window)
    return window.path


def edit_background(window: Window, words: str) -> None:
    window.go(link(window, "Ubah: Dasar pemikiran"))
    window.page.fill("[name=text]", words)
    well(window)
    window.go(button(window, "Simpan"))
    expect(window.page.locator("#background")).to_contain_text(words)


def figure(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def budget_adds_up(window: Window, total: int, words: str) -> None:
    """The total of the proposal is the sum of its lines, and stands in words beside it."""
    rows = window.page.locator("#budget tbody tr")
    amounts = [figure(rows.nth(n).locator("td.num").nth(2).inner_text()) for n in range(rows.count())]
    assert (figure(window.page.locator("#budget tfoot td").first.inner_text()), sum(amounts)) == (total, total)
    expect(window.page.locator("#budget .prog-words")).to_contain_text(f"{words} rupiah")


def raise_a_price(window: Window, by: int) -> None:
    """Write the price of the first line of the budget anew; thousands as people write them."""
    window.go(link(window, "Ubah anggaran"))
    price = window.page.get_by_label("Harga satuan (Rp)").first
    price.fill(f"{figure(price.input_value()) + by:,}".replace(",", "."))
    well(window)
    window.go(button(window, "Simpan").first)


def decide(window: Window, proposal: str, choice: str, note: str) -> None:
    """Open a proposal from the list of those that wait, and decide."""
    window.open("/program/")
    window.go(window.page.locator(f"main a[href='{proposal}']").first)
    window.go(link(window, "Putuskan"))
    window.page.check(f"[name=decision][value={choice}]")
    if choice == "return":
        window.go(button(window, "Simpan keputusan"))
        expect(window.page.locator("main [role=alert]")).to_be_visible()
        assert window.page.is_checked("[name=decision][value=return]")
        well(window)
    window.page.fill("[name=note]", note)
    window.go(button(window, "Simpan keputusan"))
    main(window, note)
    well(window)


def plan_group(window: Window, name: str) -> str:
    """Plan a group whose first session is today, and return its address."""
    window.go(link(window, "Rencanakan kelompok"))
    page = window.page
    for field, value in {"name": name, "place": "Aula", "starts_on": today().isoformat(), "meets_at": "15:00"}.items():
        page.fill(f"[name={field}]", value)
    for field, person in {"leader": "Ratri", "co_leader": "Yanto", "observer": "Maya"}.items():
        choose(page, field, person)
    well(window)
    window.go(button(window, "Simpan"))
    main(window, "0 dalam kelompok")
    well(window)
    return window.path


def today() -> dt.date:
    """The day of the home."""
    return dt.datetime.now(ZoneInfo("Asia/Jakarta")).date()


def today_in_words() -> str:
    """The day of the home as its pages write it."""
    return f"{today().day} {MONTHS[today().month - 1]} {today().year}"


def choose(page: Page, field: str, words: str) -> None:
    option = page.locator(f"[name={field}] option", has_text=words).first
    page.select_option(f"[name={field}]", option.get_attribute("value"))


@dataclass(frozen=True)
class Member:
    """Somebody taken into the group: the name as it is read, the client's id."""

    name: str
    client: str


def enrol(window: Window, group: str, *, care: str = "") -> Member:
    """Screen the first who is in no group yet, and take them in."""
    window.open(f"{group}anggota/")
    row = window.page.locator("main .prog-list li", has_not_text="dalam Sahabat").first
    expect(row.locator(".prog-under")).to_contain_text(" · ")  # who lives in no ward comes last
    name = row.locator("b").inner_text()
    window.go(row.locator("a"))
    client = window.path.split("/")[4]
    for box in window.page.locator("[name=screening]").all():
        box.check()
    if care:
        meet_care(window, care)
    elif window.page.locator("main .pill.warn").count():
        window.page.fill("[name=care_note]", CARE)
    window.go(button(window, "Terima dalam kelompok"))
    assert window.path == group
    expect(window.page.locator("main .prog-list")).to_contain_text(name)
    return Member(name, client)


def meet_care(window: Window, care: str) -> None:
    """Tick a care flag that meets an activity: without a note how, nobody is taken in."""
    window.page.check(f"[name=care_flags][value={care}]")
    window.go(button(window, "Terima dalam kelompok"))
    main(window, "Perhatian bertemu kegiatan yang direncanakan")
    main(window, "Kegiatan ini bertemu dengan yang dicentang")
    assert window.page.is_checked(f"[name=care_flags][value={care}]")
    window.page.fill("[name=care_note]", CARE)
    well(window)


def answer_items(window: Window, client: str, code: str, values: Sequence[str]) -> None:
    """The member answers on the phone, one item a screen; '' is "I'd rather not say"."""
    window.open(f"/orang/{client}/alat-ukur/{code}/isi/")
    well(window)
    window.go(button(window, "Mulai"))
    well(window)
    for value in values:
        window.go(f"main button[name=value][value='{value}']")
    main(window, "Terima kasih")
    assert window.page.locator("main .pill", has_text="tidak mau").count() == values.count("")
    window.go(button(window, "Simpan"))
    assert "/jawaban/" in window.path
    expect(window.page.locator("main .figure").first).to_be_visible()
    well(window)


def rate_participation(window: Window, client: str) -> None:
    """The observer rates every item of SPL-8 on one page."""
    window.open(f"/orang/{client}/alat-ukur/SPL-8/isi/")
    for n in range(1, 9):
        window.page.locator(f"label:has([name='item-{n}'][value='2'])").click()
    well(window)
    window.go(button(window, "Simpan"))
    main(window, "50")
    well(window)


def row_of(page: Page, part: str, n: int) -> Locator:
    """Return the n-th member of a part of the session, opened."""
    found = page.locator(f"#{part} .members:not(.told) > li[data-member]").nth(n)
    if not found.locator("details").evaluate("details => details.open"):
        found.locator("summary").click()
    return found


def arrive(window: Window, members: int) -> None:
    """Light, attendance and mood of everybody; the last one does not want to, which is a right."""
    for n in range(members):
        one = row_of(window.page, "arrive", n)
        if n == members - 1:
            one.locator("input[name$=':attendance'][value=refused]").check()
            continue
        one.locator("input[value=green]").check()
        one.locator("input[name$=':attendance'][value=full]").check()
        one.locator("input[name$=':mood_before'][value='3']").check()
    expect(window.page.locator("#n-there")).to_have_text(f"{members - 1} dari {members} hadir")
    well(window)


def explain(window: Window) -> None:
    """Tick what was said on the first topic, and note that the first member told it back with an example."""
    page = window.page
    topic = page.locator("#information article").first
    topic.locator(".ticks input").first.check()
    told = topic.locator(".told li:not([hidden])").first
    told.locator("summary").click()
    told.locator("input[value='3']").check()
    well(window)


def onward(window: Window) -> None:
    window.press("#onward")

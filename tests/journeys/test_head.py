"""The head of the unit, an emergency, and the administrator: much to answer for, little to see."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD
from tests.journeys.browser import Window
from tests.journeys.conftest import Open

# The office of a home that runs PostgreSQL.
pytestmark = pytest.mark.engine("postgresql")

NUMBER = re.compile(r"RSBL-CTH/\d{4}/\d{5}")
REASON = "Tidak sadar di kamar mandi, perlu riwayat obat (contoh)."


@pytest.fixture
def head(desk: Window) -> Window:
    desk.sign_in("kepala")
    return desk


def numbers_on(window: Window, address: str) -> set[str]:
    """Return the client numbers of a list, over all its pages."""
    found: set[str] = set()
    for page in range(1, 9):
        window.open(f"{address}?page={page}")
        here = set(NUMBER.findall(window.page.inner_text("main")))
        if here <= found:
            break
        found |= here
    return found


def test_the_head_sees_the_home_in_numbers_and_nobody_by_name(head: Window, window_of: Open) -> None:
    worker = window_of("desk")
    worker.sign_in("peksos")
    worker.open("/orang/")
    row = worker.page.locator("main a[href^='/orang/'][href$='/']:not([href='/orang/baru/'])").nth(1)
    client, text = (row.get_attribute("href") or "").split("/")[2], row.inner_text()
    names = [line for line in text.splitlines() if line.strip() and not NUMBER.search(line)][:1]
    assert names

    page = head.page
    assert head.path == "/papan/"
    assert head.faults() == []
    assert NUMBER.search(page.inner_text("main"))
    for address in ("/papan/", "/jejak/", "/penilaian/", "/keseimbangan/"):
        head.open(address)
        assert names[0] not in page.inner_text("body")
        assert head.faults() == []
    for address in (f"/orang/{client}/", f"/orang/{client}/dukungan/", f"/orang/{client}/identitas/"):
        assert head.open(address) == 404
        assert head.faults() == []
    for address in ("/orang/", "/catat/"):
        assert head.open(address) == 403
        assert names[0] not in page.inner_text("body")


def test_an_emergency_opens_one_record_to_read_and_leaves_its_trace(window_of: Open) -> None:
    head, worker = window_of("desk"), window_of("phone")
    head.sign_in("kepala")
    worker.sign_in("peksos")
    others = numbers_on(head, "/papan/") - numbers_on(worker, "/orang/")
    assert others, "everybody of the home is in the caseload of peksos"
    number = min(others)

    page = worker.page
    worker.open("/akses-darurat/")
    page.fill("[name=number]", number)
    page.fill("[name=reason]", "darurat")
    worker.go("main button.primary")
    expect(page.locator("main [role=alert]")).to_contain_text("20")
    assert page.input_value("[name=number]") == number
    assert worker.faults() == []
    page.fill("[name=reason]", REASON)
    worker.go("main button.primary")
    expect(page.locator("main")).to_contain_text("hanya untuk dibaca")
    client = worker.path.split("/")[2]
    assert worker.faults() == []

    worker.open(f"/orang/{client}/keluarga/tambah/")
    page.fill("[name=name]", "Sari (contoh)")
    page.fill("[name=relation]", "adik")
    worker.go("main form button.primary")
    expect(page.locator("main [role=alert]")).to_contain_text("hanya untuk dibaca")
    assert page.input_value("[name=name]") == "Sari (contoh)"
    worker.open(f"/orang/{client}/keluarga/")
    expect(page.locator("main")).not_to_contain_text("Sari (contoh)")

    head.open("/jejak/")
    row = head.page.locator("main tbody tr", has_text="people.break_glass").first
    expect(row).to_contain_text("peksos")
    expect(row).to_contain_text(number)
    supervisor = window_of("desk")
    supervisor.sign_in("penyelia")
    supervisor.open(f"/orang/{client}/akses/")
    expect(supervisor.page.locator("main")).to_contain_text(REASON)
    assert supervisor.faults() == []
    head.page.select_option("[name=ledger]", "look")
    head.page.fill("[name=number]", number)
    head.go("main form.filters button")
    look = head.page.locator("main tbody tr", has_text="peksos").first
    expect(look).to_contain_text("people:")
    expect(look).to_contain_text(number)
    assert head.faults() == []


def test_a_new_account_chooses_its_own_password_before_anything_else(window_of: Open) -> None:
    admin, newcomer = window_of("desk"), window_of("phone")
    admin.sign_in("admin")
    assert admin.open("/orang/") == 403
    admin.open("/akun/")
    assert admin.faults() == []
    admin.go("main a[href='/akun/baru/']")
    page = admin.page
    for name, value in {"name": "Tuti Pengasuh (contoh)", "login": "tuti", "password": "pendek"}.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=roles][value=carer]")
    admin.go("main button.primary")
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.input_value("[name=login]") == "tuti"
    assert admin.faults() == []
    page.fill("[name=password]", "awan-putih-melintas")
    admin.go("main button.primary")
    expect(page.locator("main")).to_contain_text("Tuti Pengasuh (contoh)")
    assert admin.faults() == []

    own = newcomer.page
    newcomer.sign_in("tuti", "awan-putih-melintas")
    assert newcomer.path == "/kata-sandi/"
    assert newcomer.faults() == []
    newcomer.open("/hari-ini/")
    assert newcomer.path == "/kata-sandi/"
    for name, value in {"old": "awan-putih-melintas", "password": PASSWORD, "again": "lain-sekali-ini"}.items():
        own.fill(f"[name={name}]", value)
    newcomer.go("main button.primary")
    expect(own.locator("main [role=alert]")).to_be_visible()
    assert newcomer.faults() == []
    for name, value in {
        "old": "awan-putih-melintas",
        "password": "hujan-turun-pelan",
        "again": "hujan-turun-pelan",
    }.items():
        own.fill(f"[name={name}]", value)
    newcomer.go("main button.primary")
    assert newcomer.path == "/hari-ini/"
    assert newcomer.faults() == []
    newcomer.open("/orang/")
    expect(own.locator("main")).not_to_contain_text("RSBL-CTH/")
    assert newcomer.faults() == []

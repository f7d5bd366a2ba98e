"""Two people write in one record at the same time: nobody's words are lost, and whoever comes second is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import Window
from tests.journeys.conftest import Open

# Where several people write at once, a home runs PostgreSQL.
pytestmark = pytest.mark.engine("postgresql")


def save(window: Window) -> None:
    window.go("main form button.primary >> visible=true")


def test_two_people_edit_one_client(window_of: Open) -> None:
    worker, nurse = window_of("desk"), window_of("phone")
    worker.sign_in("peksos")
    nurse.sign_in("perawat")
    worker.open("/catat/")
    client = (worker.page.locator("#list a").nth(3).get_attribute("href") or "").split("/")[2]
    for window in (worker, nurse):
        window.open(f"/orang/{client}/identitas/ubah/")
    worker.page.fill("[name=note]", "Suka kopi (contoh).")
    worker.page.fill("[name=religion]", "Islam")
    save(worker)
    nurse.page.fill("[name=note]", "Alergi udang (contoh).")
    nurse.page.fill("[name=short_name]", "Mbah Kopi")
    save(nurse)
    assert nurse.path.endswith("/ubah/")
    alert = nurse.page.locator("main [role=alert]")
    expect(alert).to_contain_text("Orang lain mengubah ini ketika Anda menulis")
    expect(alert).to_contain_text("Suka kopi (contoh).")
    assert nurse.page.input_value("[name=note]") == "Alergi udang (contoh)."
    assert nurse.page.input_value("[name=short_name]") == "Mbah Kopi"
    assert nurse.faults() == []
    nurse.page.fill("[name=note]", "Suka kopi. Alergi udang (contoh).")
    save(nurse)
    assert not nurse.path.endswith("/ubah/")
    worker.open(f"/orang/{client}/identitas/ubah/")
    found = {name: worker.page.input_value(f"[name={name}]") for name in ("note", "short_name", "religion")}
    assert found == {"note": "Suka kopi. Alergi udang (contoh).", "short_name": "Mbah Kopi", "religion": "Islam"}


def test_two_people_correct_one_text(window_of: Open) -> None:
    first, second = window_of("desk"), window_of("desk")
    for window in (first, second):
        window.sign_in("peneliti")
    first.open("/studi/")
    first.go("main a[href^='/studi/']:not([href='/studi/baru/'])")
    first.open(f"/studi/{first.path.split('/')[2]}/sumber/")
    source = (first.page.locator("main a[href^='/studi/sumber/']").first.get_attribute("href") or "").split("/")[3]
    there = f"/sumber/{source}/kode/koreksi/"
    for window in (first, second):
        window.open(there)
    text = first.page.input_value("[name=text]")
    first.page.fill("[name=text]", f"{text}\nCatatan tambahan pertama (contoh).")
    for _ in ("what becomes of the codings is shown", "then it is saved"):
        save(first)
    second.page.fill("[name=text]", f"{text}\nCatatan tambahan kedua (contoh).")
    save(second)
    if not second.page.locator("main [role=alert]").count():
        save(second)
    expect(second.page.locator("main [role=alert]")).to_contain_text("Orang lain mengubah ini ketika Anda menulis")
    assert second.page.input_value("[name=text]").endswith("Catatan tambahan kedua (contoh).")
    assert second.faults() == []
    first.open(f"/studi/sumber/{source}/")
    expect(first.page.locator("main")).to_contain_text("Catatan tambahan pertama (contoh).")
    assert "Catatan tambahan kedua" not in first.page.inner_text("main")

"""A researcher at the desk and with a phone: from a new study to the report card of the aspects."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.base.files import hostile
from tests.journeys.browser import Window
from tests.journeys.conftest import Open

# The office of a home that runs PostgreSQL.
pytestmark = pytest.mark.engine("postgresql")

STUDY = "Penjelasan obat di wisma (contoh)"
MEDICINE = "Perawat menjelaskan jam minum obat dengan gambar."
FAMILY = "Keluarga belum pernah diberi tahu."
BESIDE = "Bu Ratri duduk di samping saya sampai tenang."
TALK = (
    "T: Bagaimana obat dijelaskan kepada Ibu?",
    f"P1: {MEDICINE}",
    f"P1: {FAMILY}",
    "T: Apa yang terjadi bila Ibu gelisah?",
    f"P1: {BESIDE}",
)


@pytest.fixture
def researcher(desk: Window) -> Window:
    desk.sign_in("peneliti")
    return desk


def word_file(lines: tuple[str, ...]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def save(window: Window) -> None:
    window.go("main button.primary >> visible=true")


def test_a_study_is_begun_its_texts_taken_in_coded_and_appraised(
    researcher: Window, window_of: Open, tmp_path: Path
) -> None:
    study = begin_a_study(researcher)
    take_files_in(researcher, study, tmp_path)
    source = read_with_line_numbers(researcher, study)
    open_the_codebook(researcher, study)
    code_with_mouse_and_keys(researcher, source)
    code_with_a_finger(window_of("phone"), source)
    finish_reading(researcher, study, source)
    appraise(researcher, study)


def begin_a_study(window: Window) -> str:
    """A new study with an informant who was asked for consent; returns its id."""
    page = window.page
    window.open("/studi/")
    assert window.faults() == []
    window.go("main a[href='/studi/baru/']")
    page.fill("[name=question]", "Apa yang diketahui tentang obat?")
    page.fill("[name=period_from]", "2026-11-24")
    page.fill("[name=period_until]", "2026-11-01")
    page.fill("[name=name]", STUDY)
    save(window)
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.input_value("[name=name]") == STUDY
    assert window.faults() == []
    page.fill("[name=period_until]", "2026-12-24")
    save(window)
    expect(page.locator("main h1")).to_contain_text(STUDY)
    study = window.path.split("/")[2]

    window.open(f"/studi/{study}/informan/")
    assert window.faults() == []
    window.go("main a[href$='/informan/baru/']")
    page.fill("[name=code]", "P1")
    page.fill("[name=role]", "penerima manfaat")
    page.fill("[name=years]", "2")
    save(window)
    expect(page.locator("main")).to_contain_text("P1")

    window.open(f"/studi/{study}/persetujuan/")
    assert window.faults() == []
    window.go("main a[href$='/persetujuan/']:has-text('P1'), main li:has-text('P1') a, main tr:has-text('P1') a")
    page.check("[name=agreed][value=yes]")
    page.check("[name=may_quote]")
    page.fill("[name=own_words]", "Boleh, asal tanpa nama (contoh).")
    save(window)
    expect(page.locator("main")).to_contain_text("Boleh, asal tanpa nama (contoh).")
    assert window.faults() == []
    return study


def take_files_in(window: Window, study: str, folder: Path) -> None:
    """A Word file and a plain one are taken in; a bomb in a Word file and a program with that name get their sentences."""
    page = window.page
    (folder / "wawancara P1 (contoh).docx").write_bytes(word_file(TALK))
    (folder / "catatan lapangan (contoh).txt").write_text("Sore itu hujan.\nSemua duduk di teras.\n", encoding="utf-8")
    (folder / "bom (contoh).docx").write_bytes(hostile.text_bomb())
    (folder / "program (contoh).docx").write_bytes(b"MZ\x90\x00" + bytes(400))
    window.open(f"/studi/{study}/sumber/")
    assert window.faults() == []
    page.set_input_files("[name=documents]", sorted(folder.iterdir()))
    page.select_option("[name=informant]", label="P1 · penerima manfaat")
    save(window)
    expect(page.locator("section[aria-labelledby=taken] li")).to_have_count(2)
    refused = page.locator("section[aria-labelledby=refused] li")
    expect(refused).to_have_count(2)
    for line in refused.all():
        assert len(line.inner_text().split("\n")[-1]) > 30
    assert window.faults() == []


def read_with_line_numbers(window: Window, study: str) -> str:
    page = window.page
    window.open(f"/studi/{study}/sumber/")
    window.go("main a:has-text('wawancara P1 (contoh)')")
    numbers = page.locator("ol.reading .ln").all_inner_texts()
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    spoken = [line for line in page.locator("ol.reading .tx").all_inner_texts() if line.strip()]
    assert spoken == [line.split(": ", 1)[1] for line in TALK]
    expect(page.locator("ol.reading > li", has_text="Perawat menjelaskan").locator(".sp")).to_have_text("P1")
    assert window.faults() == []
    return window.path.split("/")[3]


def open_the_codebook(window: Window, study: str) -> None:
    window.open(f"/studi/{study}/buku-kode/")
    window.go("form[action$='/buka/'] button")
    expect(window.page.locator("main details.codes")).to_have_count(5)
    assert window.faults() == []


def select_with_mouse(page: Page, sentence: str) -> None:
    """Draw the mouse over the words of a line."""
    words = page.locator("#transcript .tx", has_text=sentence)
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    expect(page.locator("#ins-quote")).to_have_text(sentence)


def counted(page: Page, code: str, column: str, count: str) -> None:
    """Wait until the codebook counts this much beside a code, also where its aspect is folded."""
    expect(page.locator(f"[data-code='{code}'] .{column}")).to_have_js_property("textContent", count)


def code_by_typing(page: Page, code: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def code_with_mouse_and_keys(window: Window, source: str) -> None:
    page = window.page
    window.open(f"/sumber/{source}/kode/")
    assert window.faults() == []
    select_with_mouse(page, MEDICINE)
    code_by_typing(page, "INF-02")
    expect(page.locator("#ins-code")).to_contain_text("INF-02")
    expect(page.locator("#saved")).to_contain_text("Tersimpan")
    counted(page, "INF-02", "there", "1")

    select_with_mouse(page, FAMILY)
    code_by_typing(page, "INF-04")
    expect(page.locator("#ins-code")).to_contain_text("INF-04")
    page.keyboard.press("3")
    expect(page.locator("[data-polarity=lacking]")).to_have_attribute("aria-pressed", "true")
    counted(page, "INF-04", "short", "1")
    assert window.faults() == []

    page.keyboard.press("1")
    counted(page, "INF-04", "there", "1")
    page.keyboard.press("u")
    counted(page, "INF-04", "short", "1")
    page.keyboard.press("Delete")
    counted(page, "INF-04", "short", "")
    page.keyboard.press("u")
    counted(page, "INF-04", "short", "1")

    page.reload()
    counted(page, "INF-02", "there", "1")
    counted(page, "INF-04", "short", "1")
    page.locator("#transcript").focus()
    page.keyboard.press("j")
    expect(page.locator("#ins-quote")).to_have_text(MEDICINE)

    window.context.set_offline(True)
    select_with_mouse(page, BESIDE)
    code_by_typing(page, "EMO-01")
    expect(page.locator("#saved")).not_to_contain_text("Tersimpan")
    counted(page, "EMO-01", "there", "")
    window.context.set_offline(False)
    window.forgive("ERR_INTERNET_DISCONNECTED")


def code_with_a_finger(phone: Window, source: str) -> None:
    """On a phone the browser's own handles select; what they leave selected is coded by a tap on a code."""
    page = phone.page
    phone.sign_in("peneliti")
    phone.open(f"/sumber/{source}/kode/")
    assert phone.faults() == []
    words = page.locator("#transcript .tx", has_text=BESIDE)
    words.scroll_into_view_if_needed()
    words.evaluate("words => getSelection().selectAllChildren(words)")
    button = page.locator("[data-code='EMO-01']")
    expect(page.locator("#codebook")).to_be_in_viewport()
    if not button.is_visible():
        page.locator("#codebook details:has([data-code='EMO-01']) > summary").tap()
    button.tap()
    expect(page.locator("#saved")).to_contain_text("Tersimpan")
    counted(page, "EMO-01", "there", "1")
    assert phone.faults() == []


def finish_reading(window: Window, study: str, source: str) -> None:
    page = window.page
    window.open(f"/sumber/{source}/kode/")
    counted(page, "EMO-01", "there", "1")
    page.once("dialog", lambda dialog: dialog.accept())
    window.go("form[action$='/selesai/'] button")
    expect(page.locator("main .banner")).to_contain_text("sudah Anda baca sampai akhir")
    assert window.faults() == []
    window.open(f"/studi/{study}/kesepakatan/")
    expect(page.locator("main")).to_contain_text("dua orang")
    assert window.faults() == []
    window.open(f"/studi/{study}/kutipan/")
    expect(page.locator("ul.coded > li")).to_have_count(3)
    assert window.faults() == []


def appraise(window: Window, study: str) -> None:
    """One's own rating needs a reason; a finding is tied to what was coded; both stand on the report card."""
    page = window.page
    window.open(f"/studi/{study}/penilaian/")
    assert window.faults() == []
    window.open(f"/studi/{study}/penilaian/informational/")
    page.locator("label:has([name=band])").nth(1).click()
    save(window)
    expect(page.locator("main [role=alert]")).to_be_visible()
    page.fill("[name=reason]", "Gambar membantu, keluarga belum dijangkau (contoh).")
    assert window.faults() == []
    save(window)
    expect(page.locator("main")).to_contain_text("Gambar membantu, keluarga belum dijangkau (contoh).")

    window.open(f"/studi/{study}/temuan/baru/")
    page.fill("[name=text]", "Keluarga belum mendapat penjelasan obat (contoh).")
    page.select_option("[name=aspect]", "informational")
    page.fill("[name=search_note]", "Dicari pada seluruh wawancara (contoh).")
    save(window)
    expect(page.locator("main")).to_contain_text("Belum ada")
    window.go("main a[href$='/kaitkan/']")
    page.locator("label:has([name=relation])").first.click()
    page.locator("main li", has_text=FAMILY).locator("[name=coding]").check()
    assert window.faults() == []
    save(window)
    expect(page.locator("main li", has_text=FAMILY)).to_be_visible()
    assert window.faults() == []

    window.open(f"/studi/{study}/penilaian/")
    expect(page.locator("main")).to_contain_text("Keluarga belum mendapat penjelasan obat (contoh).")
    assert window.faults() == []


def test_a_study_without_anything_says_what_comes_first(researcher: Window) -> None:
    page = researcher.page
    researcher.open("/studi/baru/")
    page.fill("[name=name]", "Studi kosong (contoh)")
    save(researcher)
    study = researcher.path.split("/")[2]
    parts = (
        "sumber",
        "informan",
        "pedoman",
        "persetujuan",
        "konteks",
        "buku-kode",
        "ruang-kode",
        "kutipan",
        "kesepakatan",
    )
    for part in (*parts, "penilaian", "temuan"):
        assert researcher.open(f"/studi/{study}/{part}/") == 200
        assert researcher.faults() == [], part

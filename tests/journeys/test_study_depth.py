"""A study looked at by three people: one codes by keyboard alone, one audits and signs, one reads blind."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.places import Place, copied

QUOTE = "itu bagian perawat"


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A copy of the cast's home: these journeys need one small study, not a year of a home."""
    with copied("cast") as place:
        yield place


@pytest.fixture(scope="module")
def study(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run((sys.executable, "-m", "tests.journeys.enter_study")))
    return found


def test_a_passage_is_coded_undone_and_done_again_with_the_keyboard_alone(
    study: dict[str, Any], window_of: Open
) -> None:
    desk = window_of("desk")
    desk.sign_in("peneliti")
    desk.open(f"/sumber/{study['sources'][1]}/kode/")
    page, codings = desk.page, desk.page.locator("#workspace .tag")
    page.locator("#transcript").focus()
    for key in ("s", "/"):
        page.keyboard.press(key)
    page.keyboard.type("EMO-03")
    page.keyboard.press("Enter")
    expect(codings).to_have_count(1)
    # Faster than the house answers: each key waits for the one before.
    for key in ("3", "u", "u"):
        page.keyboard.press(key)
    expect(codings).to_have_count(0)
    for key in ("Shift+U", "Shift+U"):
        page.keyboard.press(key)
    expect(codings).to_have_count(1)
    expect(page.locator("[data-polarity=lacking]")).to_have_attribute("aria-pressed", "true")
    for key in ("u", "u"):
        page.keyboard.press(key)
    expect(codings).to_have_count(0)
    assert desk.faults() == []


def test_an_auditor_draws_answers_and_signs_and_then_it_stands(study: dict[str, Any], window_of: Open) -> None:
    auditor, researcher = window_of("desk"), window_of("desk")
    auditor.sign_in("auditor")
    auditor.open(f"/studi/{study['study']}/audit/baru/")
    assert auditor.faults() == []
    page = auditor.page
    page.check("[name=kind][value=confirmability]")
    auditor.go("main form button.primary")
    expect(page.locator("main")).to_contain_text("Obat jarang dijelaskan.")
    expect(page.locator("main")).to_contain_text(QUOTE)
    page.locator("label", has=page.locator("input[value=supported]")).first.click()
    page.fill("[name=verdict]", "Temuan dapat ditelusuri ke kutipannya.")
    assert auditor.faults() == []
    auditor.go("main button[name=sign]")
    expect(page.locator("main textarea")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Temuan dapat ditelusuri ke kutipannya.")
    researcher.sign_in("peneliti")
    researcher.open(f"/studi/{study['study']}/keabsahan/")
    expect(researcher.page.locator("main")).to_contain_text("Audit kepastian")
    assert researcher.faults() == []


def test_a_second_coder_reads_blind_until_both_have_finished(study: dict[str, Any], window_of: Open) -> None:
    first, second = window_of("desk"), window_of("desk")
    first.sign_in("peneliti")
    first.open(f"/studi/{study['study']}/pengode-kedua/baru/")
    page = first.page
    assert first.faults() == []
    page.select_option("[name=second_coder]", "auditor")
    page.fill("[name=reason]", "Menguji kesepakatan dua pengode.")
    first.go("main form button.primary")
    if first.path.endswith("/baru/"):
        first.go("main form button.primary")
    assert "/pengode-kedua/" in first.path
    second.sign_in("auditor")
    for source in study["sources"]:
        second.open(f"/sumber/{source}/kode/")
        assert not any(coding in second.page.content() for coding in study["codings"])
    second.open(f"/studi/{study['study']}/kutipan/")
    expect(second.page.locator("main")).not_to_contain_text(QUOTE)
    assert second.faults() == []
    second.open(f"/studi/{study['study']}/kesepakatan/")
    assert second.faults() == []

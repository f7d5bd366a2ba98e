"""Filling in: one item a screen without a script, whole sheets, paper forms; what shows to whom."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.stages.measures import queries
from laras.stages.measures.models import Administration, MeasureAlert
from tests.cast import Cast
from tests.stages.measures.conftest import Enter, begun, numbered, sent, shown

pytestmark = pytest.mark.django_db


def test_one_item_a_screen_ends_in_a_scored_sheet(cast: Cast, browser: Browser) -> None:
    where = begun(browser, cast, "CARD-4", helper="Rekan (contoh)")
    for place, value in enumerate(("4", "3", "", "2"), start=1):
        assert where == reverse("measures:item", args=[cast.client.pk, "CARD-4", place])
        page = browser.get(where).content.decode()
        assert page.count('class="m-face"') == 5
        assert 'name="value" value=""' in page
        where = sent(browser, "item", cast.client.pk, "CARD-4", place, value=value)
    assert where == reverse("measures:check", args=[cast.client.pk, "CARD-4"])
    check = browser.get(where).content.decode()
    assert (check.count("pill ok"), check.count("pill warn")) == (3, 0)
    where = sent(browser, "check", cast.client.pk, "CARD-4")
    sheet = Administration.objects.get()
    assert where == reverse("measures:sheet", args=[sheet.pk])
    assert (sheet.answers, sheet.score, sheet.mode, sheet.helper) == (
        {"1": 4, "2": 3, "3": None, "4": 2}, 75.0, "faces", "Rekan (contoh)",
    )  # fmt: skip
    assert "75" in browser.get(where).content.decode()
    assert browser.get(reverse("measures:check", args=[cast.client.pk, "CARD-4"])).status_code == 302


def test_a_reload_or_a_pause_loses_no_answer(cast: Cast, browser: Browser) -> None:
    begun(browser, cast, "LADDER-3")
    sent(browser, "item", cast.client.pk, "LADDER-3", 1, value="7")
    assert 'aria-pressed="true"' in shown(browser, "item", cast.client.pk, "LADDER-3", 1)
    go_on = reverse("measures:item", args=[cast.client.pk, "LADDER-3", 2])
    assert f'href="{go_on}"' in shown(browser, "start", cast.client.pk, "LADDER-3")
    assert not Administration.objects.exists()


def test_an_answer_that_is_no_option_asks_again(cast: Cast, browser: Browser) -> None:
    begun(browser, cast, "LADDER-3")
    for wrong in ("11", "x", "-1"):
        answer = browser.post(reverse("measures:item", args=[cast.client.pk, "LADDER-3", 1]), {"value": wrong})
        assert answer.status_code == 200
    assert browser.get(reverse("measures:check", args=[cast.client.pk, "LADDER-3"])).status_code == 302


def test_items_made_needless_are_passed_over_in_both_directions(cast: Cast, browser: Browser) -> None:
    begun(browser, cast, "K10")
    sent(browser, "item", cast.client.pk, "K10", 1, value="2")
    assert sent(browser, "item", cast.client.pk, "K10", 2, value="1").endswith("/isi/4/")
    assert f'href="{reverse("measures:item", args=[cast.client.pk, "K10", 2])}"' in shown(
        browser, "item", cast.client.pk, "K10", 4
    )


def test_the_check_page_never_says_what_was_answered(cast: Cast, browser: Browser) -> None:
    begun(browser, cast, "DDD-20")
    for place in range(1, 22):
        sent(browser, "item", cast.client.pk, "DDD-20", place, value="1")
    page = shown(browser, "check", cast.client.pk, "DDD-20")
    assert page.count("pill ok") == 21
    assert ">ya<" not in page


def test_what_was_said_about_safety_does_not_show_to_the_worker(cast: Cast, browser: Browser, signed_in: Enter) -> None:
    begun(browser, cast, "DDD-20")
    for place in range(1, 22):
        sent(browser, "item", cast.client.pk, "DDD-20", place, value="1")
    page = browser.get(sent(browser, "check", cast.client.pk, "DDD-20")).content.decode()
    assert "menyakiti" not in page
    assert "menyakiti" not in shown(browser, "one", cast.client.pk, "DDD-20")
    assert "menyakiti" not in shown(browser, "alerts")
    alert = MeasureAlert.objects.get()
    assert browser.get(reverse("measures:alert", args=[alert.pk])).status_code == 404
    assert browser.post(reverse("measures:take", args=[alert.pk])).status_code == 404
    head = signed_in("kepala")
    page = shown(head, "alert", alert.pk)
    assert "menyakiti" in page
    assert cast.client.number in page
    assert "Bu Tini" not in page


def test_the_own_worker_is_told_and_others_are_not(cast: Cast, browser: Browser, signed_in: Enter) -> None:
    told = "Anda petugas pendampingnya sendiri"
    assert told in shown(browser, "start", cast.client.pk, "MOOD-1")
    assert told not in shown(signed_in("pengasuh"), "start", cast.client.pk, "MOOD-1")


def test_observer_and_worker_forms_stand_on_one_page(cast: Cast, browser: Browser) -> None:
    for code, n in (("SPL-8", 8), ("DDD-20-W", 20)):
        answer = browser.get(reverse("measures:start", args=[cast.client.pk, code]))
        assert answer["Location"] == reverse("measures:whole", args=[cast.client.pk, code])
        typed: dict[str, Any] = {f"item-{item}": "2" for item in range(1, n + 1)}
        sent(browser, "whole", cast.client.pk, code, **typed)
    kept = {
        sheet.instrument: (sheet.answered_by, sheet.score, sheet.flags or []) for sheet in Administration.objects.all()
    }
    assert kept == {"SPL-8": ("observer", 50.0, ["same_answer"]), "DDD-20-W": ("worker", 50.0, ["same_answer"])}


def test_what_cannot_be_observed_is_refused_and_what_is_open_not_asked(cast: Cast, browser: Browser) -> None:
    typed: dict[str, Any] = {f"item-{item}": "4" for item in range(1, 7)} | {"item-7": "refused", "item-medicine": "1"}
    assert "Tidak dapat diamati" in shown(browser, "whole", cast.client.pk, "SPL-8")
    sent(browser, "whole", cast.client.pk, "SPL-8", **typed)
    sheet = Administration.objects.get()
    assert sheet.answers == {**numbered(6, 4), "7": None, "medicine": 1}
    assert sheet.score == 100


def test_an_empty_sheet_is_refused_with_a_sentence(cast: Cast, browser: Browser) -> None:
    answer = browser.post(reverse("measures:whole", args=[cast.client.pk, "PSS-10"]), {"happened_on": ""})
    assert "Belum ada yang ditanyakan." in answer.content.decode()
    assert not Administration.objects.exists()


def test_a_paper_form_is_keyed_in_by_number_in_its_own_order(cast: Cast, browser: Browser) -> None:
    where = reverse("measures:whole", args=[cast.client.pk, "RSES"])
    page = browser.get(where, {"urutan": "umd"}).content.decode()
    assert page.index("item-satisfied") < page.index("item-worth")
    assert "Butir 10" in page
    typed = {f"item-{item}": "3" for item in queries.instrument("RSES").orders["umd"]}
    browser.post(where + "?urutan=umd", typed)
    assert (Administration.objects.get().score, Administration.objects.get().mode) == (15.0, "paper")

"""The base page, the bare page, the sheet of components, the toast."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from laras.base.gate.navigation import Person, Place
from laras.base.store import clock
from laras.base.ui import coding_words, sheet
from laras.base.ui.toast import saved, undo_address

TEMPLATES = Path(sheet.__file__).with_name("templates") / "ui"
NAV = [
    Place("Hari ini", "/hari-ini/", "sun", True),
    Place("Catat <b>", "/catat/", "plus", False, main=True),
    Place("Penilaian", "/penilaian/", "scale", False, apart=True, count=3),
]


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().get("/hari-ini/?wisma=melati")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # what the middleware would set
    return request


def page(request: HttpRequest, template: str = "ui/more.html", language: str = "id") -> str:
    context = {
        "nav": NAV,
        "nav_phone": NAV,
        "facility_name": "UPT Bina Laras Contoh",
        "person": Person("Ratri (contoh)", "Pekerja sosial"),
        "messages": get_messages(request),
        "title": "Halaman ini tidak ada",
        "sentence": "Mungkin alamatnya salah tulis.",
    }
    with override(language):
        return render_to_string(template, context, request)


def test_the_page_speaks_the_language_it_names(request_: HttpRequest) -> None:
    assert '<html lang="id">' in page(request_)
    assert "<title>Lainnya · Laras</title>" in page(request_)
    assert "<title>More · Laras</title>" in page(request_, language="en")


def test_rail_and_bar_mark_the_current_place_and_the_raised_one(request_: HttpRequest) -> None:
    drawn = page(request_)
    assert drawn.count('aria-current="page"') == 2
    assert '<a href="/catat/" class="plus">' in drawn
    assert '<li class="apart">' in drawn
    assert "Catat <b>" not in drawn


def test_language_and_log_out_are_post_forms(request_: HttpRequest) -> None:
    drawn = page(request_)
    assert '<form method="post" action="/bahasa/"' in drawn
    assert '<form method="post" action="/keluar/">' in drawn
    assert 'name="next" value="/hari-ini/?wisma=melati"' in drawn


def test_the_printed_head_names_home_page_day_and_person(request_: HttpRequest) -> None:
    with clock.at(dt.datetime(2027, 1, 4, 18, 0, tzinfo=dt.UTC)), timezone.override("Asia/Jakarta"):
        head = re.search(r'<p class="print-head">(.*?)</p>', page(request_))
    assert head is not None
    assert (
        re.sub(r"<[^>]*>", "|", head[1]) == "UPT Bina Laras Contoh|Lainnya| · 5 Jan 2027 · dicetak oleh Ratri (contoh)"
    )


def test_saving_is_told_with_its_time_and_a_way_back(request_: HttpRequest) -> None:
    with clock.at(dt.datetime(2026, 11, 24, 7, 32, tzinfo=dt.UTC)), timezone.override("Asia/Jakarta"), override("id"):
        saved(request_, "Menjelaskan obat.", undo="/dukungan/7/urungkan/")
    drawn = page(request_)
    assert '<span class="grow">Tersimpan 14.32. Menjelaskan obat.</span>' in drawn
    assert '<form method="post" action="/dukungan/7/urungkan/">' in drawn


def test_a_message_without_undo_has_no_form() -> None:
    assert [undo_address(tags) for tags in ("", "success", "undo:/x/", "a undo:/y/ b")] == ["", "", "/x/", "/y/"]


def test_an_error_page_says_what_happened_and_where_to_go(request_: HttpRequest) -> None:
    drawn = page(request_, "ui/error.html")
    assert "<h1>Halaman ini tidak ada</h1>" in drawn
    assert "Ke halaman awal" in drawn


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sheet_draws_every_component_twice(language: str) -> None:
    with override(language):
        drawn = render_to_string("ui/components.html", sheet.context())
    assert [drawn.count(mark) for mark in ('class="face"', 'class="pol ', 'class="ready ', 'class="evb ')] == [
        10,
        10,
        6,
        10,
    ]
    assert "style=" not in drawn


def test_no_template_carries_inline_style_or_script() -> None:
    found = {
        path.name: re.findall(
            r'\sstyle="|<style|\son\w+="|hx-on|<script(?![^>]*src=)', path.read_text(encoding="utf-8")
        )
        for path in TEMPLATES.glob("*.html")
    }
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_the_coding_workspace_has_a_sentence_for_every_key_in_both_languages() -> None:
    with override("en"):
        english = coding_words.words()
    with override("id"):
        indonesian = coding_words.words()
    assert [key for key in english if english[key] == indonesian[key]] == ["memo"]
    places = [
        {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()} for words in (english, indonesian)
    ]
    assert places[0] == places[1]

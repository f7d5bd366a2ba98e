"""A toast waits in a sealed cookie of its session, and costs no write."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.gate.toasts import SealedCookie
from tests.cast import Cast

Enter = Callable[[str], Browser]
COOKIE = SealedCookie.cookie_name


def record(browser: Browser, cast: Cast) -> str:
    """Record an act; return the address that is opened next."""
    answer = browser.post(reverse("support:record_for", args=[cast.client.pk]), {"indicator": "INF-02"})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_the_next_page_says_it_once(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    there = record(browser, cast)
    assert browser.get(there).content.decode().count("Bu Tini.") == 1
    assert browser.cookies[COOKIE].value == ""
    assert "Bu Tini." not in browser.get(there).content.decode()


def test_the_cookie_tells_no_name(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    record(browser, cast)
    cookie = browser.cookies[COOKIE]
    assert b"Tini" not in base64.urlsafe_b64decode(cookie.value)
    assert (cookie["httponly"], cookie["samesite"]) == (True, settings.SESSION_COOKIE_SAMESITE)


def test_it_does_not_open_for_the_next_person_at_this_computer(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    record(browser, cast)
    left_behind = browser.cookies[COOKIE].value
    other = signed_in("perawat")
    other.cookies[COOKIE] = left_behind
    assert "Bu Tini." not in other.get(reverse("desk:today")).content.decode()
    assert other.cookies[COOKIE].value == ""


@pytest.mark.parametrize("content", ["not base64 !", base64.urlsafe_b64encode(b"plain").decode(), "AQAA"])
def test_a_damaged_cookie_is_forgotten(cast: Cast, signed_in: Enter, content: str) -> None:
    browser = signed_in("peksos")
    browser.cookies[COOKIE] = content
    assert browser.get(reverse("desk:today")).status_code == 200
    assert browser.cookies[COOKIE].value == ""


def test_saying_it_writes_no_session(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    browser.get(reverse("desk:today"))  # the session notes when the person was last seen
    with CaptureQueriesContext(
        connection,
    ) as kept:
        browser.get(record(browser, cast))
    writes = [query["sql"] for query in kept if Session._meta.db_table in query["sql"] and "SELECT" not in query["sql"]]
    assert writes == []

"""Who is here, for how long still, in which language; and the headers of every answer."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client as Browser

from laras.base.access.models import User
from laras.base.gate.middleware import CSP, device_of
from tests.cast import PASSWORD, Cast

Enter = Callable[[str], Browser]


@pytest.mark.parametrize("address", ["/masuk/", "/healthz", "/no-such-page/", "/lainnya/"])
def test_every_answer_carries_the_policy_and_is_not_stored(cast: Cast, signed_in: Enter, address: str) -> None:
    for browser in (Browser(), signed_in("peksos")):
        headers = browser.get(address).headers
        assert headers["Content-Security-Policy"] == CSP
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_policy_is_the_one_that_was_decided() -> None:
    assert CSP == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )


def idle(browser: Browser, seconds: int) -> None:
    session = browser.session
    session["seen"] = int(time.time()) - seconds
    session.save()


def test_a_session_that_lay_idle_too_long_is_over(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    idle(browser, settings.LARAS_IDLE_SECONDS - 5)
    assert browser.get("/lainnya/").status_code == 200
    idle(browser, settings.LARAS_IDLE_SECONDS + 5)
    assert browser.get("/lainnya/").headers["Location"] == "/masuk/"
    assert browser.get("/lainnya/").headers["Location"].startswith("/masuk/")


def test_the_page_speaks_the_language_of_the_person_and_before_that_of_the_browser(
    cast: Cast, signed_in: Enter
) -> None:
    stranger = Browser()
    assert stranger.get("/masuk/").headers["Content-Language"] == "id"
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert stranger.get("/masuk/").headers["Content-Language"] == "en"
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert stranger.get("/masuk/").headers["Content-Language"] == "id"
    browser = signed_in("peksos")
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert browser.get("/lainnya/").headers["Content-Language"] == "id"
    User.objects.filter(login="peksos").update(language="en")
    assert browser.get("/lainnya/").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome / Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge / Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari / iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox / Linux"),
        ("curl/8.0", "other / other"),
        ("", "other / other"),
    ],
)
def test_the_device_is_told_in_a_few_words(agent: str, device: str) -> None:
    request = HttpRequest()
    request.META["HTTP_USER_AGENT"] = agent
    assert device_of(request).replace("Edg /", "Edge /") == device


def test_cookies_are_closed_to_scripts_and_other_sites(cast: Cast) -> None:
    browser = Browser()
    browser.get("/masuk/")
    assert browser.post("/masuk/", {"login": "peksos", "password": PASSWORD}).status_code == 302
    # Plain http on loopback: neither __Host- nor Secure, a browser would drop them.
    assert set(browser.cookies) == {"laras_session", "laras_csrf"}
    for cookie in browser.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")

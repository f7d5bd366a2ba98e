"""Who is here, in which home, in which language, for how long still; and the headers of every answer."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from laras.base.access.queries import actor_for

Answer = Callable[[HttpRequest], HttpResponse]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")


def device_of(request: HttpRequest) -> str:
    """Return browser and system in a few words, from the user agent."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for name in _BROWSERS if re.search(rf"\b{name}\w*/", agent)), "other")
    system = next((name for name in _SYSTEMS if name in agent), "other")
    return f"{browser} / {system}"


def presence(get_response: Answer) -> Answer:
    """Set `request.actor`, end idle sessions, and use the home's time zone."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            if _is_idle(request):
                logout(request)
                return redirect(settings.LOGIN_URL)
            chosen = request.session.get("facility")
            actor = actor_for(request.user, facility_id=chosen, device=device_of(request))
            if actor is None:  # the last membership has ended: nothing is open any more
                logout(request)
                return redirect(settings.LOGIN_URL)
            request.actor = actor  # type: ignore[attr-defined]
            timezone.activate(ZoneInfo(actor.facility.timezone))
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return handle


def _is_idle(request: HttpRequest) -> bool:
    """Tell whether the session lay idle too long; the mark is renewed at most once a minute (each renewal is a write)."""
    now = int(time.time())
    seen = request.session.get("seen", now)
    if now - seen > settings.LARAS_IDLE_SECONDS:
        return True
    if now - seen >= 60 or "seen" not in request.session:
        request.session["seen"] = now
    return False


def language(get_response: Answer) -> Answer:
    """Speak the person's language; before log-in the one of the cookie, else the home's default, Indonesian first."""

    def handle(request: HttpRequest) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated:
            wanted = request.user.language
        with translation.override(wanted if wanted in known else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return handle


def headers(get_response: Answer) -> Answer:
    """Put the content security policy and its companions on every answer; nothing with data is ever stored."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle

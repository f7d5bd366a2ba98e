"""The answers when something went wrong before or inside a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from laras.base.gate.pages import refusal


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form grew old; nothing was saved."""
    return refusal(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for absent and for not theirs."""
    return refusal(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, 403)


def broken(request: HttpRequest) -> HttpResponse:
    return refusal(request, 500)

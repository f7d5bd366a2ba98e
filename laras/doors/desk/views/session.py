"""Log-in, log-out, language, health."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

import laras
from laras.base.access.login import authenticate
from laras.base.access.models import User
from laras.base.access.queries import actor_for
from laras.base.gate.http import LarasRequest
from laras.base.gate.middleware import device_of
from laras.base.gate.navigation import first_page
from laras.base.gate.sentences import attempt
from laras.base.gate.trace import note_session
from laras.domain.errors import N_, NotAllowed
from laras.doors.desk.forms import SignInForm


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Log a person in; one sentence for every wrong pair of name and password."""
    if request.user.is_authenticated:
        return redirect("desk:first")
    form = SignInForm(request.POST or None)
    user = attempt(form, lambda: _welcome(request, form)) if request.method == "POST" else None
    if user is None:
        return render(request, "desk/sign_in.html", {"form": form, "next": request.GET.get("next", "")})
    auth.login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_safe_next(request) or "desk:first")


def _welcome(request: HttpRequest, form: SignInForm) -> User:
    typed = form.cleaned_data
    user = authenticate(typed["login"], typed["password"], address=request.META.get("REMOTE_ADDR", ""))
    actor = actor_for(user, device=device_of(request))
    if actor is None:
        raise NotAllowed(N_("You have no role in a home at present. Ask the administrator."))
    note_session(actor, "sign_in")
    return user


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if not wanted.startswith("/"):  # the name of a view or a word that `redirect` would look up
        return ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else ""


@require_POST
def sign_out(request: LarasRequest) -> HttpResponse:
    """Log out and forget the session."""
    note_session(request.actor, "sign_out")
    auth.logout(request)
    return redirect("desk:sign_in")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language: of the person when logged in, otherwise of this browser."""
    chosen = request.POST.get("language", "")
    response = redirect(_safe_next(request) or "desk:first")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", secure=settings.SECURE
        )
        if request.user.is_authenticated:
            request.user.language = chosen
            request.user.save(update_fields=["language"])
    return response


def first(request: LarasRequest) -> HttpResponse:
    """Lead everybody to the first page of their role."""
    return redirect(first_page(request.actor))


def more(request: LarasRequest) -> HttpResponse:
    """Show the places that do not fit into the bar of a phone."""
    return render(request, "ui/more.html")


def health(request: HttpRequest) -> JsonResponse:
    """Say that the process serves and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": laras.__version__, "database": connection.vendor})

"""`page()`: load the record from what this person may see, ask the permission, hand the record on, note the look."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext

from laras.base.access.actor import Actor
from laras.base.audit import chain
from laras.base.gate.http import LarasRequest
from laras.base.gate.registry import PUBLIC, SIGNED_IN, Nav, Page, Tab, page_on, register
from laras.base.gate.sentences import sentence
from laras.base.gate.sight import load
from laras.domain.errors import N_, LarasError, NotAllowed, NotFound

log = logging.getLogger("laras.gate")

View = Callable[..., HttpResponseBase]


def page(
    route: str,
    view: View,
    permission: str,
    subject: type[models.Model] | None = None,
    *,
    name: str = "",
    nav: Nav | None = None,
    tab: Tab | None = None,
    on: str = "",
) -> URLPattern:
    """Return the URL pattern of a page and register it.

    `permission` is a row of the role table, `PUBLIC` or `SIGNED_IN`. With `subject` the route has `<uuid:id>`; the
    view receives the record loaded through `subject.objects.visible_to(actor)` (404 when it is not theirs, the same
    answer as for an absent one), otherwise only the request. Other route values follow as keywords. The name is
    `<stage>:<view>`.
    """
    short = name or view.__name__
    stage = view.__module__.split(".")[2]
    entry = Page(f"{stage}:{short}", route, permission, view, subject, nav, tab, on)
    register(entry)
    return path(route, _guarded(entry), name=short)


def _guarded(entry: Page) -> View:
    view = entry.view
    if entry.permission == PUBLIC:
        public: View = login_not_required(view)
        return public

    @wraps(view)
    def guarded(request: LarasRequest, **values: Any) -> HttpResponseBase:
        request.shown, request.read_only = [], False
        if request.user.must_change_password and entry.permission != SIGNED_IN:
            return redirect(page_on("own password").name)
        record = _load(entry, request, values)
        if entry.permission != SIGNED_IN and not request.actor.may(entry.permission):
            return refusal(request, 403)
        response = _answered(request, view, record, values)
        if response.status_code in (200, 206) and request.method == "GET" and not _note_look(request, entry, record):
            return refusal(request, 503)
        return response

    guarded.page = entry  # type: ignore[attr-defined]  # read by the test that walks the URLconf
    return guarded


def _answered(
    request: LarasRequest, view: View, record: models.Model | None, values: dict[str, Any]
) -> HttpResponseBase:
    """Return what the view answers; a refusal raised deep becomes the page that says it."""
    try:
        response = view(request, *([] if record is None else [record]), **values)
    except NotFound as error:
        return refusal(request, 404, error)
    except NotAllowed as error:
        return refusal(request, 403, error)
    except LarasError as error:
        return refusal(request, 400, error)
    if response.status_code == 405:  # an empty answer would be the browser's own page of errors
        told = refusal(request, 405)
        told.headers["Allow"] = response.headers["Allow"]
        return told
    return response


def _load(entry: Page, request: LarasRequest, values: dict[str, Any]) -> models.Model | None:
    if entry.subject is None:
        return None
    record, sight = load(entry.subject, values.pop("id"), request.actor)
    if record is None:
        raise Http404
    request.read_only = not sight.writable
    return record


def refusal(request: HttpRequest, status: int, error: LarasError | None = None) -> HttpResponse:
    """Return the error page for `status`, with the sentence of `error` where there is one."""
    title, what_to_do = _SAYINGS.get(status, _SAYINGS[500])
    said = sentence(error) if error else ""
    context = {"status": status, "title": gettext(title), "sentence": said, "what_to_do": gettext(what_to_do)}
    return render(request, "ui/error.html", context, status=status)


_SAYINGS = {
    400: (N_("This could not be done"), N_("Go back and try again; what you typed is still there.")),
    403: (N_("This is not open to you"), N_("If you need it for your work, ask your supervisor.")),
    404: (N_("This page is not there"), N_("It may have been moved, or it is not yours to see.")),
    405: (
        N_("This address only takes what a form sends"),
        N_("Go back to the page with the form and press its button again."),
    ),
    503: (
        N_("The record stays closed for now"),
        N_(
            "That you opened it could not be written down, and an emergency opens nothing unseen. Try again in a minute."
        ),
    ),
    500: (N_("Something went wrong in the program"), N_("Nothing was lost. Try again in a minute.")),
}


def client_of(record: object) -> str:
    """Return the id of the client a record is about, '' when it is about none."""
    if isinstance(record, models.Model) and record._meta.model_name == "client":
        return str(record.pk)
    found = getattr(record, "client_id", None)
    return str(found) if found else ""


def _note_look(request: LarasRequest, entry: Page, record: models.Model | None) -> bool:
    """Write who looked at what; False when it failed and the page must stay closed.

    A failure never hides a caseload from its worker: it is counted instead. What an emergency opened stays closed.
    """
    shown = tuple(dict.fromkeys(request.shown))
    if record is None and not shown:
        return True
    actor = request.actor
    purpose = "emergency" if request.read_only else ""
    event = event_of(actor, verb=entry.name, record=record, shown=shown, purpose=purpose)
    try:
        chain.append(event, ledger="look", chain=str(actor.facility_id))
    except DatabaseError:
        log.exception("a look could not be written")
        try:
            chain.count_failure(chain=str(actor.facility_id))
        except DatabaseError:
            log.exception("nor could the failure be counted")
        return not request.read_only
    return True


def event_of(
    actor: Actor,
    *,
    verb: str,
    record: object = None,
    shown: tuple[str, ...] = (),
    count: int = 1,
    digest: str = "",
    purpose: str = "",
) -> chain.Event:
    """Return the audit event of `actor` doing or opening `verb` on `record`."""
    return chain.Event(
        verb=verb,
        actor=actor.login,
        role=actor.role,
        kind=(record._meta.model_name or "") if isinstance(record, models.Model) else "",
        object_id=str(record.pk) if isinstance(record, models.Model) else "",
        client_id=client_of(record),
        shown=shown,
        count=count,
        purpose=(purpose or actor.purpose)[:200],
        device=actor.device[:80],
        digest=digest,
    )

"""A page loads what is theirs, asks the permission, and notes the look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import include, path
from django.views.decorators.http import require_POST
from pytest_django import Settings

from laras.base.access.models import Membership
from laras.base.audit import chain
from laras.base.audit.models import Entry, Head
from laras.base.gate import pages, registry
from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.domain.errors import Incomplete, NotAllowed, NotFound
from laras.stages.people.models import Access, Client
from tests.cast import Cast

Enter = Callable[[str], Browser]
REFUSALS = {"notfound": NotFound, "notallowed": NotAllowed, "incomplete": Incomplete}


def detail(request: LarasRequest, client: Client) -> HttpResponse:
    return HttpResponse(f"{client.number} for {request.actor.login}")


def listing(request: LarasRequest) -> HttpResponse:
    shown = Client.objects.visible_to(request.actor).order_by("number")
    request.shown.extend(str(client.pk) for client in [*shown, *shown])
    return HttpResponse(" ".join(client.number for client in shown))


def merging(request: LarasRequest, client: Client) -> HttpResponse:
    return HttpResponse("merged")


def refusing(request: LarasRequest, what: str) -> HttpResponse:
    raise REFUSALS[what]("This is not to be had. Try another one.")


def quiet(request: LarasRequest) -> HttpResponse:
    return HttpResponse("nothing of anybody")


@require_POST
def posting(request: LarasRequest) -> HttpResponse:
    return HttpResponse("posted")


def public(request: LarasRequest) -> HttpResponse:
    return HttpResponse("for everybody")


@pytest.fixture(autouse=True)
def routes(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The house with a few more pages, registered apart."""
    monkeypatch.setattr(registry, "PAGES", {})
    urls: Any = ModuleType("urls")
    urls.urlpatterns = [
        pages.page("t/<uuid:id>/", detail, "people.view", Client),
        pages.page("t/<uuid:id>/merge/", merging, "people.merge", Client),
        pages.page("t/", listing, "people.list"),
        pages.page("t/refusing/<slug:what>/", refusing, registry.SIGNED_IN),
        pages.page("t/quiet/", quiet, registry.SIGNED_IN),
        pages.page("t/posting/", posting, registry.SIGNED_IN),
        pages.page("t/public/", public, registry.PUBLIC),
        path("", include("laras.config.urls")),
    ]
    settings.ROOT_URLCONF = urls


def looks() -> list[tuple[str, str, str, list[str]]]:
    rows = Entry.objects.filter(ledger="look").order_by("chain", "seq")
    return [(row.verb, row.actor, row.client_id, row.shown) for row in rows]


def test_one_s_own_record_opens_and_the_look_is_noted(cast: Cast, signed_in: Enter) -> None:
    answer = signed_in("peksos").get(f"/t/{cast.client.pk}/", headers={"user-agent": "Chrome/130 Android"})
    assert (answer.status_code, answer.content.decode()) == (200, f"{cast.client.number} for peksos")
    assert looks() == [("gate:detail", "peksos", str(cast.client.pk), [])]
    row = Entry.objects.get()
    assert (row.chain, row.kind, row.object_id) == (str(cast.home.pk), "client", str(cast.client.pk))
    assert (row.role, row.device) == ("social_worker", "Chrome / Android")
    assert chain.verify().faults == ()


@pytest.mark.parametrize("whose", ["second", "stranger"])
def test_somebody_else_s_record_answers_exactly_like_an_absent_one(cast: Cast, signed_in: Enter, whose: str) -> None:
    browser = signed_in("peksos")
    theirs = browser.get(f"/t/{getattr(cast, whose).pk}/")
    absent = browser.get(f"/t/{cast.melati.pk}/")
    assert (theirs.status_code, absent.status_code) == (404, 404)
    assert theirs.content == absent.content
    assert looks() == []


def test_a_role_that_may_not_is_told_so(cast: Cast, signed_in: Enter) -> None:
    answer = signed_in("peksos").get(f"/t/{cast.client.pk}/merge/")
    assert answer.status_code == 403
    assert looks() == []
    assert signed_in("penyelia").get(f"/t/{cast.client.pk}/merge/").content == b"merged"


def test_access_that_has_ended_closes_the_page_at_the_next_request(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    assert browser.get(f"/t/{cast.client.pk}/").status_code == 200
    Access.objects.filter(client=cast.client).update(valid_until=clock.now())
    assert browser.get(f"/t/{cast.client.pk}/").status_code == 404


def test_a_role_that_has_ended_logs_out_at_the_next_request(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    Membership.objects.filter(user=cast.user("peksos")).update(valid_until=clock.now() - dt.timedelta(seconds=1))
    assert browser.get("/t/").headers["Location"].startswith("/masuk/")


def test_a_list_notes_everybody_on_it_once(cast: Cast, signed_in: Enter) -> None:
    signed_in("penyelia").get("/t/")
    assert looks() == [("gate:listing", "penyelia", "", [str(cast.client.pk), str(cast.second.pk)])]


def test_a_page_without_anybody_leaves_no_look(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("peksos")
    assert browser.get("/t/quiet/").status_code == 200
    assert browser.post("/t/").status_code == 200
    assert looks() == []


@pytest.mark.parametrize(("what", "status"), [("notfound", 404), ("notallowed", 403), ("incomplete", 400)])
def test_a_refusal_deep_down_becomes_a_page_with_its_sentence(
    cast: Cast, signed_in: Enter, what: str, status: int
) -> None:
    answer = signed_in("peksos").get(f"/t/refusing/{what}/")
    assert answer.status_code == status
    assert "This is not to be had. Try another one." in answer.content.decode()


def test_an_address_that_takes_only_forms_says_so(cast: Cast, signed_in: Enter) -> None:
    answer = signed_in("peksos").get("/t/posting/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "hanya menerima isian formulir" in answer.content.decode()


def test_a_stranger_is_led_to_the_log_in_and_back(cast: Cast) -> None:
    answer = Browser().get(f"/t/{cast.client.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/masuk/?next=/t/{cast.client.pk}/")
    assert Browser().get("/t/public/").content == b"for everybody"


def test_a_look_that_cannot_be_written_is_counted_and_the_page_still_shown(
    cast: Cast, signed_in: Enter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*words: object, **named: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(chain, "append", full)
    assert signed_in("peksos").get(f"/t/{cast.client.pk}/").status_code == 200
    assert Head.objects.get(chain=str(cast.home.pk), ledger="look").failures == 1
    assert "a look could not be written" in caplog.text


def test_two_pages_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="Two pages are named gate:detail"):
        pages.page("elsewhere/", detail, "people.view")

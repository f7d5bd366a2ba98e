"""No page without a guard, no deed without a permission, no role that may more than its row says."""

from __future__ import annotations

import inspect
import pkgutil
import uuid
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.db import models
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import laras.doors
import laras.stages
from laras.base.access.models import Membership, User
from laras.base.access.roles import PERMISSIONS, ROLES, TABLE
from laras.base.gate import pages
from laras.base.gate.actions import ACTIONS
from laras.base.gate.navigation import PHONE
from laras.base.gate.registry import PAGES, PUBLIC, SIGNED_IN, Page
from laras.base.jobs.work import KINDS
from tests.cast import LONG_AGO, Cast

# Whoever comes may open these; a new one is a decision.
OPEN_TO_ALL = {
    "desk:sign_in": "the log-in itself",
    "desk:language": "before the log-in too",
    "desk:health": "for the one who watches the server",
    "desk:begin": "the first administrator, with a token",
    "offline:manifest": "what a phone reads before the log-in",
    "offline:service_worker": "the script has nothing of anybody",
    "offline:offline_page": "shown without a network",
}
# Stages of later versions whose places in the phone's bar are already named.
NOT_BUILT_YET = {"measures", "programmes", "outcomes", "reports"}
VALUES: dict[str, object] = {"uuid": uuid.UUID(int=7), "int": 1, "slug": "x", "str": "x", "path": "x"}
PEOPLE = sorted(set(ROLES) - {"operator"})


def leaves(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Yield every pattern of the URLconf with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from leaves(entry, (*spaces, *([entry.namespace] if entry.namespace else [])))
        else:
            yield ":".join((*spaces, entry.name or "")), entry


LEAVES = dict(leaves())


def address(name: str) -> str:
    """Return an address of a page, made up where the route takes values."""
    converters = LEAVES[name].pattern.converters
    kinds = {key: type(converter).__name__.removesuffix("Converter").lower() for key, converter in converters.items()}
    return reverse(
        name, kwargs={key: VALUES.get({"string": "str"}.get(kind, kind), "x") for key, kind in kinds.items()}
    )


def guarded_pages() -> list[Page]:
    return [page for page in PAGES.values() if page.permission != PUBLIC]


def test_every_route_is_a_page() -> None:
    unguarded = {
        name
        for name, pattern in LEAVES.items()
        if not hasattr(pattern.callback, "page") and PAGES.get(name, None) is None
    }
    assert unguarded == set()
    assert set(PAGES) == set(LEAVES)


def test_only_the_listed_pages_are_open_to_all() -> None:
    assert {page.name for page in PAGES.values() if page.permission == PUBLIC} <= set(OPEN_TO_ALL)


def test_a_page_with_a_subject_takes_its_id_and_others_do_not() -> None:
    for page in PAGES.values():
        assert ("<uuid:id>" in page.route) == (page.subject is not None), page.name


def test_every_permission_named_stands_in_the_role_table() -> None:
    named = {page.permission for page in PAGES.values()} | set(ACTIONS.values())
    assert named - PERMISSIONS - {PUBLIC, SIGNED_IN} == set()


@pytest.mark.django_db
def test_whoever_is_not_logged_in_is_led_to_the_log_in() -> None:
    browser = Browser()
    for page in guarded_pages():
        there = address(page.name)
        for answer in (browser.get(there), browser.post(there)):
            assert (answer.status_code, answer.headers.get("Location", "")[:7]) == (302, "/masuk/"), page.name


@pytest.fixture(params=PEOPLE)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def browser(cast: Cast, role: str) -> Browser:
    """A browser of somebody with exactly one role."""
    user = User.objects.create(login="only", name="Satu Peran (contoh)")
    Membership.objects.create(facility=cast.home, user=user, role=role, valid_from=LONG_AGO)
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.mark.engine("sqlite")  # the table of roles is the same on both
def test_a_page_answers_403_to_a_role_without_its_permission(
    browser: Browser, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def any_record(entry: Page, request: Any, values: dict[str, Any]) -> models.Model | None:
        values.pop("id", None)
        return None

    # As if the record were theirs to see: the permission alone decides.
    monkeypatch.setattr(pages, "_load", any_record)
    for page in guarded_pages():
        if page.permission != SIGNED_IN and page.permission not in TABLE[role]:
            there = address(page.name)
            assert browser.get(there).status_code == 403, page.name
            assert browser.post(there).status_code == 403, page.name


@pytest.mark.engine("sqlite")  # the table of roles is the same on both
def test_a_record_that_is_not_there_answers_404_to_every_role(browser: Browser) -> None:
    for page in guarded_pages():
        if page.subject is not None:
            there = address(page.name)
            assert (browser.get(there).status_code, browser.post(there).status_code) == (404, 404), page.name


def rooms_with_actions() -> Iterator[ModuleType]:
    """Yield every module of actions of every stage and door; those with a leading underscore are pieces of deeds."""
    for floor in (laras.stages, laras.doors):
        for found in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
            parts = found.name.split(".")
            if parts[3:4] == ["actions"] and not parts[-1].startswith("_"):
                yield import_module(found.name)


def test_every_public_function_among_the_actions_is_an_action() -> None:
    doing_jobs = {kind.work for kind in KINDS.values()}  # asked for by an action, done by the worker
    bare = {
        f"{module.__name__}.{name}"
        for module in rooms_with_actions()
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if member.__module__ == module.__name__ and not name.startswith("_")
        if member not in doing_jobs and not hasattr(member, "permission")
    }
    assert bare == set()


def test_every_action_takes_who_does_it_as_a_keyword_without_default() -> None:
    wrong = set()
    for module in rooms_with_actions():
        for name, member in inspect.getmembers(module, lambda found: hasattr(found, "permission")):
            parameters = inspect.signature(member).parameters
            kinds = [parameter.kind for parameter in parameters.values()]
            by = parameters.get("by")
            positional = kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD)
            if by is None or by.kind != by.KEYWORD_ONLY or by.default is not by.empty or positional > 1:
                wrong.add(f"{module.__name__}.{name}")
    assert wrong == set()


def test_the_places_of_the_phone_bar_exist() -> None:
    named = {name for names in PHONE.values() for name in names}
    absent = {name for name in named - set(PAGES) if name.split(":")[0] not in NOT_BUILT_YET}
    assert absent == set()
    assert set(PHONE) <= set(ROLES)


def test_a_place_in_the_navigation_needs_no_record() -> None:
    assert {page.name for page in PAGES.values() if page.nav and "<" in page.route} == set()

"""Whole sheets, ready to be recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.measures import actions
from laras.stages.measures.models import Administration
from laras.stages.people.models import Client
from tests.cast import Cast

Enter = Callable[[str], Browser]
NOON = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The social worker of `client`."""
    return cast.actor("peksos")


@pytest.fixture
def stranger(cast: Cast) -> Actor:
    """The operator of another home: may everything there, and nothing here."""
    return cast.actor("peksos_lain", roles=frozenset({"operator"}), role_order=("operator",))


def numbered(n: int, value: int | None, **other: int | None) -> dict[str, int | None]:
    """Return the same answer to items 1 to n; others as `i3=0`."""
    return {str(item): value for item in range(1, n + 1)} | {name[1:]: v for name, v in other.items()}


def recorded(client: Client, by: Actor, code: str, answers: dict[str, int | None], **values: Any) -> Administration:
    """Record a sheet, `days` ago where that is given."""
    days = values.pop("days", 0)
    with clock.at(clock.now() - dt.timedelta(days=days)):
        return actions.record_answers(client, instrument=code, answers=answers, by=by, **values)


@pytest.fixture
def browser(cast: Cast, signed_in: Enter) -> Browser:
    """The social worker of `client`, logged in."""
    return signed_in("peksos")


def shown(browser: Browser, name: str, *args: object, **query: str) -> str:
    answer = browser.get(reverse(f"measures:{name}", args=args), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def sent(browser: Browser, name: str, *args: object, **typed: Any) -> str:
    answer = browser.post(reverse(f"measures:{name}", args=args), typed)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def begun(browser: Browser, cast: Cast, code: str, **typed: str) -> str:
    return sent(browser, "start", cast.client.pk, code, **{"mode": "faces", "language": "id", "helper": "", **typed})

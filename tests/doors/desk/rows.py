"""Rows of a client as the stages would have made them, and how many queries a page costs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, models
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.store import clock
from laras.stages.casework.models import SeverityRating
from laras.stages.people.models import Client
from laras.stages.support.models import SupportAct


def record_of(client: Client, model: type[models.Model], **values: Any) -> Any:
    """Make a row of a client straight through its model."""
    given = {"facility": client.facility, "client": client, "recorded_at": clock.now(), "recorded_by": "peksos"}
    return model._default_manager.create(**{**given, **values})


def rate(client: Client, level: str, days_ago: int = 0) -> None:
    record_of(client, SeverityRating, level=level, happened_at=clock.now() - dt.timedelta(days=days_ago))


def hear(client: Client, days_ago: int = 1, **values: Any) -> None:
    given = {"aspect": "emotional", "indicator": "EMO-01", "happened_at": clock.now() - dt.timedelta(days=days_ago)}
    record_of(client, SupportAct, **{**given, **values})


def queries_of(browser: Browser, url: str) -> int:
    """Return how many queries the second look at a page costs; the first one sets up the session."""
    browser.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)

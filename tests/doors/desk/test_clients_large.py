"""The list of a large home reads one page of it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast


def test_without_a_search_the_database_gives_the_page_alone(cast: Cast, signed_in: Callable[[str], Browser]) -> None:
    browser = signed_in("penyelia")
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(reverse("desk:client_list")).status_code == 200
    names = [query["sql"] for query in asked if '"people_client"."full_name"' in query["sql"]]
    assert len(names) == 1 and " LIMIT " in names[0]

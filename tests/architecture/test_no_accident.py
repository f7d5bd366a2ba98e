"""Whatever is sent to whichever page: it answers with a page or a sentence, never with an accident."""

from __future__ import annotations

import random
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client as Browser
from django.urls import resolve, reverse

from laras.base.gate.registry import PAGES
from tests.architecture import everything
from tests.architecture.hostile import BODIES, VALUES, Asked, Forms, filled
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SEED = 20261124
TRIES = 2  # of one form beside the right one; thirty were tried by hand on both engines
FORMS_OF_A_VIEW = 3
# The log-out ends the walk.
LEFT_OUT = {"desk:sign_out"}
SLUGS = {"code": ("MOOD-1", "PSS-10", "x"), "topic": ("warning_signs", "x"), "aspect": ("informational", "x")}


class Walk:
    """One person with every role who sends what they like; every accident is kept with its place."""

    def __init__(self, cast: Cast) -> None:
        self.by = everything.somebody_with_every_role(cast)
        everything.fill(cast, self.by)
        self.browser = Browser(raise_request_exception=False)
        self.browser.force_login(cast.users[everything.EVERYBODY])
        self.chance = random.Random(SEED)  # the same walk every time
        self.accidents: dict[str, str] = {}
        self.sent = 0
        self._raised = ""
        got_request_exception.connect(self._note, weak=False)

    def end(self) -> None:
        got_request_exception.disconnect(self._note)

    def _note(self, **_: Any) -> None:
        self._raised = traceback.format_exc()

    def send(self, method: str, address: str, *args: Any, **kwargs: Any) -> Any:
        """Send one request and leave no trace of it; keep what went wrong."""
        self.sent += 1
        self._raised = ""
        with transaction.atomic():
            answer = getattr(self.browser, method)(address, *args, **kwargs)
            if hasattr(answer, "streaming_content"):
                b"".join(answer.streaming_content)
            transaction.set_rollback(True)
        if answer.status_code >= 500 and answer.status_code != 503:
            page = resolve(address).view_name
            told = self._raised.strip().splitlines()
            where = [line.strip() for line in told if "/laras/" in line][-1:]
            self.accidents.setdefault(
                f"{method} {page} {(told or ['?'])[-1][:160]} {where}", repr((args, kwargs))[:400]
            )
        return answer

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield every page of the house with addresses that lead somewhere."""
        records = everything.records(self.by, most=2)
        members = records["programmes:member"]
        for page in PAGES.values():
            if page.name in LEFT_OUT:
                continue
            rows = records.get(page.name) or [None]
            for row in rows:
                for values in _rest(page.route, members):
                    given = {**values, **({"id": row.pk} if row is not None else {})}
                    yield page.name, reverse(page.name, kwargs=given)


def _rest(route: str, members: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield values for the parts of a route beside its record."""
    if "<uuid:client>" in route:
        yield {"client": members[0].client_id}
    elif "<int:place>" in route:
        yield {"code": "MOOD-1", "place": 1}
    elif "<slug:" in route:
        name = route.split("<slug:")[1].split(">", maxsplit=1)[0]
        for value in SLUGS.get(name, ("background", "csv", "tell_story", "programme", "x")):
            yield {name: value}
    elif "<str:" in route:
        yield {route.split("<str:")[1].split(">", maxsplit=1)[0]: "x"}
    else:
        yield {}


@pytest.fixture
def walk(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[Walk]:
    settings.LARAS_DATA = tmp_path
    walk = Walk(cast)
    yield walk
    walk.end()


@pytest.mark.deadline(240)
def test_no_page_has_an_accident_whatever_is_sent_to_it(walk: Walk) -> None:
    done, seen = set[str](), Counter[str]()
    for name, address in walk.addresses():
        answer = walk.send("get", address)
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        found = Forms(answer.content.decode() if is_page else "", address)
        queries = {key for form in found.forms if form.method == "get" for key in form.fields} | set(found.queries)
        for _ in range(1 if queries else 0):
            walk.send("get", address, {key: walk.chance.choice(VALUES) for key in sorted(queries)})
        for form in [Asked(address, "post"), *found.forms]:
            view = resolve(form.action.partition("?")[0]).view_name
            is_new = f"{view} {sorted(form.fields)}" not in done and seen[view] < FORMS_OF_A_VIEW
            if form.method == "post" and is_new and view not in LEFT_OUT:
                done.add(f"{view} {sorted(form.fields)}")
                seen[view] += 1
                _sent(walk, form)
        if name not in done:
            done.add(name)
            for body in walk.chance.sample(BODIES, 1):
                walk.send("post", address, body, content_type="application/json")
    assert walk.accidents == {}
    assert walk.sent > 500


def _sent(walk: Walk, form: Asked) -> None:
    tries = list(filled(form, walk.chance))
    for typed in [tries[0], *walk.chance.sample(tries[1:], min(TRIES, len(tries) - 1))]:
        walk.send("post", form.action, typed)

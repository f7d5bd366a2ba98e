"""A proposal handed in by the social worker, approved by the supervisor, and a group that carries it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.aspects import indicator
from laras.domain.groupwork.terms import SCREENING_LABELS
from laras.stages.appraisal import actions as judging
from laras.stages.coding.models import Code, Coding
from laras.stages.evidence import actions as studying
from laras.stages.evidence.models import Source, Study
from laras.stages.people.models import Client
from laras.stages.programmes import actions
from laras.stages.programmes.models import Group, Member, Programme
from tests.cast import Cast

YES = dict.fromkeys(SCREENING_LABELS, True)
NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
Take = Callable[..., Member]


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The social worker who proposes and leads."""
    return cast.actor("peksos")


@pytest.fixture
def draft(by: Actor) -> Programme:
    return actions.propose(by=by)


@pytest.fixture
def approved(draft: Programme, by: Actor, cast: Cast) -> Programme:
    handed_in = actions.submit(draft, by=by)
    return actions.approve(handed_in, note="Baik.", by=cast.actor("penyelia"))


@pytest.fixture
def group(approved: Programme, by: Actor, cast: Cast) -> Group:
    return actions.create_group(
        approved,
        name="Sahabat Melati (contoh)",
        place="Aula",
        starts_on=dt.date(2026, 11, 25),
        meets_at=dt.time(15),
        leader=cast.worker("peksos"),
        co_leader=cast.worker("pengasuh"),
        observer=cast.worker("psikolog"),
        nurse=cast.worker("perawat"),
        by=by,
    )


@pytest.fixture
def take(group: Group, by: Actor, cast: Cast) -> Take:
    """Return a function that takes a client of the social worker into the group."""

    def taken(client: Client | None = None, **values: Any) -> Member:
        who = client or cast.client_record()
        return actions.enrol(group, client=who, **{"screening": YES, "by": by, **values})

    return taken


@pytest.fixture
def running(group: Group, take: Take, cast: Cast, by: Actor) -> Group:
    take(cast.client)
    return actions.start_group(group, by=by)


@pytest.fixture
def told(cast: Cast, settings: Any, tmp_path: Path) -> Study:
    """A study in which information is weak (2 of 10 reached, 4 of 6 lacking), with a finding that two quotes bear out."""
    settings.LARAS_DATA = tmp_path
    researcher = cast.actor("peneliti")
    study = studying.create_study(name="Dukungan sosial (contoh)", by=researcher)
    informant = studying.add_informant(study, code="P1", role="Pekerja sosial", by=researcher)
    text = "Obat jarang dijelaskan. " * 20
    interview = studying.add_source(
        study, name="Wawancara 1", kind="interview", text=text, informant=informant, by=researcher
    )
    seen = studying.add_source(study, name="Observasi 1", kind="observation", text=text, by=researcher)
    lacking = [_coded(study, interview, n, code, "lacking") for n, code in enumerate(("INF-09", "INF-02", "INF-03"))]
    for n, (code, polarity) in enumerate((("INF-01", "given"), ("INF-02", "given"), ("INF-09", "lacking"))):
        _coded(study, seen, n, code, polarity)
    finding = judging.add_finding(study, text="Guna obat jarang dijelaskan.", aspect="informational", by=researcher)
    judging.link_codings(finding, codings=lacking[:2], relation="supports", by=researcher)
    return study


def _coded(study: Study, source: Source, place: int, code: str, polarity: str) -> Coding:
    common = {"facility": study.facility, "study": study, "recorded_at": NOW, "recorded_by": "peneliti"}
    name, _ = Code.objects.get_or_create(
        facility=study.facility,
        study=study,
        indicator=code,
        defaults={**common, "name": code, "aspect": indicator(code).aspect},
    )
    given = {"start": place * 24, "end": place * 24 + 23, "quote": "Obat jarang dijelaskan.", "polarity": polarity}
    made: Coding = Coding.objects.create(source=source, code=name, changed_at=NOW, coder="peneliti", **given, **common)
    return made


@pytest.fixture
def queries_of() -> Callable[[Browser, str], int]:
    """Return a function that counts the queries of a page."""

    def counted(browser: Browser, address: str) -> int:
        browser.get(address)  # the first page after the log-in writes the session
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    return counted

"""What a broken phone, a second tab, an emergency or a guess may not do to groups and their sessions."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.access.models import User
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, LarasError, NotAllowed, NotFound
from laras.domain.groupwork import taps
from laras.stages.measures.actions import NewAnswers, record_many
from laras.stages.people.models import Access, Client
from laras.stages.programmes import actions
from laras.stages.programmes.actions.session import open_session, record_taps, save_session
from laras.stages.programmes.forms.session import read_taps
from laras.stages.programmes.models import BudgetLine, Group, Incident, Programme, Session, SessionPlan
from laras.stages.programmes.queries import candidates
from tests.cast import Cast
from tests.stages.programmes.conftest import YES, Take
from tests.stages.programmes.meeting import group_of, meeting, session_of, tap

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
SECRET = "Bu Rahayu mendorong kursi"


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"[]", b"[" * 60_000, b"\xff", b'{"after": 1e999, "taps": []}'),
        *(b'{"after": NaN, "taps": []}', b'{"after": 0, "taps": 7}'),
    ],
)
def test_a_sending_that_is_no_sending_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_taps(body)


def test_half_a_letter_and_a_kind_that_is_no_word_reach_no_row() -> None:
    assert taps.clean("note", "a\ud83db\x00", of_member=False) == "a\ufffdb"
    assert taps.clean("note", "senyum 🙂", of_member=False) == "senyum 🙂"
    told = {"kind": ["fall"], "severity": 1}
    sent = [{"id": str(uuid.UUID(int=1)), "key": "incident.abcdef01", "value": told}, {"id": 7}, None]
    _, good, refused = read_taps(json.dumps({"after": -5, "taps": sent}).encode())
    assert (good, len(refused)) == ([], 3)


def test_the_plain_form_of_a_session_refuses_names_no_page_has(cast: Cast, signed_in: Enter) -> None:
    session, _ = meeting(cast, 2)
    browser = signed_in("peksos")
    for typed in ({"t:x:note": "y"}, {"t:room:topic_minutes.warning_signs": "9" * 5_000}):
        assert browser.post(reverse("programmes:session", args=[session.pk]), typed).status_code == 400, typed


def _row(table: str, pk: uuid.UUID) -> str:
    with connection.cursor() as cursor:
        field = Session._meta.pk.get_db_prep_value(pk, connection)
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [field])
        return repr([bytes(one) if isinstance(one, memoryview) else one for one in cursor.fetchone()])


def test_what_is_written_about_a_step_and_whom_it_was_told_stands_sealed(cast: Cast) -> None:
    session, (one, two) = meeting(cast, 2)
    by = cast.actor("peksos")
    told = {"kind": "fall", "severity": 3, "behaviour": "Jatuh.", "reported_to": SECRET}
    noted = [tap("step_note.0", SECRET), tap("step.0", "done"), tap("incident.abcdef12", told)]
    record_taps(session, taps=[*noted, *(tap("attendance", "full", member) for member in (one, two))], by=by)
    saved = save_session(session, by=by)
    incident = Incident.objects.get()
    assert (Session.objects.get(pk=saved.pk).step_notes, incident.reported_to) == ({"0": SECRET}, SECRET)
    assert SECRET not in _row("programmes_session", saved.pk) + _row("programmes_incident", incident.pk)


def test_an_incident_of_nobody_is_read_by_those_who_see_the_group(cast: Cast) -> None:
    session, (one,) = meeting(cast, 1)
    by = cast.actor("peksos")
    told = {"kind": "fall", "severity": 3, "behaviour": SECRET}
    record_taps(session, taps=[tap("attendance", "full", one), tap("incident.abcdef12", told)], by=by)
    save_session(session, by=by)
    seen = {name: Incident.objects.visible_to(cast.actor(name)).count() for name in ("peksos", "penyelia", "kepala")}
    assert seen == {"peksos": 1, "penyelia": 1, "kepala": 0}


def test_a_group_nobody_is_in_yet_is_run_by_its_team_alone(cast: Cast) -> None:
    session = session_of(group_of(cast), state="planned")
    with pytest.raises(NotAllowed):
        open_session(session, by=cast.actor("peksos2"))
    assert open_session(session, by=cast.actor("peksos")).state == "open"


def _in_an_emergency(cast: Cast, client: Client, name: str) -> Actor:
    until = clock.now() + dt.timedelta(hours=4)
    cast.open_access(client, name, kind="break_glass", valid_until=until)
    return cast.actor(name)


def test_an_emergency_takes_nobody_into_a_group_and_records_no_answers(group: Group, by: Actor, cast: Cast) -> None:
    _in_an_emergency(cast, cast.second, "peksos")
    before = Access.objects.count()
    with pytest.raises(NotFound):
        actions.enrol(group, client=cast.second, screening=YES, by=by)
    with pytest.raises(NotFound):
        record_many([NewAnswers(client=cast.second, instrument="MOOD-1", answers={"1": 3})], by=by)
    assert cast.second not in candidates(group, by)
    assert Access.objects.count() == before


def test_changing_a_group_in_an_old_tab_does_not_unlock_its_plan(
    group: Group, take: Take, cast: Cast, by: Actor
) -> None:
    take(cast.client)
    old = Group.objects.get(pk=group.pk)
    started = actions.start_group(group, by=by)
    actions.change_group(old, name="Nama baru (contoh)", place="Aula", leader=cast.worker("peksos"), by=by)
    now = Group.objects.get(pk=group.pk)
    assert (now.name, now.state, now.plan_digest) == ("Nama baru (contoh)", "running", started.plan_digest)
    with pytest.raises(LarasError):
        actions.start_group(old, by=by)


def test_a_session_that_was_started_meanwhile_is_not_moved(group: Group, take: Take, cast: Cast, by: Actor) -> None:
    take(cast.client)
    old = Session.objects.get(group=group, number=1)
    open_session(Session.objects.get(pk=old.pk), by=by)
    with pytest.raises(Closed):
        actions.move_session(old, planned_at=clock.now(), by=by)
    assert Session.objects.get(pk=old.pk).state == "open"


def test_a_planned_session_taken_out_meanwhile_does_not_come_back(draft: Programme, by: Actor) -> None:
    old = SessionPlan.objects.get(programme=draft, number=3)
    actions.remove_session(SessionPlan.objects.get(pk=old.pk), by=by)
    count = SessionPlan.objects.filter(programme=draft).count()
    with pytest.raises(NotFound):
        actions.plan_session(old, by=by, title="Kembali")
    with pytest.raises(NotFound):
        actions.remove_session(old, by=by)
    assert SessionPlan.objects.filter(programme=draft).count() == count


@pytest.mark.parametrize(
    ("volume", "says"), [("0,001", "below zero"), ("99999999999", "not a number"), ("NaN", "not a number")]
)
def test_a_volume_no_column_takes_is_refused(draft: Programme, signed_in: Enter, volume: str, says: str) -> None:
    browser = signed_in("peksos")
    User.objects.filter(login="peksos").update(language="en")
    row = {"item-new0": "Kopi", "volume-new0": volume, "unit-new0": "gelas", "price-new0": "5000"}
    names = ("item", "volume", "unit", "price", "fund")
    lines = BudgetLine.objects.filter(programme=draft)
    standing = {f"{name}-{line.pk}": str(getattr(line, name)).replace(".", ",") for line in lines for name in names}
    answer = browser.post(reverse("programmes:budget", args=[draft.pk]), {**standing, **row})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert BudgetLine.objects.filter(programme=draft).count() == len(lines)


def test_no_session_lies_in_another_century(approved: Programme, group: Group, by: Actor, cast: Cast) -> None:
    far: dict[str, Any] = {
        "name": "X",
        "place": "Aula",
        "meets_at": dt.time(9),
        "leader": cast.worker("peksos"),
        "by": by,
    }
    for day in (dt.date.min, dt.date.max):
        with pytest.raises(BadInput):
            actions.create_group(approved, starts_on=day, **far)
    session = Session.objects.get(group=group, number=1)
    for moment in (dt.datetime(2062, 1, 1, tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)):
        with pytest.raises(BadInput):
            actions.move_session(session, planned_at=moment, by=by)

"""My day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.store import clock
from laras.doors.desk.queries.today import ToGreet, to_greet, unheard
from laras.doors.desk.views.today import greeting
from laras.stages.casework.models import Episode, StageMove, Task
from laras.stages.measures.actions import record_answers, settle_alert, take_alert
from laras.stages.measures.models import MeasureAlert
from laras.stages.people.models import Client
from tests.cast import Cast
from tests.doors.desk.rows import hear, queries_of, record_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]


def promise(cast: Cast, client: Client, title: str = "Telepon keluarga (contoh)", of: str = "peksos") -> Task:
    task: Task = record_of(client, Task, title=title, worker=cast.worker(of), due_on=clock.today())
    return task


def quiet(cast: Cast, name: str, days: int) -> Client:
    return cast.client_record(short_name=name, recorded_at=clock.now() - dt.timedelta(days=days))


def admit(client: Client, days_ago: int) -> None:
    """Put a client into the home so long ago that topics are owed."""
    since = clock.now() - dt.timedelta(days=days_ago)
    episode = record_of(client, Episode, opened_at=since, stage="S6", stage_since=since)
    record_of(client, StageMove, episode=episode, from_stage="S1", to_stage="S2", happened_at=since)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["penyelia", "peksos", "pengasuh", "perawat", "psikolog"])
def test_the_day_opens_in_both_languages(cast: Cast, signed_in: SignedIn, name: str, language: str) -> None:
    cast.users[name].language = language
    cast.users[name].save()
    admit(cast.client, 30)
    page = signed_in(name).get(reverse("desk:today"))
    assert page.status_code == 200
    text = page.content.decode()
    assert ("Yang belum terdengar" if language == "id" else "Not heard yet") in text
    assert ("Perlu dijelaskan" if language == "id" else "To be explained") in text


@pytest.mark.parametrize("name", ["kepala", "peneliti", "auditor", "admin"])
def test_who_has_no_day_with_clients_is_refused(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(name).get(reverse("desk:today")).status_code == 403


def test_the_longest_silence_comes_first(cast: Cast) -> None:
    short, long = quiet(cast, "Bu Pendek", 16), quiet(cast, "Bu Panjang", 40)
    rows, count = unheard([short, long, cast.client], limit=1)
    assert ([row.client for row in rows], count) == ([long], 2)


def test_a_client_heard_in_every_aspect_is_not_named(cast: Cast, signed_in: SignedIn) -> None:
    heard = quiet(cast, "Bu Ramai", 40)
    for aspect, code in (
        ("emotional", "EMO-01"),
        ("esteem", "EST-01"),
        ("instrumental", "INS-01"),
        ("informational", "INF-01"),
        ("group", "GRP-01"),
    ):
        hear(heard, aspect=aspect, indicator=code)
    quiet(cast, "Bu Sepi", 20)
    text = signed_in("peksos").get(reverse("desk:today")).content.decode()
    assert "Bu Sepi" in text and "Bu Ramai" not in text


def test_one_marks_a_task_as_done_and_it_leaves_the_day(cast: Cast, signed_in: SignedIn) -> None:
    task, browser = promise(cast, cast.client), signed_in("peksos")
    assert "Telepon keluarga (contoh)" in browser.get(reverse("desk:today")).content.decode()
    done = browser.post(reverse("desk:task_done", args=[task.pk]))
    assert (done.status_code, done["Location"]) == (302, reverse("desk:today"))
    task.refresh_from_db()
    assert (task.done_at is not None, task.done_by) == (True, "peksos")
    assert "Telepon keluarga (contoh)" not in browser.get(reverse("desk:today")).content.decode()


def test_looking_at_the_address_of_a_deed_does_nothing(cast: Cast, signed_in: SignedIn) -> None:
    task = promise(cast, cast.client)
    signed_in("peksos").get(reverse("desk:task_done", args=[task.pk]))
    task.refresh_from_db()
    assert task.done_at is None


def test_the_tasks_of_others_are_neither_shown_nor_theirs_to_finish(cast: Cast, signed_in: SignedIn) -> None:
    task, browser = promise(cast, cast.second, of="peksos2"), signed_in("peksos")
    assert "Telepon keluarga (contoh)" not in browser.get(reverse("desk:today")).content.decode()
    assert browser.post(reverse("desk:task_done", args=[task.pk])).status_code == 404


def test_three_of_everything_cost_as_many_queries_as_one(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("peksos"), reverse("desk:today")
    for number in range(3):
        other = quiet(cast, "Bu Sepi", 20 + number)
        admit(other, 30)
        promise(cast, other)
        if number == 0:
            one = queries_of(browser, url)
    assert queries_of(browser, url) == one


def test_the_greeting_follows_the_hour() -> None:
    hours = [greeting(hour) for hour in (5, 12, 16, 22)]
    assert len(set(hours)) == 4 and greeting(3) == greeting(23)


def ask_for_somebody(cast: Cast, client: Client) -> None:
    """A low session card, which the workers are told of, and an answer about safety, for supervisor and head alone."""
    by = cast.actor("psikolog")
    record_answers(client, instrument="CARD-4", answers=dict.fromkeys("1234", 0), by=by)
    record_answers(client, instrument="DDD-20", answers={**dict.fromkeys(map(str, range(1, 21)), 2), "21": 1}, by=by)


def test_the_day_begins_with_the_answers_that_should_not_wait(cast: Cast, signed_in: SignedIn) -> None:
    ask_for_somebody(cast, cast.client)
    line = f'desk-greet"><li><a href="{reverse("measures:alerts")}">'
    for name, found in {"penyelia": ToGreet(2, 1), "peksos": ToGreet(1, 0), "kepala": ToGreet(1, 1)}.items():
        assert to_greet(cast.actor(name)) == found, name
    own = signed_in("penyelia").get(reverse("desk:today")).content.decode()
    assert own.index(line) < own.index("Yang belum terdengar")
    assert "2 jawaban tidak boleh menunggu" in own and "1 soal keselamatan" in own
    assert "keselamatan" not in signed_in("peksos").get(reverse("desk:today")).content.decode()


def test_what_somebody_has_seen_to_no_longer_stands_in_the_day(cast: Cast, signed_in: SignedIn) -> None:
    ask_for_somebody(cast, cast.client)
    by = cast.actor("penyelia")
    for alert in MeasureAlert.objects.order_by("id"):
        settle_alert(take_alert(alert, by=by), done="Sudah diajak bicara di teras (contoh).", by=by)
    assert to_greet(by) == ToGreet(0, 0)
    assert "desk-greet" not in signed_in("penyelia").get(reverse("desk:today")).content.decode()


def test_who_reads_no_measures_is_told_of_no_answer(cast: Cast) -> None:
    ask_for_somebody(cast, cast.client)
    assert to_greet(cast.actor("auditor")) == ToGreet(0, 0)

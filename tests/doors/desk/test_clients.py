"""The list of clients and the overview of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.doors.desk.queries.clients import called, chosen_clients, client_rows, named
from laras.doors.desk.queries.overview import mondays
from laras.doors.desk.queries.recovery import recovery
from laras.stages.casework.models import AdlRecord, Episode, Goal, GoalRating
from laras.stages.measures.actions import record_answers
from laras.stages.people.models import Client
from tests.cast import Cast, login
from tests.doors.desk.rows import hear, queries_of, rate, record_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]
LIST_ROLES = ("penyelia", "peksos", "pengasuh", "perawat", "psikolog")
NO_LIST_ROLES = ("kepala", "peneliti", "auditor", "admin")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", LIST_ROLES)
def test_the_list_and_the_overview_open_in_both_languages(
    cast: Cast, signed_in: SignedIn, name: str, language: str
) -> None:
    cast.users[name].language = language
    cast.users[name].save()
    rate(cast.client, "moderate")
    hear(cast.client)
    browser = signed_in(name)
    heading = "Penerima manfaat" if language == "id" else "Clients"
    page = browser.get(reverse("desk:client_list"))
    assert f"<h1>{heading}</h1>" in page.content.decode()
    assert "Bu Tini" in page.content.decode()
    page = browser.get(reverse("desk:client", args=[cast.client.pk]))
    assert "<h1>Bu Tini</h1>" in page.content.decode()
    assert ("Lima aspek" if language == "id" else "Five aspects") in page.content.decode()


@pytest.mark.parametrize("name", NO_LIST_ROLES)
def test_who_may_not_see_clients_is_refused(cast: Cast, signed_in: SignedIn, name: str) -> None:
    browser = signed_in(name)
    assert browser.get(reverse("desk:client_list")).status_code == 403
    assert browser.get(reverse("desk:client", args=[cast.client.pk])).status_code in (403, 404)


def test_the_client_of_somebody_else_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in("peksos")
    assert browser.get(reverse("desk:client", args=[cast.second.pk])).status_code == 404
    assert browser.get(reverse("desk:client", args=[cast.stranger.pk])).status_code == 404
    assert "Pak Slamet" not in browser.get(reverse("desk:client_list")).content.decode()


def test_words_search_the_sealed_names_and_the_number(cast: Cast) -> None:
    clients = list(chosen_clients(cast.actor("penyelia")))
    assert [called(one) for one in clients] == ["Bu Tini", "Pak Slamet"]
    assert named(clients, "RAHAYU sutini") == [cast.client]
    assert named(clients, "pak") == [cast.second]
    assert named(clients, cast.second.number) == [cast.second]
    assert named(clients, "wagiman") == []


def test_ward_and_latest_severity_narrow_the_list(cast: Cast) -> None:
    by = cast.actor("penyelia")
    rate(cast.client, "severe", days_ago=9)
    rate(cast.client, "mild", days_ago=1)
    rate(cast.second, "severe", days_ago=1)
    assert list(chosen_clients(by, severity="severe")) == [cast.second]
    assert list(chosen_clients(by, severity="mild")) == [cast.client]
    assert list(chosen_clients(by, ward=str(cast.anggrek.pk))) == [cast.second]
    assert list(chosen_clients(by, ward=str(cast.melati.pk), severity="severe")) == []


def test_an_unknown_filter_narrows_nothing(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in("penyelia").get(reverse("desk:client_list"), {"ward": "x", "severity": "x", "page": "x"})
    assert "Bu Tini" in page.content.decode() and "Pak Slamet" in page.content.decode()


def test_a_line_tells_the_silent_aspects(cast: Cast) -> None:
    long_ago = clock.now() - dt.timedelta(days=40)
    quiet = cast.client_record(short_name="Bu Sepi", recorded_at=long_ago)
    hear(quiet, days_ago=20)
    hear(quiet, days_ago=2, aspect="informational", indicator="INF-02")
    (row,) = client_rows(cast.actor("peksos"), [quiet])
    silent = {one.aspect: one.days for one in row.silences}
    assert silent == {"emotional": 20, "esteem": 40, "instrumental": 40, "group": 40}


def test_one_who_may_not_read_support_or_casework_gets_neither(cast: Cast) -> None:
    rate(cast.client, "severe")
    section_head = cast.actor("penyelia", roles=frozenset({"section_head"}))
    (row,) = client_rows(section_head, [cast.client])
    assert (row.severity, row.petals, row.silences) == ("berat", None, ())
    guide = cast.actor("penyelia", roles=frozenset({"spiritual"}))
    assert client_rows(guide, [cast.client])[0].severity == ""


def test_three_clients_cost_as_many_queries_as_one(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in("peksos")
    one = queries_of(browser, reverse("desk:client_list"))
    for _ in range(2):
        other = cast.client_record(ward=cast.melati)
        rate(other, "mild")
        hear(other)
    assert queries_of(browser, reverse("desk:client_list")) == one


def test_the_look_at_the_list_names_everybody_shown(cast: Cast, signed_in: SignedIn) -> None:
    signed_in("peksos").get(reverse("desk:client_list"))
    look = Entry.objects.filter(ledger="look").latest("seq")
    assert look.shown == [str(cast.client.pk)]


def make_history(client: Client, times: int) -> None:
    episode = Episode.objects.filter(client=client).first() or record_of(
        client, Episode, opened_at=clock.now(), stage="S6", stage_since=clock.now()
    )
    for number in range(times):
        goal = record_of(client, Goal, episode=episode, title="Memimpin senam (contoh)")
        record_of(client, GoalRating, goal=goal, level=1, happened_at=clock.now())
        record_of(client, AdlRecord, answers={}, total=20 + number, happened_at=clock.now())
        rate(client, "moderate")
        hear(client, note="Tersenyum (contoh)", worker=None)


def test_the_overview_shows_stage_goals_entries_and_recovery(cast: Cast, signed_in: SignedIn) -> None:
    make_history(cast.client, 1)
    text = signed_in("peksos").get(reverse("desk:client", args=[cast.client.pk])).content.decode()
    for shown in (
        'aria-current="step"',
        "Memimpin senam (contoh)",
        "+1",
        "Tersenyum (contoh)",
        "20/36",
        "Kategori sedang",
    ):
        assert shown in text


def test_a_longer_history_costs_no_more_queries(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("peksos"), reverse("desk:client", args=[cast.client.pk])
    make_history(cast.client, 1)
    one = queries_of(browser, url)
    make_history(cast.client, 2)
    assert queries_of(browser, url) == one


def test_a_silent_aspect_is_the_first_thing_on_the_overview(cast: Cast) -> None:
    browser = Browser()
    login(browser, "peksos")
    quiet = cast.client_record(short_name="Bu Sepi", recorded_at=clock.now() - dt.timedelta(days=30))
    text = browser.get(reverse("desk:client", args=[quiet.pk])).content.decode()
    assert 'class="silence a-e"' in text and "Emosional sepi 30 hari" in text
    assert reverse("support:record_for", args=[quiet.pk]) in text


def test_the_recovery_line_stands_above_its_numbers(cast: Cast, signed_in: SignedIn) -> None:
    record_of(cast.client, AdlRecord, answers={}, total=20, happened_at=clock.now() - dt.timedelta(days=40))
    record_of(cast.client, AdlRecord, answers={}, total=27, happened_at=clock.now())
    hear(cast.client)
    text = signed_in("peksos").get(reverse("desk:client", args=[cast.client.pk])).content.decode()
    chart, numbers = text.split('class="recovery"')[1].split("Lihat angka")
    assert chart.count('<circle class="dot') == 2
    assert "Kategori: belum dinilai." in chart
    assert "Emosional tercatat pada 1 dari 26 minggu." in chart
    assert "20/36" in numbers and "27/36" in numbers


def test_one_who_reads_no_support_sees_the_readings_alone(cast: Cast) -> None:
    rate(cast.client, "severe", days_ago=300)
    line = recovery(cast.client, [], mondays(cast.home), may_measures=False)
    assert line.is_rated and len(line.lines) == 26
    assert all(one.counts == [] and one.severity == "" for one in line.lines)


def feel(cast: Cast, instrument: str, answers: dict[str, int | None], days_ago: float) -> None:
    record_answers(
        cast.client,
        instrument=instrument,
        answers=answers,
        happened_at=clock.now() - dt.timedelta(days=days_ago),
        by=cast.actor("psikolog"),
    )


def test_mood_and_wellbeing_stand_as_the_mean_of_each_week_between_the_readings(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = mondays(cast.home)[-2]
    since = (clock.now() - dt.datetime.combine(week, dt.time(12), dt.UTC)).total_seconds() / 86_400
    for face, later in ((2, 0), (3, 1), (5, -30)):
        feel(cast, "MOOD-1", {"1": face}, since - later)
    feel(cast, "MHI-5", dict.fromkeys("12345"), since)  # nothing answered, nothing drawn
    line = recovery(cast.client, [], mondays(cast.home), may_measures=True)
    assert [panel.label for panel in line.panels[2:]] == ["Suasana hati, rata-rata seminggu, 1 sampai 5"]
    assert line.panels[2].points[-1] == (week + dt.timedelta(days=3), 2.5)
    assert [one.felt for one in line.lines if one.monday == week] == [["2,5"]]
    assert [one.felt for one in line.lines].count(["–"]) == 24
    assert recovery(cast.client, [], mondays(cast.home), may_measures=False).felt == []
    text = signed_in("peksos").get(reverse("desk:client", args=[cast.client.pk])).content.decode()
    assert "Suasana hati, rata-rata seminggu, 1 sampai 5: 5 pada" in text

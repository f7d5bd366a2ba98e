"""The board of the home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.doors.desk.forms import BoardFilter
from laras.doors.desk.queries.board import board, board_clients
from laras.stages.casework.models import Episode
from laras.stages.people.models import Client
from tests.cast import Cast
from tests.doors.desk.rows import hear, queries_of, rate, record_of
from tests.doors.desk.test_today import admit
from tests.stages.outcomes.circle import begin, whole

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]
EVERYTHING = (
    ("emotional", "EMO-01"),
    ("esteem", "EST-01"),
    ("instrumental", "INS-01"),
    ("informational", "INF-01"),
    ("group", "GRP-01"),
)


def quiet(cast: Cast, name: str, days: int) -> Client:
    return cast.client_record(short_name=name, ward=cast.melati, recorded_at=clock.now() - dt.timedelta(days=days))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["penyelia", "peksos", "perawat", "psikolog", "kepala"])
def test_the_board_opens_in_both_languages(cast: Cast, signed_in: SignedIn, name: str, language: str) -> None:
    cast.users[name].language = language
    cast.users[name].save()
    admit(quiet(cast, "Bu Sepi", 30), 30)
    page = signed_in(name).get(reverse("desk:board"))
    assert page.status_code == 200
    assert f"<h1>{'Papan fasilitas' if language == 'id' else 'Facility board'}</h1>" in page.content.decode()


@pytest.mark.parametrize("name", ["pengasuh", "peneliti", "auditor", "admin"])
def test_who_has_no_board_is_refused(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(name).get(reverse("desk:board")).status_code == 403


def test_the_head_sees_every_number_of_the_home_and_no_name(cast: Cast, signed_in: SignedIn) -> None:
    text = signed_in("kepala").get(reverse("desk:board")).content.decode()
    assert cast.client.number in text and cast.second.number in text
    assert cast.stranger.number not in text
    for name in ("Bu Tini", "Sutini", "Pak Slamet"):
        assert name not in text
    assert reverse("desk:client", args=[cast.client.pk]) not in text


def test_a_worker_sees_only_their_own_clients_by_name(cast: Cast, signed_in: SignedIn) -> None:
    text = signed_in("peksos").get(reverse("desk:board")).content.decode()
    assert "Bu Tini" in text and "Pak Slamet" not in text and cast.second.number not in text


def test_silences_come_first_and_the_tiles_count_them(cast: Cast) -> None:
    heard, silent = quiet(cast, "Bu Ramai", 40), quiet(cast, "Bu Sepi", 20)
    for aspect, code in EVERYTHING:
        hear(heard, aspect=aspect, indicator=code)
    hear(silent, aspect="emotional")
    by = cast.actor("peksos")
    found = board(by, board_clients(by))
    assert [row.client for row in found.rows] == [silent, cast.client, heard]
    assert {tile.aspect: tile.silent for tile in found.tiles} == {
        "emotional": 0,
        "esteem": 1,
        "instrumental": 1,
        "informational": 1,
        "group": 1,
    }
    assert [(cell.count, cell.is_silent, cell.days) for cell in found.rows[0].cells[:2]] == [
        (1, False, None),
        (0, True, 20),
    ]
    assert found.quietest == "esteem"


def test_who_has_left_is_not_silent_but_told_apart(cast: Cast, signed_in: SignedIn) -> None:
    gone, cared_for = quiet(cast, "Bu Pulang", 200), quiet(cast, "Bu Lanjut", 200)
    admit(gone, 150)
    Episode.objects.filter(client=gone).update(closed_at=clock.now(), outcome="reunified")
    admit(cared_for, 150)
    Episode.objects.filter(client=cared_for).update(stage="S10")
    by = cast.actor("peksos")
    found = board(by, board_clients(by))
    assert ([row.client for row in found.rows], found.left) == ([cast.client], 2)
    page = signed_in("peksos")
    for name in ("desk:board", "desk:today", "support:balance"):
        assert "Bu Pulang" not in page.get(reverse(name)).content.decode(), name
    # Who is in aftercare may still be owed an explanation, but is not silent.
    assert "Bu Lanjut" not in page.get(reverse("support:balance")).content.decode()
    assert "2 orang sudah keluar" in page.get(reverse("support:balance")).content.decode()
    for name in ("desk:client", "support:client_balance"):
        assert "belum terdengar" not in page.get(reverse(name, args=[gone.pk])).content.decode().lower()


def test_who_came_back_counts_again(cast: Cast) -> None:
    back = quiet(cast, "Bu Kembali", 200)
    admit(back, 150)
    Episode.objects.filter(client=back).update(closed_at=clock.now(), outcome="reunified")
    record_of(back, Episode, number=2, stage="S2", opened_at=clock.now(), stage_since=clock.now())
    by = cast.actor("peksos")
    assert back in [row.client for row in board(by, board_clients(by)).rows]


def test_owed_topics_are_counted_over_everybody(cast: Cast) -> None:
    for number in range(2):
        admit(quiet(cast, f"Bu {number}", 60), 60)
    by = cast.actor("peksos")
    found = board(by, board_clients(by))
    assert found.topics[0].clients == 2
    assert sum(topic.clients for topic in found.topics) == sum(row.debts for row in found.rows)


def test_ward_and_severity_narrow_the_board(cast: Cast) -> None:
    by = cast.actor("penyelia")
    rate(cast.client, "mild")
    assert list(board_clients(by, ward=str(cast.anggrek.pk))) == [cast.second]
    assert list(board_clients(by, severity="mild")) == [cast.client]


def test_three_rows_cost_as_many_queries_as_one(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("peksos"), reverse("desk:board")
    admit(cast.client, 30)
    one = queries_of(browser, url)
    for _ in range(2):
        admit(quiet(cast, "Bu Sepi", 30), 30)
    assert queries_of(browser, url) == one


def test_the_look_at_the_board_names_everybody_shown(cast: Cast, signed_in: SignedIn) -> None:
    signed_in("kepala").get(reverse("desk:board"))
    look = Entry.objects.filter(ledger="look").latest("seq")
    assert set(look.shown) == {str(cast.client.pk), str(cast.second.pk)}


def test_the_period_counts_further_back_and_leaves_the_silences_as_they_are(cast: Cast, signed_in: SignedIn) -> None:
    one = quiet(cast, "Bu Sepi", 200)
    for days_ago in (20, 60, 120):
        hear(one, days_ago=days_ago)
    by = cast.actor("peksos")

    def first_cell(days: float) -> tuple[int, bool, int | None, int]:
        row = next(row for row in board(by, board_clients(by), days=days).rows if row.client == one)
        return row.cells[0].count, row.cells[0].is_silent, row.cells[0].days, row.cells[0].step

    assert [first_cell(days) for days in (14, 91, 365)] == [(0, True, 20, 0), (2, True, 20, 1), (3, True, 20, 1)]
    page = signed_in("peksos").get(reverse("desk:board"), {"period": "quarter"}).content.decode()
    assert "3 bulan, sampai hari ini" in page and '<option value="quarter" selected>' in page
    assert (
        "14 hari, sampai hari ini" in signed_in("peksos").get(reverse("desk:board"), {"period": "x"}).content.decode()
    )


def test_this_month_begins_at_midnight_of_its_first_day() -> None:
    form = BoardFilter({"period": "month"}, wards=[], may_case=False)
    with timezone.override("Asia/Jakarta"):
        assert form.days(dt.datetime(2026, 11, 3, 5, tzinfo=dt.UTC)) == 2.5


def test_the_board_leads_from_the_gap_to_what_changed(cast: Cast, signed_in: SignedIn) -> None:
    circle = whole(cast)
    to_change = reverse("outcomes:evaluation", args=[circle.group.pk])
    for name in ("kepala", "penyelia", "peksos"):
        text = signed_in(name).get(reverse("desk:board")).content.decode()
        assert text.index("Dari kesenjangan ke perubahan") < text.index(circle.group.programme.title)
        assert f'href="{to_change}">4 dari 5 target tercapai' in text
    text = signed_in("perawat").get(reverse("desk:board")).content.decode()
    assert "Dari kesenjangan ke perubahan" not in text and to_change not in text


def test_a_board_without_study_or_programme_shows_no_way(cast: Cast, signed_in: SignedIn) -> None:
    assert "Dari kesenjangan" not in signed_in("kepala").get(reverse("desk:board")).content.decode()


def test_more_programmes_and_groups_cost_the_board_no_more_queries(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("kepala"), reverse("desk:board")
    begin(cast, name="Pertama (contoh)")
    one = queries_of(browser, url)
    for name in ("Kedua (contoh)", "Ketiga (contoh)"):
        begin(cast, name=name)
    assert queries_of(browser, url) == one

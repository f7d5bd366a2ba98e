"""Recording and taking back sheets; samples; what a home brings of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.domain.texts import Text
from laras.stages.measures import actions, queries
from laras.stages.measures.actions import NewAnswers, NewPerson
from laras.stages.measures.models import Administration, LocalParameters, MeasureAlert, OwnText
from tests.cast import Cast
from tests.stages.measures.conftest import NOON, numbered, recorded

pytestmark = pytest.mark.django_db


def test_a_sheet_is_kept_scored_with_its_version(cast: Cast, by: Actor) -> None:
    with clock.at(NOON):
        made = actions.record_answers(
            cast.client, instrument="LADDER-3", answers={"1": 4, "2": 8, "3": None}, mode="self", by=by
        )
    kept = Administration.objects.get(pk=made.pk)
    assert (kept.client, kept.instrument, kept.instrument_version, kept.coding) == (
        cast.client, "LADDER-3", "1.0", "0-10",
    )  # fmt: skip
    assert (kept.answers, kept.scores, kept.score) == ({"1": 4, "2": 8, "3": None}, {"total": 6.0}, 6.0)
    assert (kept.refused_items, kept.flags or [], kept.text_version) == (["3"], [], None)
    assert (kept.happened_at, kept.recorded_at, kept.recorded_by, kept.facility) == (NOON, NOON, "peksos", cast.home)


def test_answers_and_scores_are_sealed_in_the_row(cast: Cast, by: Actor) -> None:
    recorded(cast.client, by, "STRESS-10", {"1": 7}, helper="Rekan (contoh)")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, scores, helper FROM measures_administration")
        row = cursor.fetchone()
    assert all(
        b"7" not in bytes(cell)[:1] and b"total" not in bytes(cell) and b"Rekan" not in bytes(cell) for cell in row
    )


def test_the_audit_row_holds_no_answer(cast: Cast, by: Actor) -> None:
    made = recorded(cast.client, by, "STRESS-10", {"1": 7})
    row = Entry.objects.get(ledger="deed", verb="measures.record_answers")
    assert (row.object_id, row.client_id) == (str(made.pk), str(cast.client.pk))
    assert "STRESS" not in str(row.__dict__)


def test_help_by_the_own_worker_is_noted_and_not_forbidden(cast: Cast, by: Actor) -> None:
    assert recorded(cast.client, by, "MOOD-1", {"1": 4}).flags == ["assisted", "own_worker"]
    assert recorded(cast.client, by, "MOOD-1", {"1": 4}, helper="Rekan (contoh)").flags == ["assisted"]
    assert recorded(cast.client, cast.actor("pengasuh"), "MOOD-1", {"1": 4}).flags == ["assisted"]
    assert not recorded(cast.client, by, "MOOD-1", {"1": 4}, mode="self").flags


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"answered_by": "cat"}, "answered_by"),
        ({"mode": "smoke"}, "mode"),
        ({"occasion": "never"}, "occasion"),
        ({"helper": "a" * 121}, "helper"),
        ({"happened_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, "happened_at"),
        ({"answers": {"1": 9}}, ""),
    ],
)
def test_a_wrong_value_is_refused_and_leaves_nothing(cast: Cast, by: Actor, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        actions.record_answers(cast.client, **{"instrument": "MOOD-1", "answers": {"1": 3}, **wrong}, by=by)
    assert refused.value.field == field
    assert not Administration.objects.exists()


def test_nobody_else_records_or_finds_the_sheet(cast: Cast, by: Actor, stranger: Actor) -> None:
    with pytest.raises(NotFound):
        recorded(cast.client, stranger, "MOOD-1", {"1": 3})
    with pytest.raises(NotAllowed):
        recorded(cast.client, cast.actor("penyelia"), "MOOD-1", {"1": 3})
    sheet = recorded(cast.client, by, "MOOD-1", {"1": 3})
    seen = {
        name: Administration.objects.visible_to(cast.actor(name)).filter(pk=sheet.pk).exists()
        for name in ("peksos", "peksos2", "penyelia", "pengasuh", "perawat", "kepala", "peneliti", "peksos_lain")
    }
    assert seen == {
        "peksos": True, "peksos2": False, "penyelia": True, "pengasuh": True, "perawat": True,
        "kepala": False, "peneliti": False, "peksos_lain": False,
    }  # fmt: skip


def test_many_sheets_cost_as_many_queries_as_few(cast: Cast, by: Actor) -> None:
    more = [cast.client_record() for _ in range(9)]

    def cost(n: int) -> int:
        rows = [NewAnswers(client, "MOOD-1", {"1": 1}, occasion="after") for client in [cast.client, *more][:n]]
        rows += [NewAnswers(client, "CARD-4", numbered(4, 3)) for client in [cast.client, *more][:n]]
        with CaptureQueriesContext(connection) as caught:
            actions.record_many(rows, by=by)
        return len(caught)

    cost(1)  # the first deed of a home also begins its chain
    assert cost(1) == cost(10)
    assert Administration.objects.count() == 24
    assert MeasureAlert.objects.count() == 12


def test_one_stranger_among_many_stops_all(cast: Cast, by: Actor) -> None:
    with pytest.raises(NotFound):
        actions.record_many([NewAnswers(c, "MOOD-1", {"1": 3}) for c in (cast.client, cast.second)], by=by)
    with pytest.raises(BadInput):
        actions.record_many([NewAnswers(cast.client, "MOOD-1", {"1": 3})] * 501, by=by)
    assert not Administration.objects.exists()


def test_one_takes_back_ones_own_sheet_within_a_day(cast: Cast, by: Actor) -> None:
    sheet = recorded(cast.client, by, "MOOD-1", {"1": 3})
    with pytest.raises(NotAllowed):
        actions.undo_answers(sheet, by=cast.actor("pengasuh"))
    with clock.at(sheet.recorded_at + dt.timedelta(hours=24)) as moment:
        actions.undo_answers(sheet, by=by)
        assert Administration.objects.get(pk=sheet.pk).undone_at == moment
        with pytest.raises(Closed):
            actions.undo_answers(sheet, by=by)
    late = recorded(cast.client, by, "MOOD-1", {"1": 3})
    with clock.at(late.recorded_at + dt.timedelta(hours=24, seconds=1)), pytest.raises(Closed):
        actions.undo_answers(late, by=by)


def test_a_sheet_is_of_a_client_or_of_a_sample_never_of_both_or_none(cast: Cast) -> None:
    given: dict[str, Any] = {
        "facility": cast.home, "instrument": "MOOD-1", "instrument_version": "1.0", "coding": "1-5",
        "happened_at": NOON, "recorded_at": NOON, "recorded_by": "x",
    }  # fmt: skip
    for wrong in ({}, {"client": cast.client, "sample": "x"}, {"client": cast.client, "answered_by": "cat"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Administration.objects.create(**{**given, **wrong})


def test_a_sample_is_taken_in_once_and_taken_back_whole(cast: Cast) -> None:
    by = cast.actor("psikolog")
    people = [NewPerson(str(n), numbered(10, n % 5)) for n in range(6)]
    made = actions.record_sample(instrument="PSS-10", sample=" Uji (contoh) ", people=people, by=by)
    assert [(row.client_id, row.sample, row.person_code, row.score) for row in made[:2]] == [
        (None, "Uji (contoh)", "0", 16.0), (None, "Uji (contoh)", "1", 18.0),
    ]  # fmt: skip
    with pytest.raises(Conflict):
        actions.record_sample(instrument="PSS-10", sample="Uji (contoh)", people=people, by=by)
    with pytest.raises(NotAllowed):
        actions.record_sample(instrument="PSS-10", sample="lain", people=people, by=cast.actor("peksos"))
    with pytest.raises(Incomplete):
        actions.record_sample(instrument="PSS-10", sample="lain", people=[], by=by)
    actions.undo_sample(instrument="PSS-10", sample="Uji (contoh)", by=by)
    assert list(queries.sample_rows(cast.home.pk, "PSS-10", "Uji (contoh)")) == []
    assert not MeasureAlert.objects.exists()


def test_a_wording_needs_permission_its_source_and_every_item(cast: Cast) -> None:
    by = cast.actor("psikolog")
    texts = {str(n): Text(f"Butir {n} (contoh)", f"Item {n}") for n in range(1, 6)}
    typed: dict[str, Any] = {"instrument": "WHO-5", "texts": texts, "permitted": True, "source": "surat (contoh)"}
    for wrong, error in (
        ({"permitted": False}, NotAllowed),
        ({"source": " "}, Incomplete),
        ({"texts": {"1": texts["1"]}}, Incomplete),
        ({"instrument": "MHI-5"}, BadInput),
    ):
        with pytest.raises(error):
            actions.bring_texts(**{**typed, **wrong}, by=by)
    assert not OwnText.objects.exists()
    actions.bring_texts(**typed, by=by)
    assert actions.bring_texts(**typed, by=by).number == 2
    assert queries.instrument("WHO-5", cast.home.pk).has_text
    assert not queries.instrument("WHO-5", cast.other_home.pk).has_text
    sheet = recorded(cast.client, cast.actor("peksos"), "WHO-5", numbered(5, 3))
    assert (sheet.text_version, sheet.score) == (2, 60.0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT texts, permission_source FROM measures_owntext")
        assert all(b"Butir" not in bytes(a) and b"surat" not in bytes(b) for a, b in cursor.fetchall())


def test_parameters_of_the_home_come_first_until_they_end(cast: Cast) -> None:
    by = cast.actor("psikolog")
    typed: dict[str, Any] = {
        "instrument": "PSS-10", "sd": 5.0, "reliability": 0.9, "n": 30, "days": 10, "reason": "uji ulang (contoh)",
    }  # fmt: skip
    for wrong in ({"sd": 0.0}, {"reliability": 1.0}, {"n": 29}, {"days": 6}, {"days": 15}):
        with pytest.raises(BadInput):
            actions.add_parameters(**{**typed, **wrong}, by=by)
    with pytest.raises(Incomplete):
        actions.add_parameters(**{**typed, "reason": ""}, by=by)
    with pytest.raises(NotAllowed):
        actions.add_parameters(**typed, by=cast.actor("peksos"))
    actions.add_parameters(**typed, by=by)
    row = actions.add_parameters(**{**typed, "sd": 4.0}, by=by)
    about = queries.instrument("PSS-10")
    assert [(one.sd, one.is_local) for one in queries.error_sets(cast.home.pk, about)] == [(4.0, True), (6.35, False)]
    actions.end_parameters(row, by=by)
    assert [one.is_local for one in queries.error_sets(cast.home.pk, about)] == [False]
    assert LocalParameters.objects.count() == 2

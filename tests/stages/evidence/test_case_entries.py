"""Entries of the support log as a source: only of those who agreed, without a name."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput, Incomplete, NotConsented, NotFound
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Source, Study
from laras.stages.people.models import Client, Consent
from laras.stages.support.models import SupportAct
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 9, 7, 1, tzinfo=dt.UTC)  # 08.00 WIB
SINCE, UNTIL = MORNING - dt.timedelta(hours=1), MORNING + dt.timedelta(days=7)


def agree(client: Client, *, agreed: bool = True) -> Consent:
    return Consent.objects.create(
        facility_id=client.facility_id,
        client=client,
        purpose="research",
        agreed=agreed,
        proof="signature",
        given_at=MORNING,
        recorded_at=clock.now(),
        recorded_by="peksos",
    )


def act(client: Client, note: str, *, days: float = 0, indicator: str = "EMO-01", **values: object) -> SupportAct:
    return SupportAct.objects.create(
        facility_id=client.facility_id,
        client=client,
        aspect="emotional",
        indicator=indicator,
        happened_at=MORNING + dt.timedelta(days=days),
        note=note,
        recorded_at=clock.now(),
        recorded_by="peksos",
        **values,
    )


def test_one_paragraph_an_act_with_numbers_for_names(study: Study, cast: Cast, by: Actor) -> None:
    agree(cast.client)
    first = act(
        cast.client, "Sutini menangis.\nBu Tini ditemani Pak Slamet, tini tenang.", response="Sutini Rahayu lega"
    )
    act(cast.client, "ditarik kembali", undone_at=clock.now())
    act(cast.client, "sesudahnya", days=8)
    act(cast.second, "milik orang lain")
    source = actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by)
    number, other = cast.client.number, cast.second.number
    head, _, words = source.text.partition(" (diberikan). ")
    assert head.startswith(f"{number}, 07-09-2026 08.00. ")
    # “Sutini Rahayu (contoh)” is the whole name of the synthetic person; its words stand for it here.
    assert words == f"{number} menangis. {number} ditemani {other}, {number} tenang. {number} {number} lega"
    assert (source.kind, source.setting["acts"]) == ("case_entries", [str(first.pk)])
    assert source.happened_at == first.happened_at


def test_whoever_did_not_agree_or_withdrew_is_left_out_by_name_of_the_number(
    study: Study, cast: Cast, by: Actor
) -> None:
    act(cast.client, "ada")
    with pytest.raises(NotConsented) as refused:
        actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by)
    assert refused.value.params == {"number": cast.client.number}
    consent = agree(cast.client)
    consent.withdrawn_at = clock.now()
    consent.save()
    with pytest.raises(NotConsented):
        actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by)
    assert not Source.objects.exists()


def test_a_withdrawal_hides_the_quotes_of_what_was_drawn_before(study: Study, cast: Cast, by: Actor) -> None:
    consent = agree(cast.client)
    act(cast.client, "ada")
    source = actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by)
    assert queries.is_quotable(source)
    consent.withdrawn_at = clock.now()
    consent.save()
    assert not queries.is_quotable(source)
    assert queries.quotable_source_ids(study) == set()


def test_entries_written_under_a_merged_number_belong_to_the_person(study: Study, cast: Cast, by: Actor) -> None:
    agree(cast.client)
    double = cast.client_record(name="Sutini Rahaju (contoh)", merged_into=cast.client)
    act(double, "ada")
    source = actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by)
    assert source.text.startswith(cast.client.number)


def test_nobody_of_another_home_is_drawn_in(study: Study, cast: Cast, by: Actor) -> None:
    agree(cast.stranger)
    with pytest.raises(NotFound):
        actions.draw_case_entries(study, clients=[cast.stranger], since=SINCE, until=UNTIL, by=by)


def test_empty_days_and_days_in_the_wrong_order_are_said(study: Study, cast: Cast, by: Actor) -> None:
    agree(cast.client)
    with pytest.raises(Incomplete):
        actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by)
    with pytest.raises(BadInput):
        actions.draw_case_entries(study, clients=[cast.client], since=UNTIL, until=SINCE, by=by)
    with pytest.raises(Incomplete):
        actions.draw_case_entries(study, clients=[], since=SINCE, until=UNTIL, by=by)


def test_the_same_days_drawn_twice_are_two_sources(study: Study, cast: Cast, by: Actor) -> None:
    agree(cast.client)
    act(cast.client, "ada")
    names = [
        actions.draw_case_entries(study, clients=[cast.client], since=SINCE, until=UNTIL, by=by).name for _ in range(2)
    ]
    assert names == [
        "Catatan dukungan 07-09-2026 – 14-09-2026",
        "Catatan dukungan 07-09-2026 – 14-09-2026 (2)",
    ]


def test_only_those_whose_consent_holds_are_offered(cast: Cast, by: Actor) -> None:
    agree(cast.client)
    agree(cast.second)
    agree(cast.second, agreed=False)
    assert [client.number for client in queries.research_clients(by)] == [cast.client.number]

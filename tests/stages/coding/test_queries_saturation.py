"""Saturation of a study: which events count, the worked example, five interviews, and what a blind coder sees of it."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.base.access.actor import Actor
from laras.domain.material import Orders
from laras.stages.coding import actions
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries.questions import SaturationSettings, saturation_of
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.stages.coding.conftest import code

pytestmark = pytest.mark.django_db

# trustworthiness, B.3: nine events.
EVENTS = ("ABCD", "ACEF", "BGH", "ADHI", "CJ", "BE", "AGK", "FH", "CI")
INDICATORS = (
    "EMO-01", "EMO-02", "EMO-03", "EST-01", "EST-02", "INS-01", "INS-02", "INF-01", "INF-02", "GRP-01", "GRP-02",
)  # fmt: skip
KEYS = dict(zip("ABCDEFGHIJK", INDICATORS, strict=True))
BEGIN = dt.datetime(2026, 3, 1, 3, tzinfo=dt.UTC)


def hold(study: Study, number: int, letters: str, by: Actor, kind: str = "interview", dated: bool = True) -> Source:
    """Return a source in which each letter's indicator was coded once."""
    at = BEGIN + dt.timedelta(days=number) if dated else None
    source: Source = evidence.add_source(
        study, name=f"{kind} {number}", kind=kind, text="x" * 40, happened_at=at, by=by
    )
    rows = [
        actions.NewCoding(source, start=2 * place, end=2 * place + 1, code=code(study, KEYS[letter]))
        for place, letter in enumerate(letters)
    ]
    if rows:
        actions.add_codings(study, codings=rows, by=by)
    return source


@pytest.fixture
def nine(study: Study, by: Actor) -> Study:
    # Taken in backwards: what counts is when they were held.
    for number in reversed(range(9)):
        hold(study, number, EVENTS[number], by)
    return study


def test_the_worked_example_reaches_seven_and_two_with_its_ratios_and_estimates(nine: Study, by: Actor) -> None:
    found = saturation_of(nine, by=by)
    assert found.result.notation == "7+2"
    assert [one.source.name for one in found.events] == [f"interview {n}" for n in range(9)]
    assert [len(one.new) for one in found.events] == [4, 2, 2, 1, 1, 0, 1, 0, 0]
    assert [one.known for one in found.events] == [4, 6, 8, 9, 10, 10, 11, 11, 11]
    # The first run after the base of four ends with the sixth event.
    ratios = [None if one.percent is None else round(one.percent, 1) for one in found.events]
    assert ratios == [None, None, None, None, None, 11.1, 11.1, 11.1, 0.0]
    assert (round(found.unseen.value or 0, 2), round(found.covered.value or 0, 3)) == (11.15, 0.923)
    assert (found.in_one, found.in_two, found.once, found.twice) == (2, 5, 2, 5)
    assert found.orders.orders == 1000
    assert found.orders.reached > 0


def test_a_stricter_run_is_not_reached(nine: Study, by: Actor) -> None:
    found = saturation_of(nine, SaturationSettings(run=3), by)
    assert (found.result.notation, found.result.assessable) == (None, True)
    assert [round(one, 3) for one in found.result.ratios] == [0.222, 0.111, 0.111]


def test_random_orders_repeat_with_their_seed(nine: Study, by: Actor) -> None:
    one, same = (saturation_of(nine, SaturationSettings(seed=7), by, orders=200).orders for _ in range(2))
    assert one == same
    assert one != saturation_of(nine, SaturationSettings(seed=8), by, orders=200).orders


def test_five_interviews_are_not_assessable_and_more_kinds_of_event_could_be(study: Study, by: Actor) -> None:
    for number in range(5):
        hold(study, number, EVENTS[number], by)
    hold(study, 5, "BE", by, kind="observation")
    hold(study, 6, "AG", by, kind="document", dated=False)
    found = saturation_of(study, by=by)
    assert (len(found.events), found.needed, found.events_all) == (5, 6, 7)
    assert not found.result.assessable
    assert found.orders == Orders(1000, 0, 1)
    assert not found.settings.deviates
    wider = saturation_of(study, SaturationSettings(events="all"), by)
    assert [one.source.kind for one in wider.events[-2:]] == ["observation", "document"]
    assert (wider.undated, wider.result.assessable, wider.settings.deviates) == (1, True, True)
    assert saturation_of(study, SaturationSettings(base=3), by).result.assessable


def test_an_interview_nobody_coded_does_not_count_as_one_that_brought_nothing(nine: Study, by: Actor) -> None:
    late = hold(nine, 20, "", by)
    found = saturation_of(nine, by=by)
    assert (len(found.events), found.waiting) == (9, (late,))
    actions.finish_reading(late, by=by)
    found = saturation_of(nine, by=by)
    assert (len(found.events), found.waiting) == (10, ())
    assert (found.events[-1].codes, found.events[-1].is_read) == (0, True)


def test_own_codes_are_counted_apart_and_a_given_frame_alone_is_told(nine: Study, by: Actor) -> None:
    found = saturation_of(nine, by=by)
    assert (found.is_deductive, found.given_codes, found.own_codes) == (True, 11, 0)
    own = actions.add_code(nine, name="Malam hari (contoh)", by=by)
    source = Source.objects.filter(study=nine).order_by("happened_at")[0]
    actions.add_coding(source, start=30, end=33, code=own, by=by)
    found = saturation_of(nine, SaturationSettings(unit="own"), by)
    assert (found.is_deductive, found.own_codes) == (False, 1)
    assert [len(one.new) for one in found.events] == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert saturation_of(nine, SaturationSettings(unit="codes"), by).result.cumulative[-1] == 12


def test_an_aspect_as_such_is_no_code(nine: Study, by: Actor) -> None:
    heading = Code.objects.get(study=nine, name="emotional", parent__isnull=True)
    source = Source.objects.filter(study=nine).order_by("happened_at")[0]
    actions.add_coding(source, start=30, end=33, code=heading, by=by)
    assert saturation_of(nine, SaturationSettings(unit="own"), by).own_codes == 0


def test_whoever_codes_blind_sees_the_saturation_of_their_own_codings(nine: Study, second: Actor) -> None:
    found = saturation_of(nine, by=second)
    assert (found.events, len(found.waiting)) == ((), 9)
    assert len(saturation_of(nine).events) == 9


def test_an_empty_study_has_nothing_to_say(study: Study, by: Actor) -> None:
    found = saturation_of(study, by=by)
    assert (found.events, found.waiting, found.unseen.value, found.covered.value) == ((), (), None, None)
    assert not Coding.objects.filter(study=study).exists()

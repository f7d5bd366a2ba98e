"""The language of the phones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain.errors import BadInput
from laras.domain.groupwork.taps import Tap, clean, fold

ID = "0190aaaa-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("key", "value", "of_member"),
    [
        ("light", "yellow", True),
        ("attendance", "refused", True),
        ("mood_before", 5, True),
        ("mood_after", "refused", True),
        ("sign.fever", True, True),
        ("adverse.sedated", False, True),
        ("spl.8", 4, True),
        ("spl.1", "na", True),
        ("ans.CARD-4.1", 0, True),
        ("ans.STRESS-10.1", 10, True),
        ("turn.helps", -1, True),
        ("teach.warning_signs", "3", True),
        ("why.warning_signs", "mengantuk", True),
        ("partner", ID, True),
        ("tie.choose." + ID.replace("-", ""), True, True),
        ("note", "", True),
        ("step.0", "skipped", False),
        ("timer.11", {"on": True, "s": 60}, False),
        ("told.L3.1", True, False),
        ("topic_minutes.stress", 8, False),
        ("gjk", "intimacy", False),
        ("weather", "hot", False),
        ("plan_b", True, False),
        ("worked", "Berpasangan berjalan baik.", False),
    ],
)
def test_what_the_page_sends_is_kept_as_it_is(key: str, value: Any, of_member: bool) -> None:
    assert clean(key, value, of_member=of_member) == value


@pytest.mark.parametrize(
    ("key", "value", "of_member"),
    [
        ("light", "blue", True),
        ("mood_before", 6, True),
        ("mood_before", True, True),
        ("mood_before", "3", True),
        ("mood_before", 3, False),
        ("sign.unknown", True, True),
        ("sign.", True, True),
        ("sign.fever", 1, True),
        ("spl.1", 5, True),
        ("ans.CARD-4", 1, True),
        ("ans.CARD-4.1", 11, True),
        ("turn.helps", 2, True),
        ("turn.helps", None, True),
        ("teach.nothing", "2", True),
        ("partner", "somebody", True),
        ("tie.love." + "0" * 32, True, True),
        ("timer.0", {"on": "yes", "s": 1}, False),
        ("timer.0", {"on": True, "s": -1}, False),
        ("step.x", "done", False),
        ("gjk", "norming", False),
        ("worked", 5, False),
        ("note", "x" * 4001, True),
        ("x" * 61, True, True),
        ("anything", 1, False),
        ("incident.abcdef12", {"kind": "fall", "severity": 5}, False),
        ("incident.abcdef12", {"kind": "quarrel", "severity": 1}, False),
        ("incident.x", {"kind": "fall", "severity": 1}, False),
    ],
)
def test_what_no_page_sends_is_refused(key: str, value: Any, of_member: bool) -> None:
    with pytest.raises(BadInput):
        clean(key, value, of_member=of_member)


def test_an_incident_keeps_its_known_parts_only() -> None:
    given = {"kind": "fall", "severity": 2, "behaviour": " Terpeleset. ", "injured": "yes", "more": 1, "member": ID}
    assert clean("incident.abcdef12", given, of_member=False) == {
        "kind": "fall",
        "severity": 2,
        "injured": False,
        "member": ID,
        "antecedent": "",
        "behaviour": "Terpeleset.",
        "consequence": "",
        "action": "",
        "reported_to": "",
    }


def test_the_last_tap_counts_and_none_takes_it_back() -> None:
    state = fold([Tap("a", "mood_before", 2), Tap("b", "mood_before", 5), Tap("a", "mood_before", 4)])
    assert (state.of("a"), state.of("b")) == ({"mood_before": 4}, {"mood_before": 5})
    state = fold([Tap("a", "light", "green"), Tap("a", "light", None)])
    assert state.of("a") == {}


def test_turns_add_up_and_never_fall_below_nought() -> None:
    taps = [Tap("a", "turn.helps", n) for n in (-1, 1, 1, -1, 1)]
    assert fold(taps).of("a") == {"turn.helps": 2}


def test_a_pair_belongs_to_two_and_a_new_one_frees_the_old() -> None:
    state = fold([Tap("a", "partner", "b"), Tap("c", "partner", "d"), Tap("b", "partner", "c")])
    assert state.partners == {"b": "c", "c": "b"}
    assert state.pairs() == [("b", "c")]
    assert fold([Tap("a", "partner", "b"), Tap("b", "partner", None)]).partners == {}


PEOPLE = ("a", "b", "c", "d", "e")


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))))
def test_however_they_are_paired_nobody_has_two_partners(pairs: list[tuple[str, str]]) -> None:
    state = fold(Tap(a, "partner", b) for a, b in pairs if a != b)
    assert all(state.partners[other] == one for one, other in state.partners.items())
    placed = [one for pair in state.pairs() for one in pair]
    assert len(placed) == len(set(placed))


KEYS = st.sampled_from(["mood_before", "light", "sign.fever", "attendance"])


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), KEYS, st.integers(1, 5))))
def test_taps_at_different_places_do_not_disturb_each_other(taps: list[tuple[str, str, int]]) -> None:
    state = fold(Tap(*one) for one in taps)
    last = {(member, key): value for member, key, value in taps}
    assert {(m, k): v for m, of in state.members.items() for k, v in of.items()} == last

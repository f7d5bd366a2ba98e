"""What a session yields."""

from __future__ import annotations

from typing import Any

from laras.domain.groupwork.harvest import BLOCKED, MISSING, Answers, Given, Lack, Plan, Told, harvest, light_of
from laras.domain.groupwork.taps import State, Tap, fold

PLAN = Plan(topics=("stress",), steps=2, instruments=("CARD-4",))


def state(*taps: tuple[str, str, Any]) -> State:
    return fold(Tap(*one, at=float(n)) for n, one in enumerate(taps))


def there(*members: str) -> list[tuple[str, str, Any]]:
    return [(member, "attendance", "full") for member in members]


def test_the_group_given_the_pair_and_the_invitation_declined() -> None:
    taps = [*there("a", "b"), ("c", "attendance", "refused"), ("d", "attendance", "sick"), ("a", "partner", "b")]
    assert harvest(state(*taps), "abcd", PLAN).given == [
        Given("a", "GRP-02"),
        Given("a", "GRP-03"),
        Given("b", "GRP-02"),
        Given("b", "GRP-03"),
        Given("c", "GRP-01", "refused"),
    ]


def test_answers_are_taken_from_those_who_were_there() -> None:
    taps = [*there("a"), ("b", "attendance", "excused"), ("b", "mood_before", 5), ("a", "mood_before", 3)]
    taps += [("a", "mood_after", "refused"), ("a", "ans.CARD-4.1", 4), ("a", "ans.CARD-4.2", "refused")]
    taps += [("a", "spl.1", 3), ("a", "spl.2", "na"), ("a", "medicine", True)]
    assert harvest(state(*taps), "ab", PLAN).answers == [
        Answers("a", "mood_before", "MOOD-1", {"1": 3}, "client", 3.0),
        Answers("a", "mood_after", "MOOD-1", {"1": None}, "client", 4.0),
        Answers("a", "participation", "SPL-8", {"1": 3, "2": None, "medicine": 1}, "observer", 8.0),
        Answers("a", "CARD-4", "CARD-4", {"1": 4, "2": None}, "client", 6.0),
    ]


def test_participation_of_which_nothing_could_be_seen_is_no_sheet() -> None:
    taps = [*there("a"), ("a", "spl.1", "na"), ("a", "spl.2", "na")]
    assert harvest(state(*taps), "a", PLAN).answers == []


def test_a_topic_is_told_when_a_point_or_an_answer_says_so() -> None:
    assert harvest(state(*there("a")), "a", PLAN).told == []
    taps = [*there("a", "b"), ("", "told.L8.1", True), ("a", "teach.stress", "2"), ("b", "teach.crisis", "postponed")]
    found = harvest(state(*taps, ("b", "why.crisis", "mengantuk")), "ab", PLAN).told
    assert found == [
        Told("a", "stress", "2"),
        Told("a", "crisis", ""),
        Told("b", "stress", ""),
        Told("b", "crisis", "postponed", "mengantuk"),
    ]


def test_what_stops_a_save() -> None:
    taps = [*there("a"), ("a", "sign.fever", True), ("b", "attendance", "partial"), ("b", "teach.stress", "postponed")]
    taps += [("b", f"tie.choose.{other}", True) for other in "acde"]
    taps += [(one, "attendance", "full") for one in "cde"]
    found = harvest(state(*taps), "abcdef", PLAN)
    assert found.blocked == [
        Lack("attendance", ("f",)),
        Lack("red", ("a",)),
        Lack("reason", ("b",)),
        Lack("choices", ("b",)),
    ]


def test_a_session_to_which_nobody_came_is_cancelled_instead() -> None:
    taps = [("a", "attendance", "refused"), ("b", "attendance", "sick")]
    assert harvest(state(*taps), "ab", PLAN).blocked == [Lack("nobody")]


def test_what_is_missing_is_named_and_nothing_when_all_is_there() -> None:
    found = harvest(state(*there("a")), "a", PLAN)
    assert [lack.kind for lack in found.missing] == [
        "mood_before",
        "mood_after",
        "teach_back",
        "participation",
        "CARD-4",
        "steps",
    ]
    taps = [*there("a"), ("a", "mood_before", 3), ("a", "mood_after", "refused"), ("a", "teach.stress", "0")]
    taps += [("a", f"spl.{n}", 2) for n in range(1, 7)] + [("a", "ans.CARD-4.1", 4)]
    taps += [("", "step.0", "done"), ("", "step.1", "skipped")]
    assert harvest(state(*taps), "a", PLAN).missing == []
    assert set(MISSING).isdisjoint(BLOCKED)


def test_ties_and_pairs_are_of_those_who_were_there() -> None:
    taps = [*there("a", "b"), ("c", "attendance", "sick"), ("a", "partner", "c")]
    taps += [("a", "tie.help.b", True), ("a", "tie.choose.c", True), ("b", "tie.talk.a", False)]
    found = harvest(state(*taps), "abc", PLAN)
    assert (found.pairs, found.ties) == ([], [("a", "b", "help")])


def test_nobody_has_a_light_before_somebody_looked() -> None:
    assert light_of(state(), "a") == ""
    assert light_of(state(("a", "light", "green")), "a") == "green"
    assert light_of(state(("a", "light", "green"), ("a", "sign.sleepy", True)), "a") == "yellow"

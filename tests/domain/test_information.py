from __future__ import annotations

from datetime import date

import pytest

from laras.domain.aspects import is_active
from laras.domain.casework import STAGES
from laras.domain.errors import BadInput, NotFound
from laras.domain.information import (
    INDICATOR_OF_TOPIC,
    LEAFLETS,
    POINTS,
    RESULTS,
    TOPICS,
    Debt,
    Due,
    EpisodeFacts,
    Share,
    TeachBack,
    coverage,
    debts,
    due_on,
    due_topics,
    first_attempt_success,
    occasions,
    succeeded,
    topic,
)

ADMITTED = date(2026, 9, 1)
TODAY = date(2026, 11, 24)


def _facts(stage: str = "S2", since: date = ADMITTED, **other: object) -> EpisodeFacts:
    return EpisodeFacts(ADMITTED, stage, since, **other)  # type: ignore[arg-type]  # test shorthand


def _told(code: str, on: date, result: int | str, attempt: int = 1) -> TeachBack:
    return TeachBack(code, on, attempt, result)


def test_fourteen_topics_name_stages_that_exist_and_have_something_to_say() -> None:
    assert len(TOPICS) == 14
    assert {rule.stage for one in TOPICS.values() for rule in one.due if rule.when == "stage"} <= set(STAGES)
    assert all(len(one.points) >= 4 and one.lead and one.question.id for one in TOPICS.values())
    assert {one.short.id for one in TOPICS.values()} >= {
        "Guna dan waktu obat",
        "Hak dan pengaduan",
        "Tanda awal kambuh",
        "BPJS dan Puskesmas",
        "Rencana dan lama layanan",
    }


def test_every_topic_is_an_act_of_an_informational_indicator() -> None:
    assert set(INDICATOR_OF_TOPIC) == set(TOPICS)
    assert all(code.startswith("INF-") and is_active(code) for code in INDICATOR_OF_TOPIC.values())
    assert (INDICATOR_OF_TOPIC["medicine"], INDICATOR_OF_TOPIC["caregiver"]) == ("INF-02", "INF-08")


def test_every_point_of_every_leaflet_belongs_to_a_topic() -> None:
    used = {point.point_id for one in TOPICS.values() for point in one.points}
    assert used == set(POINTS)
    assert [code for code in LEAFLETS if code.startswith("L")] == [f"L{n}" for n in range(1, 13)]


def test_rights_are_due_three_days_after_admission() -> None:
    assert due_on(topic("rights_rules"), _facts()) == date(2026, 9, 4)


def test_a_stage_topic_is_not_due_before_its_stage() -> None:
    assert due_on(topic("stigma"), _facts("S7")) is None
    assert due_on(topic("stigma"), _facts("S8", date(2026, 11, 1))) == date(2026, 11, 15)


def test_a_stage_passed_counts_from_its_own_day_when_known() -> None:
    facts = _facts("S9", date(2026, 11, 20), entered={"S8": date(2026, 10, 1)})
    assert due_on(topic("stigma"), facts) == date(2026, 10, 15)
    assert due_on(topic("stigma"), _facts("S9", date(2026, 11, 20))) == date(2026, 12, 4)


def test_medicine_is_due_again_at_a_change_and_before_leaving() -> None:
    facts = _facts("S8", medicine_changed_on=date(2026, 10, 10), leaving_on=date(2026, 12, 10))
    assert occasions(topic("medicine"), facts) == [
        Due("medicine", date(2026, 9, 15), None),
        Due("medicine", date(2026, 10, 13), date(2026, 10, 10)),
        Due("medicine", date(2026, 12, 7), date(2026, 11, 10)),
    ]
    assert due_on(topic("medicine"), facts, succeeded_on=date(2026, 9, 10)) == date(2026, 10, 13)
    assert due_on(topic("medicine"), facts, succeeded_on=date(2026, 10, 12)) == date(2026, 12, 7)


def test_the_carer_topic_is_owed_to_the_family_only() -> None:
    facts = _facts("S8", date(2026, 11, 1))
    assert "caregiver" not in {due.topic for due in due_topics(facts)}
    assert "caregiver" in {due.topic for due in due_topics(facts, "family")}
    assert "stress" not in {due.topic for due in due_topics(facts, "family")}


def test_debts_stand_oldest_first_with_attempts_and_last_result() -> None:
    owed = debts(
        [Due("medicine", date(2026, 11, 8)), Due("rights_rules", date(2026, 9, 4)), Due("stigma", date(2026, 12, 1))],
        [_told("medicine", date(2026, 11, 10), 1), _told("medicine", date(2026, 11, 9), "postponed")],
        TODAY,
    )
    assert owed == [
        Debt("rights_rules", date(2026, 9, 4), 81, 0, None),
        Debt("medicine", date(2026, 11, 8), 16, 2, 1),
    ]


def test_a_success_pays_the_debt_but_not_one_that_came_after() -> None:
    due = [Due("medicine", date(2026, 9, 15)), Due("medicine", date(2026, 10, 13), date(2026, 10, 10))]
    before = _told("medicine", date(2026, 9, 12), 2)
    assert debts(due, [before], TODAY) == [Debt("medicine", date(2026, 10, 13), 42, 0, None)]
    assert debts(due, [before, _told("medicine", date(2026, 11, 1), 3)], TODAY) == []


def test_a_topic_due_today_is_owed_with_zero_days() -> None:
    assert debts([Due("plan", TODAY)], [], TODAY) == [Debt("plan", TODAY, 0, 0, None)]


def test_success_means_own_words_or_better() -> None:
    assert [succeeded(result) for result in RESULTS] == [False, False, True, True, False, False]
    with pytest.raises(BadInput, match="not a teach-back result"):
        succeeded(4)


def test_first_attempt_success_leaves_out_refusals() -> None:
    given = [
        _told("plan", TODAY, 2),
        _told("crisis", TODAY, 1),
        _told("crisis", TODAY, 3, 2),
        _told("stress", TODAY, "refused"),
    ]
    assert first_attempt_success(given) == Share(1, 2)
    assert first_attempt_success([]).value is None


def test_coverage_counts_topics_not_occasions() -> None:
    due = [Due("plan", date(2026, 10, 1)), Due("crisis", date(2026, 10, 1)), Due("crisis", date(2026, 10, 9))]
    assert coverage(due, [_told("plan", date(2026, 10, 2), 2)], TODAY) == Share(1, 2)
    assert coverage([], [], TODAY).value is None


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(NotFound, match="There is no topic “weather”"):
        topic("weather")

"""Stays, stages, goals, severity, daily living, tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from laras.base.store import clock
from laras.domain.casework import ADL_ITEMS
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, LarasError, NotAllowed, NotFound
from laras.stages.casework.actions import (
    add_task,
    close_episode,
    close_goal,
    finish_task,
    move_stage,
    open_episode,
    rate_goal,
    rate_severity,
    record_adl,
    record_event,
    set_goal,
)
from laras.stages.casework.models import AdlRecord, Episode, Goal, GoalRating, SeverityRating, StageMove
from laras.stages.casework.queries import current_episode, facts, stage_history
from tests.cast import LONG_AGO, Cast

LATER = LONG_AGO + dt.timedelta(days=30)
ANSWERS = dict.fromkeys(ADL_ITEMS, 2)


def goal_of(cast: Cast, **changes: Any) -> Goal:
    values: dict[str, Any] = {"title": "Menjelaskan obatnya sendiri", "levels": {0: "Menyebut guna obat"}, **changes}
    return set_goal(cast.client, **values, by=cast.actor("peksos"))


def test_one_stay_at_a_time_and_the_next_gets_the_next_number(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    with pytest.raises(Conflict):
        open_episode(cast.client, by=by)
    close_episode(episode, outcome="reunified", by=by)
    again = open_episode(cast.client, stage="S2", by=by)
    assert (episode.number, episode.outcome, again.number, again.stage) == (1, "reunified", 2, "S2")
    assert current_episode(cast.client) == again
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.filter(pk=episode.pk).update(closed_at=None, outcome="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.filter(pk=again.pk).update(outcome="reunified")


def test_forward_needs_every_gate_and_is_written_down(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    with pytest.raises(Incomplete) as refusal:
        move_stage(episode, to="S2", by=by)
    assert refusal.value.field == "gates"
    move = move_stage(episode, to="S2", gates=("eligibility", "made_up"), happened_at=LATER, by=by)
    episode.refresh_from_db()
    assert (episode.stage, episode.stage_since) == ("S2", LATER)
    assert (move.from_stage, move.to_stage, move.gates) == ("S1", "S2", ["eligibility"])
    assert [row.to_stage for row in stage_history(episode)] == ["S2", "S1"]


def test_back_needs_a_reason_and_jumps_are_refused(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    with pytest.raises(NotAllowed):
        move_stage(episode, to="S5", gates=("eligibility",), by=by)
    move_stage(episode, to="S2", gates=("eligibility",), by=by)
    with pytest.raises(Incomplete) as refusal:
        move_stage(episode, to="S1", by=by)
    assert refusal.value.field == "reason"
    move = move_stage(episode, to="S1", reason="Syarat ternyata belum lengkap.", by=by)
    assert StageMove.objects.get(pk=move.pk).reason == "Syarat ternyata belum lengkap."


def test_a_step_does_not_lie_before_the_last_one_or_ahead(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    for moment in (LONG_AGO - dt.timedelta(days=1), clock.now() + dt.timedelta(days=1)):
        with pytest.raises(BadInput):
            move_stage(episode, to="S2", gates=("eligibility",), happened_at=moment, by=by)


def test_a_death_leads_to_termination_a_referral_does_not(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    record_event(episode, kind="referred_rsj", note="Dirujuk untuk penyesuaian obat.", by=by)
    assert episode.stage == "S1"
    record_event(episode, kind="died", note="Meninggal karena sakit jantung.", by=by)
    assert episode.stage == "S9"
    assert stage_history(episode)[0].reason == "Meninggal karena sakit jantung."
    close_episode(episode, outcome="died", by=by)
    for deed in (
        lambda: record_event(episode, kind="moved", note="Pindah ke panti lain.", by=by),
        lambda: move_stage(episode, to="S10", by=by),
        lambda: close_episode(episode, outcome="died", by=by),
    ):
        with pytest.raises(Closed):
            deed()


def test_an_unknown_event_or_outcome_is_refused(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    with pytest.raises(BadInput):
        record_event(episode, kind="flew", note="Terbang ke bulan.", by=by)
    with pytest.raises(Incomplete):
        record_event(episode, kind="died", note="", by=by)
    with pytest.raises(BadInput):
        close_episode(episode, outcome="flew", by=by)


def test_a_goal_is_set_rated_and_closed(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos")
    goal = goal_of(cast, levels={-2: "Diam", 0: "Menyebut guna obat", 2: "Mengajari teman"}, aspect="informational")
    assert Goal.objects.get(pk=goal.pk).levels == {
        "-2": "Diam",
        "-1": "",
        "0": "Menyebut guna obat",
        "1": "",
        "2": "Mengajari teman",
    }
    rate_goal(goal, level=-1, by=by)
    with pytest.raises(BadInput):
        rate_goal(goal, level=3, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalRating.objects.update(level=3)
    close_goal(goal, by=by)
    with pytest.raises(Closed):
        rate_goal(goal, level=0, by=by)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"levels": {}}, "level_0"),
        ({"levels": {0: "a", 3: "b"}}, ""),
        ({"aspect": "money"}, "aspect"),
        ({"weight": 9}, "weight"),
    ],
)
def test_a_goal_says_what_is_expected(cast: Cast, episode: Episode, change: dict[str, Any], field: str) -> None:
    with pytest.raises(LarasError) as refusal:
        goal_of(cast, **change)
    assert refusal.value.field == field


def test_a_goal_needs_an_open_stay(cast: Cast) -> None:
    with pytest.raises(Incomplete):
        goal_of(cast)


def test_severity_is_rated_by_those_who_may(cast: Cast) -> None:
    rate_severity(cast.client, level="moderate", note="Lebih tenang.", by=cast.actor("perawat"))
    assert SeverityRating.objects.get().note == "Lebih tenang."
    with pytest.raises(BadInput):
        rate_severity(cast.client, level="berat", by=cast.actor("perawat"))
    with pytest.raises(NotAllowed):
        rate_severity(cast.client, level="mild", by=cast.actor("pengasuh"))
    with pytest.raises(IntegrityError), transaction.atomic():
        SeverityRating.objects.update(level="berat")


def test_daily_living_counts_twelve_answers(cast: Cast) -> None:
    carer = cast.actor("pengasuh")
    row = record_adl(cast.client, answers={**ANSWERS, "bathing": 3}, by=carer)
    assert (row.total, AdlRecord.objects.get().answers["bathing"]) == (25, 3)
    with pytest.raises(Incomplete) as refusal:
        record_adl(cast.client, answers={"eating": 3}, by=carer)
    assert (refusal.value.field, refusal.value.params) == ("bathing", {"n": 11})
    with pytest.raises(BadInput):
        record_adl(cast.client, answers={**ANSWERS, "eating": 4}, by=carer)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdlRecord.objects.update(total=37)


def test_a_task_is_promised_and_done_once(cast: Cast) -> None:
    day = dt.date(2026, 12, 1)
    task = add_task(
        cast.client, title="Telepon Ibu M.", worker=cast.worker("pengasuh"), due_on=day, by=cast.actor("peksos")
    )
    finish_task(task, by=cast.actor("pengasuh"))
    assert task.done_by == "pengasuh"
    with pytest.raises(Closed):
        finish_task(task, by=cast.actor("pengasuh"))
    with pytest.raises(NotFound):
        add_task(cast.client, title="x", worker=cast.worker("peksos_lain"), due_on=day, by=cast.actor("peksos"))
    with pytest.raises(Incomplete):
        add_task(cast.client, title=" ", worker=cast.worker("pengasuh"), due_on=day, by=cast.actor("peksos"))


def test_a_stranger_writes_nothing(cast: Cast, episode: Episode) -> None:
    by = cast.actor("peksos2")
    for deed in (
        lambda: open_episode(cast.client, by=by),
        lambda: move_stage(episode, to="S2", gates=("eligibility",), by=by),
        lambda: rate_severity(cast.client, level="mild", by=by),
        lambda: record_adl(cast.client, answers=ANSWERS, by=by),
        lambda: set_goal(cast.client, title="x", levels={0: "x"}, by=by),
    ):
        with pytest.raises(NotFound):
            deed()


def test_the_page_knows_what_the_gates_ask(cast: Cast, episode: Episode) -> None:
    def known(stage: str) -> dict[str, bool | None]:
        episode.stage = stage
        return {code: fact.is_met for code, fact in facts(cast.client, episode).items()}

    assert known("S1") == {"eligibility": None}
    assert known("S2") == {"consent_or_basis": False, "risk_screen": False}
    assert known("S5") == {"client_agreed": False, "has_goal": False, "plan_approved": None}
    goal = goal_of(cast, agreed=False)
    assert known("S5") == {"client_agreed": False, "has_goal": True, "plan_approved": None}
    assert known("S7") == {"goals_rated": False, "score_taken": None}
    rate_goal(goal, level=0, by=cast.actor("peksos"))
    assert known("S7")["goals_rated"] is True
    rate_severity(cast.client, level="severe", happened_at=LONG_AGO + dt.timedelta(hours=3), by=cast.actor("perawat"))
    assert known("S2")["risk_screen"] is True

from __future__ import annotations

import pytest

from laras.domain import casework
from laras.domain.casework import ADL_ITEMS, STAGES, TRANSITIONS, adl_score, after_event, check_move, diagram, may_move
from laras.domain.errors import BadInput, Incomplete, NotAllowed

LONG_REASON = "Keluarga membawa berita baru (contoh)."


def test_ten_stages_carry_the_customary_names() -> None:
    assert [(one.code, one.label.id) for one in STAGES.values()] == [
        ("S1", "Pendekatan awal"),
        ("S2", "Penerimaan"),
        ("S3", "Asesmen"),
        ("S4", "Pembahasan"),
        ("S5", "Rencana"),
        ("S6", "Intervensi"),
        ("S7", "Monitoring"),
        ("S8", "Resosialisasi"),
        ("S9", "Terminasi"),
        ("S10", "Bimbingan lanjut"),
    ]


def test_the_table_names_only_stages_and_moves_forward_one_at_a_time() -> None:
    assert set(TRANSITIONS) == set(STAGES)
    for code, following in TRANSITIONS.items():
        assert following <= set(STAGES)
        forward = [target for target in following if casework.is_forward(code, target)]
        assert [STAGES[target].order for target in forward] == ([STAGES[code].order + 1] if code != "S10" else [])


def test_every_stage_can_be_reached_and_led_to_the_end() -> None:
    seen, todo = {"S1"}, ["S1"]
    while todo:
        new = TRANSITIONS[todo.pop()] - seen
        seen |= new
        todo += new
    assert seen == set(STAGES)


def test_forward_needs_every_gate_of_the_stage_left() -> None:
    assert [gate.code for gate in may_move("S5", "S6", gates_met={"has_goal"})] == ["client_agreed", "plan_approved"]
    assert may_move("S5", "S6", gates_met={"has_goal", "client_agreed", "plan_approved"}) == []
    with pytest.raises(Incomplete, match="client_agreed, plan_approved"):
        check_move("S5", "S6", gates_met={"has_goal"})


def test_a_stage_without_gates_is_left_freely() -> None:
    assert may_move("S6", "S7") == []


def test_backward_needs_a_reason_and_no_gates() -> None:
    with pytest.raises(Incomplete, match="at least 20 characters"):
        may_move("S6", "S3", reason="  lupa   ")
    assert may_move("S6", "S3", reason=LONG_REASON) == []


@pytest.mark.parametrize(("from_stage", "to_stage"), [("S1", "S3"), ("S10", "S1"), ("S9", "S6"), ("S6", "S6")])
def test_moves_outside_the_table_are_refused(from_stage: str, to_stage: str) -> None:
    with pytest.raises(NotAllowed):
        may_move(from_stage, to_stage, reason=LONG_REASON)


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(BadInput, match="There is no stage “S11”"):
        may_move("S10", "S11")


def test_only_what_a_later_stage_knows_is_attested() -> None:
    assert sorted(gate.code for gate in casework.GATES.values() if not gate.is_computed) == [
        "family_teach_back",
        "score_taken",
    ]


def test_events_lead_to_termination_from_any_stage_but_hospital_leaves_the_stage_open() -> None:
    assert [after_event("S2", code) for code in casework.EVENTS] == ["S9", "S9", "S2", "S9", "S9"]
    assert after_event("S10", "died") == "S10"
    assert all(len(event.checklist) >= 4 for event in casework.EVENTS.values())
    assert {event.reason for event in casework.EVENTS.values()} <= set(casework.TERMINATION_REASONS)


def test_assessment_may_go_on_during_intervention() -> None:
    assert [casework.may_overlap("S3", current) for current in ("S3", "S6", "S9")] == [True, True, False]


def test_the_diagram_is_drawn_from_the_table() -> None:
    lines = diagram("id").splitlines()
    assert lines[:3] == ["stateDiagram-v2", "    direction LR", "    S1: S1 Pendekatan awal"]
    assert "    S5 --> S6: client_agreed, has_goal, plan_approved" in lines
    assert "    S6 --> S3: dengan alasan" in lines
    arrows = [
        line
        for line in lines
        if " --> " in line and line.split()[0] in STAGES and line.split()[2].rstrip(":") in STAGES
    ]
    assert len(arrows) == sum(map(len, TRANSITIONS.values()))
    assert "    S1: S1 Initial approach" in diagram("en").splitlines()


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "heavy"),
        (11, "heavy"),
        (12, "moderate"),
        (23, "moderate"),
        (24, "light"),
        (30, "light"),
        (31, "independent"),
        (36, "independent"),
    ],
)
def test_adl_bands_change_where_the_checklist_says(total: int, band: str) -> None:
    assert casework.adl_band(total).code == band


def test_adl_totals_twelve_items() -> None:
    assert len(ADL_ITEMS) == 12
    score = adl_score(dict.fromkeys(ADL_ITEMS, 2))
    assert (score.total, score.band and score.band.code, score.missing) == (24, "light", ())


def test_adl_has_no_total_while_an_item_is_missing() -> None:
    answers: dict[str, int | None] = dict.fromkeys(ADL_ITEMS, 3)
    answers["asking"] = None
    score = adl_score(answers)
    assert (score.total, score.band, score.missing) == (None, None, ("asking",))


def test_adl_refuses_answers_outside_the_scale() -> None:
    with pytest.raises(BadInput, match="from 0 to 3"):
        adl_score({"eating": 4})
    with pytest.raises(BadInput, match="no ADL item “flying”"):
        adl_score({"flying": 1})


def test_gas_and_severity_have_their_words() -> None:
    assert sorted(casework.GAS_LEVELS) == [-2, -1, 0, 1, 2]
    assert [casework.SEVERITY_LABELS[code].id for code in casework.SEVERITIES] == ["berat", "sedang", "ringan"]

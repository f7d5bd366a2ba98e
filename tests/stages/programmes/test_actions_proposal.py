"""Proposals: made from a gap, written part by part, handed in, decided by another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.domain.errors import BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.domain.groupwork.terms import SECTIONS
from laras.stages.evidence import actions as studying
from laras.stages.evidence.models import Informant, Study
from laras.stages.programmes import actions, queries
from laras.stages.programmes.actions import Factor, Line, Measure
from laras.stages.programmes.models import BudgetLine, MeasurePlan, Programme, ProgrammeStep, SessionPlan
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_proposal_without_a_study_is_sahabat_dengar_whole(draft: Programme) -> None:
    assert (draft.state, draft.title, draft.aspect) == (
        "draft",
        "Sahabat Dengar melalui Recreation Group",
        "informational",
    )
    assert set(draft.text) == set(SECTIONS)
    budget = queries.budget_of(draft)
    assert (len(budget.lines), budget.total, budget.words) == (
        10,
        2_850_000,
        "dua juta delapan ratus lima puluh ribu rupiah",
    )
    assert [plan.number for plan in queries.session_plans(draft)] == list(range(1, 9))
    assert [row.aim for row in queries.measure_plan(draft) if row.is_primary] == [
        *("stress", "mood", "wellbeing", "social_skills", "confidence", "positive_experience")
    ]
    assert queries.swot_of(queries.swot_items(draft)).quadrant == 1
    assert queries.missing(draft) == []


def test_a_blank_proposal_says_what_is_missing_and_cannot_be_handed_in(by: Actor) -> None:
    blank = actions.propose(title="Kebun bersama", pattern="blank", by=by)
    assert {section for section, _ in queries.missing(blank)} == {
        *("background", "aims", "target", "organisation", "method", "steps", "schedule", "monitoring")
    }
    with pytest.raises(Incomplete):
        actions.submit(blank, by=by)
    with pytest.raises(Incomplete):
        actions.propose(pattern="blank", by=by)


def test_the_background_tells_the_gap_how_sure_and_the_quotes_with_their_lines(told: Study, by: Actor) -> None:
    made = actions.propose(told, by=by)
    first = made.text["background"].split("\n")[0]
    assert first == (
        "Penilaian studi “Dukungan sosial (contoh)”: Dukungan informatif paling lemah. "
        "Dari 6 bukti, 4 menyatakan kurang; 2 dari 10 indikator terdengar."
    )
    assert "Seberapa yakin:" in made.text["background"] and "Dasar hukum:" in made.text["background"]
    assert made.aspect == "informational"
    (finding,) = queries.evidence_of(made)
    assert finding["finding"] == "Guna obat jarang dijelaskan."
    assert [(q["source"], q["line"], q["quote"]) for q in finding["quotes"]] == [
        ("Wawancara 1", 1, "Obat jarang dijelaskan."),
        ("Wawancara 1", 1, "Obat jarang dijelaskan."),
    ]


def test_a_quote_is_hidden_as_soon_as_the_informant_withdraws(told: Study, by: Actor, cast: Cast) -> None:
    researcher = cast.actor("peneliti")
    informant = Informant.objects.get(study=told)
    consent = studying.give_research_consent(informant, agreed=True, may_quote=True, by=researcher)
    made = actions.propose(told, by=by)
    assert [q["quote"] for q in queries.evidence_of(made)[0]["quotes"]] == [
        "Obat jarang dijelaskan.",
        "Obat jarang dijelaskan.",
    ]
    studying.withdraw_research_consent(consent, reason="Tidak mau lagi dikutip.", by=researcher)
    assert [q["quote"] for q in queries.evidence_of(made)[0]["quotes"]] == ["", ""]
    assert queries.evidence_of(actions.propose(told, by=by))[0]["quotes"] == []


def test_the_proposal_may_be_written_in_english(by: Actor) -> None:
    made = actions.propose(language="en", by=by)
    assert made.title == "Friends of Hearing through Recreation Group"
    assert made.text["target"].startswith("Primary: eight clients")


def test_parts_are_written_while_it_is_open_and_not_afterwards(draft: Programme, by: Actor) -> None:
    actions.write_section(draft, section="schedule", text="Tiap Rabu.\r\nAula.", by=by)
    draft.refresh_from_db()
    assert draft.text["schedule"] == "Tiap Rabu.\nAula."
    with pytest.raises(BadInput):
        actions.write_section(draft, section="nothing", text="x", by=by)
    actions.name_programme(draft, title="Sahabat Kita", group_type="social_conversation", aspect="group", by=by)
    actions.submit(draft, by=by)
    with pytest.raises(Closed):
        actions.write_section(draft, section="schedule", text="Lain.", by=by)
    with pytest.raises(Closed):
        actions.change_budget(draft, lines=[], by=by)


def test_a_word_that_hurts_is_refused_unless_it_is_quoted(draft: Programme, by: Actor) -> None:
    with pytest.raises(BadInput, match="hurts people"):
        actions.write_section(draft, section="target", text="Para orang gila.", by=by)
    quoted = "Tetangga menyebutnya “orang gila”."
    assert actions.write_section(draft, section="target", text=quoted, by=by).text["target"] == quoted


def test_nobody_approves_their_own_proposal(draft: Programme, by: Actor, cast: Cast) -> None:
    own = actions.propose(by=cast.actor("penyelia"))
    actions.submit(own, by=cast.actor("penyelia"))
    with pytest.raises(NotAllowed, match="own proposal"):
        actions.approve(own, by=cast.actor("penyelia"))
    # Nor what one wrote and another handed in.
    second = actions.propose(by=cast.actor("penyelia"))
    actions.submit(second, by=by)
    with pytest.raises(NotAllowed, match="own proposal"):
        actions.approve(second, by=cast.actor("penyelia"))
    assert actions.approve(own, by=cast.actor("kepala")).decided_by == "kepala"


def test_the_database_refuses_an_approval_of_ones_own(draft: Programme) -> None:
    draft.state, draft.decided_by, draft.decided_at = "approved", draft.proposed_by, draft.recorded_at
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_a_role_without_the_permission_approves_nothing(draft: Programme, by: Actor, cast: Cast) -> None:
    actions.submit(draft, by=by)
    with pytest.raises(NotAllowed):
        actions.approve(draft, by=cast.actor("peksos2"))


def test_it_goes_back_with_a_reason_and_comes_again(draft: Programme, by: Actor, cast: Cast) -> None:
    actions.submit(draft, by=by)
    with pytest.raises(Incomplete):
        actions.return_programme(draft, note="Kurang", by=cast.actor("kepala"))
    actions.return_programme(draft, note="Anggaran terlalu rendah.", by=cast.actor("kepala"))
    actions.write_section(draft, section="budget", text="Disesuaikan.", by=by)
    actions.submit(draft, note="Sudah diperbaiki.", by=by)
    actions.approve(draft, by=cast.actor("kepala"))
    draft.refresh_from_db()
    assert draft.state == "approved"
    assert [step.deed for step in queries.steps_of(draft)] == [
        *("approve", "submit", "return", "submit", "create"),
    ]
    kept = ProgrammeStep.objects.filter(programme=draft, deed="submit").order_by("recorded_at", "id").first()
    assert kept is not None
    assert kept.content["text"]["budget"] != "Disesuaikan."


def test_it_may_be_withdrawn_before_the_decision_and_not_after(draft: Programme, by: Actor, cast: Cast) -> None:
    actions.submit(draft, by=by)
    assert actions.withdraw(draft, by=by).state == "draft"
    actions.submit(draft, by=by)
    actions.approve(draft, by=cast.actor("kepala"))
    with pytest.raises(Closed):
        actions.withdraw(draft, by=by)


def test_a_revision_is_a_new_draft_with_everything_in_it(approved: Programme, by: Actor) -> None:
    again = actions.revise(approved, by=by)
    assert (again.state, again.version, again.previous) == ("draft", 2, approved)
    assert queries.content_of(again) == queries.content_of(approved)
    assert SessionPlan.objects.filter(programme=approved).count() == 8
    with pytest.raises(BadInput):
        actions.revise(again, by=by)


def test_lines_of_the_budget_are_changed_added_and_removed(draft: Programme, by: Actor) -> None:
    lines = list(BudgetLine.objects.filter(programme=draft).order_by("position"))
    changed = Line("Kudapan", Decimal("80"), "porsi", 10_000, "csr", lines[0].pk)
    actions.change_budget(
        draft,
        lines=[changed, Line("Topi", Decimal("2.5"), "lusin", 100_000)],
        removed=[one.pk for one in lines[1:]],
        by=by,
    )
    kept = queries.budget_of(draft)
    assert [(row.item, row.fund, amount) for row, amount in kept.lines] == [
        ("Kudapan", "csr", 800_000),
        ("Topi", "apbd", 250_000),
    ]
    assert kept.total == 1_050_000
    with pytest.raises(BadInput):
        actions.change_budget(draft, lines=[Line("Nol", Decimal(0), "kali", 1)], by=by)


def test_weights_that_do_not_add_up_are_kept_told_and_stop_the_handing_in(draft: Programme, by: Actor) -> None:
    actions.change_swot(draft, factors=[Factor("s", "Relawan", Decimal("0.2"), 4)], by=by)
    assert queries.missing(draft) == [("feasibility", "The weights do not add up to 1.")]
    with pytest.raises(Incomplete):
        actions.submit(draft, by=by)
    with pytest.raises(BadInput):
        actions.change_swot(draft, factors=[Factor("s", "x", Decimal("1.2"), 4)], by=by)


def test_an_aim_has_exactly_one_primary_instrument(draft: Programme, by: Actor) -> None:
    both = [Measure("stress", "STRESS-10", True, ("baseline", "end")), Measure("stress", "K6", True, ("baseline",))]
    with pytest.raises(Incomplete, match="exactly one primary"):
        actions.plan_measures(draft, measures=both, by=by)
    with pytest.raises(BadInput):
        actions.plan_measures(draft, measures=[Measure("stress", "UNKNOWN-1", True, ("end",))], by=by)
    actions.plan_measures(draft, measures=both[:1], by=by)
    assert [(row.aim, row.points) for row in queries.measure_plan(draft)] == [("stress", ["baseline", "end"])]


def test_the_database_refuses_a_second_primary_instrument(draft: Programme) -> None:
    own: dict[str, Any] = {"facility": draft.facility, "programme": draft, "aim": "stress", "is_primary": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasurePlan.objects.create(instrument="K6", points=["end"], **own)


def test_sessions_are_changed_added_and_taken_out(draft: Programme, by: Actor) -> None:
    first = queries.session_plans(draft)[0]
    actions.plan_session(first, title="Halo", activities=[{"code": "singing", "minutes": 30}], by=by)
    with pytest.raises(NotFound):
        actions.plan_session(first, activities=[{"code": "nothing", "minutes": 30}], by=by)
    added = actions.add_session(draft, title="Tambahan", by=by)
    assert added.number == 9
    actions.remove_session(queries.session_plans(draft)[1], by=by)
    assert [(plan.number, plan.title) for plan in queries.session_plans(draft)][:2] == [
        (1, "Halo"),
        (2, "Gerak Gembira"),
    ]
    assert len(queries.session_plans(draft)) == 8


def test_a_stranger_finds_no_proposal(draft: Programme, cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.write_section(draft, section="name", text="x", by=cast.actor("peksos_lain"))
    assert not Programme.objects.visible_to(cast.actor("peksos_lain")).exists()
    assert not Programme.objects.visible_to(cast.actor("admin")).exists()

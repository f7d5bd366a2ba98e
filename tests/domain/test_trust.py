from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from laras.domain.texts import Text
from laras.domain.trust import (
    STATUS_LABELS,
    STATUSES,
    TECHNIQUES,
    TESTS,
    AuditFact,
    Check,
    Facts,
    FindingFact,
    MemberCheckFact,
    SourceFact,
    Thresholds,
    report_card,
    tally,
)

DAY = date(2026, 9, 1)
PEOPLE = frozenset({"P1", "P2", "P3", "P4", "P5"})


def _finding(name: str = "T1", **other: object) -> FindingFact:
    good = FindingFact(
        name,
        supports=4,
        contradicts=1,
        informants=frozenset({"P1", "P2"}),
        roles=frozenset({"worker", "nurse"}),
        techniques=frozenset({"interview", "observation"}),
        days=frozenset({DAY, DAY + timedelta(3)}),
        quotes=2,
        traceable=True,
        resolved=True,
    )
    return replace(good, **other)  # type: ignore[arg-type]  # test shorthand


def _sources() -> tuple[SourceFact, ...]:
    interviews = [
        SourceFact(
            f"W{n}",
            "interview",
            DAY + timedelta(3 * n),
            f"P{n % 5 + 1}",
            has_original=True,
            guide_version="1",
            listened_again=True,
            memo_in_time=True,
        )
        for n in range(10)
    ]
    aspects = frozenset({"emotional", "esteem", "instrumental", "informational", "group"})
    slots = ("morning", "noon", "morning")
    observed = [
        SourceFact(f"O{n}", "observation", DAY + timedelta(30 + n), slot=slots[n], aspects=aspects, has_original=True)
        for n in range(3)
    ]
    return (*interviews, *observed)


def _complete() -> Facts:
    return Facts(
        informants=PEOPLE,
        sources=_sources(),
        findings=(_finding(),),
        codings=100,
        codings_used=60,
        excerpts=100,
        excerpts_intact=100,
        coders=2,
        double_coded_share=0.2,
        agreement_alpha=0.8,
        recode_alpha=0.9,
        replication_overlap=0.7,
        late_codebook_changes=0,
        peer_debriefs=2,
        set_aside_share=0.1,
        member_checks=tuple(MemberCheckFact(one, "agree") for one in sorted(PEOPLE)),
        context_items=14,
        quotes_by_informant=dict.fromkeys(PEOPLE, 3),
        audit_classes=6,
        audits=(AuditFact("dependability", DAY), AuditFact("confirmability", DAY, supported=5)),
        last_coding_change=DAY,
        memos=14,
        has_positionality=True,
        dual_roles=0,
        edited_after_check=0,
    )


def _row(technique: str, thresholds: Thresholds | None = None, **other: object) -> Check:
    facts = replace(_complete(), **other)  # type: ignore[arg-type]  # test shorthand
    return next(one for one in report_card(facts, thresholds or Thresholds()) if one.technique == technique)


def test_a_complete_study_meets_every_technique() -> None:
    checks = report_card(_complete())
    assert [one.technique for one in checks] == list(TECHNIQUES)
    assert [one.technique for one in checks if one.status != "met"] == []


def test_what_was_not_recorded_is_not_assessable_never_failed() -> None:
    checks = report_card(Facts())
    assert {one.status for one in checks} == {"not_assessable"}
    assert {one.value for one in checks} == {None}
    assert {one.shown for one in checks} == {Text("belum tercatat", "not recorded")}


def test_every_technique_stands_under_one_of_four_tests_and_there_is_no_total() -> None:
    assert [(test, sum(tally(report_card(Facts()))[test].values())) for test in TESTS] == [
        ("credibility", 11),
        ("transferability", 4),
        ("dependability", 7),
        ("confirmability", 7),
    ]
    assert not any("total" in technique for technique in TECHNIQUES)


def test_a_row_shows_value_threshold_and_rule_in_words() -> None:
    one = _row("triangulation_source", findings=(_finding(), _finding("T2", roles=frozenset({"worker"}))))
    assert one == Check(
        "credibility",
        "triangulation_source",
        Text("Triangulasi sumber", "Triangulation of sources"),
        0.5,
        Text("1 dari 2 temuan", "1 of 2 findings"),
        1.0,
        "partly",
        Text(
            "Tiap temuan didukung sedikitnya 2 informan dari 2 peran.",
            "Every finding supported by at least 2 informants of 2 roles.",
        ),
    )


@pytest.mark.parametrize(
    ("technique", "changed", "status"),
    [
        ("prolonged_engagement", {"sources": _sources()[:3]}, "not_yet"),
        ("prolonged_engagement", {"sources": _sources()[:10]}, "partly"),
        ("persistent_observation", {"sources": _sources()[:12]}, "not_yet"),
        ("triangulation_technique", {"findings": (_finding(techniques=frozenset({"interview"})),)}, "not_yet"),
        ("triangulation_time", {"findings": (_finding(days=frozenset({DAY, DAY + timedelta(2)})),)}, "not_yet"),
        ("triangulation_time", {"findings": ()}, "not_assessable"),
        ("triangulation_investigator", {"coders": 1}, "not_yet"),
        ("peer_debriefing", {"peer_debriefs": 1}, "partly"),
        ("peer_debriefing", {"peer_debriefs": 0}, "not_yet"),
        ("negative_case", {"findings": (_finding(resolved=False),)}, "not_yet"),
        ("negative_case", {"findings": (_finding(contradicts=0, resolved=False, searched=True),)}, "met"),
        ("referential_adequacy", {"set_aside_share": None}, "partly"),
        ("member_check", {"member_checks": ()}, "not_yet"),
        ("member_check", {"member_checks": (MemberCheckFact("P1", "agree"),)}, "partly"),
        ("thick_description", {"context_items": 9}, "partly"),
        ("quotes_per_finding", {"findings": (_finding(quotes=1),)}, "not_yet"),
        ("quote_concentration", {"quotes_by_informant": {"P1": 5, "P2": 5}}, "partly"),
        ("informants_quoted", {"quotes_by_informant": {"P1": 5, "P2": 0}}, "partly"),
        ("dependability_audit", {"last_coding_change": DAY + timedelta(1)}, "partly"),
        ("dependability_audit", {"audits": (AuditFact("dependability", DAY, independent=False),)}, "not_yet"),
        ("intercoder", {"double_coded_share": 0.05}, "partly"),
        ("intercoder", {"agreement_alpha": -0.1}, "not_yet"),
        ("codebook_stability", {"late_codebook_changes": 2}, "not_yet"),
        ("codebook_stability", {"late_codebook_changes": 2, "recoded_since_change": True}, "met"),
        ("traceability", {"findings": (_finding(), _finding("T2", traceable=False))}, "partly"),
        ("reverse_traceability", {"codings_used": 49}, "partly"),
        ("integrity", {"excerpts_intact": 99}, "not_yet"),
        ("reflexivity", {"has_positionality": False}, "partly"),
        ("dual_role", {"dual_roles": 1}, "not_yet"),
        ("dual_role", {"dual_roles": 1, "has_dual_role_memo": True}, "partly"),
        ("confirmability_audit", {"audits": ()}, "not_yet"),
        ("confirmability_audit", {"audits": (AuditFact("confirmability", DAY, supported=9, unsupported=1),)}, "partly"),
        ("edits_after_check", {"edited_after_check": 1}, "not_yet"),
    ],
)
def test_a_shortfall_changes_its_own_row(technique: str, changed: dict[str, object], status: str) -> None:
    assert _row(technique, None, **changed).status == status


def test_an_unresolved_objection_keeps_the_member_check_open() -> None:
    checks = (*(MemberCheckFact(f"P{n}", "agree") for n in range(1, 5)), MemberCheckFact("P5", "disagree"))
    assert _row("member_check", member_checks=checks).status == "partly"
    silent = (*checks[:4], MemberCheckFact("P5", "no_answer"))
    assert _row("member_check", member_checks=silent).status == "met"


def test_a_technique_may_be_left_out_with_a_reason() -> None:
    card = report_card(_complete(), off={"intercoder": "analisis refleksif"})
    one = next(check for check in card if check.technique == "intercoder")
    assert (one.status, one.value, one.shown) == ("not_relevant", None, Text("tidak dipakai", "not used"))
    assert one.why.id == "Tidak dipakai dalam penelitian ini, dengan alasan: analisis refleksif"
    assert tally(card)["dependability"] == {
        "met": 6,
        "partly": 0,
        "not_yet": 0,
        "not_assessable": 0,
        "not_relevant": 1,
    }


def test_thresholds_can_be_edited() -> None:
    assert _row("peer_debriefing", Thresholds(debriefs=3)).status == "partly"


def test_statuses_have_their_words() -> None:
    assert [STATUS_LABELS[one].id for one in STATUSES] == [
        "terpenuhi",
        "sebagian",
        "belum",
        "belum dapat dinilai",
        "tidak relevan",
    ]

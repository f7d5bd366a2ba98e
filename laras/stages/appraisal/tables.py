"""Rows of lists with their words, so that a template only draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.ui.phrases import language
from laras.domain.trust import TEST_LABELS, Check, FindingFact, Thresholds
from laras.stages.appraisal.models import Finding, Justification, MemberCheck
from laras.stages.appraisal.queries import Mark, Material, finding_facts, is_resolved, marks, trust_thresholds_of
from laras.stages.appraisal.queries.checks import OBJECTIONS
from laras.stages.appraisal.queries.words import LIMITS_OF, MENDED_AT, SIDES, VERDICTS, WAYS
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class SideMark:
    """A side of a finding in words: whether enough stands there, its name, its icon, the numbers."""

    met: bool
    word: str
    icon: str
    text: str


@dataclass(frozen=True)
class FindingRow:
    """A finding in a list: what stands behind it, and from which sides it was looked at."""

    finding: Finding
    fact: FindingFact
    sides: list[SideMark]
    is_open: bool


def finding_rows(study: Study, material: Material) -> list[FindingRow]:
    """Return the standing findings of a study in their order."""
    limits = trust_thresholds_of(study)
    facts = finding_facts(material)
    return [
        FindingRow(row, fact, side_marks(fact, limits), is_open(fact))
        for row, fact in zip(material.findings, facts, strict=True)
    ]


def is_open(fact: FindingFact) -> bool:
    """Tell whether what speaks against a finding waits for an answer, or was never looked for."""
    return not fact.resolved if fact.contradicts + fact.qualifies else not fact.searched


def side_marks(fact: FindingFact, limits: Thresholds) -> list[SideMark]:
    """Return the three sides of a finding in words."""
    return [
        SideMark(one.met, str(SIDES[one.side][0]), SIDES[one.side][1], _numbers(one)) for one in marks(fact, limits)
    ]


def _numbers(mark: Mark) -> str:
    if mark.side == "source":
        people = ngettext("{n} informant", "{n} informants", mark.n).format(n=mark.n)
        return people + ", " + ngettext("{n} role", "{n} roles", mark.of).format(n=mark.of)
    if mark.side == "technique":
        return ngettext("{n} technique", "{n} techniques", mark.n).format(n=mark.n)
    days = ngettext("{n} day", "{n} days", mark.n).format(n=mark.n)
    return days if mark.n < 2 else days + ", " + _("{n} days apart").format(n=mark.of)


def check_rows(rows: Iterable[MemberCheck], standing: Iterable[MemberCheck]) -> list[dict[str, Any]]:
    """Return checks with their words; those another one took the place of are marked as earlier."""
    now = {row.pk for row in standing}
    return [
        {
            "check": row,
            "thing": row.finding.text if row.finding else row.source.name if row.source else "",
            "way": WAYS[row.way],
            "verdict": VERDICTS.get(row.verdict, ""),
            "is_earlier": row.pk not in now,
            "is_changed": row.reopened_at is not None and row.pk in now,
            "needs_answer": row.verdict in OBJECTIONS and not is_resolved(row) and row.reopened_at is None,
        }
        for row in rows
    ]


def card_tests(checks: Iterable[Check], justified: dict[str, Justification]) -> list[dict[str, Any]]:
    """Return the four tests with their techniques in words and where each is mended; counts head them, no total."""
    rows = list(checks)
    tests = []
    for test, label in TEST_LABELS.items():
        own = [row for row in rows if row.test == test]
        counts = {status: sum(row.status == status for row in own) for status in ("met", "partly")}
        counts["open"] = sum(row.status in ("not_yet", "not_assessable") for row in own)
        shown = [_card_row(row, justified.get(row.technique)) for row in own]
        tests.append({"code": test, "label": label.get(language()), "rows": shown, **counts})
    return tests


def _card_row(row: Check, justification: Justification | None) -> dict[str, Any]:
    return {
        "technique": row.technique,
        "status": row.status,
        "label": row.label.get(language()),
        "shown": row.shown.get(language()),
        "why": row.why.get(language()),
        "page": MENDED_AT[row.technique],
        "has_limit": row.technique in LIMITS_OF,
        "justification": justification,
    }

"""The four tests of trustworthiness as a report card: credibility, transferability, dependability, confirmability."""

from laras.domain.trust.card import report_card, tally
from laras.domain.trust.credibility import TRIANGULATION
from laras.domain.trust.facts import (
    AuditFact,
    Facts,
    FindingFact,
    MemberCheckFact,
    SourceFact,
    Thresholds,
)
from laras.domain.trust.report import STATUS_LABELS, STATUSES, TECHNIQUES, TEST_LABELS, TESTS, Check, Status

__all__ = [
    "STATUSES",
    "STATUS_LABELS",
    "TECHNIQUES",
    "TESTS",
    "TEST_LABELS",
    "TRIANGULATION",
    "AuditFact",
    "Check",
    "Facts",
    "FindingFact",
    "MemberCheckFact",
    "SourceFact",
    "Status",
    "Thresholds",
    "report_card",
    "tally",
]

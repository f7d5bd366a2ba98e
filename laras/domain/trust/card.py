"""The report card itself: every technique of the four tests in their order, and never one total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType

from laras.domain.trust import confirmability, credibility, dependability, transferability
from laras.domain.trust.facts import Facts, Thresholds
from laras.domain.trust.report import STATUSES, TECHNIQUES, TESTS, Check, Outcome, Status, off_row, row

Technique = Callable[[Facts, Thresholds], Outcome]
_WHERE: dict[str, ModuleType] = {
    "credibility": credibility,
    "transferability": transferability,
    "dependability": dependability,
    "confirmability": confirmability,
}
_COMPUTED: dict[str, Technique] = {code: getattr(_WHERE[test], code) for code, test in TECHNIQUES.items()}


def report_card(
    facts: Facts,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  # frozen
    off: Mapping[str, str] | None = None,
) -> list[Check]:
    """One row a technique; what the facts do not speak about is not assessable, which is not the same as not done.

    `off` is {technique: reason} for what does not fit this study.
    """
    reasons = off or {}
    found = ((code, compute(facts, thresholds)) for code, compute in _COMPUTED.items())
    return [off_row(code, reasons[code], one) if code in reasons else row(code, one) for code, one in found]


def tally(checks: Iterable[Check]) -> dict[str, dict[Status, int]]:
    """How many rows of each test stand how; the heading of a test, not a score."""
    rows = list(checks)
    return {
        test: {status: sum(one.test == test and one.status == status for one in rows) for status in STATUSES}
        for test in TESTS
    }

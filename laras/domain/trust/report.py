"""The rows of the report card and the five words for how they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from laras.domain.texts import Text, labels, load, text

Status = Literal["met", "partly", "not_yet", "not_assessable", "not_relevant"]
STATUSES: tuple[Status, ...] = ("met", "partly", "not_yet", "not_assessable", "not_relevant")
TESTS = ("credibility", "transferability", "dependability", "confirmability")
_DATA = load("trust")
STATUS_LABELS: dict[str, Text] = labels(_DATA["statuses"])
TEST_LABELS: dict[str, Text] = labels(_DATA["tests"])
WORDS: dict[str, Text] = labels(_DATA["words"])
TECHNIQUES: dict[str, str] = {technique: test for test in TESTS for technique in _DATA[test]}


@dataclass(frozen=True)
class Check:
    """One row: a technique of a test, what was found (`value`, in words `shown`), what is asked, how it stands, why."""

    test: str
    technique: str
    label: Text
    value: float | None
    shown: Text
    threshold: float | None
    status: Status
    why: Text


@dataclass(frozen=True)
class Outcome:
    """What a technique found: `shown` fills the row's sentence, `asked` the rule; status None means not recorded."""

    status: Status | None = None
    value: float | None = None
    threshold: float | None = None
    shown: dict[str, object] | None = None
    asked: dict[str, object] | None = None


def _filled(words: Text, values: dict[str, object]) -> Text:
    """The sentence with its figures; the Indonesian one writes the decimal comma."""
    comma = {key: re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", str(value)) for key, value in values.items()}
    return Text(words.id.format(**comma), words.en.format(**values))


def row(technique: str, outcome: Outcome) -> Check:
    """The report-card row of a technique."""
    test = TECHNIQUES[technique]
    words = _DATA[test][technique]
    rule = _filled(text(words["rule"]), outcome.asked or {})
    if outcome.status is None:
        unknown = WORDS["why_not_recorded"]
        why = Text(unknown.id.format(rule=rule.id), unknown.en.format(rule=rule.en))
        shown = WORDS["not_recorded"]
    else:
        why = Text(rule.id[:1].upper() + rule.id[1:], rule.en[:1].upper() + rule.en[1:])
        shown = _filled(text(words["shown"]), outcome.shown or {})
    return Check(
        test,
        technique,
        text(words["label"]),
        outcome.value,
        shown,
        outcome.threshold,
        outcome.status or "not_assessable",
        why,
    )


def off_row(technique: str, reason: str, outcome: Outcome) -> Check:
    """The row of a technique that the study does not use: its reason instead of a figure."""
    used = row(technique, outcome)
    why = WORDS["switched_off"].format(reason=reason)
    return Check(used.test, technique, used.label, None, WORDS["not_used"], outcome.threshold, "not_relevant", why)


def graded(value: float, threshold: float) -> Status:
    """Met from the threshold on, partly above nothing, else not yet."""
    return "met" if value >= threshold else "partly" if value > 0 else "not_yet"


def share(met: int, n: int | None, threshold: float = 1.0, /, **asked: object) -> Outcome:
    """So many of so many: met from `threshold` on; without a basis (None or 0) not assessable."""
    if not n:
        return Outcome(threshold=threshold, asked={"n": n, **asked})
    return Outcome(graded(met / n, threshold), met / n, threshold, {"met": met, "n": n}, {"n": n, **asked})

"""The four tests of trustworthiness as a report card: every check, never a total."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import language, number
from laras.domain.trust import STATUS_LABELS, TEST_LABELS, Check, tally
from laras.stages.appraisal.queries import Appraisal, thresholds_of
from laras.stages.evidence.models import Study


def trust_cards(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Return the four tests with their rows, each headed by counts."""
    counts = tally(checks)
    cards = []
    for test, label in TEST_LABELS.items():
        own = counts[test]
        head = {"met": own["met"], "partly": own["partly"], "open": own["not_yet"], "unknown": own["not_assessable"]}
        cards.append(
            {
                "label": label.get(language()),
                "tally": _("%(met)d met, %(partly)d partly, %(open)d not yet, %(unknown)d not assessable") % head,
                "rows": [_row(check) for check in checks if check.test == test],
            }
        )
    return cards


def _row(check: Check) -> dict[str, str]:
    return {
        "label": check.label.get(language()),
        "shown": check.shown.get(language()),
        "value": _figure(check.value),
        "threshold": _figure(check.threshold),
        "status": check.status,
        "status_word": STATUS_LABELS[check.status].get(language()),
        "why": check.why.get(language()),
    }


def _figure(value: float | None) -> str:
    return number(value, 2 if isinstance(value, float) and value <= 1 else 0)


def unassessable(found: Appraisal, checks: Sequence[Check], study: Study) -> list[str]:
    """Return what could not be computed and why: not recorded is not the same as not done."""
    limits = thresholds_of(study)
    told = [
        _("%(aspect)s: codings %(n)d of at least %(least)d, techniques %(techniques)d of at least %(of)d.")
        % {
            "aspect": aspect_name(one.aspect),
            "n": one.profile.evidence,
            "techniques": one.profile.techniques,
            "least": limits.least_evidence,
            "of": limits.least_techniques,
        }
        for one in found.aspects
        if one.band == "not_assessable"
    ]
    silent = [check.label.get(language()) for check in checks if check.status == "not_assessable"]
    if silent:
        words = {"techniques": ", ".join(silent)}
        told.append(
            _("Nothing is recorded to compute these from: %(techniques)s. The card says what is asked.") % words
        )
    return told

"""Every threshold a judgement used, and who changed them why."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.phrases import day, number
from laras.domain import appraisal, trust
from laras.domain.balance import percent
from laras.stages.appraisal.queries import TRUST, threshold_changes, thresholds_of, trust_thresholds_of
from laras.stages.appraisal.queries.words import TRUST_LABELS
from laras.stages.evidence.models import Study

COEFFICIENTS = ("alpha", "overlap")


def threshold_groups(study: Study) -> list[dict[str, Any]]:
    """Return every threshold used with its value, those of the bands first."""
    return [
        _group(_("Bands"), thresholds_of(study), _band_labels()),
        _group(_("Four tests"), trust_thresholds_of(study), _test_labels()),
    ]


def _group(label: str, limits: appraisal.Thresholds | trust.Thresholds, labels: dict[str, str]) -> dict[str, Any]:
    rows = [[labels[one.name], _threshold(one.name, getattr(limits, one.name))] for one in fields(limits)]
    return {"label": label, "rows": rows}


def threshold_history(study: Study) -> list[dict[str, str]]:
    """Return who changed which thresholds when and why, the newest first."""
    labels = _band_labels() | {f"{TRUST}.{name}": label for name, label in _test_labels().items()}
    return [
        {
            "who": f"{row.changed_by}, {day(row.recorded_at)}",
            "what": "; ".join(
                f"{labels[name]}: {_changed(name, row.before.get(name))} → {_changed(name, value)}"
                for name, value in row.after.items()
                if name in labels and row.before.get(name) != value
            ),
            "why": row.reason,
        }
        for row in threshold_changes(study)
    ]


def _changed(name: str, value: float | None) -> str:
    """Write a kept value as its kind is written today: shares lie between 0 and 1."""
    if value is None:
        return "–"
    own = name.removeprefix(f"{TRUST}.")
    defaults = appraisal.Thresholds() if own == name else trust.Thresholds()
    return _threshold(own, value if isinstance(getattr(defaults, own), float) else int(value))


def _threshold(name: str, value: float) -> str:
    """Write a count as it is, a share in percent, a coefficient with three decimals."""
    if isinstance(value, int):
        return number(value)
    return number(value, 3) if name in COEFFICIENTS else f"{percent(value)}%"


def _band_labels() -> dict[str, str]:
    return {
        "coverage_strong": _("Coverage of a strong aspect, at least"),
        "coverage_weak": _("Coverage of a weak aspect, below"),
        "lacking_strong": _("Lacking in a strong aspect, below"),
        "lacking_weak": _("Lacking in a weak aspect, at least"),
        "least_evidence": _("Codings an aspect needs"),
        "least_techniques": _("Techniques an aspect needs"),
        "least_aspects": _("Assessable aspects an overall judgement needs"),
        "least_sources": _("Sources it takes to say how sure"),
        "firm": _("Share of resamples that counts as fairly sure"),
    }


def _test_labels() -> dict[str, str]:
    """Return the words of the page of thresholds, in the language of the paper."""
    return {name: str(label) for name, label in TRUST_LABELS.items()}

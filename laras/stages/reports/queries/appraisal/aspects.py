"""The five aspects: what was computed, what it rests on, and what a person says beside it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.names import aspect_name, indicator_name
from laras.base.ui.phrases import day, language, number
from laras.domain.appraisal import BAND_LABELS
from laras.domain.balance import percent
from laras.stages.appraisal.queries import Appraisal, AspectRating, thresholds_of
from laras.stages.evidence.models import Study


def heard(one: AspectRating) -> int:
    """Return how many codings say the support was there."""
    return one.profile.given + one.profile.received


def missed(one: AspectRating) -> int:
    """Return how many say it was lacking or did harm."""
    return one.profile.lacking + one.profile.harmful


def band_word(band: str) -> str:
    """Return the band as the domain calls it, with a capital."""
    word = {str(code): label.get(language()) for code, label in BAND_LABELS.items()}[band]
    return word[:1].upper() + word[1:]


def bar_scale(found: Appraisal) -> int:
    """Return the largest count among all five, so that the bars can be compared."""
    return max((max(heard(one), missed(one)) for one in found.aspects), default=0) or 1


def aspect_rows(found: Appraisal) -> list[dict[str, Any]]:
    """Return the five rows in their fixed order; they are never ranked."""
    return [_row(one, is_weakest=one.aspect == found.weakest) for one in found.aspects]


def _row(one: AspectRating, *, is_weakest: bool) -> dict[str, Any]:
    numbers = one.profile
    return {
        "aspect": one.aspect,
        "name": aspect_name(one.aspect),
        "reached": numbers.reached,
        "possible": numbers.possible,
        "coverage": _("%(reached)d of %(possible)d, %(percent)s%%")
        % {"reached": numbers.reached, "possible": numbers.possible, "percent": percent(numbers.coverage)},
        "heard": heard(one),
        "missed": missed(one),
        "lacking": _percent(numbers.lacking_share),
        "evidence": number(numbers.evidence),
        "resting": _("sources %(sources)d · techniques %(techniques)d · informants %(informants)d")
        % {"sources": numbers.sources, "techniques": numbers.techniques, "informants": numbers.informants},
        "refused": numbers.refused,
        "harmful": numbers.harmful,
        "band": one.band,
        "band_word": band_word(one.band),
        "weakest": is_weakest,
        "silent": [indicator_name(code) for code in numbers.indicators_silent],
        "missing": [indicator_name(code) for code in numbers.indicators_lacking],
        "human": _human(one),
    }


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{percent(share)}%"


def _human(one: AspectRating) -> dict[str, Any] | None:
    if one.human is None:
        return None
    return {
        "band": one.human.band,
        "band_word": band_word(one.human.band),
        "rater": one.human.rater,
        "on": day(one.human.recorded_at),
        "reason": one.human.reason,
        "differs": one.differs,
    }


def band_rule(study: Study) -> str:
    """Return how a band comes about, with the thresholds of this study."""
    limits = thresholds_of(study)
    return _(
        "Strong: coverage at least %(strong)d%% and lacking below %(little)d%%. "
        "Weak: coverage below %(weak)d%% or lacking at least %(much)d%%. "
        "Not assessable: fewer than %(codings)d codings or %(techniques)d techniques."
    ) % {
        "strong": percent(limits.coverage_strong),
        "little": percent(limits.lacking_strong),
        "weak": percent(limits.coverage_weak),
        "much": percent(limits.lacking_weak),
        "codings": limits.least_evidence,
        "techniques": limits.least_techniques,
    }

"""The result in a few sentences, and the flower that says the same."""

from __future__ import annotations

from typing import Any, Literal

from django.utils.translation import gettext as _

from laras.base.ui.flower import sentence
from laras.base.ui.names import aspect_name, indicator_name
from laras.base.ui.phrases import language
from laras.domain.appraisal import BAND_LABELS
from laras.domain.balance import Petal
from laras.stages.appraisal.queries import Appraisal, AspectRating

FIRM = 0.8


def petals(found: Appraisal) -> list[Petal]:
    """Return the flower of a study: length is coverage, the arc says whether the band holds when sources are redrawn."""
    return [_petal(one, found.sure.band_shares.get(one.aspect, 0.0)) for one in found.aspects]


def _petal(one: AspectRating, holds: float) -> Petal:
    numbers = one.profile
    heard = numbers.given + numbers.received
    certainty: Literal["firm", "less_firm"] | None = (
        None if one.band == "not_assessable" else "firm" if holds >= FIRM else "less_firm"
    )
    return Petal(one.aspect, numbers.coverage, heard == 0, heard, numbers.reached, numbers.possible, certainty)


def summary(found: Appraisal, flower: list[Petal], name: str) -> dict[str, Any]:
    """Return the headline, the sentences below it, how sure one may be and why, and the flower in words."""
    certain = found.sure
    return {
        "headline": _headline(found),
        "sentences": [line for line in (_overall(found), _above_all(found), _harm(found)) if line],
        "sure": certain.words.get(language()),
        "level": certain.level,
        "reasons": [{"for": reason.supports, "text": reason.text.get(language())} for reason in certain.reasons],
        "flower": sentence(flower, name, ""),
        "weakest": found.weakest or "",
    }


def _headline(found: Appraisal) -> str:
    if found.gap is None:
        return _("No aspect can be appraised yet.")
    return _("%(aspect)s support is weakest: of %(n)s pieces of evidence, %(lacking)s say lacking.") % {
        "aspect": _inside(aspect_name(found.gap.aspect)),
        "n": found.gap.profile.evidence,
        "lacking": found.gap.profile.lacking,
    }


def _inside(name: str) -> str:
    """Return the name of an aspect as it stands inside an Indonesian sentence; in English it opens the sentence."""
    return name.lower() if language() == "id" else name


def _overall(found: Appraisal) -> str:
    if found.overall is None:
        return _("An aspect needs at least five codings from two techniques.") if found.gap is None else ""
    return _("Overall: %(overall)s.") % {"overall": BAND_LABELS[found.overall].get(language())}


def _above_all(found: Appraisal) -> str:
    worst = found.gap.profile.indicators_lacking[:2] if found.gap else ()
    return f"{_('Above all:')} {', '.join(indicator_name(code) for code in worst)}." if worst else ""


def _harm(found: Appraisal) -> str:
    harmful = sum(one.profile.harmful for one in found.aspects)
    if not harmful:
        return ""
    return _("%(n)d codings tell of something harmful; they are listed one by one.") % {"n": harmful}

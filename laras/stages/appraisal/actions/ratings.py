"""A person's judgement of an aspect, and what raters agreed on."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain import aspects
from laras.domain.errors import N_, BadInput, Refused
from laras.stages.appraisal.models import BANDS, Rating
from laras.stages.appraisal.queries import raters_of
from laras.stages.appraisal.rules import reasoned, recorded
from laras.stages.evidence.models import Study


@action("appraisal.rate")
def rate_aspect(study: Study, *, aspect: str, band: str, reason: str, by: Actor) -> Rating:
    """Give one's own judgement of an aspect with its reason; an earlier one stays in the history."""
    aspects.aspect(aspect)
    rating = Rating(study=study, aspect=aspect, band=_known(band), reason=reasoned(reason))
    rating.rater = by.name or by.login
    return recorded(rating, by)


@action("appraisal.rate")
def agree_on_rating(study: Study, *, aspect: str, band: str, reason: str, by: Actor) -> Rating:
    """Write down what the raters of an aspect reached together, with the reason; both own ratings stay.

    Refused until two people have rated, and for one who is none of them.
    """
    aspects.aspect(aspect)
    found = raters_of(study, by)[aspect]
    if found.own is None:
        raise Refused(N_("Give your own rating first; then you see the other one."))
    if not found.others:
        raise Refused(N_("Nobody else has rated this aspect. Two ratings are needed to agree."))
    rating = Rating(study=study, aspect=aspect, band=_known(band), reason=reasoned(reason))
    rating.rater = by.name or by.login
    rating.agreed_by = [one.rater for one in found.single]
    return recorded(rating, by)


def _known(band: str) -> str:
    if band not in BANDS:
        raise BadInput(N_("Choose one of the four ratings."), field="band")
    return band

"""Quotes chosen for each aspect, and everything harmful."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.names import aspect_name
from laras.domain.appraisal.rating import HEARD, MISSED
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding.models import Coding
from laras.stages.reports.queries.citations import Citations

EACH_SIDE = 4  # quotes an aspect, for what was there and for what was missing

Picked = list[tuple[str, list[Coding], int]]


def _once(codings: Iterable[Coding]) -> list[Coding]:
    """Keep one coding a passage and judgement: what two coders saw alike is one quote."""
    seen: dict[tuple[uuid.UUID, int, int, uuid.UUID, str], Coding] = {}
    for coding in codings:
        seen.setdefault((coding.source_id, coding.start, coding.end, coding.code_id, coding.polarity), coding)
    return list(seen.values())


def harmful_of(codings: Sequence[Coding]) -> list[Coding]:
    """Return every passage judged harmful, in the order of the sources."""
    return _once(coding for coding in codings if coding.polarity == "harmful" and coding.code.aspect)


def chosen(codings: Sequence[Coding]) -> Picked:
    """Return (aspect, quotes, how many there are) for each aspect that has any.

    The choice follows a rule, not taste: the first passage of each source in turn, as many for as against.
    """
    picked: Picked = []
    for aspect in ASPECT_CODES:
        own = _once(coding for coding in codings if coding.code.aspect == aspect)
        shown = [*_spread(own, HEARD), *_spread(own, MISSED)]
        if own:
            picked.append((aspect, shown, len(own)))
    return picked


def _spread(codings: Sequence[Coding], polarities: Sequence[str]) -> list[Coding]:
    """Take the first passage of each source, then the second, until there are enough."""
    turns: dict[uuid.UUID, int] = {}
    placed: list[tuple[int, int, Coding]] = []
    for order, coding in enumerate(one for one in codings if one.polarity in polarities):
        turn = turns[coding.source_id] = turns.get(coding.source_id, -1) + 1
        placed.append((turn, order, coding))
    first = sorted(placed, key=lambda row: row[:2])[:EACH_SIDE]
    return [coding for _turn, _order, coding in sorted(first, key=lambda row: row[1])]


def quotes_by_aspect(picked: Picked, cited: Citations) -> list[dict[str, Any]]:
    """Return the chosen quotes under their aspects, each with how many were left out."""
    return [
        {
            "aspect": aspect,
            "name": aspect_name(aspect),
            "count": _("%(shown)d of %(all)d passages") % {"shown": len(codings), "all": every},
            "quotes": [cited.printed(coding) for coding in codings],
        }
        for aspect, codings, every in picked
    ]

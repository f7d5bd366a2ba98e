"""The indicators of an aspect as they stand on the page of the third tap."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max

from laras.domain.aspects import Indicator, indicators_of
from laras.stages.people.models import Client
from laras.stages.support.models import SupportAct

FIRST = 4


@dataclass(frozen=True)
class Shelved:
    """An indicator, when this client last had it, and whether it stands among the first."""

    indicator: Indicator
    last_at: dt.datetime | None
    is_first: bool


def indicator_shelf(client: Client, aspect: str) -> list[Shelved]:
    """Return the indicators of an aspect: the four most used for this client first, the rest in their own order."""
    rows = (
        SupportAct.objects.filter(client=client, aspect=aspect, undone_at__isnull=True)
        .order_by()
        .values("indicator")
        .annotate(number=Count("id"), last=Max("happened_at"))
    )
    used = {row["indicator"]: (row["number"], row["last"]) for row in rows}
    indicators = indicators_of(aspect)
    often = sorted(indicators, key=lambda one: -used.get(one.code, (0, None))[0])[:FIRST]
    rest = [one for one in indicators if one not in often]
    return [Shelved(one, used.get(one.code, (0, None))[1], one in often) for one in [*often, *rest]]

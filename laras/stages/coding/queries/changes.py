"""What others have done in a source since one last asked."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.blindness import round_for
from laras.stages.coding.queries.codings import open_to
from laras.stages.evidence.models import Source

# Writes of others that were not committed yet when one asked carry a time before that.
SLACK = dt.timedelta(seconds=10)


@dataclass(frozen=True)
class Changes:
    """Codings of others that one may see: those changed, the ids of all, and the moment to ask from next time."""

    changed: list[Coding]
    there: frozenset[uuid.UUID]
    until: dt.datetime


def changes_since(source: Source, since: dt.datetime | None, by: Actor) -> Changes:
    """Return what others did in a source since a moment (None: everything); a constant number of queries.

    Who may not see the others yet gets nothing, and learns by it that something was hidden again: `there` is empty.
    """
    until = clock.now() - SLACK
    rows = _others(source, by).order_by("start", "-end", "id")
    there = frozenset(rows.values_list("pk", flat=True))
    wanted = rows if since is None else rows.filter(changed_at__gt=since)
    return Changes(list(wanted.select_related("code")), there, until)


def stamp_of_others(source: Source, by: Actor) -> str:
    """Return what changes whenever `changes_since` would answer something else; nothing sealed is opened."""
    facts = _others(source, by).order_by().aggregate(n=Count("id"), last=Max("changed_at"))
    return f'"{facts["n"]}-{facts["last"].timestamp() if facts["last"] else 0}"'


def _others(source: Source, by: Actor) -> QuerySet[Coding]:
    """Return the codings of others in the round in which one codes this source, as far as they are open."""
    rows = Coding.objects.filter(source=source, round=round_for(source, by)).exclude(coder=by.login)
    return open_to(rows, by)

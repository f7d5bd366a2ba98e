"""Who did what, and who looked at whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from laras.base.access.actor import Actor
from laras.base.access.roles import ROLE_LABELS
from laras.base.audit.models import Entry
from laras.base.gate.registry import PAGES
from laras.base.store import clock
from laras.base.ui.phrases import language
from laras.domain.texts import Text, labels, load
from laras.stages.people.models import Client

DEEDS: dict[str, Text] = labels(load("deeds")["deeds"])


@dataclass(frozen=True)
class Line:
    """One row of the trail; the client is told by number only."""

    entry: Entry
    number: str

    @property
    def role(self) -> str:
        label = ROLE_LABELS.get(self.entry.role)
        return label.get(language()) if label else self.entry.role

    @property
    def words(self) -> str:
        """What was done, or the page that was looked at, in words; '' where there are none."""
        label = DEEDS.get(self.entry.verb)
        if label:
            return label.get(language())
        page = PAGES.get(self.entry.verb)
        named = (page.nav or page.tab) if page else None
        return gettext(named.label) if named else ""

    @property
    def people(self) -> int:
        """How many clients stood on the page looked at."""
        return len(self.entry.shown)


def entries(by: Actor, *, ledger: str, actor: str = "", number: str = "", days: int = 30) -> QuerySet[Entry]:
    """Return the rows of this home's chain, newest first.

    `ledger` is deed or look. A client's number finds deeds about them and pages they stood on; an unknown number
    finds nothing.
    """
    rows = Entry.objects.filter(chain=str(by.facility_id), ledger=ledger, at__gte=clock.now() - dt.timedelta(days=days))
    if actor:
        rows = rows.filter(actor__iexact=actor)
    if number:
        found = Client.objects.filter(facility_id=by.facility_id, number=number).values_list("pk", flat=True).first()
        rows = rows.filter(Q(client_id=str(found)) | Q(shown__icontains=str(found))) if found else rows.none()
    return rows.order_by("-seq")


def lines(by: Actor, rows: Sequence[Entry]) -> list[Line]:
    """Return rows with the number of their client; one query."""
    ids = {row.client_id for row in rows if row.client_id}
    pairs = Client.objects.filter(facility_id=by.facility_id, pk__in=ids).values_list("pk", "number")
    numbers = {str(pk): number for pk, number in pairs}
    return [Line(row, numbers.get(row.client_id, "")) for row in rows]

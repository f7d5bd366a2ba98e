"""Passages about harm: raised by a person, and words that may hint at them."""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Iterable

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.domain.risk import RiskWord, risk_words
from laras.stages.coding.models import RISK_ROLES, RiskPassage
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import shut_source_ids
from laras.stages.people.models import Access

KEPT = 500
_seen: OrderedDict[tuple[uuid.UUID, int, int], list[RiskWord]] = OrderedDict()


def risk_marks(source: Source) -> list[RiskWord]:
    """Return the words of a source that may hint at harm; looked for once as long as its text stays."""
    text = source.text
    # Places and kinds only: no word of a text is kept in memory.
    key = (source.pk, len(text), hash(text))
    found = _seen.get(key)
    if found is None:
        found = _seen[key] = risk_words(text)
        while len(_seen) > KEPT:
            _seen.popitem(last=False)
    return found


def harm_counts(study: Study) -> dict[uuid.UUID, int]:
    """Return how many places of each source may hint at harm; the texts are opened, never one that is closed."""
    rows = Source.objects.filter(study=study, removed_at__isnull=True, is_missing=False)
    texts = rows.exclude(pk__in=shut_source_ids(study)).only("id", "facility_id", "text").order_by("position", "id")
    return {source.pk: len(risk_marks(source)) for source in texts}


def risks(by: Actor) -> QuerySet[RiskPassage]:
    """Return the passages that concern this person, open ones first, then the newest."""
    rows = RiskPassage.objects.visible_to(by).select_related("study", "source__informant", "about")
    return rows.defer("source__text", "source__pending").order_by("-recorded_at", "-id")


def open_risks(by: Actor) -> QuerySet[RiskPassage]:
    """Return what nobody has closed yet, the oldest first."""
    return risks(by).filter(closed_at__isnull=True).order_by("recorded_at", "id")


def risks_of(source: Source, by: Actor) -> QuerySet[RiskPassage]:
    """Return the open passages of a source that this person may see."""
    return open_risks(by).filter(source=source)


def risks_to_take(by: Actor) -> int:
    """Count the open passages that this person is asked to take care of; one query, two for a social worker."""
    if not by.may("coding.risk"):
        return 0
    rows = RiskPassage.objects.visible_to(by).filter(closed_at__isnull=True)
    return rows.count() if by.roles & RISK_ROLES else rows.filter(source__informant__client__in=_mine(by)).count()


def is_responsible(risks: Iterable[RiskPassage], by: Actor) -> set[uuid.UUID]:
    """Return those of these passages that `by` may take up and close."""
    rows = list(risks)
    if by.roles & RISK_ROLES or by.is_operator:
        return {one.pk for one in rows}
    mine = set(_mine(by))
    return {one.pk for one in rows if one.source.informant and one.source.informant.client_id in mine}


def _mine(by: Actor) -> QuerySet[Access, uuid.UUID]:
    return Access.objects.valid_for(by).filter(kind="caseload").order_by("id").values_list("client_id", flat=True)

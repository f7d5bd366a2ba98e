"""Findings: what stands behind each, from how many sides it was looked at, and how it was checked."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from laras.base.access.actor import Actor
from laras.domain.trust import TRIANGULATION, FindingFact, Thresholds
from laras.stages.appraisal.models import Finding, FindingLink
from laras.stages.appraisal.queries.material import Material, Tie
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import TECHNIQUES, open_to, veiled_source_ids
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import quotable_source_ids

AGAINST = ("contradicts", "qualifies")
# Who leaves the texts where they are still needs nothing else of a source in a list of quotes.
_NO_TEXT = Source.objects.defer("text", "pending").select_related("informant")


@dataclass(frozen=True)
class Mark:
    """One side a finding is looked at from: whether enough stands there, and the numbers behind it."""

    side: str
    met: bool
    n: int
    of: int = 0


def findings_of(study: Study) -> QuerySet[Finding]:
    """Return the standing findings with how many counted codings support, contradict and qualify each."""
    counts = {
        relation: Count(
            "links",
            filter=Q(
                links__relation=relation,
                links__coding__removed_at__isnull=True,
                links__coding__round=1,
                links__coding__source__removed_at__isnull=True,
            ),
        )
        for relation in ("supports", "contradicts", "qualifies")
    }
    rows: QuerySet[Finding] = (
        Finding.objects.filter(study=study, withdrawn_at__isnull=True).annotate(**counts).order_by("position", "id")
    )
    return rows


def finding_facts(material: Material) -> tuple[FindingFact, ...]:
    """Return every standing finding with what stands behind it."""
    return tuple(_fact(row, material.ties_of[row.pk], material) for row in material.findings)


def _fact(row: Finding, ties: list[Tie], material: Material) -> FindingFact:
    relations = Counter(tie.relation for tie in ties)
    bearing = [material.codings[tie.coding_id].source_id for tie in ties if tie.relation == "supports"]
    sources = [material.sources[pk] for pk in bearing if pk in material.sources]
    people = [material.informants[one.informant_id] for one in sources if one.informant_id in material.informants]
    return FindingFact(
        id=str(row.pk),
        supports=relations["supports"],
        contradicts=relations["contradicts"],
        qualifies=relations["qualifies"],
        informants=frozenset(one.code for one in people),
        roles=frozenset(one.role for one in people),
        techniques=frozenset(TECHNIQUES[one.kind] for one in sources),
        days=frozenset(timezone.localtime(one.happened_at).date() for one in sources if one.happened_at),
        quotes=len(ties),
        traceable=any(one.file_id is not None or not one.is_missing for one in sources),
        searched=bool(row.search_note),
        # What qualifies a finding bounds it already; what contradicts it must have been dealt with.
        resolved=all(tie.resolution for tie in ties if tie.relation == "contradicts"),
    )


def marks(fact: FindingFact, limits: Thresholds) -> list[Mark]:
    """Return the three sides of a finding in their order: source, technique, time."""
    numbers = {
        "source": (len(fact.informants), len(fact.roles)),
        "technique": (len(fact.techniques), 0),
        "time": (len(fact.days), (max(fact.days) - min(fact.days)).days if fact.days else 0),
    }
    return [Mark(side, met(fact, limits), *numbers[side]) for side, met in TRIANGULATION.items()]


@dataclass(frozen=True)
class Quote:
    """A tie with its coding; `quotable` whether its words may be shown."""

    link: FindingLink
    coding: Coding
    quotable: bool


def quotes_of(finding: Finding, by: Actor) -> list[Quote]:
    """Return what is tied to a finding: first what supports, then what contradicts and qualifies."""
    return quotes_of_findings([finding], finding.study, by).get(finding.pk, [])


def quotes_of_findings(findings: Iterable[Finding], study: Study, by: Actor) -> dict[uuid.UUID, list[Quote]]:
    """Return the quotes of several findings of a study; a constant number of queries.

    Without those of sources that `by` is reading blind.
    """
    quotable = quotable_source_ids(study)
    rows = FindingLink.objects.filter(
        finding__in=[one.pk for one in findings],
        coding__removed_at__isnull=True,
        coding__round=1,
        coding__source__removed_at__isnull=True,
    )
    rows = rows.exclude(coding__source_id__in=veiled_source_ids(by))
    rows = rows.select_related("coding__code").prefetch_related(Prefetch("coding__source", _NO_TEXT))
    order = {"supports": 0, "contradicts": 1, "qualifies": 2}
    found: dict[uuid.UUID, list[Quote]] = {}
    for link in sorted(rows.order_by("id"), key=lambda one: order[one.relation]):
        quote = Quote(link, link.coding, link.coding.source_id in quotable)
        found.setdefault(link.finding_id, []).append(quote)
    return found


def candidates(
    finding: Finding,
    by: Actor,
    *,
    aspect: str = "",
    code: str = "",
    source: str = "",
    polarity: str = "",
    words: str = "",
) -> QuerySet[Coding]:
    """Return the codings that could be tied to a finding: counted, open to `by`, quotable, not tied yet."""
    known = FindingLink.objects.filter(finding=finding).values("coding_id")
    rows = open_to(counted_codings(finding.study), by).exclude(pk__in=known)
    rows = rows.filter(source_id__in=quotable_source_ids(finding.study))
    wanted = {"code__aspect": aspect, "code_id": code, "source_id": source, "polarity": polarity}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if words.strip():
        rows = rows.filter(pk__in=_with_words(rows, words))
    rows = rows.select_related("code").prefetch_related(Prefetch("source", _NO_TEXT))
    return rows.order_by("source__position", "start", "id")


def _with_words(rows: QuerySet[Coding], words: str) -> Collection[uuid.UUID]:
    """Return the codings whose quote holds all the words; the quotes are sealed, so they are opened one by one."""
    wanted = words.casefold().split()
    found = []
    for one in rows.only("pk", "facility_id", "quote").order_by("id"):
        quote = one.quote.casefold()
        if all(word in quote for word in wanted):
            found.append(one.pk)
    return found

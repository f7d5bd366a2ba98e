"""What the recorded data can tell the four tests of trustworthiness."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict

from django.utils import timezone

from laras.domain import trust
from laras.domain.trust import Check, Facts, FindingFact, SourceFact
from laras.stages.appraisal.models import Finding, FindingLink
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Informant, Source, Study

_SLOTS = ((10, "morning"), (14, "noon"), (18, "afternoon"))


def report_card(study: Study) -> list[Check]:
    """Return every technique of the four tests with its status; what is not recorded yet is *not assessable*."""
    return list(trust.report_card(facts_of(study)))


def facts_of(study: Study) -> Facts:
    """Return what is recorded of a study, in values; a fixed number of queries."""
    codings = list(
        Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
        .select_related("source", "code")
        .defer("source__text")
        .order_by("id")
    )
    links = list(FindingLink.objects.filter(study=study, coding__removed_at__isnull=True).order_by("id"))
    used = {link.coding_id for link in links}
    days = [coding.changed_at for coding in codings]
    coders = {coding.coder for coding in codings}
    by_coding = {coding.pk: coding for coding in codings}
    return Facts(
        informants=frozenset(Informant.objects.filter(study=study).values_list("code", flat=True)),
        sources=_sources(study, codings),
        findings=_findings(study, links, by_coding),
        codings=len(codings),
        codings_used=sum(coding.pk in used for coding in codings),
        coders=len(coders),
        double_coded_share=_double_coded(codings),
        quotes_by_informant=_quotes(links, by_coding),
        last_coding_change=max(days).date() if days else None,
    )


def _slot(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    hour = timezone.localtime(moment).hour
    return next((name for until, name in _SLOTS if hour < until), "evening")


def _sources(study: Study, codings: list[Coding]) -> tuple[SourceFact, ...]:
    aspects: dict[uuid.UUID, set[str]] = defaultdict(set)
    for coding in codings:
        aspects[coding.source_id].add(coding.code.aspect)
    rows = (
        Source.objects.filter(study=study, removed_at__isnull=True).select_related("informant", "guide").defer("text")
    )
    return tuple(
        SourceFact(
            id=str(row.pk),
            technique=row.kind,
            on=timezone.localtime(row.happened_at).date() if row.happened_at else None,
            informant=row.informant.code if row.informant else None,
            role=row.informant.role if row.informant else None,
            slot=_slot(row.happened_at),
            aspects=frozenset(aspects[row.pk] - {""}),
            has_original=row.file_id is not None,
            guide_version=str(row.guide.version) if row.guide else None,
        )
        for row in rows.order_by("position", "id")
    )


def _findings(study: Study, links: list[FindingLink], by_coding: dict[uuid.UUID, Coding]) -> tuple[FindingFact, ...]:
    of: dict[uuid.UUID, list[FindingLink]] = defaultdict(list)
    for link in links:
        of[link.finding_id].append(link)
    informants = {row.pk: row for row in Informant.objects.filter(study=study)}
    return tuple(
        _finding(row, of[row.pk], by_coding, informants)
        for row in Finding.objects.filter(study=study, withdrawn_at__isnull=True).order_by("position", "id")
    )


def _finding(
    row: Finding,
    links: list[FindingLink],
    by_coding: dict[uuid.UUID, Coding],
    informants: dict[uuid.UUID, Informant],
) -> FindingFact:
    relations = Counter(link.relation for link in links)
    sources = [
        by_coding[link.coding_id].source
        for link in links
        if link.relation == "supports" and link.coding_id in by_coding
    ]
    people = [informants[one.informant_id] for one in sources if one.informant_id in informants]
    return FindingFact(
        id=str(row.pk),
        supports=relations["supports"],
        contradicts=relations["contradicts"],
        qualifies=relations["qualifies"],
        informants=frozenset(one.code for one in people),
        roles=frozenset(one.role for one in people),
        techniques=frozenset(one.kind for one in sources),
        days=frozenset(timezone.localtime(one.happened_at).date() for one in sources if one.happened_at),
        quotes=len(links),
        traceable=any(one.file_id is not None or not one.is_missing for one in sources),
        searched=bool(row.search_note),
    )


def _double_coded(codings: list[Coding]) -> float | None:
    """Return the share of coded sources that two coders have coded."""
    coders: dict[uuid.UUID, set[str]] = defaultdict(set)
    for coding in codings:
        coders[coding.source_id].add(coding.coder)
    return sum(len(names) > 1 for names in coders.values()) / len(coders) if coders else None


def _quotes(links: list[FindingLink], by_coding: dict[uuid.UUID, Coding]) -> dict[str, int]:
    """Return how many quotes of each informant stand behind findings."""
    sources = [by_coding[link.coding_id].source for link in links if link.coding_id in by_coding]
    people = {one.informant_id for one in sources if one.informant_id}
    codes = dict(Informant.objects.filter(pk__in=people).values_list("pk", "code"))
    return dict(Counter(codes[one.informant_id] for one in sources if one.informant_id))

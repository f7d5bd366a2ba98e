"""What a proposal begins with when it answers the gap of a study: the gap in words, its findings and their quotes."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from laras.domain.aspects import aspect, indicator
from laras.domain.groupwork.terms import BACKGROUND
from laras.stages.appraisal.models import FindingLink
from laras.stages.appraisal.queries import Appraisal, appraise, findings_of
from laras.stages.coding.queries import line_numbers
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import quotable_source_ids

MOST_FINDINGS = 6
MOST_QUOTES = 3


@dataclass(frozen=True)
class Background:
    """The weakest aspect ('' for none), the text about it, and the findings with quotes (see `Programme.evidence`)."""

    aspect: str
    text: str
    evidence: list[dict[str, Any]]


def background(study: Study, language: str) -> Background:
    """Return what the appraisal of a study says today; only quotes that may be shown are taken over."""
    found = appraise(study)
    return Background(
        found.weakest or "", _words(study, found, language), _evidence(study, found.weakest or "", language)
    )


def _words(study: Study, found: Appraisal, language: str) -> str:
    if found.gap is None:
        return BACKGROUND["open"].format(study=study.name).get(language)
    profile = found.gap.profile
    lines = [
        BACKGROUND["gap"]
        .get(language)
        .format(
            study=study.name,
            aspect=aspect(found.gap.aspect).label.get(language),
            n=profile.evidence,
            lacking=profile.lacking + profile.harmful,
            reached=profile.reached,
            possible=profile.possible,
        )
    ]
    lacking = [indicator(code).short.get(language) for code in profile.indicators_lacking[:3]]
    if lacking:
        lines.append(BACKGROUND["above_all"].get(language).format(indicators=", ".join(lacking)))
    lines.append(BACKGROUND["sure"].get(language).format(words=found.sure.words.get(language)))
    for reason in found.sure.reasons:
        kind = "supports" if reason.supports else "against"
        lines.append(BACKGROUND[kind].get(language).format(reason=reason.text.get(language)))
    return "\n".join(lines)


def _evidence(study: Study, weakest: str, language: str) -> list[dict[str, Any]]:
    findings = sorted(findings_of(study), key=lambda row: (row.aspect != weakest, row.position))[:MOST_FINDINGS]
    quotable = quotable_source_ids(study)
    links = FindingLink.objects.filter(finding__in=findings, relation="supports", coding__removed_at__isnull=True)
    links = links.filter(coding__source_id__in=quotable).select_related("coding__code").order_by("coding__start", "id")
    of: dict[uuid.UUID, list[FindingLink]] = defaultdict(list)
    for link in sorted(links, key=lambda one: one.coding.polarity != "lacking"):
        if len(of[link.finding_id]) < MOST_QUOTES:
            of[link.finding_id].append(link)
    places = _places([link for chosen in of.values() for link in chosen])
    return [
        {"finding": row.text, "aspect": row.aspect, "quotes": [_quote(link, places, language) for link in of[row.pk]]}
        for row in findings
    ]


def _places(links: list[FindingLink]) -> dict[uuid.UUID, tuple[str, int]]:
    """Return the source and the line of each coding; every source is opened once."""
    sources = {row.pk: row for row in Source.objects.filter(pk__in={one.coding.source_id for one in links})}
    by_source: dict[uuid.UUID, list[FindingLink]] = defaultdict(list)
    for link in links:
        by_source[link.coding.source_id].append(link)
    places = {}
    for source_id, own in by_source.items():
        numbers = line_numbers(sources[source_id], [one.coding.start for one in own])
        for link, number in zip(own, numbers, strict=True):
            places[link.coding_id] = (sources[source_id].name, number)
    return places


def _quote(link: FindingLink, places: dict[uuid.UUID, tuple[str, int]], language: str) -> dict[str, Any]:
    source, line = places[link.coding_id]
    coding = link.coding
    own = coding.code
    return {
        "coding": str(coding.pk),
        "source_id": str(coding.source_id),
        "source": source,
        "line": line,
        "code": indicator(own.indicator).short.get(language) if own.indicator else own.name,
        "quote": coding.quote,
    }

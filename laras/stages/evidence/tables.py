"""Rows of lists with their words, so that a template only draws."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from laras.domain.aspects import ASPECT_CODES
from laras.stages.evidence.models import GuideQuestion, Informant, ResearchConsent, Source
from laras.stages.evidence.queries.words import KINDS, STATES, SUPPORT_WORDS
from laras.stages.evidence.rules import ConsentState


@dataclass(frozen=True)
class SourceRow:
    """A source in a list: its kind in words, and what is to be told about quoting it."""

    source: Source
    kind: str
    icon: str
    quotable: bool
    unsettled: bool


def source_rows(sources: Iterable[Source], quotable: set[uuid.UUID], unsettled: set[uuid.UUID]) -> list[SourceRow]:
    """Return the rows of the list of sources."""
    return [
        SourceRow(
            source, str(KINDS[source.kind][0]), KINDS[source.kind][1], source.pk in quotable, source.pk in unsettled
        )
        for source in sources
    ]


def kind_counts(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Return (word, icon, count) of each kind of source."""
    return [(str(KINDS[kind][0]), KINDS[kind][1], count) for kind, count in counts.items()]


@dataclass(frozen=True)
class ConsentRow:
    """An informant with the newest answer and what it means today."""

    informant: Informant
    consent: ResearchConsent | None
    word: str
    tone: str
    can_withdraw: bool
    supports: tuple[str, ...]


def consent_rows(
    informants: Iterable[Informant],
    newest: dict[uuid.UUID, ResearchConsent],
    states: dict[uuid.UUID, ConsentState],
) -> list[ConsentRow]:
    """Return a row for each informant."""
    rows = []
    for informant in informants:
        state = states.get(informant.pk, "none")
        consent = newest.get(informant.pk)
        open_consent = consent is not None and consent.agreed and consent.withdrawn_at is None
        used = tuple(str(SUPPORT_WORDS[code]) for code in (consent.support_used if consent else ()))
        word, tone = STATES[state]
        rows.append(ConsentRow(informant, consent, str(word), tone, open_consent, used))
    return rows


def questions_by_aspect(questions: Iterable[GuideQuestion]) -> list[tuple[str, list[GuideQuestion]]]:
    """Return the questions under their aspects in the fixed order, those without an aspect first under ''."""
    found: dict[str, list[GuideQuestion]] = {}
    for question in questions:
        found.setdefault(question.aspect, []).append(question)
    return [(aspect, found[aspect]) for aspect in ("", *ASPECT_CODES) if aspect in found]

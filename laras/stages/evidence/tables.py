"""Rows of lists with their words, so that a template only draws."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from laras.base.store import clock
from laras.domain import reporting
from laras.domain.aspects import ASPECT_CODES
from laras.domain.guide_versions import QuestionChange
from laras.stages.evidence.models import GuideQuestion, Informant, ResearchConsent, Source, Statement, Study
from laras.stages.evidence.queries.setup import Step
from laras.stages.evidence.queries.setup_words import STEPS, told
from laras.stages.evidence.queries.variation import Grid, Trait
from laras.stages.evidence.queries.words import CHANGE_WORDS, KINDS, STATES, SUPPORT_WORDS
from laras.stages.evidence.rules import ConsentState, consent_state


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
    narrower: tuple[NarrowerRow, ...] = ()


@dataclass(frozen=True)
class NarrowerRow:
    """An answer about one source."""

    source: Source
    consent: ResearchConsent
    word: str
    tone: str
    can_withdraw: bool


def consent_rows(
    informants: Iterable[Informant],
    newest: dict[uuid.UUID, ResearchConsent],
    states: dict[uuid.UUID, ConsentState],
    about: Iterable[tuple[ResearchConsent, Source]] = (),
) -> list[ConsentRow]:
    """Return a row for each informant, with the answers about single sources below it."""
    rows = []
    narrower: dict[uuid.UUID, list[NarrowerRow]] = {}
    for row, source in about:
        narrower.setdefault(row.informant_id, []).append(_narrower(row, source))
    for informant in informants:
        state = states.get(informant.pk, "none")
        consent = newest.get(informant.pk)
        open_consent = consent is not None and _is_open(consent)
        used = tuple(str(SUPPORT_WORDS[code]) for code in (consent.support_used if consent else ()))
        word, tone = STATES[state]
        rows.append(
            ConsentRow(informant, consent, str(word), tone, open_consent, used, tuple(narrower.get(informant.pk, ())))
        )
    return rows


def _is_open(consent: ResearchConsent) -> bool:
    return consent.agreed and consent.withdrawn_at is None


def _narrower(consent: ResearchConsent, source: Source) -> NarrowerRow:
    word, tone = STATES[consent_state(consent, clock.today())]
    return NarrowerRow(source, consent, str(word), tone, _is_open(consent))


def questions_by_aspect(questions: Iterable[GuideQuestion]) -> list[tuple[str, list[GuideQuestion]]]:
    """Return the questions under their aspects in the fixed order, those without an aspect first under ''."""
    found: dict[str, list[GuideQuestion]] = {}
    for question in questions:
        found.setdefault(question.aspect, []).append(question)
    return [(aspect, found[aspect]) for aspect in ("", *ASPECT_CODES) if aspect in found]


@dataclass(frozen=True)
class StatementRow:
    """A statement in the overview: what it asks, what was said, and the checklist items it answers."""

    code: str
    label: str
    said: Statement | None
    words: int
    feeds: tuple[tuple[str, tuple[int, ...]], ...]


def statement_parts(said: dict[str, Statement], language: str) -> list[tuple[str, list[StatementRow]]]:
    """Return the statements under the headings of their parts, in order."""
    parts: dict[str, list[StatementRow]] = {}
    for item in reporting.statements():
        feeds = tuple((name.upper(), numbers) for name, numbers in reporting.numbers_fed(item.code).items() if numbers)
        row = said.get(item.code)
        words = len(row.text.split()) if row else 0
        parts.setdefault(item.part, []).append(StatementRow(item.code, item.label.get(language), row, words, feeds))
    return [(reporting.PARTS[part].get(language), rows) for part, rows in parts.items()]


def changes_by_kind(changes: Iterable[QuestionChange]) -> list[tuple[str, str, list[QuestionChange]]]:
    """Return (kind, word, changes) in a fixed order; what stayed the same is only counted by the reader."""
    found: dict[str, list[QuestionChange]] = {}
    for change in changes:
        found.setdefault(change.kind, []).append(change)
    return [(kind, str(word), found.get(kind, [])) for kind, word in CHANGE_WORDS.items()]


@dataclass(frozen=True)
class DrawnGrid:
    """The grid of combinations in words: heads of the columns, rows of (names of the row, codes in each cell)."""

    columns: list[str]
    rows: list[tuple[list[str], list[list[str]]]]
    empty: list[str]
    unplaced: list[str]


def grid_words(grid: Grid, language: str) -> DrawnGrid:
    """Return the grid with its codes turned into words; people by code."""

    def word(trait: Trait, value: str) -> str:
        return trait.values[value].get(language) if value in trait.values else value

    last = grid.traits[-1]
    return DrawnGrid(
        [word(last, value) for value in grid.columns],
        [
            (
                [word(trait, value) for trait, value in zip(grid.traits[:-1], row.values, strict=True)],
                [[one.code for one in cell] for cell in row.cells],
            )
            for row in grid.rows
        ],
        [" · ".join(word(trait, value) for trait, value in zip(grid.traits, one, strict=True)) for one in grid.empty],
        [one.code for one in grid.unplaced],
    )


@dataclass(frozen=True)
class SetupRow:
    """A part of the set-up: its name, how it stands in words, and the page for it."""

    label: str
    state: str
    told: str
    url: str


def setup_rows(study: Study, steps: Iterable[Step], *, may_edit: bool) -> list[SetupRow]:
    """Return the rows of the set-up; whoever only reads is led to what stands."""
    rows = []
    for step in steps:
        label, read, write = STEPS[step.code]
        address = reverse(f"evidence:{write if may_edit else read}", args=[study.pk])
        rows.append(SetupRow(str(label), step.state, told(step), address))
    return rows

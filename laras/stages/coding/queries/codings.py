"""Codings of a source, of a study, and which of them this person may see yet."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from laras.base.access.actor import Actor
from laras.stages.coding.models import Coding, Reading
from laras.stages.coding.queries.blindness import round_for, veil_of
from laras.stages.coding.rules import is_blind
from laras.stages.evidence.models import Source, Study

Place = tuple[uuid.UUID, int, int, uuid.UUID, str, int]


def open_to(rows: QuerySet[Coding], by: Actor | None) -> QuerySet[Coding]:
    """Keep the codings in force that `by` may see (None: no person asks).

    One who codes sees a colleague's work on a source only once both have finished reading it, so that two readings are
    independent; in a study that codes together, at once. Codings that were brought in from elsewhere (`recorded_by` is
    not the coder) are open. What an open round hides (`blindness`) stays hidden whatever else is open.
    """
    rows = rows.filter(removed_at__isnull=True, source__removed_at__isnull=True)
    if by is None or not is_blind(by):
        return rows
    read = Reading.objects.filter(source=OuterRef("source"))
    both = Q(Exists(read.filter(coder=OuterRef("coder"), round=OuterRef("round")))) & Q(
        Exists(read.filter(coder=by.login))
    )
    together = Q(round=1, study__codes_together=True)
    rows = rows.filter(Q(coder=by.login) | ~Q(recorded_by=F("coder")) | together | both)
    hidden = veil_of(by).hides()
    return rows.filter(~hidden) if hidden else rows


def visible_codings(study: Study, by: Actor | None) -> QuerySet[Coding]:
    """Return every coding of a study that `by` may see, of every round; lists, searches and matrices start here."""
    return open_to(Coding.objects.filter(study=study), by)


def counted_codings(study: Study, by: Actor | None = None) -> QuerySet[Coding]:
    """Return the codings that count as evidence: in force, of the study's own coding (round 1), each once.

    A second reading says how far two people agree; it adds nothing to what the material says. Ratings, coverage,
    saturation, matrices and reports count these and no others. Where two coders gave the same passage the same code
    in round 1, both rows are here; who counts passages takes each (source, start, end, code) once.
    """
    return visible_codings(study, by).filter(round=1)


def codings_of(
    source: Source, coder: str | None = None, round: int | None = 1, by: Actor | None = None
) -> QuerySet[Coding]:
    """Return the codings of a source in reading order, of one coder or all, of one round or all (None).

    Round 1 asked for by somebody means the round in which they code this source: theirs, where they read it again.
    """
    if by is not None and round == 1:
        round = round_for(source, by)
    rows = Coding.objects.filter(source=source)
    if coder is not None:
        rows = rows.filter(coder=coder)
    if round is not None:
        rows = rows.filter(round=round)
    return open_to(rows, by).select_related("code").order_by("start", "-end", "id")


def others_hidden(source: Source, by: Actor) -> bool:
    """Tell whether somebody else has coded this source whose work is not open to `by` yet."""
    rows = Coding.objects.filter(source=source, removed_at__isnull=True).exclude(coder=by.login)
    return rows.count() > open_to(rows, by).count()


def place_of(coding: Coding) -> Place:
    """Return what may stand once only: passage, code, coder, round."""
    return coding.source_id, coding.start, coding.end, coding.code_id, coding.coder, coding.round


def places_taken(sources: Collection[uuid.UUID]) -> set[Place]:
    """Return the place of every coding in force of these sources."""
    rows = Coding.objects.filter(source_id__in=sources, removed_at__isnull=True).order_by()
    return set(rows.values_list("source_id", "start", "end", "code_id", "coder", "round"))


@dataclass(frozen=True)
class CodingFilter:
    """What a list of codings is narrowed to; '' and None leave it open."""

    code: uuid.UUID | None = None
    aspect: str = ""
    polarity: str = ""
    giver: str = ""
    coder: str = ""
    informant: uuid.UUID | None = None
    source: uuid.UUID | None = None
    round: int | None = 1


def coding_list(study: Study, filters: CodingFilter | None = None, by: Actor | None = None) -> QuerySet[Coding]:
    """Return the codings of a study in the order of its sources, without texts; narrowed by `filters`.

    Unless the filter names another round, or none, those of round 1: a second reading is no further evidence.
    """
    wanted = filters or CodingFilter()
    conditions = {
        "code_id": wanted.code,
        "code__aspect": wanted.aspect,
        "polarity": wanted.polarity,
        "giver": wanted.giver,
        "coder": wanted.coder,
        "source__informant_id": wanted.informant,
        "source_id": wanted.source,
        "round": wanted.round,
    }
    rows = open_to(Coding.objects.filter(study=study), by).filter(**{k: v for k, v in conditions.items() if v})
    # Fetched once each, not once a row: five hundred codings stand on a few sources and codes.
    sources = Source.objects.defer("text", "pending").select_related("informant").order_by()
    rows = rows.prefetch_related("code", Prefetch("source", sources))
    return rows.order_by("source__position", "source_id", "start", "-end", "id")


def counts_by_source(study: Study, by: Actor | None = None) -> Counter[uuid.UUID]:
    """Return how many codings each source has in round 1."""
    rows = counted_codings(study, by).order_by().values_list("source_id").annotate(n=Count("id"))
    return Counter(dict(rows))

"""Studies and their sources; lists never open a text."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laras.base.access.actor import Actor
from laras.domain.errors import N_, NotFound
from laras.stages.evidence.models import SOURCE_KINDS, Informant, OfStudy, Source, Study


def _count(rows: QuerySet[OfStudy]) -> Coalesce:
    """Count rows of a study in a subquery of its own: two joins would multiply each other."""
    grouped = rows.filter(study=OuterRef("pk")).order_by().values("study").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


def study_list(by: Actor) -> QuerySet[Study]:
    """Return the studies of the home, the newest first, with `source_count` and `informant_count`."""
    return (
        Study.objects.visible_to(by)
        .annotate(
            source_count=_count(Source.objects.filter(removed_at__isnull=True)),
            informant_count=_count(Informant.objects.all()),
        )
        .defer("kept")
        .order_by("-recorded_at", "-id")
    )


def study_by_name(name: str, by: Actor) -> Study | None:
    """Return the study of that name in the home, None when there is none."""
    return Study.objects.visible_to(by).filter(name=name).first()


def sources_of(study: Study) -> QuerySet[Source]:
    """Return the sources of a study that were not removed, in their order, without their texts."""
    rows = Source.objects.filter(study=study, removed_at__isnull=True).defer("text", "pending")
    return rows.select_related("informant", "guide").order_by("position", "id")


def source_counts(study: Study) -> dict[str, int]:
    """Return how many sources there are of each kind, in the fixed order of kinds; kinds without one are left out."""
    rows = Source.objects.filter(study=study, removed_at__isnull=True).order_by().values_list("kind", flat=True)
    counts = Counter(rows)
    return {kind: counts[kind] for kind in SOURCE_KINDS if counts[kind]}


def source_by_name(study: Study, name: str) -> Source:
    """Return the source of that name, NotFound when there is none."""
    found = Source.objects.filter(study=study, removed_at__isnull=True, name=name).select_related("informant").first()
    if found is None:
        raise NotFound(N_("There is no source “{name}” in this study. Check the name."), name=name)
    return found

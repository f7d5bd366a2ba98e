"""Informants, criteria and guides of a study."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from laras.stages.evidence.models import Criterion, CriterionAnswer, Guide, GuideQuestion, Informant, Source, Study


@dataclass(frozen=True)
class MatrixRow:
    """An informant with the answer to each criterion in their order, None where nobody has answered."""

    informant: Informant
    answers: tuple[CriterionAnswer | None, ...]

    @property
    def fits(self) -> bool | None:
        """Whether every inclusion is met and no exclusion is; None while an answer is open."""
        verdicts = [_fits(answer) for answer in self.answers]
        if False in verdicts:
            return False
        return None if None in verdicts or not verdicts else True


@dataclass(frozen=True)
class Matrix:
    """Informants × criteria."""

    criteria: tuple[Criterion, ...]
    rows: tuple[MatrixRow, ...]


def _fits(answer: CriterionAnswer | None) -> bool | None:
    if answer is None:
        return None
    if answer.answer == "not_applicable":
        return True
    return (answer.answer == "met") is not answer.criterion.excludes


def criteria_of(study: Study) -> QuerySet[Criterion]:
    """Return the sampling criteria of a study, inclusions first, by code."""
    return Criterion.objects.filter(study=study).order_by("excludes", "code")


def informants_of(study: Study) -> QuerySet[Informant]:
    """Return the informants of a study by code."""
    return Informant.objects.filter(study=study).select_related("worker", "client").order_by("code")


def informant_matrix(study: Study) -> Matrix:
    """Return who meets which criterion, three queries however many there are."""
    criteria = tuple(criteria_of(study))
    answers = CriterionAnswer.objects.filter(study=study).select_related("criterion").order_by("id")
    given = {(row.informant_id, row.criterion_id): row for row in answers}
    rows = tuple(
        MatrixRow(one, tuple(given.get((one.pk, criterion.pk)) for criterion in criteria))
        for one in informants_of(study)
    )
    return Matrix(criteria, rows)


def guides_of(study: Study) -> QuerySet[Guide]:
    """Return every version of the guide, the newest first, with its questions in order."""
    questions = Prefetch("questions", queryset=GuideQuestion.objects.order_by("position", "id"))
    return Guide.objects.filter(study=study).prefetch_related(questions).order_by("-version")


def guide_of(study: Study) -> Guide | None:
    """Return the newest version of the guide with its questions, None before the first one."""
    return guides_of(study).first()


def sources_by_guide(study: Study) -> dict[uuid.UUID | None, int]:
    """Return how many interviews and group talks were held with each version; under None those without one."""
    rows = Source.objects.filter(study=study, removed_at__isnull=True, kind__in=("interview", "fgd")).order_by()
    return dict(Counter(rows.values_list("guide_id", flat=True)))

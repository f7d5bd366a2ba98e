"""The kinds of report. A new one is a row here, a function that gathers its values, and a template beside the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext

from laras.base.access.actor import Actor
from laras.domain.errors import N_, BadInput
from laras.stages.evidence.models import Study
from laras.stages.programmes.models import Group, Programme
from laras.stages.reports.models import RIGHTS
from laras.stages.reports.queries.appraisal import appraisal_values
from laras.stages.reports.queries.evaluation import evaluation_values
from laras.stages.reports.queries.programme import programme_values
from laras.stages.reports.queries.study import study_values
from laras.stages.reports.queries.summary import summary_values


@dataclass(frozen=True)
class Composed:
    """What a report says in plain values, its pictures (file name → SVG), and the ids of the sources it quotes."""

    data: dict[str, Any] = field(repr=False)
    pictures: dict[str, str] = field(repr=False)
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of report on records of `subject`.

    `values` gathers everything in the active language and time zone; `template` names the file in `print/`.
    """

    code: str
    label: str
    subject: type[models.Model]
    template: str
    values: Callable[[Any, Actor], tuple[dict[str, Any], dict[str, str], tuple[str, ...]]]
    formats: tuple[str, ...] = ("pdf",)

    @property
    def permission(self) -> str:
        """The right it takes to make one, and to have one."""
        return RIGHTS[self.code]

    @property
    def name(self) -> str:
        """How the kind is called in the active language."""
        return gettext(self.label)

    def compose(self, subject: models.Model, by: Actor) -> Composed:
        """Return what the report on `subject` says today to `by`."""
        return Composed(*self.values(subject, by))


PDF, WORD, TABLES = "pdf", "docx", "xlsx"
_ALL = (
    Kind("appraisal", N_("Appraisal report"), Study, "appraisal", appraisal_values),
    Kind("study", N_("Study report"), Study, "study", study_values, (PDF, WORD)),
    Kind("programme", N_("Programme proposal"), Programme, "programme", programme_values, (PDF, WORD)),
    Kind("evaluation", N_("Programme evaluation"), Group, "evaluation", evaluation_values, (PDF, WORD, TABLES)),
    Kind("summary", N_("One-page summary"), Group, "summary", summary_values),
)
KINDS: dict[str, Kind] = {kind.code: kind for kind in _ALL}


def kind_of(code: str) -> Kind:
    """Return the kind; BadInput for a name that is none."""
    if code not in KINDS:
        raise BadInput(N_("There is no report of the kind “{kind}”."), kind=code, field="kind")
    return KINDS[code]


def kinds_for(subject: type[models.Model], by: Actor) -> list[Kind]:
    """Return the kinds on records of `subject` that this person may make."""
    return [kind for kind in KINDS.values() if kind.subject is subject and by.may(kind.permission)]

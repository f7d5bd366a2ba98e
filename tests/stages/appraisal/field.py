"""A study filled row by row, so that each fact of a report card can be made alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from laras.base.access.actor import Actor
from laras.stages.appraisal import queries
from laras.stages.appraisal.models import Finding, FindingLink
from laras.stages.coding.models import Code, Coding
from laras.stages.evidence.models import Informant, Source, Study

NOW = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


class Field:
    """A study filled row by row, without the rules of the actions, so that each fact can be made alone."""

    def __init__(self, study: Study, by: Actor) -> None:
        self.study, self.by, self.n = study, by, 0

    def row(self, model: Any, **values: Any) -> Any:
        given = {"recorded_at": NOW, "recorded_by": "peneliti", **values}
        return model.objects.create(facility=self.by.facility, study=self.study, **given)

    def informant(self, code: str, role: str = "Perawat", **values: Any) -> Informant:
        return self.row(Informant, code=code, role=role, **values)

    def source(self, kind: str = "interview", day: int = 0, **values: Any) -> Source:
        self.n += 1
        given = {"name": f"Sumber {self.n}", "text": "Kata. " * 20, "happened_at": NOW + day * DAY, "setting": {}}
        return self.row(Source, kind=kind, **{**given, **values})

    def coding(self, source: Source, code: str = "A", **values: Any) -> Coding:
        found, _ = Code.objects.get_or_create(
            facility=self.by.facility,
            study=self.study,
            name=code,
            defaults={"recorded_at": NOW, "recorded_by": "peneliti", "aspect": "emotional"},
        )
        start = 6 * Coding.objects.filter(source=source).count()
        given = {"start": start, "end": start + 5, "quote": "Kata.", "coder": "peneliti", "changed_at": NOW}
        return self.row(Coding, source=source, code=found, **{**given, **values})

    def finding(self, *codings: Coding, relation: str = "supports", **values: Any) -> Finding:
        made = self.row(Finding, text="Temuan.", **values)
        for coding in codings:
            self.row(FindingLink, finding=made, coding=coding, relation=relation)
        return made

    def status(self, technique: str) -> str:
        card = queries.report_card(Study.objects.get(pk=self.study.pk))
        return next(one.status for one in card if one.technique == technique)

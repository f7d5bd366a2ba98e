"""What the four tests are computed from, read once: sources, informants, codings, findings and what ties them."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Max

from laras.stages.appraisal.models import Finding, FindingLink
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Informant, Source, Study


class Counted(NamedTuple):
    """A coding that counts, without its quote."""

    pk: uuid.UUID
    source_id: uuid.UUID
    code_id: uuid.UUID
    aspect: str
    coder: str
    made_at: dt.datetime
    changed_at: dt.datetime
    version: int


class Tie(NamedTuple):
    """How a coding stands to a finding, and whether what speaks against it was dealt with."""

    finding_id: uuid.UUID
    coding_id: uuid.UUID
    relation: str
    resolution: str


def last_coding_change(study: Study) -> dt.datetime | None:
    """Return when a coding of the first round was made, changed or removed last, None without any; one query."""
    rows = Coding.objects.filter(study=study, round=1).order_by()
    found = rows.aggregate(changed=Max("changed_at"), removed=Max("removed_at"))
    return max((moment for moment in found.values() if moment is not None), default=None)


@dataclass(frozen=True)
class Material:
    """Everything that a card asks about the codings and findings of a study; five queries, nothing sealed is opened."""

    study: Study
    sources: dict[uuid.UUID, Source]
    informants: dict[uuid.UUID, Informant]
    codings: dict[uuid.UUID, Counted]
    findings: tuple[Finding, ...]
    ties: tuple[Tie, ...]

    @cached_property
    def ties_of(self) -> dict[uuid.UUID, list[Tie]]:
        """The ties of each finding to codings that count."""
        found: dict[uuid.UUID, list[Tie]] = {one.pk: [] for one in self.findings}
        for tie in self.ties:
            if tie.finding_id in found and tie.coding_id in self.codings:
                found[tie.finding_id].append(tie)
        return found


_COLUMNS = ("pk", "source_id", "code_id", "code__aspect", "coder", "recorded_at", "changed_at", "code_version")


def material_of(study: Study) -> Material:
    """Read what the four tests are computed from."""
    sources = Source.objects.filter(study=study, removed_at__isnull=True).defer("text", "pending")
    codings = counted_codings(study).order_by().values_list(*_COLUMNS)
    findings = Finding.objects.filter(study=study, withdrawn_at__isnull=True).order_by("position", "id")
    ties = FindingLink.objects.filter(study=study, coding__removed_at__isnull=True).order_by("id")
    return Material(
        study=study,
        sources={row.pk: row for row in sources.select_related("guide").order_by("position", "id")},
        informants={row.pk: row for row in Informant.objects.filter(study=study).order_by("code")},
        codings={row[0]: Counted(*row) for row in codings},
        findings=tuple(findings),
        ties=tuple(Tie(*row) for row in ties.values_list("finding_id", "coding_id", "relation", "resolution")),
    )

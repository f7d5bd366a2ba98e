"""The reports that were made, and whether they may still be handed out."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.programmes.models import Programme
from laras.stages.reports.models import Report


def reports_of_home(by: Actor) -> QuerySet[Report]:
    """Return every report this person may see, the newest first; opens no file."""
    return Report.objects.visible_to(by).select_related("file", "job").order_by("-recorded_at", "-id")


def reports_on(subject: models.Model, by: Actor) -> QuerySet[Report]:
    """Return the reports on a record that this person may see, the newest first; opens no file."""
    return reports_of_home(by).filter(subject_id=subject.pk)


def still_quotable(subject: models.Model | None) -> set[uuid.UUID]:
    """Return the sources whose words may be quoted today; empty where the subject has no sources.

    A proposal quotes from the study it answers; an evaluation quotes nobody.
    """
    study = subject.study if isinstance(subject, Programme) else subject
    return quotable_source_ids(study) if isinstance(study, Study) else set()


def clients_quoted(report: Report) -> list[str]:
    """Return the ids of the clients whose words or entries stand in a report, for the row about who looked."""
    rows = Source.objects.filter(pk__in=report.quotes()).select_related("informant")
    found = [
        [source.informant.client_id] if source.informant else source.setting.get("clients", [])
        for source in rows.only("id", "facility_id", "kind", "setting", "informant__client_id").order_by("id")
    ]
    return list(dict.fromkeys(str(pk) for pks in found for pk in pks if pk))

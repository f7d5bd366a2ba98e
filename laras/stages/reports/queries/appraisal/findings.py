"""The findings with what bears them out and what speaks against them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.names import aspect_name
from laras.stages.appraisal.models import RELATIONS, FindingLink
from laras.stages.appraisal.queries import findings_of
from laras.stages.coding.queries import veiled_source_ids
from laras.stages.evidence.models import Study
from laras.stages.reports.queries.citations import Citations


def finding_links(study: Study, by: Actor) -> list[FindingLink]:
    """Return every tie between a standing finding and a standing coding, with coding, code, source and informant.

    Without those of sources that `by` is reading blind.
    """
    rows = FindingLink.objects.filter(
        study=study,
        finding__withdrawn_at__isnull=True,
        coding__removed_at__isnull=True,
        coding__source__removed_at__isnull=True,
    )
    rows = rows.exclude(coding__source_id__in=veiled_source_ids(by))
    rows = rows.select_related("coding__source__informant", "coding__code")
    rows = rows.defer("coding__source__text", "coding__source__pending")
    return list(rows.order_by("coding__source__position", "coding__start", "id"))


def finding_rows(study: Study, links: list[FindingLink], cited: Citations) -> list[dict[str, Any]]:
    """Return the findings in their order, each with its quotes: first what supports, then what does not."""
    of: dict[uuid.UUID, list[FindingLink]] = defaultdict(list)
    for link in links:
        of[link.finding_id].append(link)
    groups = {"supports": _("Supports"), "contradicts": _("Contradicts"), "qualifies": _("Qualifies")}
    rows = []
    for finding in findings_of(study):
        own = of[finding.pk]
        sides = [(code, [link for link in own if link.relation == code]) for code in RELATIONS]
        rows.append(
            {
                "text": finding.text,
                "aspect": finding.aspect,
                "name": aspect_name(finding.aspect) if finding.aspect else "",
                "search_note": finding.search_note,
                "groups": [
                    {
                        "relation": code,
                        "label": groups[code],
                        "quotes": [cited.printed(one.coding, code) for one in ties],
                    }
                    for code, ties in sides
                    if ties
                ],
            }
        )
    return rows

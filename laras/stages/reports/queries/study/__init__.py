"""The study report, ready to become a chapter of a thesis: everything it says, in plain values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.phrases import day, number
from laras.stages.evidence.models import Study
from laras.stages.reports.queries.appraisal.aspects import aspect_rows, band_rule, bar_scale
from laras.stages.reports.queries.appraisal.findings import finding_rows
from laras.stages.reports.queries.appraisal.limits import limits
from laras.stages.reports.queries.appraisal.sources import source_rows
from laras.stages.reports.queries.appraisal.summary import petals, summary
from laras.stages.reports.queries.appraisal.trust import trust_cards
from laras.stages.reports.queries.flower import flower_picture
from laras.stages.reports.queries.letterhead import frame
from laras.stages.reports.queries.study.chapters import chapters
from laras.stages.reports.queries.study.checklists import checklist_tables
from laras.stages.reports.queries.study.facts import facts
from laras.stages.reports.queries.study.gathered import Gathered
from laras.stages.reports.queries.study.results import agreement_rows, saturation_rows, voice_warning
from laras.stages.reports.queries.study.words import words

FLOWER = "flower.svg"
Values = tuple[dict[str, Any], dict[str, str], tuple[str, ...]]


def study_values(study: Study, by: Actor) -> Values:
    """Return values, pictures and quoted sources of the study report, as `by` may see the codings today."""
    given = Gathered.of(study, by)
    told = facts(given)
    flower = petals(given.found)
    result = summary(given.found, flower, study.name)
    data = {
        **frame(_("Study report"), by),
        "subject": study.name,
        "words": words(),
        "study": _head(study),
        "abstract": given.said("abstract"),
        "chapters": chapters(given, told),
        "summary": result,
        "rows": aspect_rows(given.found),
        "scale": bar_scale(given.found),
        "band_rule": band_rule(study),
        "informants": _informant_rows(given),
        "sources": source_rows(given.sources),
        "agreement": agreement_rows(given),
        "saturation": saturation_rows(given),
        "tests": trust_cards(given.checks),
        "findings": finding_rows(study, list(given.links), given.cited),
        "voice": voice_warning(given),
        "limits": limits(study, given.sources, given.informants, given.cited, by),
        "checklists": checklist_tables(given, told),
        "pictures": {FLOWER: result["flower"]},
    }
    return data, {FLOWER: flower_picture(flower)}, given.cited.quoted


def _head(study: Study) -> dict[str, str]:
    period = ""
    if study.period_from or study.period_until:
        period = f"{day(study.period_from)} – {day(study.period_until)}"
    return {"name": study.name, "question": study.question, "site": study.site, "period": period}


def _informant_rows(given: Gathered) -> list[list[str]]:
    """Return [code, role, years, sources, quotes] of every informant; never a name."""
    heard = {one.pk: sum(source.informant_id == one.pk for source in given.sources) for one in given.informants}
    return [
        [
            one.code,
            one.role,
            "–" if one.years is None else number(one.years),
            number(heard[one.pk]),
            number(given.voices.get(one.pk, 0)),
        ]
        for one in given.informants
    ]

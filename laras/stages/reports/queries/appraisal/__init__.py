"""The appraisal report of a study: everything it says, in plain values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.phrases import day
from laras.stages.appraisal import queries as appraisal
from laras.stages.coding.queries import coding_list
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import informants_of, sources_of
from laras.stages.reports.queries.appraisal.aspects import aspect_rows, band_rule, bar_scale
from laras.stages.reports.queries.appraisal.evidence import chosen, harmful_of, quotes_by_aspect
from laras.stages.reports.queries.appraisal.findings import finding_links, finding_rows
from laras.stages.reports.queries.appraisal.information import told_and_understood
from laras.stages.reports.queries.appraisal.limits import limits
from laras.stages.reports.queries.appraisal.sources import coverage_grid, source_rows
from laras.stages.reports.queries.appraisal.summary import petals, summary
from laras.stages.reports.queries.appraisal.thresholds import threshold_groups, threshold_history
from laras.stages.reports.queries.appraisal.trust import trust_cards, unassessable
from laras.stages.reports.queries.appraisal.words import words
from laras.stages.reports.queries.citations import Citations
from laras.stages.reports.queries.flower import flower_picture
from laras.stages.reports.queries.letterhead import frame


def appraisal_values(study: Study, by: Actor) -> tuple[dict[str, Any], dict[str, str], tuple[str, ...]]:
    """Return values, pictures and quoted sources of the appraisal report, as `by` may see the codings today."""
    found, checks = appraisal.appraise(study), appraisal.report_card(study)
    codings = list(coding_list(study, by=by))
    links = finding_links(study, by)
    picked, harmful = chosen(codings), harmful_of(codings)
    cited = Citations(study, [*(link.coding for link in links), *harmful, *(one for row in picked for one in row[1])])
    sources, informants = list(sources_of(study)), list(informants_of(study))
    data = {
        **frame(_("Appraisal of social support"), by),
        "subject": study.name,
        "words": words(),
        "study": _head(study),
        "summary": summary(found, petals(found), study.name),
        "rows": aspect_rows(found),
        "scale": bar_scale(found),
        "band_rule": band_rule(study),
        "information": told_and_understood(study, found),
        "grid": coverage_grid(sources, codings),
        "harmful": [cited.printed(coding) for coding in harmful],
        "tests": trust_cards(checks),
        "findings": finding_rows(study, links, cited),
        "evidence": quotes_by_aspect(picked, cited),
        "limits": limits(study, sources, informants, cited, by),
        "unassessable": unassessable(found, checks, study),
        "sources": source_rows(sources),
        "thresholds": threshold_groups(study),
        "changes": threshold_history(study),
    }
    return data, {"flower.svg": flower_picture(petals(found))}, cited.quoted


def _head(study: Study) -> dict[str, str]:
    period = ""
    if study.period_from or study.period_until:
        period = f"{day(study.period_from)} – {day(study.period_until)}"
    return {"name": study.name, "question": study.question, "site": study.site, "period": period}

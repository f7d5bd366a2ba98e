"""Findings: listed, stated, changed, withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import ChangeFindingForm, FindingForm, SearchNoteForm
from laras.stages.appraisal.models import Finding, MemberCheck
from laras.stages.appraisal.queries.words import RELATIONS, RESOLUTIONS
from laras.stages.appraisal.tables import check_rows, finding_rows, is_open, side_marks
from laras.stages.coding.queries.memos import memos_about
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame

FINDINGS = "appraisal:findings"


def findings(request: LarasRequest, study: Study) -> HttpResponse:
    """Show every finding with what supports and contradicts it, and from which sides it was looked at."""
    rows = finding_rows(study, queries.material_of(study))
    context = study_frame(request, study, rows=rows, may_find=may_find(request))
    return render(request, "appraisal/findings.html", context)


def may_find(request: LarasRequest) -> bool:
    """Tell whether this person may write findings."""
    return request.actor.may("appraisal.finding")


def new_finding(request: LarasRequest, study: Study) -> HttpResponse:
    """State a finding."""
    form = FindingForm(request.POST or None)
    if request.method == "POST":
        made = attempt(form, lambda: actions.add_finding(study, **form.cleaned_data, by=request.actor))
        if made:
            saved(request)
            return redirect("appraisal:finding", made.pk)
    return render(
        request, "appraisal/finding_form.html", study_frame(request, study, under=FINDINGS, form=form, finding=None)
    )


def finding(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Show one finding with its quotes; quotes of informants who withdrew are not shown."""
    study = finding.study
    found = queries.quotes_of(finding, request.actor)
    material = queries.material_of(study)
    fact = next((one for one in queries.finding_facts(material) if one.id == str(finding.pk)), None)
    checks = [row for row in queries.checks_of(study) if row.finding_id == finding.pk]
    request.shown.extend(
        str(one.coding.source.informant.client_id)
        for one in found
        if one.quotable and one.coding.source.informant and one.coding.source.informant.client_id
    )
    context = study_frame(
        request,
        study,
        under=FINDINGS,
        finding=finding,
        groups_of_quotes=_grouped(found),
        sides=side_marks(fact, queries.trust_thresholds_of(study)) if fact else [],
        is_open=fact is not None and is_open(fact),
        against=fact is not None and fact.contradicts + fact.qualifies > 0,
        checks=check_rows(checks, queries.standing(checks)),
        earlier=_earlier(finding),
        memos=memos_about(study, "finding", finding.pk, request.actor),
        may_find=may_find(request) and finding.withdrawn_at is None,
        may_memo=request.actor.may("coding.memo"),
    )
    return render(request, "appraisal/finding.html", context)


def _grouped(found: list[queries.Quote]) -> list[dict[str, Any]]:
    """Return the quotes under what they do: support, contradict, qualify."""
    return [
        {
            "relation": code,
            "word": word,
            "icon": icon,
            "quotes": [(one, RESOLUTIONS.get(one.link.resolution, "")) for one in found if one.link.relation == code],
        }
        for code, (word, icon) in RELATIONS.items()
        if any(one.link.relation == code for one in found)
    ]


def _earlier(finding: Finding) -> list[dict[str, Any]]:
    """Return what a finding said before, the newest first."""
    return [{**one, "at": parse_datetime(one["at"])} for one in reversed(finding.earlier or [])]


def change_finding(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Change what a finding says, with the reason."""
    form = ChangeFindingForm(request.POST or None, initial={"text": finding.text, "aspect": finding.aspect})
    if request.method == "POST":
        deed = lambda: actions.change_finding(finding, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, deed):
            saved(request, _("The earlier wording is kept."))
            return redirect("appraisal:finding", finding.pk)
    answered = MemberCheck.objects.filter(finding=finding, returned_at__isnull=False).count()
    context = study_frame(request, finding.study, under=FINDINGS, form=form, finding=finding, answered=answered)
    return render(request, "appraisal/finding_change.html", context)


def search_note(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Say where evidence against a finding was looked for, and none found."""
    form = SearchNoteForm(request.POST or None, initial={"search_note": finding.search_note})
    if request.method == "POST":
        deed = lambda: actions.note_search(finding, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, deed):
            saved(request)
            return redirect("appraisal:finding", finding.pk)
    context = study_frame(request, finding.study, under=FINDINGS, form=form, finding=finding)
    return render(request, "appraisal/search_note.html", context)


@require_POST
def withdraw(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Withdraw a finding."""
    actions.withdraw_finding(finding, by=request.actor)
    saved(request, _("The finding is withdrawn."))
    return redirect(FINDINGS, finding.study_id)

"""Member checks: what was given back to whom, what they answered, what came of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.domain.balance import percent
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import AnswerForm, ResolveCheckForm, SendForm
from laras.stages.appraisal.models import Finding, MemberCheck
from laras.stages.appraisal.tables import check_rows
from laras.stages.appraisal.views.findings import may_find
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.evidence.queries import consent_states, informants_of, sources_of
from laras.stages.evidence.rules import SHUT
from laras.stages.evidence.views.frame import study_frame

CARD = "appraisal:card"


def checks(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what was given back to whom and what came of it, with the numbers."""
    rows = queries.checks_of(study)
    informants = list(informants_of(study))
    summary = queries.summary_of(rows, informants)
    context = study_frame(
        request,
        study,
        under=CARD,
        rows=check_rows(rows, queries.standing(rows)),
        summary=summary,
        rate=percent(summary.returned / summary.sent) if summary.sent else None,
        has_informants=bool(informants),
        may_find=may_find(request),
    )
    return render(request, "appraisal/checks.html", context)


def send_check(request: LarasRequest, study: Study) -> HttpResponse:
    """Choose what is given back to whom."""
    findings = list(queries.findings_of(study))
    states = consent_states(study)
    informants = [one for one in informants_of(study) if states.get(one.pk) not in SHUT]
    sources = [one for one in sources_of(study) if one.informant_id and not one.is_missing]
    things = [
        (_("Findings"), [(f"finding:{one.pk}", _short(one.text)) for one in findings]),
        (_("Transcripts"), [(f"source:{one.pk}", one.name) for one in sources]),
    ]
    people = [(str(one.pk), f"{one.code} · {one.role}") for one in informants]
    asked = {"thing": request.GET.get("thing", ""), "informants": request.GET.getlist("informant")}
    form = SendForm(request.POST or None, things=things, informants=people, initial={**asked, "way": "paper"})
    if request.method == "POST":
        sent = attempt(form, lambda: _send(study, form, informants, findings, sources, request))
        if sent is not None:
            saved(request, ngettext("{n} check sent.", "{n} checks sent.", len(sent)).format(n=len(sent)))
            return redirect("appraisal:checks", study.pk)
    context = study_frame(request, study, under=CARD, form=form, has_things=bool(findings or sources))
    return render(request, "appraisal/send_check.html", context)


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def _send(
    study: Study,
    form: SendForm,
    informants: list[Informant],
    findings: list[Finding],
    sources: list[Source],
    request: LarasRequest,
) -> list[MemberCheck]:
    given = form.cleaned_data
    kind, _colon, pk = given["thing"].partition(":")
    things: list[Any] = list(findings if kind == "finding" else sources)
    thing = next(one for one in things if one.pk == uuid.UUID(pk))
    chosen = [one for one in informants if str(one.pk) in given["informants"]]
    return actions.send_checks(study, informants=chosen, way=given["way"], **{kind: thing}, by=request.actor)


def answer(request: LarasRequest, check: MemberCheck) -> HttpResponse:
    """Write down what an informant answered."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        deed = lambda: actions.record_answer(check, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, deed):
            saved(request)
            return redirect("appraisal:checks", check.study_id)
    context = study_frame(request, check.study, under=CARD, check=check, form=form)
    return render(request, "appraisal/answer.html", context)


def resolve_check(request: LarasRequest, check: MemberCheck) -> HttpResponse:
    """Say what was done about an answer."""
    form = ResolveCheckForm(request.POST or None, initial={"resolution": check.resolution})
    if request.method == "POST":
        deed = lambda: actions.resolve_check(check, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, deed):
            saved(request)
            return redirect("appraisal:checks", check.study_id)
    rows = check_rows([check], [check])
    context = study_frame(request, check.study, under=CARD, row=rows[0], form=form)
    return render(request, "appraisal/resolve_check.html", context)

"""Audits: the auditor's own view with sign-off, and what the study's people see of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.access.actor import Actor
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence
from laras.base.ui.toast import saved
from laras.domain.errors import N_, LarasError, NotAllowed
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import BeginAuditForm, read_answers
from laras.stages.appraisal.models import Audit, Finding
from laras.stages.appraisal.queries.words import ANSWERS, AUDITS, CHECKLIST
from laras.stages.coding.queries import line_numbers
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.views.frame import study_frame

AUDIT_LIST = "appraisal:audits"


def audits(request: LarasRequest, study: Study) -> HttpResponse:
    """Show every audit with its status and result; the auditor begins one here."""
    hands = queries.hands_in(study)
    rows = queries.audit_rows(queries.audits_of(study), hands, queries.last_coding_change(study))
    context = study_frame(
        request,
        study,
        rows=[(one, AUDITS[one.audit.kind], one.audit.recorded_by == request.actor.login) for one in rows],
        may_audit=request.actor.may("appraisal.audit"),
        independent=request.actor.login not in hands,
    )
    return render(request, "appraisal/audits.html", context)


def begin_audit(request: LarasRequest, study: Study) -> HttpResponse:
    """Begin an audit; one who has a hand in the study is told so."""
    form = BeginAuditForm(request.POST or None)
    if request.method == "POST":
        made = attempt(form, lambda: actions.begin_audit(study, **form.cleaned_data, by=request.actor))
        if made:
            return redirect("appraisal:audit", made.pk)
    independent = request.actor.login not in queries.hands_in(study)
    context = study_frame(request, study, under=AUDIT_LIST, form=form, independent=independent)
    return render(request, "appraisal/audit_begin.html", context)


def audit(request: LarasRequest, audit: Audit) -> HttpResponse:
    """Show an audit: its own auditor answers until it is signed, everybody else reads."""
    is_own = audit.recorded_by == request.actor.login and request.actor.may("appraisal.audit")
    refused = ""
    answers, verdict = audit.answers or {}, audit.verdict
    asked = audit.sample if audit.kind == "confirmability" else list(CHECKLIST)
    if request.method == "POST":
        if not is_own:
            raise NotAllowed(N_("Only the auditor who began this audit may write in it."))
        answers, verdict = read_answers(request.POST, asked), request.POST.get("verdict", "")
        refused = _written(request, audit, answers, verdict)
        if not refused:
            return redirect("appraisal:audit", audit.pk)
    context = study_frame(
        request,
        audit.study,
        under=AUDIT_LIST,
        audit=audit,
        kind=AUDITS[audit.kind],
        items=_items(audit, asked, answers, request.actor),
        answer_words=[(code, word, icon) for code, (word, icon) in ANSWERS.items()],
        verdict=verdict,
        may_write=is_own and audit.signed_at is None,
        refused=refused,
        row=_row(audit),
    )
    return render(request, "appraisal/audit.html", context)


def _row(audit: Audit) -> queries.AuditRow:
    study = audit.study
    return queries.audit_rows([audit], queries.hands_in(study), queries.last_coding_change(study))[0]


def _written(request: LarasRequest, audit: Audit, answers: dict[str, Any], verdict: str) -> str:
    """Keep the answers, and sign when that button was pressed; return why not, '' when done."""
    try:
        actions.answer_audit(audit, answers=answers, verdict=verdict, by=request.actor)
        if "sign" in request.POST:
            actions.sign_audit(audit, by=request.actor)
    except LarasError as error:
        return sentence(error)
    saved(request, _("The audit is signed.") if audit.signed_at else "")
    return ""


@require_POST
def sign_audit(request: LarasRequest, audit: Audit) -> HttpResponse:
    """Sign an audit as it stands."""
    actions.sign_audit(audit, by=request.actor)
    saved(request, _("The audit is signed."))
    return redirect("appraisal:audit", audit.pk)


def _items(audit: Audit, asked: list[str], answers: dict[str, Any], by: Actor) -> list[dict[str, Any]]:
    """Return what is asked with what was answered; a finding with its quotes, their source and line."""
    if audit.kind == "dependability":
        return [_item(code, CHECKLIST[code], answers) for code in asked]
    findings = queries.sampled_findings(audit)
    quotes = queries.quotes_of_findings(findings, audit.study, by)
    lines = _lines([one for own in quotes.values() for one in own])
    return [
        {**_item(str(one.pk), one.text, answers), "finding": one, "quotes": _quoted(one, quotes, lines)}
        for one in findings
    ]


def _item(code: str, text: Any, answers: dict[str, Any]) -> dict[str, Any]:
    given = answers.get(code, {})
    answer = given.get("answer", "")
    word, icon = ANSWERS.get(answer, ("", "circle-dashed"))
    return {"code": code, "text": text, "answer": answer, "word": word, "icon": icon, "note": given.get("note", "")}


def _quoted(
    finding: Finding, quotes: dict[Any, list[queries.Quote]], lines: dict[Any, int]
) -> list[tuple[queries.Quote, int | None]]:
    return [(one, lines.get(one.coding.pk)) for one in quotes.get(finding.pk, [])]


def _lines(quotes: list[queries.Quote]) -> dict[Any, int]:
    """Return the line each quote stands on; opens the texts of the sources in sight, each once."""
    shown = [one.coding for one in quotes if one.quotable]
    sources = Source.objects.filter(pk__in={one.source_id for one in shown}).order_by("position", "id")
    found: dict[Any, int] = {}
    for source in sources:
        own = [one for one in shown if one.source_id == source.pk]
        if not source.is_missing:
            numbers = line_numbers(source, [one.start for one in own])
            found.update({one.pk: n for one, n in zip(own, numbers, strict=True)})
    return found

"""The pages of an appraisal: the gap, five rows, four tests, findings."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.appraisal import BAND_LABELS
from laras.domain.aspects import ASPECT_CODES, indicator
from laras.domain.balance import Petal, percent
from laras.domain.errors import N_, NotAllowed
from laras.domain.trust import TEST_LABELS, Check
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import COUNTS, SHARES, FindingForm, LinkForm, RatingForm, ThresholdsForm
from laras.stages.appraisal.models import Finding, FindingLink, ThresholdChange
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.evidence.views.frame import study_frame

FINDINGS = "appraisal:findings"


def study_choice(request: LarasRequest) -> HttpResponse:
    """Choose the study to look at; with only one, go there."""
    studies = list(Study.objects.visible_to(request.actor).order_by("-recorded_at"))
    if len(studies) == 1:
        return redirect("appraisal:appraisal", studies[0].pk)
    return render(request, "appraisal/study_choice.html", {"studies": studies})


def appraisal(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the gap and how sure, the five aspects in fixed order, the four tests without a sum, the findings."""
    found = queries.appraise(study)
    scale = max((max(_heard(one), _missed(one)) for one in found.aspects), default=1)
    context = study_frame(
        request,
        study,
        found=found,
        petals=_petals(found),
        rows=[(one, _heard(one), _missed(one)) for one in found.aspects],
        scale=scale or 1,
        worst=[indicator(code).short.get(language()) for code in _most_lacking(found)],
        overall=BAND_LABELS[found.overall].get(language()) if found.overall else "",
        sure=found.sure.words.get(language()),
        reasons=[(reason.supports, reason.text.get(language())) for reason in found.sure.reasons],
        dots=[place < _dots(found) for place in range(3)],
        tests=_tests(queries.report_card(study)),
        findings=list(queries.findings_of(study)[:6]),
        limits={name: percent(getattr(queries.thresholds_of(study), name)) for name in SHARES},
        may_rate=request.actor.may("appraisal.rate"),
    )
    return render(request, "appraisal/appraisal.html", context)


def _heard(one: queries.AspectRating) -> int:
    return one.profile.given + one.profile.received


def _missed(one: queries.AspectRating) -> int:
    return one.profile.lacking + one.profile.harmful


def _most_lacking(found: queries.Appraisal) -> tuple[str, ...]:
    return found.gap.profile.indicators_lacking[:2] if found.gap else ()


def _dots(found: queries.Appraisal) -> int:
    return {"firm": 3, "less_firm": 2}.get(found.sure.level, 1)


def _petals(found: queries.Appraisal) -> list[Petal]:
    shares = found.sure.band_shares
    return [
        Petal(
            one.aspect,
            one.profile.coverage,
            _heard(one) == 0,
            _heard(one),
            one.profile.reached,
            one.profile.possible,
            None if one.band == "not_assessable" else "firm" if shares.get(one.aspect, 0) >= 0.8 else "less_firm",
        )
        for one in found.aspects
    ]


def _tests(checks: list[Check]) -> list[dict[str, Any]]:
    """Return the four tests with their rows and a heading that counts them; never a total."""
    tests = []
    for test, label in TEST_LABELS.items():
        rows = [check for check in checks if check.test == test]
        counts = {status: sum(row.status == status for row in rows) for status in ("met", "partly")}
        counts["not_yet"] = len(rows) - sum(counts.values())
        shown = [
            (row.status, row.label.get(language()), row.shown.get(language()), row.why.get(language())) for row in rows
        ]
        tests.append({"label": label.get(language()), "rows": shown, **counts})
    return tests


def rate(request: LarasRequest, study: Study, aspect: str) -> HttpResponse:
    """Give one's own rating beside the computed one, with a reason."""
    if aspect not in ASPECT_CODES:
        raise Http404
    found = next(one for one in queries.appraise(study).aspects if one.aspect == aspect)
    standing = {"band": found.human.band, "reason": found.human.reason} if found.human else None
    form = RatingForm(request.POST or None, initial=standing)
    if request.method == "POST":
        typed = lambda: actions.rate_aspect(study, aspect=aspect, **form.cleaned_data, by=request.actor)  # noqa: E731
        if attempt(form, typed):
            saved(request)
            return redirect("appraisal:appraisal", study.pk)
    return render(request, "appraisal/rate.html", study_frame(request, study, one=found, form=form))


def thresholds(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the thresholds of a study, what they rate now, and how they came to be; change them with a reason."""
    may_edit = request.actor.may("evidence.edit")
    if request.method == "POST" and not may_edit:
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    form = ThresholdsForm(request.POST or None, standing=queries.thresholds_of(study))
    if request.method == "POST":
        given = lambda: actions.change_thresholds(  # noqa: E731
            study, thresholds=form.values(), reason=form.cleaned_data["reason"], by=request.actor
        )
        if attempt(form, given):
            saved(request, _("The study is rated anew."))
            return redirect("appraisal:thresholds", study.pk)
    context = study_frame(
        request,
        study,
        form=form,
        shares=[form[name] for name in SHARES],
        counts=[form[name] for name in COUNTS],
        bands=queries.bands_of(study).items(),
        changes=[_change(row) for row in queries.threshold_changes(study)],
    )
    return render(request, "appraisal/thresholds.html", context)


def _change(row: ThresholdChange) -> dict[str, Any]:
    """Return a change in the words of the page: what was, what is, which bands moved."""
    parts = [
        ({**SHARES, **COUNTS}[name], _written(name, row.before[name]), _written(name, value))
        for name, value in row.after.items()
        if row.before.get(name) != value
    ]
    return {"row": row, "parts": parts, "moved": [(aspect, *bands) for aspect, bands in row.moved.items()]}


def _written(name: str, value: float) -> str:
    return f"{percent(value)}%" if name in SHARES else str(int(value))


def findings(request: LarasRequest, study: Study) -> HttpResponse:
    """Show every finding with what supports and contradicts it."""
    rows = list(queries.findings_of(study))
    return render(
        request, "appraisal/findings.html", study_frame(request, study, rows=rows, may_find=_may_find(request))
    )


def _may_find(request: LarasRequest) -> bool:
    return request.actor.may("appraisal.finding")


def new_finding(request: LarasRequest, study: Study) -> HttpResponse:
    """State a finding."""
    form = FindingForm(request.POST or None)
    if request.method == "POST":
        made = attempt(form, lambda: actions.add_finding(study, **form.cleaned_data, by=request.actor))
        if made:
            saved(request)
            return redirect("appraisal:finding", made.pk)
    return render(request, "appraisal/finding_form.html", study_frame(request, study, form=form))


def finding(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Show one finding with its quotes; quotes of informants who withdrew are not shown."""
    quotable = set(quotable_source_ids(finding.study))
    links = FindingLink.objects.filter(finding=finding, coding__removed_at__isnull=True)
    links = links.select_related("coding__source__informant", "coding__code").defer("coding__source__text")
    rows = [(link, link.coding, link.coding.source_id in quotable) for link in links.order_by("relation", "id")]
    context = study_frame(
        request, finding.study, under=FINDINGS, finding=finding, rows=rows, may_find=_may_find(request)
    )
    return render(request, "appraisal/finding.html", context)


def link(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Choose the codings that bear a finding out or speak against it."""
    known = FindingLink.objects.filter(finding=finding).values("coding_id")
    rows = Coding.objects.filter(study=finding.study, removed_at__isnull=True).exclude(pk__in=known)
    if finding.aspect:
        rows = rows.filter(code__aspect=finding.aspect)
    rows = (
        rows.filter(source_id__in=quotable_source_ids(finding.study))
        .select_related("source", "code")
        .defer("source__text")
    )
    page = Paginator(rows.order_by("source__position", "start"), 50).get_page(request.GET.get("page"))
    form = LinkForm(request.POST or None)
    if request.method == "POST":
        wanted = set(request.POST.getlist("coding"))  # compared as text: what is no id of a row is none of them
        ids = [pk for pk in rows.order_by().values_list("pk", flat=True) if str(pk) in wanted]
        chosen = list(rows.filter(pk__in=ids).order_by("id"))
        deed = lambda: actions.link_codings(finding, codings=chosen, by=request.actor, **form.cleaned_data)  # noqa: E731
        if attempt(form, deed) is not None:
            saved(request, _("{n} quotes tied.").format(n=len(chosen)))
            return redirect("appraisal:finding", finding.pk)
    context = study_frame(request, finding.study, under=FINDINGS, finding=finding, page=page, form=form)
    return render(request, "appraisal/link.html", context)


@require_POST
def withdraw(request: LarasRequest, finding: Finding) -> HttpResponse:
    """Withdraw a finding."""
    actions.withdraw_finding(finding, by=request.actor)
    saved(request, _("The finding is withdrawn."))
    return redirect("appraisal:findings", finding.study_id)

"""The limits of a study: what they are, what they rate now, how they came to be."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import number
from laras.base.ui.toast import saved
from laras.domain import trust
from laras.domain.balance import percent
from laras.domain.errors import N_, NotAllowed
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.forms import COEFFICIENTS, COUNTS, SHARES, ThresholdsForm, TrustForm
from laras.stages.appraisal.models import ThresholdChange
from laras.stages.appraisal.queries.words import TRUST_LABELS
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame

THRESHOLDS = "appraisal:thresholds"


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


def trust_thresholds(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the limits of the four tests; change them with a reason."""
    may_edit = request.actor.may("evidence.edit")
    if request.method == "POST" and not may_edit:
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    form = TrustForm(request.POST or None, standing=queries.trust_thresholds_of(study))
    if request.method == "POST":
        given = lambda: actions.change_trust_thresholds(  # noqa: E731
            study, thresholds=form.values(), reason=form.cleaned_data["reason"], by=request.actor
        )
        if attempt(form, given):
            saved(request, _("The four tests are judged anew."))
            return redirect("appraisal:card", study.pk)
    limits = [form[name] for name in TRUST_LABELS]
    shown = [(TRUST_LABELS[name], _written(f"{queries.TRUST}.{name}", value)) for name, value in _standing(study)]
    context = study_frame(request, study, under=THRESHOLDS, form=form, limits=limits, shown=shown)
    return render(request, "appraisal/trust_thresholds.html", context)


def _standing(study: Study) -> list[tuple[str, float]]:
    return list(asdict(queries.trust_thresholds_of(study)).items())


def _change(row: ThresholdChange) -> dict[str, Any]:
    """Return a change in the words of the page: what was, what is, which bands moved."""
    parts = [
        (_label(name), _written(name, row.before[name]), _written(name, value))
        for name, value in row.after.items()
        if row.before.get(name) != value
    ]
    return {"row": row, "parts": parts, "moved": [(aspect, *bands) for aspect, bands in row.moved.items()]}


def _label(name: str) -> Any:
    return {**SHARES, **COUNTS}.get(name) or TRUST_LABELS[name.removeprefix(f"{queries.TRUST}.")]


def _written(name: str, value: float) -> str:
    """Write a share in percent, a coefficient with three decimals, the rest as it is."""
    own = name.removeprefix(f"{queries.TRUST}.")
    if own != name:
        if own in COEFFICIENTS:
            return number(value, 3)
        is_share = isinstance(getattr(trust.Thresholds(), own), float)
    else:
        is_share = name in SHARES
    return f"{percent(value)}%" if is_share else str(int(value))

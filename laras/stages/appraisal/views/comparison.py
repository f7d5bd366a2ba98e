"""Periods, wards, roles or studies side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day, language
from laras.domain.aspects import ASPECT_CODES
from laras.domain.balance import percent
from laras.stages.appraisal import queries
from laras.stages.appraisal.forms import CompareForm
from laras.stages.appraisal.queries.words import VOICES
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import trait_words
from laras.stages.evidence.views.frame import study_frame


def compare(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the five aspects of several groups beside each other; nothing is added up across them."""
    others = list(Study.objects.visible_to(request.actor).exclude(pk=study.pk).order_by("name", "id"))
    data = {"by": request.GET.get("by", "period"), **{name: request.GET.get(name, "") for name in ("split", "other")}}
    form = CompareForm(data, traits=queries.traits_of(study), studies=[(str(one.pk), one.name) for one in others])
    groups: list[queries.Group] = []
    split: dt.date | None = None
    if form.is_valid():
        given = form.cleaned_data
        split = (given["split"] or queries.middle_day(study)) if given["by"] == "period" else None
        groups = _groups(study, given, split, others, request)
    context = study_frame(
        request,
        study,
        form=form,
        split=split,
        heads=[(_label(one, data["by"], split), one, _sure(one)) for one in groups],
        rows=[(code, [_cell(one, code) for one in groups]) for code in ASPECT_CODES],
        has_evidence=any(one.codings for one in groups),
    )
    return render(request, "appraisal/compare.html", context)


def _groups(
    study: Study, given: dict[str, Any], split: dt.date | None, others: list[Study], request: LarasRequest
) -> list[queries.Group]:
    by = given["by"]
    if by == "period":
        return queries.by_period(study, split) if split else []
    if by == "ward":
        return queries.by_ward(study, request.actor)
    if by == "study":
        return queries.by_study([study, *(one for one in others if str(one.pk) == given["other"])])
    return queries.by_trait(study, by.removeprefix("trait:"))


def _label(group: queries.Group, by: str, split: dt.date | None) -> str:
    if by == "period" and split is not None:
        words = {"before": _("Before {day}"), "after": _("From {day} on")}
        return words[group.label].format(day=day(split))
    if not group.label:
        return _("Other or not known")
    if by.startswith("trait:"):
        return trait_words(by.removeprefix("trait:"), group.label, language())[1]
    return str(VOICES[group.label]) if by == "voice" else group.label


def _sure(group: queries.Group) -> str:
    """Say which aspect is weakest in a group, and how often it stays so when the sources are redrawn."""
    if group.weakest is None or group.sure.share is None:
        return _("Too little to say which aspect is weakest.")
    return _("Weakest: {aspect}, in {percent}% of the redrawn samples.").format(
        aspect=aspect_name(group.weakest), percent=percent(group.sure.share)
    )


def _cell(group: queries.Group, aspect: str) -> dict[str, Any]:
    profile = group.profiles[aspect]
    return {
        "band": group.bands[aspect],
        "coverage": percent(profile.coverage),
        "lacking": None if profile.lacking_share is None else percent(profile.lacking_share),
        "evidence": profile.evidence,
        "weakest": group.weakest == aspect,
    }

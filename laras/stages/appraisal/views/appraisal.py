"""The appraisal itself: the gap and how sure, five rows, the four tests, findings."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.ui.phrases import language
from laras.domain.appraisal import BAND_LABELS
from laras.domain.aspects import indicator
from laras.domain.balance import Petal, percent
from laras.domain.trust import TEST_LABELS, Check
from laras.stages.appraisal import queries
from laras.stages.appraisal.forms import SHARES
from laras.stages.appraisal.tables import finding_rows
from laras.stages.evidence.models import Study
from laras.stages.evidence.views.frame import study_frame

FEW = 6


def study_choice(request: LarasRequest) -> HttpResponse:
    """Choose the study to look at; with only one, go there."""
    studies = list(Study.objects.visible_to(request.actor).order_by("-recorded_at"))
    if len(studies) == 1:
        return redirect("appraisal:appraisal", studies[0].pk)
    return render(request, "appraisal/study_choice.html", {"studies": studies})


def appraisal(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the gap and how sure, the five aspects in fixed order, the four tests without a sum, the findings."""
    evidence = queries.evidence_of(study)
    found = queries.appraise(study, evidence)
    material = queries.material_of(study)
    facts = queries.facts_of(study, material=material)
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
        by_informant=_by_informant(found),
        voices=queries.two_voices(study, evidence),
        raters=queries.raters_of(study, request.actor).values(),
        tests=_tests(queries.report_card(study, facts=facts)),
        findings=finding_rows(study, material)[:FEW],
        limits={name: percent(getattr(queries.thresholds_of(study), name)) for name in SHARES},
        may_rate=request.actor.may("appraisal.rate"),
    )
    return render(request, "appraisal/appraisal.html", context)


def _by_informant(found: queries.Appraisal) -> dict[str, Any] | None:
    """Return how often the weakest aspect stays the weakest when informants are redrawn; None where it cannot be."""
    one = found.by_informant
    if one is None or one.share is None or one.aspect is None:
        return None
    return {"percent": percent(one.share), "n": one.resamples, "firm": one.level == "firm"}


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
        counts["not_yet"] = sum(row.status in ("not_yet", "not_assessable") for row in rows)
        shown = [
            (row.status, row.label.get(language()), row.shown.get(language()), row.why.get(language())) for row in rows
        ]
        tests.append({"label": label.get(language()), "rows": shown, **counts})
    return tests

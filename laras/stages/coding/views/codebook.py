"""Studies to code, the codebook, and the codes a study adds to it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.domain.aspects import TAXONOMY
from laras.domain.texts import LANGUAGES
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import CodeForm, WordsForm
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.tables import INDICATORS, code_name, word
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import study_list
from laras.stages.evidence.views.frame import did, study_frame


def study_choice(request: LarasRequest) -> HttpResponse:
    """Show the studies with how much of them is coded."""
    rows = queries.open_to(Coding.objects.filter(facility_id=request.actor.facility_id), request.actor)
    counts = dict(rows.order_by().values_list("study_id").annotate(n=Count("id")))
    studies = [(study, counts.get(study.pk, 0)) for study in study_list(request.actor)]
    return render(request, "coding/study_choice.html", {"studies": studies})


def codebook(request: LarasRequest, study: Study) -> HttpResponse:
    """Show every code with its definition, cue words, boundary rules and counts."""
    nodes = queries.codebook(study, request.actor)
    keys = {node.code.pk: node.key for node in queries.walk(nodes)}
    roots = [(node, _rows(node, keys)) for node in nodes]
    lacks = len([one for one in TAXONOMY.indicators if one.is_active]) - sum(
        1 for node in queries.walk(nodes) if node.code.indicator
    )
    may_edit = request.actor.may("coding.codebook")
    old = queries.look_again(study, request.actor).order_by().count()
    context = study_frame(request, study, roots=roots, lacks=lacks, may_edit_codes=may_edit, old=old)
    return render(request, "coding/codebook.html", context)


def _rows(node: queries.CodeNode, keys: Mapping[uuid.UUID, str]) -> list[dict[str, object]]:
    """The codes below a root, and the root itself where it is no aspect of the taxonomy."""
    every = list(queries.walk([node]))
    shown = every[1:] if node.code.name == node.code.aspect else every
    return [
        {
            "node": one,
            "name": code_name(one.code),
            "definition": word(one.code.definition),
            "cues": INDICATORS[one.code.indicator].cues if one.code.indicator in INDICATORS else (),
            "boundary": _boundary(one.code),
            "into": keys.get(one.code.merged_into_id, "") if one.code.merged_into_id else "",
        }
        for one in shown
    ]


def _boundary(code: Code) -> list[str]:
    found = INDICATORS.get(code.indicator)
    return [word({"id": rule.id, "en": rule.en}) for rule in found.boundary] if found else []


@require_POST
def open_codebook(request: LarasRequest, study: Study) -> HttpResponse:
    """Put the five aspects and 46 indicators in."""
    actions.open_codebook(study, by=request.actor)
    saved(request, _("The codebook is open."))
    return redirect("coding:codebook", study.pk)


def new_code(request: LarasRequest, study: Study) -> HttpResponse:
    """Add a code of the study's own."""
    form = CodeForm(request.POST or None, codes=queries.codes_of(study.pk))

    def deed() -> Code:
        fields: dict[str, Any] = {name: form.cleaned_data[name] for name in ("name", "parent", "aspect")}
        return actions.add_code(study, **fields | form.words(), by=request.actor)

    if did(request, form, deed):
        saved(request)
        return redirect("coding:codebook", study.pk)
    return render(request, "coding/code_form.html", study_frame(request, study, form=form, code=None))


def edit_code(request: LarasRequest, code: Code) -> HttpResponse:
    """Word a code anew."""
    if code.retired_at is not None:
        raise Http404
    words = {"label": code.label, "definition": code.definition}
    initial = {f"{name}_{lang}": text.get(lang, "") for name, text in words.items() for lang in LANGUAGES}
    form = WordsForm(request.POST or None, initial=initial)

    def deed() -> Code:
        changed: Code = actions.edit_code(code, **form.words(), reason=form.cleaned_data["reason"], by=request.actor)
        return changed

    if did(request, form, deed):
        saved(request, _("{code}, version {n}.").format(code=code.name, n=code.version))
        return redirect("coding:codebook", code.study_id)
    return render(request, "coding/code_form.html", study_frame(request, code.study, form=form, code=code))

"""Changing a codebook in use: merge, split, move, retire, reopen; its history, and what is to be looked at again."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import typed
from laras.base.ui.toast import saved
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import KnowingForm, MergeForm, MoveForm, ReasonForm, SplitForm
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.tables import coding_rows
from laras.stages.coding.tables_history import change_rows, consequence
from laras.stages.coding.views.coding import must_be_open_to
from laras.stages.coding.views.listing import texts_of
from laras.stages.evidence.models import Study
from laras.stages.evidence.queries import quotable_source_ids
from laras.stages.evidence.views.frame import did, study_frame

PER_PAGE = 50
MOST_TO_SPLIT = 300


def retire_code(request: LarasRequest, code: Code) -> HttpResponse:
    """Take a code out of use; what that means is told before."""
    _in_use(code)
    form = KnowingForm(request.POST or None, code=code)
    if did(request, form, lambda: actions.retire_code(code, **typed(form), by=request.actor)):
        saved(request, _("{code} is retired.").format(code=code.name))
        return redirect("coding:codebook", code.study_id)
    return _deed(request, code, form, _("Retire this code"), _("Retire"))


def reopen_code(request: LarasRequest, code: Code) -> HttpResponse:
    """Take a retired code into use again."""
    if code.retired_at is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if did(request, form, lambda: actions.reopen_code(code, **typed(form), by=request.actor)):
        saved(request, _("{code} is in use again.").format(code=code.name))
        return redirect("coding:codebook", code.study_id)
    return _deed(request, code, form, _("Reopen this code"), _("Reopen"))


def merge_code(request: LarasRequest, code: Code) -> HttpResponse:
    """Give all codings of a code to another one."""
    _in_use(code)
    form = MergeForm(request.POST or None, code=code, choices=_others(code))

    def deed() -> Code:
        given = typed(form)
        into = queries.find_code(code.study_id, given.pop("into"))
        merged: Code = actions.merge_code(code, into=into, **given, by=request.actor)
        return merged

    if did(request, form, deed):
        saved(request, _("{code} was merged. What moved is to be looked at again.").format(code=code.name))
        return redirect("coding:look_again", code.study_id)
    return _deed(request, code, form, _("Merge this code into another one"), _("Merge"))


def move_code(request: LarasRequest, code: Code) -> HttpResponse:
    """Put a code of the study's own at another place of the tree."""
    _in_use(code)
    form = MoveForm(request.POST or None, choices=_others(code), initial={"parent": code.parent_id or ""})

    def deed() -> Code:
        given = typed(form)
        parent = given.pop("parent")
        place = queries.find_code(code.study_id, parent) if parent else None
        moved: Code = actions.move_code(code, parent=place, **given, by=request.actor)
        return moved

    if did(request, form, deed):
        saved(request)
        return redirect("coding:codebook", code.study_id)
    return _deed(request, code, form, _("Move this code"), _("Move"))


def split_code(request: LarasRequest, code: Code) -> HttpResponse:
    """Make a new code beside this one, and choose the codings that go to it."""
    _in_use(code)
    form = SplitForm(request.POST or None)
    chosen = {pk for pk in map(_uuid, request.POST.getlist("codings")) if pk}

    def deed() -> Code:
        made: Code = actions.split_code(code, codings=chosen, **typed(form), by=request.actor)
        return made

    if did(request, form, deed):
        saved(request)
        return redirect("coding:codebook", code.study_id)
    found = queries.coding_list(code.study, queries.CodingFilter(code=code.pk), request.actor)[:MOST_TO_SPLIT]
    rows = [(row, row.coding.pk in chosen) for row in _rows(request, code.study, list(found))]
    context = study_frame(request, code.study, code=code, form=form, rows=rows, most=MOST_TO_SPLIT)
    return render(request, "coding/code_split.html", context)


def history(request: LarasRequest, study: Study) -> HttpResponse:
    """Show how the codebook came to be what it is."""
    code = _chosen_code(request, study)
    page = Paginator(queries.code_history(study, code), PER_PAGE).get_page(request.GET.get("page"))
    keys = queries.keys_in(study)
    rows = change_rows(list(page.object_list), keys)
    context = study_frame(request, study, page=page, rows=rows, code=code, key=keys[code.pk] if code else "")
    return render(request, "coding/code_history.html", context)


def look_again(request: LarasRequest, study: Study) -> HttpResponse:
    """Show the codings judged by an older definition, each with the way to say that it still fits."""
    page = Paginator(queries.look_again(study, request.actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = _rows(request, study, list(page.object_list))
    may_keep = request.actor.may("coding.codebook")
    context = study_frame(request, study, page=page, rows=rows, may_code=request.actor.may("coding.code"))
    return render(request, "coding/look_again.html", {**context, "may_keep": may_keep})


@require_POST
def still_fits(request: LarasRequest, coding: Coding) -> HttpResponse:
    """Say that a coding holds under the definition of today."""
    must_be_open_to(request, coding)
    actions.still_fits(coding, by=request.actor)
    saved(request)
    return redirect("coding:look_again", coding.study_id)


def _deed(request: LarasRequest, code: Code, form: Any, heading: str, button: str) -> HttpResponse:
    counts = queries.codings_by_code(code.study)
    told = consequence(code, counts.get(code.pk, 0))
    context = study_frame(request, code.study, code=code, form=form, deed=heading, button=button, told=told)
    return render(request, "coding/code_deed.html", context)


def _others(code: Code) -> list[tuple[str, str]]:
    """Return the codes in use beside this one."""
    codes = queries.codes_of(code.study_id)
    keys = queries.code_keys(codes)
    return [(str(one.pk), keys[one.pk]) for one in codes if one.retired_at is None and one.pk != code.pk]


def _rows(request: LarasRequest, study: Study, codings: list[Coding]) -> list[Any]:
    texts = texts_of({one.source_id for one in codings})
    request.shown.extend(
        str(one.source.informant.client_id)
        for one in codings
        if one.source.informant and one.source.informant.client_id
    )
    return coding_rows(codings, queries.keys_in(study), texts, quotable_source_ids(study), request.actor)


def _chosen_code(request: LarasRequest, study: Study) -> Code | None:
    pk = _uuid(request.GET.get("kode", ""))
    return Code.objects.filter(study=study, pk=pk).first() if pk else None


def _uuid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None


def _in_use(code: Code) -> None:
    if code.retired_at is not None:
        raise Http404

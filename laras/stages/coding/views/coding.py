"""One coding: made, changed, deleted, restored; as JSON for the workspace, as a form without it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import sentence, typed
from laras.base.ui.toast import saved
from laras.domain.errors import N_, BadInput, LarasError, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import JudgementForm
from laras.stages.coding.models import Coding
from laras.stages.coding.tables import code_choices, code_groups, coding_json, suggestions
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import is_quotable
from laras.stages.evidence.views.frame import did, study_frame
from laras.stages.evidence.views.source import must_be_open

M = TypeVar("M", bound=Model)
MALFORMED = N_("The request cannot be read. Reload the page and try again.")
_NOWHERE = uuid.UUID(int=0)
DEEDS: dict[str, Callable[..., Coding]] = {
    "delete": actions.remove_coding,
    "restore": actions.restore_coding,
    "fits": actions.still_fits,
}


def coding_address(source: Source) -> dict[str, str]:
    """Return where the workspace sends what it does."""
    one = reverse("coding:coding", args=[_NOWHERE])
    return {
        "codings_url": one.removesuffix(f"{_NOWHERE}/"),
        "create_url": reverse("coding:create", args=[source.pk]),
        "cues_url": reverse("coding:cues", args=[source.pk]),
        "changes_url": reverse("coding:changes", args=[source.pk]),
        "vivo_url": reverse("coding:in_vivo", args=[source.pk]),
        "risk_url": reverse("coding:raise_risk", args=[source.pk]),
        "risk_words_url": reverse("coding:risk_words", args=[source.pk]),
    }


@require_POST
def create(request: LarasRequest, source: Source) -> HttpResponse:
    """Add a coding: JSON {start, end, code, polarity, giver} in, the coding out."""

    def deed() -> Coding:
        given = json_values(request)
        return actions.add_coding(
            source,
            start=number(given, "start"),
            end=number(given, "end"),
            code=queries.find_code(source.study_id, str(given.get("code", ""))),
            polarity=str(given.get("polarity") or "given"),
            giver=str(given.get("giver") or "worker"),
            memo=str(given.get("memo") or ""),
            by=request.actor,
        )

    return answered(request, deed)


def coding(request: LarasRequest, coding: Coding) -> HttpResponse:
    """Change, delete or restore a coding; shown as a form where it is only looked at."""
    must_be_open_to(request, coding)
    if request.method == "POST" and request.content_type == "application/json":
        return answered(request, lambda: _changed(request, coding, json_values(request)))
    action = request.POST.get("action", "")
    if request.method == "POST" and action in DEEDS:
        DEEDS[action](coding, by=request.actor)
        saved(request, undo=reverse("coding:restore", args=[coding.pk]) if action == "delete" else "")
        return redirect("coding:plain", coding.source_id)
    return _form(request, coding)


@require_POST
def restore(request: LarasRequest, coding: Coding) -> HttpResponse:
    """Take a deletion back."""
    must_be_open_to(request, coding)
    actions.restore_coding(coding, by=request.actor)
    saved(request)
    return redirect("coding:plain", coding.source_id)


@require_GET
def cues(request: LarasRequest, source: Source) -> HttpResponse:
    """Return the codes that a passage hints at; a suggestion only."""
    must_be_open(source, with_text=True)
    try:
        start, end = number(request.GET, "start"), number(request.GET, "end")
    except LarasError as error:
        return JsonResponse({"error": sentence(error)}, status=400)
    groups = code_groups(queries.codebook(source.study, request.actor))
    found = suggestions(source.text[max(0, start) : max(0, end)], groups)
    return JsonResponse({"suggestions": [{"code": one.code, "name": one.name, "cues": one.cues} for one in found]})


def must_be_open_to(request: LarasRequest, coding: Coding) -> None:
    """One's own is open also when deleted; another's when it may be seen."""
    if coding.coder == request.actor.login:
        return
    if not queries.open_to(Coding.objects.filter(pk=coding.pk), request.actor).exists():
        raise Http404


def _form(request: LarasRequest, coding: Coding) -> HttpResponse:
    groups = code_groups(queries.codebook(coding.source.study, request.actor))
    keys = queries.keys_in(coding.source.study)
    initial = {"code": keys[coding.code_id], "polarity": coding.polarity, "giver": coding.giver, "memo": coding.memo}
    form = JudgementForm(request.POST or None, choices=code_choices(groups), initial=initial)
    if did(request, form, lambda: _changed(request, coding, typed(form))):
        saved(request)
        return redirect("coding:plain", coding.source_id)
    quote = coding.quote if is_quotable(coding.source) else ""
    mine = coding.coder == request.actor.login
    context = study_frame(request, coding.source.study, coding=coding, quote=quote, form=form, mine=mine)
    return render(request, "coding/coding_form.html", context)


def _changed(request: LarasRequest, coding: Coding, given: dict[str, Any]) -> Coding:
    action = given.get("action", "change")
    if action in DEEDS:
        return DEEDS[action](coding, by=request.actor)
    if action != "change":
        raise BadInput(MALFORMED)
    fields: dict[str, Any] = {name: str(given[name]) for name in ("polarity", "giver", "memo") if name in given}
    fields |= {name: number(given, name) for name in ("start", "end") if name in given}
    if "code" in given:
        fields["code"] = queries.find_code(coding.study_id, str(given["code"]))
    return actions.change_coding(coding, **fields, by=request.actor)


def json_values(request: LarasRequest) -> dict[str, Any]:
    """Return what the script sent."""
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):  # RecursionError: a thousand brackets
        raise BadInput(MALFORMED) from None
    if not isinstance(given, dict):
        raise BadInput(MALFORMED)
    return given


def number(given: Any, name: str) -> int:
    """Return a whole number of what was sent."""
    try:
        return int(given[name])
    except (KeyError, TypeError, ValueError, OverflowError):
        raise BadInput(MALFORMED) from None


def refused(deed: Callable[[], M]) -> tuple[M | None, JsonResponse]:
    """Do a deed of the workspace; a refusal comes back as {error: sentence}."""
    try:
        return deed(), JsonResponse({})
    except LarasError as error:
        status = 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 400
        return None, JsonResponse({"error": sentence(error)}, status=status)


def answered(
    request: LarasRequest, deed: Callable[[], Coding], more: Callable[[Coding], dict[str, Any]] | None = None
) -> JsonResponse:
    """Do a deed and return the coding it made, with `more` about it."""
    made, told = refused(deed)
    if made is None:
        return told
    key = made.code.name if made.code.indicator else queries.code_keys(queries.codes_of(made.study_id))[made.code_id]
    return JsonResponse({**coding_json(made, key, request.actor), **(more(made) if more else {})})

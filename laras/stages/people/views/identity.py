"""Who the person is: identity with hidden numbers, changes, family, merges."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.domain.errors import N_, NotFound
from laras.domain.identity import mask
from laras.stages.people import actions
from laras.stages.people.forms.client import ClientForm, FamilyForm, MergeForm, NumberForm, initial_of
from laras.stages.people.forms.words import NIK_STATUSES, SEXES
from laras.stages.people.models import Client, Family, Merge
from laras.stages.people.queries import family_of, merges_of
from laras.stages.people.views.frame import client_frame
from laras.stages.people.views.told import did, tell_warnings


def _numbers(client: Client, shown: str) -> list[dict[str, Any]]:
    """Return NIK, KK and BPJS: hidden in the middle, but for the one that was asked for."""
    labels = {"nik": "NIK", "kk": "KK", "bpjs": "BPJS"}
    values = {field: getattr(client, field) for field in labels}
    return [
        {
            "field": field,
            "label": labels[field],
            "value": value if field == shown else mask(value),
            "is_hidden": bool(value) and field != shown,
        }
        for field, value in values.items()
    ]


def _identity(request: LarasRequest, client: Client, shown: str = "") -> HttpResponse:
    by = request.actor
    context = {
        **client_frame(request, client),
        "born": dt.date.fromisoformat(client.birth_date) if client.birth_date else None,
        "sex": SEXES.get(client.sex, ""),
        "nik_status": NIK_STATUSES[client.nik_status],
        "numbers": _numbers(client, shown),
        "merges": merges_of(client),
        "may_show": by.may("people.identity"),
        "may_edit": by.may("people.edit"),
        "may_place": by.may("people.ward"),
        "may_merge": by.may("people.merge"),
    }
    return render(request, "people/identity.html", context)


def client_identity(request: LarasRequest, client: Client) -> HttpResponse:
    """Show who the person is; identity numbers stay hidden."""
    return _identity(request, client)


@require_POST
def show_number(request: LarasRequest, client: Client) -> HttpResponse:
    """Show one number in full, this once; the deed is written down."""
    form = NumberForm(request.POST)
    if attempt(form, lambda: actions.unmask(client, field=form.cleaned_data["field"], by=request.actor)) is None:
        return redirect("people:client_identity", client.pk)
    return _identity(request, client, form.cleaned_data["field"])


def edit(request: LarasRequest, client: Client) -> HttpResponse:
    """Change what is known of the person."""
    form = ClientForm(request.POST or None, initial=initial_of(client), by=request.actor)
    if did(request, form, lambda: actions.edit_client(client, by=request.actor, **form.cleaned_data)):
        saved(request)
        tell_warnings(request, client)
        return redirect("people:client_identity", client.pk)
    return render(request, "people/edit.html", {**client_frame(request, client), "form": form})


def family(request: LarasRequest, client: Client) -> HttpResponse:
    """List the people who are close."""
    context = {"family": family_of(client), "may_edit": request.actor.may("people.edit")}
    return render(request, "people/family.html", {**client_frame(request, client), **context})


def add_family(request: LarasRequest, client: Client) -> HttpResponse:
    """Note a close person."""
    form = FamilyForm(request.POST or None)
    if did(request, form, lambda: actions.add_family(client, by=request.actor, **form.cleaned_data)):
        saved(request)
        return redirect("people:family", client.pk)
    return render(request, "people/family_form.html", {**client_frame(request, client), "form": form, "row": None})


def edit_family(request: LarasRequest, row: Family) -> HttpResponse:
    """Change what is known of a close person."""
    form = FamilyForm(request.POST or None, initial={name: getattr(row, name) for name in FamilyForm.base_fields})
    if did(request, form, lambda: actions.edit_family(row, by=request.actor, **form.cleaned_data)):
        saved(request)
        return redirect("people:family", row.client_id)
    return render(request, "people/family_form.html", {**client_frame(request, row.client), "form": form, "row": row})


@require_POST
def remove_family(request: LarasRequest, row: Family) -> HttpResponse:
    """Take a close person off the list."""
    actions.remove_family(row, by=request.actor)
    saved(request, _("Taken off the list."))
    return redirect("people:family", row.client_id)


def merge(request: LarasRequest, client: Client) -> HttpResponse:
    """Join this record to another one of the same person."""
    form = MergeForm(request.POST or None)

    def join() -> Merge:
        number = form.cleaned_data["number"].strip()
        into = Client.objects.visible_to(request.actor).filter(number=number).first()
        if into is None:
            raise NotFound(N_("There is nobody with this number in the home. Check the number."), field="number")
        return actions.merge(client, into=into, reason=form.cleaned_data["reason"], by=request.actor)

    row = attempt(form, join) if request.method == "POST" else None
    if row is not None:
        saved(request, _("The two records are one person now."))
        return redirect("people:client_identity", row.into_id)
    return render(request, "people/merge.html", {**client_frame(request, client), "form": form})


@require_POST
def undo_merge(request: LarasRequest, row: Merge) -> HttpResponse:
    """Take two records apart again."""
    actions.undo_merge(row, by=request.actor)
    saved(request, _("The two records are apart again."))
    return redirect("people:client_identity", row.into_id)

"""Wards: who lives there, who serves there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.people import actions
from laras.stages.people.forms.care import DutyForm, PlaceForm, WardForm
from laras.stages.people.forms.inputs import moment_of
from laras.stages.people.models import Client, Ward, WardDuty
from laras.stages.people.queries import clients_of_ward, duties_of_ward, placements_of, wards
from laras.stages.people.views.frame import called, client_frame
from laras.stages.people.views.told import did


def ward_list(request: LarasRequest) -> HttpResponse:
    """List the wards with how many live there."""
    return render(request, "people/ward_list.html", {"wards": wards(request.actor)})


def create_ward(request: LarasRequest) -> HttpResponse:
    """Make a ward."""
    form = WardForm(request.POST or None)
    ward = attempt(form, lambda: actions.create_ward(**form.cleaned_data, by=request.actor)) if request.POST else None
    if ward is not None:
        saved(request)
        return redirect("people:ward", ward.pk)
    return render(request, "people/ward_form.html", {"form": form, "ward": None})


def edit_ward(request: LarasRequest, ward: Ward) -> HttpResponse:
    """Rename a ward or change its places."""
    form = WardForm(request.POST or None, initial={"name": ward.name, "capacity": ward.capacity or None})
    if did(request, form, lambda: actions.edit_ward(ward, **form.cleaned_data, by=request.actor)):
        saved(request)
        return redirect("people:ward", ward.pk)
    return render(request, "people/ward_form.html", {"form": form, "ward": ward})


def ward(request: LarasRequest, record: Ward) -> HttpResponse:
    """Show who lives in a ward and who serves there; put somebody on duty."""
    form = DutyForm(request.POST or None, by=request.actor)
    if did(request, form, lambda: actions.put_on_duty(form.cleaned_data["worker"], ward=record, by=request.actor)):
        saved(request)
        return redirect("people:ward", record.pk)
    rows = [(client, called(client, request.actor)) for client in clients_of_ward(record, request.actor)]
    request.shown.extend(str(client.pk) for client, _ in rows)
    context = {"ward": record, "form": form, "rows": rows, "duties": duties_of_ward(record)}
    return render(request, "people/ward.html", context)


@require_POST
def end_duty(request: LarasRequest, duty: WardDuty) -> HttpResponse:
    """Let somebody serve a ward no longer."""
    actions.end_duty(duty, by=request.actor)
    saved(request)
    return redirect("people:ward", duty.ward_id)


def placement(request: LarasRequest, client: Client) -> HttpResponse:
    """Move a client to another ward; show where the person lived."""
    form = PlaceForm(request.POST or None, initial={"ward": client.ward_id}, by=request.actor)

    def move() -> Client:
        values = form.cleaned_data
        return actions.place(client, ward=values["ward"], at=moment_of(values["at"]), by=request.actor)

    if did(request, form, move):
        saved(request)
        return redirect("people:client_identity", client.pk)
    context = {"form": form, "placements": placements_of(client)}
    return render(request, "people/placement.html", {**client_frame(request, client), **context})

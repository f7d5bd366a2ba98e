"""A new client in two steps: who is it, and is this person known already? Then the rest."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.stages.people import actions
from laras.stages.people.forms.client import NewClientForm, StartForm
from laras.stages.people.queries import Double
from laras.stages.people.views.told import tell_warnings


def create(request: LarasRequest) -> HttpResponse:
    """Step one asks for name and birth; a POST of it leads to step two with those who are alike."""
    if request.POST.get("step") == "2":
        return _rest(request)
    form = StartForm(request.POST or None)
    doubles = attempt(form, lambda: _alike(request, form)) if request.method == "POST" else None
    if doubles is None:
        return render(request, "people/create.html", {"form": form})
    checked = ",".join(str(double.client.pk) for double in doubles)
    rest = NewClientForm(initial={**form.cleaned_data, "checked": checked}, by=request.actor)
    return _show_rest(request, rest, doubles)


def _alike(request: LarasRequest, form: StartForm | NewClientForm) -> list[Double]:
    born, year = form.cleaned_data.get("birth_date"), form.cleaned_data.get("birth_year")
    return actions.compare(
        full_name=form.cleaned_data["full_name"],
        birth_year=born.year if born else year,
        nik=form.cleaned_data.get("nik", ""),
        by=request.actor,
    )


def _rest(request: LarasRequest) -> HttpResponse:
    typed = request.POST.copy()
    form = NewClientForm(typed, by=request.actor)
    client = attempt(form, lambda: actions.create_client(**form.values(), by=request.actor))
    if client is not None:
        saved(request, client.number)
        tell_warnings(request, client)
        return redirect("people:client_identity", client.pk)
    doubles = _alike(request, form) if form.cleaned_data.get("full_name") else []
    if doubles:  # what is shown now is what a tick below it speaks of
        typed["checked"] = ",".join(str(double.client.pk) for double in doubles)
    return _show_rest(request, form, doubles)


def _show_rest(request: LarasRequest, form: NewClientForm, doubles: list[Double]) -> HttpResponse:
    request.shown.extend(str(double.client.pk) for double in doubles)
    return render(request, "people/create_rest.html", {"form": form, "doubles": doubles})

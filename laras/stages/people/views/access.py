"""Who may see a client, and the way in for an emergency."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.store import clock
from laras.base.ui.toast import saved
from laras.domain.errors import N_, NotFound
from laras.stages.people import actions
from laras.stages.people.forms.care import AccessForm, EmergencyForm
from laras.stages.people.forms.inputs import moment_of
from laras.stages.people.forms.words import KINDS
from laras.stages.people.models import Access, Client
from laras.stages.people.queries import access_rows
from laras.stages.people.views.frame import client_frame
from laras.stages.people.views.told import did


def _line(row: Access) -> dict[str, Any]:
    now = clock.now()
    is_open = row.valid_from <= now and (row.valid_until is None or row.valid_until > now)
    return {
        "row": row,
        "kind": KINDS[row.kind],
        "reason": gettext(row.reason) if row.reason else "",
        "is_open": is_open,
    }


def access(request: LarasRequest, client: Client) -> HttpResponse:
    """List who may and might see the client; let somebody in."""
    form = AccessForm(request.POST or None, by=request.actor)

    def let_in() -> Access:
        values = {**form.cleaned_data, "valid_until": moment_of(form.cleaned_data["valid_until"])}
        return actions.open_access(client, **values, by=request.actor)

    if did(request, form, let_in):
        saved(request)
        return redirect("people:access", client.pk)
    lines = sorted((_line(row) for row in access_rows(client)), key=lambda line: not line["is_open"])
    return render(request, "people/access.html", {**client_frame(request, client), "form": form, "lines": lines})


@require_POST
def close_access(request: LarasRequest, row: Access) -> HttpResponse:
    """End an access now."""
    actions.close_access(row, by=request.actor)
    saved(request, _("The access has ended."))
    return redirect("people:access", row.client_id)


def break_glass(request: LarasRequest) -> HttpResponse:
    """Open a record in an emergency, by its number and with a reason."""
    form = EmergencyForm(request.POST or None)

    def open_now() -> Access:
        number = form.cleaned_data["number"].strip()
        rows = Client.objects.filter(facility_id=request.actor.facility_id, merged_into__isnull=True)
        client = rows.filter(number__iexact=number).only("id", "facility_id").first()
        if client is None:
            raise NotFound(N_("There is nobody with this number in the home. Check the number."), field="number")
        return actions.break_glass(client.pk, reason=form.cleaned_data["reason"], by=request.actor)

    row = attempt(form, open_now) if request.method == "POST" else None
    if row is None:
        return render(request, "people/break_glass.html", {"form": form})
    saved(request, _("Open for four hours, for looking only. Your supervisor sees it."))
    if request.actor.may("people.view"):
        return redirect("people:client_identity", row.client_id)
    return redirect("people:break_glass")

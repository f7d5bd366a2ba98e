"""What a client agreed to."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.stages.people import actions
from laras.stages.people.forms.care import ConsentForm, WithdrawForm
from laras.stages.people.forms.words import PROOFS, PURPOSES, SUPPORTS
from laras.stages.people.models import Client, Consent
from laras.stages.people.queries import consents_of
from laras.stages.people.views.frame import client_frame
from laras.stages.people.views.told import did


def _line(row: Consent, *, is_newest: bool) -> dict[str, Any]:
    return {
        "row": row,
        "purpose": PURPOSES[row.purpose],
        "proof": PROOFS[row.proof],
        "supports": [SUPPORTS[code] for code in row.support_used],
        "holds": is_newest and row.agreed and row.withdrawn_at is None,
    }


def consents(request: LarasRequest, client: Client) -> HttpResponse:
    """Show every answer, the newest first; the newest of each purpose counts."""
    seen: set[str] = set()
    lines = []
    for row in consents_of(client):
        lines.append(_line(row, is_newest=row.purpose not in seen))
        seen.add(row.purpose)
    missing = [label for code, label in PURPOSES.items() if code not in seen]
    context = {"lines": lines, "missing": missing, "may_give": request.actor.may("people.consent")}
    return render(request, "people/consents.html", {**client_frame(request, client), **context})


def give_consent(request: LarasRequest, client: Client) -> HttpResponse:
    """Record an answer."""
    form = ConsentForm(request.POST or None, client=client)
    if did(request, form, lambda: actions.give_consent(client, by=request.actor, **form.cleaned_data)):
        saved(request)
        return redirect("people:consents", client.pk)
    return render(request, "people/consent_form.html", {**client_frame(request, client), "form": form})


def withdraw_consent(request: LarasRequest, row: Consent) -> HttpResponse:
    """Ask what the person said, then close the consent."""
    form = WithdrawForm(request.POST or None)
    if did(request, form, lambda: actions.withdraw_consent(row, reason=form.cleaned_data["reason"], by=request.actor)):
        saved(request)
        return redirect("people:consents", row.client_id)
    context = {"form": form, "row": row, "purpose": PURPOSES[row.purpose]}
    return render(request, "people/withdraw.html", {**client_frame(request, row.client), **context})

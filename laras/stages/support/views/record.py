"""Recording an act in three taps: person, aspect, indicator; everything else afterwards."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.store import clock
from laras.base.ui.names import indicator_name
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain.aspects import ASPECT_CODES, GIVER_LABELS, POLARITIES
from laras.stages.casework.models import Goal
from laras.stages.people.models import Client
from laras.stages.support import actions, queries, rules
from laras.stages.support.forms import ActForm
from laras.stages.support.models import SupportAct
from laras.stages.support.queries.shelf import indicator_shelf


def choose(request: LarasRequest) -> HttpResponse:
    """Tap one: whom? The persons one recorded something of last stand first."""
    clients = queries.recent_clients(request.actor)
    request.shown.extend(str(client.pk) for client in clients)
    petals = queries.client_petals([client.pk for client in clients])
    rows = [(client, petals[client.pk]) for client in clients]
    return render(request, "support/choose.html", {"rows": rows})


def record_for(request: LarasRequest, client: Client) -> HttpResponse:
    """Taps two and three: which aspect, which indicator; the third tap saves."""
    aspect = request.GET.get("aspek", "")
    aspect = aspect if aspect in ASPECT_CODES else ""
    if request.method == "POST":
        polarity = request.POST.get("polarity", "given")
        act = actions.record_support(
            client, indicator=request.POST.get("indicator", ""), polarity=polarity, by=request.actor
        )
        saved(
            request,
            f"{indicator_name(act.indicator)}, {client.short_name or client.full_name}.",
            undo=reverse("support:undo", args=[act.pk]),
        )
        return redirect("support:act", act.pk)
    shelf = indicator_shelf(client, aspect) if aspect else []
    context = {
        "client": client,
        "petals": queries.client_petals([client.pk])[client.pk],
        "aspects": ASPECT_CODES,
        "aspect": aspect,
        "shelf": shelf,
        "rest": sum(not row.is_first for row in shelf),
        "polarities": POLARITIES,
        "now": clock.now(),
    }
    return render(request, "support/record.html", context)


def act(request: LarasRequest, act: SupportAct) -> HttpResponse:
    """After the third tap: direction, minutes, giver, note, response, goal, or undo."""
    goals = cast(
        "list[Goal]", list(Goal.objects.filter(client=act.client, closed_at__isnull=True).order_by("recorded_at"))
    )
    form = ActForm(request.POST or None, act=act, goals=goals)
    if request.method == "POST" and _revised(request, act, form):
        saved(request, indicator_name(act.indicator) + ".")
        return redirect("support:of_client", act.client_id)
    context = {"act": act, "client": act.client, "form": form, "changeable": rules.may_change(act, request.actor)}
    context["giver"] = GIVER_LABELS[act.giver].get(language())
    return render(request, "support/act.html", context)


def _revised(request: LarasRequest, act: SupportAct, form: ActForm) -> SupportAct | None:
    return attempt(form, lambda: actions.revise_support(act, **form.cleaned_data, by=request.actor))


@require_POST
def undo(request: LarasRequest, act: SupportAct) -> HttpResponse:
    """Take an act back; the toast offers to restore it."""
    actions.undo_support(act, by=request.actor)
    sentence = _("Taken back: {indicator}.").format(indicator=indicator_name(act.indicator))
    saved(request, sentence, undo=reverse("support:restore", args=[act.pk]))
    return redirect("support:record_for", act.client_id)


@require_POST
def restore(request: LarasRequest, act: SupportAct) -> HttpResponse:
    """Restore an act that was taken back."""
    actions.restore_support(act, by=request.actor)
    saved(request, indicator_name(act.indicator) + ".", undo=reverse("support:undo", args=[act.pk]))
    return redirect("support:act", act.pk)

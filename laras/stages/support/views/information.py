"""What must be told: the debt of all, the topics of one, explaining and having it told back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain import information
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client
from laras.stages.support import actions, queries, rules
from laras.stages.support.forms import TeachBackForm
from laras.stages.support.models import TeachBack
from laras.stages.support.views.deeds import deeds

SHOWN = 30


def debts(request: LarasRequest) -> HttpResponse:
    """Show who is owed which topic, the oldest first."""
    clients = {client.pk: client for client in Client.objects.visible_to(request.actor).select_related("ward")}
    owed = queries.debts_by_client(list(clients))
    wanted = request.GET.get("topik", "")
    rows = [
        (clients[client_id], [_owed(debt) for debt in debts if wanted in ("", debt.topic)])
        for client_id, debts in owed.items()
    ]
    rows = sorted((row for row in rows if row[1]), key=lambda row: (-row[1][0]["days"], row[0].number))
    request.shown.extend(str(client.pk) for client, _debts in rows)
    by_topic = queries.debts_by_topic(owed)
    context = {
        **deeds(request.actor),
        "rows": rows,
        "topics": [(row, row.topic.short.get(language())) for row in by_topic],
        "most": max((row.clients for row in by_topic), default=0),
        "wanted": wanted,
    }
    return render(request, "support/debts.html", context)


def of_client(request: LarasRequest, client: Client) -> HttpResponse:
    """Show every topic as it stands for one client, and what was told back so far."""
    rows = [
        (
            row,
            row.topic.short.get(language()),
            "" if row.last is None else information.RESULTS[row.last].get(language()),
        )
        for row in queries.client_topics(client)
    ]
    history = _history(request, client)
    context = {**case_frame(request, client), **deeds(request.actor), "rows": rows, "history": history}
    return render(request, "support/client_information.html", context)


def explain(request: LarasRequest, client: Client, topic: str) -> HttpResponse:
    """Explain one topic with its points, and record what came back of each."""
    if topic not in information.TOPICS:
        raise Http404
    about = information.topic(topic)
    form = TeachBackForm(request.POST or None, topic=about)
    if request.method == "POST":
        rows = attempt(form, lambda: _record(request, client, about, form))
        if rows:
            name = about.short.get(language())
            saved(request, _("{topic}, {n} points.").format(topic=name, n=len(rows)))
            return redirect(reverse("support:of_client_information", args=[client.pk]))
    context = {
        **deeds(request.actor),
        "client": client,
        "label": about.label.get(language()),
        "question": about.question.get(language()),
        "form": form,
        "history": _history(request, client, topic),
    }
    return render(request, "support/explain.html", context)


def _owed(debt: information.Debt) -> dict[str, Any]:
    """Return a debt in the words of the page."""
    last = "" if debt.last_result is None else information.RESULTS[debt.last_result].get(language())
    name = information.topic(debt.topic).short.get(language())
    return {"topic": debt.topic, "name": name, "due_on": debt.due_on, "days": debt.days, "last": last}


def _history(request: LarasRequest, client: Client, topic: str = "") -> list[dict[str, Any]]:
    """Return what was told back so far in the words of the page, newest first."""
    return [
        {
            "row": row,
            "topic": information.topic(row.topic).short.get(language()),
            "point": information.POINTS[row.point].text.get(language()) if row.point in information.POINTS else "",
            "result": information.RESULTS[int(row.result) if row.result.isdecimal() else row.result].get(language()),
            "changeable": rules.may_change(row, request.actor),
        }
        for row in queries.teach_back_history(client, topic)[:SHOWN]
    ]


def _record(request: LarasRequest, client: Client, about: information.Topic, form: TeachBackForm) -> list[TeachBack]:
    names = (
        "audience",
        "relation",
        "method",
        "language",
        "minutes",
        "reason",
        "misunderstood",
        "own_words",
        "question",
    )
    typed = {name: form.cleaned_data[name] for name in names}
    return actions.record_teach_back(client, topic=about.code, results=form.results(about), **typed, by=request.actor)


@require_POST
def undo(request: LarasRequest, teach_back: TeachBack) -> HttpResponse:
    """Take one recorded point back."""
    actions.undo_teach_back(teach_back, by=request.actor)
    saved(request, _("Taken back."))
    return redirect(reverse("support:of_client_information", args=[teach_back.client_id]))

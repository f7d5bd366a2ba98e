"""The ten stages of a stay: where it stands, what must be there, moving on, what happened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.phrases import language
from laras.base.ui.toast import saved
from laras.domain import casework
from laras.stages.casework import actions
from laras.stages.casework.forms import CloseForm, EventForm, MoveForm, OpenForm, said
from laras.stages.casework.models import Episode, StageMove
from laras.stages.casework.queries import current_episode, episodes, events_of, facts, stage_history
from laras.stages.casework.views.frame import case_frame
from laras.stages.people.models import Client


def _track(episode: Episode) -> list[dict[str, str]]:
    here = casework.stage(episode.stage).order
    return [
        {"label": said(one.label), "state": "here" if one.order == here else "done" if one.order < here else ""}
        for one in casework.STAGES.values()
    ]


def _gates(client: Client, episode: Episode, sent: forms.Form | None) -> list[dict[str, Any]]:
    """Return each gate of the stage with the computed fact beside it.

    Ticked is what was ticked in a refused form, else what is known to be so.
    """
    ticked = set(MoveForm.ticked(sent)) if sent is not None else None
    known = facts(client, episode)
    found = []
    for gate in casework.stage(episode.stage).gates:
        fact = known[gate.code]
        sentence = gettext(fact.sentence).format(n=fact.n) if fact.sentence else ""
        on = fact.is_met is True if ticked is None else gate.code in ticked
        found.append(
            {"code": gate.code, "text": said(gate.text), "is_met": fact.is_met, "fact": sentence, "ticked": on}
        )
    return found


def _steps(moves: list[StageMove]) -> list[dict[str, Any]]:
    return [
        {
            "row": move,
            "to": said(casework.STAGES[move.to_stage].label),
            "came_from": said(casework.STAGES[move.from_stage].label) if move.from_stage else "",
            "gates": [said(casework.GATES[code].text) for code in move.gates if code in casework.GATES],
        }
        for move in moves
    ]


def _page(request: LarasRequest, client: Client, **sent: forms.Form) -> HttpResponse:
    """Draw the page; `sent` are forms that were refused, in the place of empty ones."""
    episode = current_episode(client)
    context = {**case_frame(request, client), "episode": episode, "may_move": request.actor.may("casework.move")}
    past = [row for row in episodes(client) if row.closed_at is not None]
    context["past"] = [{"row": row, "outcome": said(casework.TERMINATION_REASONS[row.outcome])} for row in past]
    if episode is None:
        context["open"] = sent.get("open") or OpenForm(initial={"stage": "S1"})
        return render(request, "casework/no_stay.html", context)
    events = events_of(episode)
    context |= {
        "track": _track(episode),
        "stage": said(casework.STAGES[episode.stage].label),
        "purpose": casework.STAGES[episode.stage].purpose.get(language()),
        "documents": [text.get(language()) for text in casework.STAGES[episode.stage].documents],
        "gates": _gates(client, episode, sent.get("move")),
        "steps": _steps(list(stage_history(episode))),
        "events": [{"row": row, "label": said(casework.EVENTS[row.kind].label)} for row in events],
        "checklists": [(said(e.label), [t.get(language()) for t in e.checklist]) for e in casework.EVENTS.values()],
        "diagram": casework.diagram(language()),
        "move": sent.get("move") or MoveForm(stage=episode.stage),
        "event": sent.get("event") or EventForm(),
        "close": sent.get("close") or CloseForm(),
    }
    return render(request, "casework/stages.html", context)


def stages(request: LarasRequest, client: Client) -> HttpResponse:
    """Show where the stay stands."""
    return _page(request, client)


@require_POST
def open_stay(request: LarasRequest, client: Client) -> HttpResponse:
    """Open a stay."""
    form = OpenForm(request.POST)
    if attempt(form, lambda: actions.open_episode(client, **form.values(), by=request.actor)) is None:
        return _page(request, client, open=form)
    saved(request)
    return redirect("casework:stages", client.pk)


@require_POST
def move(request: LarasRequest, episode: Episode) -> HttpResponse:
    """Move to another stage."""
    form = MoveForm(request.POST, stage=episode.stage)
    if attempt(form, lambda: actions.move_stage(episode, **form.values(), by=request.actor)) is None:
        return _page(request, episode.client, move=form)
    saved(request, said(casework.STAGES[episode.stage].label))
    return redirect("casework:stages", episode.client_id)


@require_POST
def event(request: LarasRequest, episode: Episode) -> HttpResponse:
    """Note what happened beside the stages."""
    form = EventForm(request.POST)
    if attempt(form, lambda: actions.record_event(episode, **form.values(), by=request.actor)) is None:
        return _page(request, episode.client, event=form)
    saved(request)
    return redirect("casework:stages", episode.client_id)


@require_POST
def close(request: LarasRequest, episode: Episode) -> HttpResponse:
    """Close the stay."""
    form = CloseForm(request.POST)
    if attempt(form, lambda: actions.close_episode(episode, **form.values(), by=request.actor)) is None:
        return _page(request, episode.client, close=form)
    saved(request)
    return redirect("casework:stages", episode.client_id)

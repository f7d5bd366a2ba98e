"""Second readings: drawn, followed, closed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.domain.results import Note
from laras.stages.coding import actions, queries
from laras.stages.coding.forms import RoundForm
from laras.stages.coding.forms.rounds import ROUND_WORDS
from laras.stages.coding.models import Round
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries.words import KINDS
from laras.stages.evidence.views.frame import study_frame

ROUNDS = "coding:rounds"


def rounds(request: LarasRequest, study: Study) -> HttpResponse:
    """Show what I have to code blind, and every second reading with how far it is."""
    found = queries.progress_of(study, queries.rounds_of(study))
    mine = queries.to_code(study, request.actor) if request.actor.may("coding.code") else []
    context = study_frame(
        request,
        study,
        mine=[(row, _source(source)) for row, source in mine],
        rows=[(one, ROUND_WORDS[one.round.kind]) for one in found],
        may_open=request.actor.may("coding.round"),
    )
    return render(request, "coding/rounds.html", context)


def _source(source: Source) -> dict[str, Any]:
    return {"source": source, "kind": KINDS[source.kind][0], "icon": KINDS[source.kind][1]}


def new_round(request: LarasRequest, study: Study) -> HttpResponse:
    """Draw a sample, look at it, and open the round."""
    here = queries.coders_here(request.actor)
    known = dict(here)
    others = [(name, name) for name in queries.coders_of(study) if name not in known]
    first = request.actor.login if request.actor.login in known else ""
    form = RoundForm(request.POST or None, coders=[*here, *others], here=here, initial={"first_coder": first})
    drawn = _drawn(study, form) if request.method == "POST" else None
    if request.method == "POST" and "buka" in request.POST:
        made = attempt(form, lambda: _open(request, study, form))
        if made:
            saved(request, _("The round is open. The second coder finds the sources in their list."))
            return redirect("coding:round", made.pk)
    context = study_frame(
        request, study, under=ROUNDS, form=form, drawn=drawn, may_users=request.actor.may("access.manage")
    )
    return render(request, "coding/round_form.html", context)


def _open(request: LarasRequest, study: Study, form: RoundForm) -> Round:
    given = dict(form.cleaned_data)
    share = given.pop("share") / 100
    made: Round = actions.open_round(study, **given, share=share, by=request.actor)
    return made


def _drawn(study: Study, form: RoundForm) -> dict[str, Any] | None:
    """Return what would be drawn, None while the form is not whole."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    draft = queries.draft(study, kind=given["kind"], coder=given["second_coder"], share=given["share"] / 100)
    return {
        "draft": draft,
        "sample": [_source(one) for one in draft.sample],
        "left_out": [(one.source, _told(one.why)) for one in draft.left_out],
    }


def _told(note: Note) -> str:
    return _(note.message).format(**note.params)


def round(request: LarasRequest, round: Round) -> HttpResponse:
    """Show one second reading: its draw, its sources, who has finished what."""
    study = round.study
    progress = queries.progress_of(study, [round])[0]
    me = request.actor.login
    context = study_frame(
        request,
        study,
        under=ROUNDS,
        round=round,
        progress=progress,
        kind=ROUND_WORDS[round.kind],
        percent=int(100 * round.share + 0.5),
        drawn=[(one, _source(one.source)) for one in progress.drawn if one.source is not None],
        gone=sum(one.source is None for one in progress.drawn),
        mine=round.second_coder == me and round.closed_at is None and round.cancelled_at is None,
        may_open=request.actor.may("coding.round"),
        stands=round.closed_at is None and round.cancelled_at is None,
    )
    return render(request, "coding/round.html", context)


@require_POST
def close_round(request: LarasRequest, round: Round) -> HttpResponse:
    """End a second reading."""
    actions.close_round(round, by=request.actor)
    saved(request, _("The round is closed. Its figures are kept."))
    return redirect("coding:round", round.pk)


@require_POST
def cancel_round(request: LarasRequest, round: Round) -> HttpResponse:
    """Give up a second reading in which nothing was coded."""
    actions.cancel_round(round, by=request.actor)
    saved(request, _("The round is cancelled."))
    return redirect("coding:rounds", round.study_id)

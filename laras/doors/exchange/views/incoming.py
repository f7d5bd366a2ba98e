"""Taking in: choose a file, see what would come of it, say yes or no; and the text of a source that lacks one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, stored
from laras.base.jobs.models import CANCELLED, DONE, Job
from laras.base.ui.toast import saved
from laras.doors.exchange import actions
from laras.doors.exchange.actions import LOOK_KIND, TAKE_KIND
from laras.doors.exchange.forms import FORMS, CompleteForm
from laras.doors.exchange.queries import kept_notes
from laras.doors.exchange.refi.plan import SLIPPED
from laras.doors.exchange.words import counted, tried, unit_words
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import sources_of
from laras.stages.evidence.views.frame import study_frame

DOUBTFUL = 0.8


def bring_in(request: LarasRequest, study: Study) -> HttpResponse:
    """Choose a project, a table of codings or a table of coders."""
    sent = request.POST.get("what", "")
    forms = {
        what: form(request.POST, request.FILES) if request.method == "POST" and what == sent else form()
        for what, form in FORMS.items()
    }
    if request.method == "POST" and sent in forms:
        form = forms[sent]
        held = attempt(form, lambda: actions.hold(study, wish=form.wish(), by=request.actor))
        if held:
            return redirect("exchange:held", held.pk)
    missing = [source for source in sources_of(study) if source.is_missing]
    context = study_frame(request, study, forms=forms, sent=sent, missing=missing, notes=kept_notes(study))
    return render(request, "exchange/bring_in.html", context)


def held(request: LarasRequest, job: Job) -> HttpResponse:
    """Show what would come of an upload, and take it in (POST); then what came of it."""
    study = _study_of(request, job)
    failure = stored(job.error)
    if request.method == "POST":
        taken = actions.take_held(study, held=job, by=request.actor)
        if taken.pk == job.pk:
            saved(request)
        return redirect("exchange:held", taken.pk)
    result = job.result if job.state == DONE else {}
    slip = SLIPPED.get(str(result.get("slip", "")), "")
    gone = job.state == CANCELLED or (job.state == DONE and not result.get("done") and job.file_id is None)
    context = study_frame(
        request,
        study,
        job=job,
        is_open=job.is_open,
        what=job.params["what"],
        file_name=job.params["name"],
        failure=failure,
        gone=gone,
        is_done=bool(result.get("done")),
        can_take=bool(result) and not result.get("done") and not gone,
        rows=counted(result),
        unit=unit_words(result),
        scores=tried(result),
        slip=_(slip) if slip else "",
        is_doubtful=(1.0 if result.get("score") is None else result["score"]) < DOUBTFUL,
        lost=[stored(one) for one in result.get("lost", ()) if one["what"] != "offsets"],
        refused=[(row, stored(reason)) for row, reason in result.get("refused", ())],
        **_tallies(result),
    )
    return render(request, "exchange/held.html", context)


def _tallies(result: dict[str, Any]) -> dict[str, Any]:
    names = ("codings", "readings", "read", "missing", "more", "refused_count", "informants", "memos")
    return {name: result.get(name, 0) for name in names} | {
        "coders": result.get("coders", []),
        "told": result.get("told", []),
    }


@require_POST
def throw_away(request: LarasRequest, job: Job) -> HttpResponse:
    """Throw an upload away."""
    study = _study_of(request, job)
    actions.discard(job, by=request.actor)
    saved(request, _("The file was thrown away. Nothing was taken in."))
    return redirect("exchange:bring_in", study.pk)


def _study_of(request: LarasRequest, job: Job) -> Study:
    """An upload is decided by whoever sent it, in a study they may see."""
    if job.kind not in (LOOK_KIND, TAKE_KIND) or job.user_id != request.actor.user_id:
        raise Http404
    study = Study.objects.visible_to(request.actor).filter(pk=job.params["study"]).first()
    if study is None:
        raise Http404
    return study


def complete(request: LarasRequest, source: Source) -> HttpResponse:
    """Give a source that came without its text the text; its passages take their places."""
    if source.removed_at is not None or not source.is_missing:
        raise Http404
    form = CompleteForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        placed: list[Coding] | None = attempt(form, lambda: _complete(request, source, form))
        if placed is not None:
            saved(request, _("Codings that found their places: {n}.").format(n=len(placed)))
            return redirect("evidence:reading", source.pk)
    waiting = len(source.pending.get("selections", ()))
    context = study_frame(request, source.study, under="evidence:sources", source=source, form=form, waiting=waiting)
    return render(request, "exchange/complete.html", context)


def _complete(request: LarasRequest, source: Source, form: CompleteForm) -> list[Coding]:
    given = form.cleaned_data
    file = given.get("document")
    return actions.complete_source(
        source,
        text=given["text"],
        filename=(file.name or "") if file else "",
        data=file.read() if file else b"",
        by=request.actor,
    )

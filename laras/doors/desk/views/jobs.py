"""Long work: how far it is, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import stored
from laras.base.jobs.models import CANCELLED, DONE, FAILED, Job
from laras.base.jobs.work import label_of
from laras.base.ui.toast import saved
from laras.doors.desk.actions import cancel_job

A_PAGE = 30


@dataclass(frozen=True)
class Line:
    """A job with its words; `error` is told to the one who asked for the work only."""

    job: Job
    label: str
    state: str
    error: str


def job_list(request: LarasRequest) -> HttpResponse:
    """Show the jobs this person may see, newest first."""
    jobs = Job.objects.visible_to(request.actor).order_by("-recorded_at", "-id")
    page = Paginator(jobs, A_PAGE).get_page(request.GET.get("page"))
    lines = [_line(request, job) for job in page]
    return render(request, "desk/job_list.html", {"page": page, "lines": lines})


def _line(request: LarasRequest, job: Job) -> Line:
    is_own = request.actor.is_operator or job.user_id == request.actor.user_id
    error = stored(job.error or {}) if is_own and job.state == FAILED else ""
    return Line(job, label_of(job.kind), _state(job), error)


def _state(job: Job) -> str:
    words = {DONE: _("finished"), FAILED: _("not finished"), CANCELLED: _("cancelled")}
    return words.get(job.state) or (_("running") if job.total else _("waiting"))


def job_cancel(request: LarasRequest, job: Job) -> HttpResponse:
    """Cancel a job (POST) and come back to the list."""
    if request.method == "POST":
        cancel_job(job, by=request.actor)
        saved(request, _("The work is cancelled."))
    return redirect("desk:job_list")

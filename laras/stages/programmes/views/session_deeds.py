"""Starting, cancelling, planning again, saving and opening a session again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt, sentence
from laras.base.store import clock
from laras.base.ui.toast import saved
from laras.domain import information
from laras.domain.errors import LarasError
from laras.domain.groupwork.harvest import BLOCKED, MISSING, Harvest, Lack, harvest
from laras.stages.measures.queries import instrument
from laras.stages.programmes.actions.session import (
    cancel_session,
    open_session,
    plan_again,
    reopen_session,
    save_session,
)
from laras.stages.programmes.actions.session.saving import CHANGE_WINDOW
from laras.stages.programmes.forms.session import PlanAgainForm, ReasonForm
from laras.stages.programmes.models import Session
from laras.stages.programmes.queries.session import room
from laras.stages.programmes.views import session_look as look
from laras.stages.programmes.views.session import must_run


@require_POST
def start(request: LarasRequest, session: Session) -> HttpResponse:
    """Start a session."""
    open_session(session, by=request.actor)
    return redirect("programmes:session", session.pk)


def cancel(request: LarasRequest, session: Session) -> HttpResponse:
    """Say why a session does not take place."""
    must_run(request, session)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        if attempt(form, lambda: cancel_session(session, reason=reason, by=request.actor)) is not None:
            saved(request, _("Cancelled."))
            return redirect("programmes:session", session.pk)
    return render(request, "programmes/session_reason.html", {"session": session, "form": form, "deed": "cancel"})


def again(request: LarasRequest, session: Session) -> HttpResponse:
    """Give a cancelled session a new day."""
    must_run(request, session)
    form = PlanAgainForm(request.POST or None)
    if request.method == "POST":

        def deed() -> Session:
            return plan_again(session, planned_at=form.cleaned_data["planned_at"], by=request.actor)

        if attempt(form, deed) is not None:
            saved(request)
            return redirect("programmes:session", session.pk)
    return render(request, "programmes/session_reason.html", {"session": session, "form": form, "deed": "again"})


def save(request: LarasRequest, session: Session) -> HttpResponse:
    """Look at what will arise and what is missing; a POST saves all of it at once."""
    if session.state == "saved" and request.method == "GET":
        return redirect("programmes:session_summary", session.pk)
    must_run(request, session)
    error = ""
    if request.method == "POST":
        try:
            save_session(session, by=request.actor)
        except LarasError as refused:
            error = sentence(refused)
        else:
            saved(request, _("The session stands in the record of each member."))
            return redirect("programmes:session_summary", session.pk)
    here = room(session, request.actor)
    request.shown.extend(str(member.client_id) for member in here.members)
    found = harvest(here.state, here.ids, here.plan)
    known = look.names(here, request.actor)
    context = {
        "session": session,
        "group": session.group,
        "error": error,
        "counts": _counts(found),
        "blocked": [_lack(lack, known) for lack in found.blocked],
        "missing": [_lack(lack, known) for lack in found.missing],
    }
    return render(request, "programmes/session_check.html", context, status=409 if error else 200)


def _counts(found: Harvest) -> list[tuple[str, str]]:
    """Return what will be recorded, in words and numbers, nothing that is nought."""
    invited = [one for one in found.presences if one.status != "not_invited"]
    rows: list[tuple[str, str]] = [
        (_("There"), _("%(n)s of %(all)s") % {"n": len(found.attended), "all": len(invited)}),
        (_("Support in the group"), str(sum(one.polarity == "given" for one in found.given))),
        (_("Invitations declined"), str(sum(one.polarity == "refused" for one in found.given))),
    ]
    for topic in dict.fromkeys(told.topic for told in found.told):
        back = sum(told.topic == topic and bool(told.result) for told in found.told)
        told_all = sum(told.topic == topic for told in found.told)
        name = look.say(information.topic(topic).short)
        rows.append((_("Told back: %(topic)s") % {"topic": name}, _("%(n)s of %(all)s") % {"n": back, "all": told_all}))
    for code in dict.fromkeys(answers.instrument for answers in found.answers):
        rows.append((look.say(instrument(code).short), str(sum(a.instrument == code for a in found.answers))))
    rows += [(_("Listening pairs"), str(len(found.pairs))), (_("Ties"), str(len(found.ties)))]
    rows.append((_("Incidents"), str(len(found.incidents))))
    return [(word, number) for word, number in rows if number != "0"]


def _lack(lack: Lack, known: dict[str, str]) -> dict[str, Any]:
    words = MISSING | BLOCKED
    if lack.kind in words:
        said = _(words[lack.kind])
    else:
        said = _("Not answered: %(name)s") % {"name": look.say(instrument(lack.kind).short)}
    return {"said": said, "names": ", ".join(known[member] for member in lack.members)}


def reopen(request: LarasRequest, session: Session) -> HttpResponse:
    """Take a save back, with a reason, within a day."""
    must_run(request, session)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        if attempt(form, lambda: reopen_session(session, reason=reason, by=request.actor)) is not None:
            saved(request, _("Everything this session had recorded was taken back. The taps are still there."))
            return redirect("programmes:session", session.pk)
    return render(request, "programmes/session_reason.html", {"session": session, "form": form, "deed": "reopen"})


def may_reopen(session: Session, login: str) -> bool:
    """Tell whether the button to open a saved session again is of use to this person."""
    fresh = session.saved_at is not None and clock.now() - session.saved_at <= CHANGE_WINDOW
    return session.state == "saved" and session.saved_by == login and fresh

"""What an informant is given: a sheet on paper, or a page with three faces; always in Indonesian."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import sentence
from laras.base.ui.toast import saved
from laras.domain.errors import LarasError
from laras.stages.appraisal import actions
from laras.stages.appraisal.models import MemberCheck
from laras.stages.evidence.queries import is_quotable
from laras.stages.evidence.views.source import note_clients

# The faces of the mood scale: pleasant, neither, unpleasant.
FACES = (("agree", 5), ("agree_with_change", 3), ("disagree", 1))


def check_sheet(request: LarasRequest, check: MemberCheck) -> HttpResponse:
    """Show the sheet to print: the sentence or the transcript, four answers to tick, room to write."""
    text = _text(check)
    if text and check.source is not None:
        note_clients(request, check.source)
    with translation.override("id"):
        return render(request, "appraisal/check_sheet.html", {"check": check, "text": text})


def _text(check: MemberCheck) -> str:
    """Return the words of a transcript, '' for a finding, and where no consent lets them be shown."""
    return check.source.text if check.source and is_quotable(check.source) else ""


def check_picture(request: LarasRequest, check: MemberCheck) -> HttpResponse:
    """Read the sentence aloud and let the informant point at a face; a tap is the answer."""
    refused = ""
    if request.method == "POST":
        try:
            actions.record_answer(
                check,
                verdict=request.POST.get("verdict", ""),
                comment=request.POST.get("comment", ""),
                supported_by=request.POST.get("supported_by", ""),
                by=request.actor,
            )
        except LarasError as error:
            refused = sentence(error, "id")
        else:
            saved(request)
            return redirect("appraisal:checks", check.study_id)
    typed = {name: request.POST.get(name, "") for name in ("comment", "supported_by")}
    context = {"check": check, "faces": FACES, "refused": refused, **typed}
    with translation.override("id"):
        return render(request, "appraisal/check_picture.html", context)

"""The marks of a source: what is allowed with it, whether it was listened to, whether it waits for a comparison."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laras.base.gate.http import LarasRequest
from laras.base.ui.toast import saved
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries.words import STATES
from laras.stages.evidence.rules import SHUT, SPEAKS


def marks_of(request: LarasRequest, source: Source) -> dict[str, Any]:
    """Return what `evidence/_marks.html` draws on the page of a source, as `marks`.

    `marks.shut` tells that the text is closed: somebody in it said no, or withdrew; show the sentence, not the text.
    """
    allowed = queries.source_permission(source)
    heard = queries.heard_in(source)
    word, tone = STATES[allowed.state]
    hashes = [source.file.sha256] if source.file is not None else []
    return {
        "allowed": allowed,
        "word": word if heard else "",
        "tone": tone,
        "heard": [one.code for one in heard],
        "quotable": allowed.state in SPEAKS,
        "unsettled": allowed.state == "none",
        "shut": allowed.state in SHUT,
        "can_listen": source.kind in ("interview", "fgd") and not source.is_missing,
        "hashes": [*hashes, source.sha256] if source.sha256 else hashes,
        "may_edit": request.actor.may("evidence.edit"),
    }


@require_POST
def listened(request: LarasRequest, source: Source) -> HttpResponse:
    """Mark the text as checked against the recording, or take the mark back."""
    if "undo" in request.POST:
        actions.unmark_listened(source, by=request.actor)
    else:
        actions.mark_listened(source, by=request.actor)
    saved(request)
    return redirect("evidence:reading", source.pk)


@require_POST
def set_aside(request: LarasRequest, source: Source) -> HttpResponse:
    """Keep a source for a later comparison, or let it take part again."""
    if "undo" in request.POST:
        actions.take_up(source, by=request.actor)
        saved(request)
    else:
        actions.put_aside(source, by=request.actor)
        saved(request, _("It is not offered for the first coding."))
    return redirect("evidence:reading", source.pk)

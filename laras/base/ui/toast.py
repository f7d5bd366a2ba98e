"""Saving is visible: the sentence "Tersimpan 14.32. …" with a way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from laras.base.store.clock import now
from laras.base.ui.phrases import clock_time

UNDO = "undo:"


def saved(request: HttpRequest, sentence: str = "", *, undo: str = "") -> None:
    """Tell the person that it is saved and when; `undo` is the address a POST takes it back at."""
    text = _("Saved %(time)s.") % {"time": clock_time(now())}
    messages.success(request, f"{text} {sentence}".strip(), extra_tags=f"{UNDO}{undo}" if undo else "")


def undo_address(extra_tags: str) -> str:
    """Return the address kept by `saved(undo=…)` in the message's tags, '' where there is none."""
    return next((tag.removeprefix(UNDO) for tag in extra_tags.split() if tag.startswith(UNDO)), "")

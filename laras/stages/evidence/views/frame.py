"""What every page of a study shows around its content; later stages use it for their own pages of a study."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.domain.errors import N_
from laras.stages.evidence.models import Study
from laras.stages.people.views.frame import Place, places_on

# The way through a study, in order; each group opens with its first page.
GROUPS = {
    "setup": N_("Set-up"),
    "material": N_("Material"),
    "codes": N_("Codes"),
    "meaning": N_("Meaning"),
    "out": N_("To hand on"),
}


def _grouped(tabs: Iterable[Place]) -> tuple[list[Place], list[Place]]:
    """Return one place a group, and the tabs of the group that is open; none below a group of a single page."""
    drawn = list(tabs)
    open_now = next((tab.group for tab in drawn if tab.current), "")
    first = {tab.group: tab for tab in reversed(drawn)}
    groups = [
        Place(gettext(label), first[group].url, "", group == open_now, group)
        for group, label in GROUPS.items()
        if group in first
    ]
    within = [tab for tab in drawn if tab.group == open_now]
    return groups, within if len(within) > 1 else []


def study_frame(request: LarasRequest, study: Study, *, under: str = "", **more: Any) -> dict[str, Any]:
    """Return `study`, its `groups` of pages, the `tabs` of the open one and its `buttons`, and `more`.

    Only what this person may open is there.

    `under` names the page whose tab is marked where the own address does not begin with that of its tab.
    Templates extend `evidence/study_page.html`.
    """
    tabs, buttons = places_on(request, "study", study.pk, under)
    groups, within = _grouped(tabs)
    may_edit, may_import = request.actor.may("evidence.edit"), request.actor.may("evidence.import")
    frame = {"study": study, "groups": groups, "tabs": within, "buttons": buttons}
    return {**frame, "may_edit": may_edit, "may_import": may_import, **more}


def did(request: LarasRequest, form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Tell whether the form was sent and its deed done; a refusal stands in the form."""
    return request.method == "POST" and attempt(form, deed) is not None

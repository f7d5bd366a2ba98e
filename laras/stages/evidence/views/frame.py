"""What every page of a study shows around its content; later stages use it for their own pages of a study."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext

from laras.base.gate.http import LarasRequest
from laras.base.gate.registry import tabs_on
from laras.base.gate.sentences import attempt
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class Place:
    """A tab or a button, ready to draw."""

    label: str
    url: str
    icon: str
    current: bool


def places_on(request: LarasRequest, kind: str, pk: uuid.UUID) -> tuple[list[Place], list[Place]]:
    """Return the tabs and the buttons on a record of `kind` ("study", "source") that this person may open."""
    tabs: list[Place] = []
    buttons: list[Place] = []
    for entry in tabs_on(kind):
        if entry.tab is None or not request.actor.may(entry.permission):
            continue
        url = reverse(entry.name, args=[pk])
        place = Place(gettext(entry.tab.label), url, entry.tab.icon, request.path == url)
        (buttons if entry.tab.button else tabs).append(place)
    return tabs, buttons


def study_frame(request: LarasRequest, study: Study, **more: Any) -> dict[str, Any]:
    """Return `study`, its `tabs` and `buttons` as far as this person may open them, and `more`.

    Templates extend `evidence/study_page.html`.
    """
    tabs, buttons = places_on(request, "study", study.pk)
    may_edit, may_import = request.actor.may("evidence.edit"), request.actor.may("evidence.import")
    return {"study": study, "tabs": tabs, "buttons": buttons, "may_edit": may_edit, "may_import": may_import, **more}


def did(request: LarasRequest, form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Tell whether the form was sent and its deed done; a refusal stands in the form."""
    return request.method == "POST" and attempt(form, deed) is not None

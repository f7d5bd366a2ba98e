"""What every page of a study shows around its content; later stages use it for their own pages of a study."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.stages.evidence.models import Study
from laras.stages.people.views.frame import places_on


def study_frame(request: LarasRequest, study: Study, *, under: str = "", **more: Any) -> dict[str, Any]:
    """Return `study`, its `tabs` and `buttons` as far as this person may open them, and `more`.

    `under` names the page whose tab is marked where the own address does not begin with that of its tab.
    Templates extend `evidence/study_page.html`.
    """
    tabs, buttons = places_on(request, "study", study.pk, under)
    may_edit, may_import = request.actor.may("evidence.edit"), request.actor.may("evidence.import")
    return {"study": study, "tabs": tabs, "buttons": buttons, "may_edit": may_edit, "may_import": may_import, **more}


def did(request: LarasRequest, form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Tell whether the form was sent and its deed done; a refusal stands in the form."""
    return request.method == "POST" and attempt(form, deed) is not None

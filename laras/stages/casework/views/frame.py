"""What stands around the pages of a client in this stage: the frame of people with the severity beside it."""

from __future__ import annotations

from typing import Any

from laras.base.gate.http import LarasRequest
from laras.domain.casework import SEVERITY_LABELS
from laras.stages.casework.forms import said
from laras.stages.casework.queries import latest_severity
from laras.stages.people.models import Client
from laras.stages.people.views.frame import client_frame


def case_frame(request: LarasRequest, client: Client, under: str = "") -> dict[str, Any]:
    """Return the context of `casework/case_base.html`; the severity only for one who may read casework."""
    may_case = request.actor.may("casework.view")
    level = latest_severity([client.pk]).get(client.pk, "") if may_case else ""
    severity = said(SEVERITY_LABELS[level]).lower() if level else ""
    return {**client_frame(request, client, under), "severity": severity, "severity_level": level}

"""Why a technique is not met, or not used at all."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, BadInput, Incomplete
from laras.domain.trust import TECHNIQUES
from laras.stages.appraisal.models import Justification
from laras.stages.appraisal.queries import justifications_of
from laras.stages.appraisal.rules import REASON_LENGTH, recorded, within
from laras.stages.evidence.models import Study


@action("appraisal.finding")
def justify(study: Study, *, technique: str, text: str, switched_off: bool = False, by: Actor) -> Justification:
    """Say why a technique is not met, or with `switched_off` why it does not fit this study.

    Without words the earlier justification is taken back; it stays in the history.
    """
    if technique not in TECHNIQUES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=technique)
    takes_back = not text.strip() and not switched_off and technique in justifications_of(study)
    if len(text.strip()) < REASON_LENGTH and not takes_back:
        raise Incomplete(N_("Write the reason in at least {n} characters."), n=REASON_LENGTH, field="text")
    row = Justification(study=study, technique=technique, switched_off=switched_off)
    row.text = within(text, field="text")
    return recorded(row, by)

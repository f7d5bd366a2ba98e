"""Audits: begun with a drawn sample, answered, signed once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed, Refused
from laras.stages.appraisal.models import AUDIT_ANSWERS, AUDIT_KINDS, Audit, Finding
from laras.stages.appraisal.queries import CHECKLIST, drawn, hands_in, sample_size, trust_thresholds_of
from laras.stages.appraisal.rules import must_be_open, recorded, within
from laras.stages.evidence.models import Study

Answers = Mapping[str, Mapping[str, str]]
MOST_SEED = 2**31 - 1
NOT_INDEPENDENT = N_(
    "You have coded or edited in this study, so you are not independent of it. Somebody else must sign."
)


@action("appraisal.audit")
def begin_audit(study: Study, *, kind: str, seed: int | None = None, by: Actor) -> Audit:
    """Begin an audit; for confirmability findings are drawn with `seed`, which stands in the record.

    Refused without findings to draw from, and for one who is not independent.
    """
    if kind not in AUDIT_KINDS:
        raise BadInput(N_("Choose what is audited."), field="kind")
    if by.login in hands_in(study):
        raise NotAllowed(NOT_INDEPENDENT)
    audit = Audit(study=study, kind=kind, auditor=by.name or by.login, answers={}, verdict="")
    if kind == "confirmability":
        audit.seed = secrets.randbelow(MOST_SEED) if seed is None else seed
        audit.sample = _sample(study, audit.seed)
    return recorded(audit, by)


def _sample(study: Study, seed: int) -> list[str]:
    if not 0 <= seed <= MOST_SEED:
        raise BadInput(N_("Write a whole number from 0 up."), field="seed")
    rows = Finding.objects.filter(study=study, withdrawn_at__isnull=True).order_by("id")
    findings = list(rows.values_list("pk", flat=True))
    if not findings:
        raise Refused(N_("There is no finding to draw from. The study must state one first."))
    return drawn(findings, seed, sample_size(len(findings), trust_thresholds_of(study)))


@action("appraisal.audit")
def answer_audit(audit: Audit, *, answers: Answers, verdict: str, by: Actor) -> Audit:
    """Write down one's answers, as many as there are yet, and the verdict in words."""
    must_be_open(audit)
    _must_be_own(audit, by)
    asked = audit.sample if audit.kind == "confirmability" else CHECKLIST
    kept = {}
    for name in asked:
        given = answers.get(str(name), {})
        answer = given.get("answer", "")
        if answer and answer not in AUDIT_ANSWERS:
            raise BadInput(N_("Choose supported, partly or unsupported."))
        note = within(given.get("note", ""), field="verdict")
        if answer or note:
            kept[str(name)] = {"answer": answer, "note": note}
    audit.answers, audit.verdict = kept, within(verdict, field="verdict")
    audit.save()
    return audit


@action("appraisal.audit")
def sign_audit(audit: Audit, *, by: Actor) -> Audit:
    """Sign an audit; from then on nothing in it changes.

    Incomplete while an answer, the note on an answer that is not *supported*, or the verdict is missing; NotAllowed
    when the auditor has coded or edited in the study meanwhile.
    """
    must_be_open(audit)
    _must_be_own(audit, by)
    if by.login in hands_in(audit.study):
        raise NotAllowed(NOT_INDEPENDENT)
    answers = audit.answers or {}
    asked = audit.sample if audit.kind == "confirmability" else CHECKLIST
    missing = sum(not answers.get(str(name), {}).get("answer") for name in asked)
    if missing:
        raise Incomplete(N_("{n} answers are still missing. Answer them, then sign."), n=missing)
    if any(one["answer"] != "supported" and not one["note"] for one in answers.values()):
        raise Incomplete(N_("Write a note where something is not fully supported, then sign."))
    if not audit.verdict:
        raise Incomplete(N_("Write the verdict in your own words, then sign."), field="verdict")
    audit.signed_at = clock.now()
    audit.save()
    return audit


def _must_be_own(audit: Audit, by: Actor) -> None:
    if audit.recorded_by != by.login:
        raise NotAllowed(N_("Only the auditor who began this audit may write in it."))

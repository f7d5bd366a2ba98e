"""Every write of the stage: ratings, findings and what bears them out, checks, debriefs, audits, justifications."""

from laras.stages.appraisal.actions.audits import answer_audit, begin_audit, sign_audit
from laras.stages.appraisal.actions.checks import record_answer, resolve_check, send_checks
from laras.stages.appraisal.actions.debriefs import change_debrief, record_debrief
from laras.stages.appraisal.actions.findings import (
    add_finding,
    change_finding,
    note_search,
    withdraw_finding,
)
from laras.stages.appraisal.actions.justifications import justify
from laras.stages.appraisal.actions.links import change_relation, link_codings, resolve_contradiction, unlink
from laras.stages.appraisal.actions.ratings import agree_on_rating, rate_aspect
from laras.stages.appraisal.actions.thresholds import change_thresholds, change_trust_thresholds

__all__ = [
    "add_finding",
    "agree_on_rating",
    "answer_audit",
    "begin_audit",
    "change_debrief",
    "change_finding",
    "change_relation",
    "change_thresholds",
    "change_trust_thresholds",
    "justify",
    "link_codings",
    "note_search",
    "rate_aspect",
    "record_answer",
    "record_debrief",
    "resolve_check",
    "resolve_contradiction",
    "send_checks",
    "sign_audit",
    "unlink",
    "withdraw_finding",
]

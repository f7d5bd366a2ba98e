"""The pages of an appraisal."""

from laras.stages.appraisal.views.appraisal import appraisal, study_choice
from laras.stages.appraisal.views.audits import audit, audits, begin_audit, sign_audit
from laras.stages.appraisal.views.card import card, justify
from laras.stages.appraisal.views.checks import answer, checks, resolve_check, send_check
from laras.stages.appraisal.views.comparison import compare
from laras.stages.appraisal.views.debriefs import debrief, debriefs, new_debrief
from laras.stages.appraisal.views.findings import change_finding, finding, findings, new_finding, search_note, withdraw
from laras.stages.appraisal.views.links import link, relation, resolve, untie
from laras.stages.appraisal.views.ratings import consensus, rate
from laras.stages.appraisal.views.sheets import check_picture, check_sheet
from laras.stages.appraisal.views.thresholds import thresholds, trust_thresholds
from laras.stages.appraisal.views.trail import trail

__all__ = [
    "answer",
    "appraisal",
    "audit",
    "audits",
    "begin_audit",
    "card",
    "change_finding",
    "check_picture",
    "check_sheet",
    "checks",
    "compare",
    "consensus",
    "debrief",
    "debriefs",
    "finding",
    "findings",
    "justify",
    "link",
    "new_debrief",
    "new_finding",
    "rate",
    "relation",
    "resolve",
    "resolve_check",
    "search_note",
    "send_check",
    "sign_audit",
    "study_choice",
    "thresholds",
    "trail",
    "trust_thresholds",
    "untie",
    "withdraw",
]

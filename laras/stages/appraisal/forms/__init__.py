"""What is typed in an appraisal."""

from laras.stages.appraisal.forms.audits import BeginAuditForm, read_answers
from laras.stages.appraisal.forms.card import JustifyForm
from laras.stages.appraisal.forms.checks import AnswerForm, ResolveCheckForm, SendForm
from laras.stages.appraisal.forms.comparison import CompareForm
from laras.stages.appraisal.forms.debriefs import DebriefForm
from laras.stages.appraisal.forms.findings import (
    ChangeFindingForm,
    FindingForm,
    LinkForm,
    QuoteFilter,
    ResolveForm,
    SearchNoteForm,
)
from laras.stages.appraisal.forms.ratings import RatingForm
from laras.stages.appraisal.forms.thresholds import COEFFICIENTS, COUNTS, SHARES, ThresholdsForm, TrustForm

__all__ = [
    "COEFFICIENTS",
    "COUNTS",
    "SHARES",
    "AnswerForm",
    "BeginAuditForm",
    "ChangeFindingForm",
    "CompareForm",
    "DebriefForm",
    "FindingForm",
    "JustifyForm",
    "LinkForm",
    "QuoteFilter",
    "RatingForm",
    "ResolveCheckForm",
    "ResolveForm",
    "SearchNoteForm",
    "SendForm",
    "ThresholdsForm",
    "TrustForm",
    "read_answers",
]

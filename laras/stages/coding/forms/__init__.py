"""What is typed about codes, passages and memos."""

from laras.stages.coding.forms.codebook import (
    CodeForm,
    KnowingForm,
    MergeForm,
    MoveForm,
    ReasonForm,
    SplitForm,
    WordsForm,
)
from laras.stages.coding.forms.memos import LinkForm, MemoFilterForm, MemoForm, NewMemoForm, subject_choices
from laras.stages.coding.forms.names import FoundForm
from laras.stages.coding.forms.passages import CorrectionForm, FilterForm, JudgementForm, PassageForm
from laras.stages.coding.forms.risk import ClosingForm, RiskForm, risk_choices
from laras.stages.coding.forms.rounds import ComparedForm, DifferenceFilter, RoundForm, SettleForm
from laras.stages.coding.forms.search import SearchForm

__all__ = [
    "ClosingForm",
    "CodeForm",
    "ComparedForm",
    "CorrectionForm",
    "DifferenceFilter",
    "FilterForm",
    "FoundForm",
    "JudgementForm",
    "KnowingForm",
    "LinkForm",
    "MemoFilterForm",
    "MemoForm",
    "MergeForm",
    "MoveForm",
    "NewMemoForm",
    "PassageForm",
    "ReasonForm",
    "RiskForm",
    "RoundForm",
    "SearchForm",
    "SettleForm",
    "SplitForm",
    "WordsForm",
    "risk_choices",
    "subject_choices",
]

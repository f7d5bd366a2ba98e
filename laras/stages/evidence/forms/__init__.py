"""What is typed about studies, people asked, and texts."""

from laras.stages.evidence.forms.sampling import ConsentForm, CriterionForm, GuideForm, InformantForm, answers_form
from laras.stages.evidence.forms.source import (
    CaseEntriesForm,
    ObservationForm,
    PasteForm,
    RemoveForm,
    SourceForm,
    TextForm,
    UploadForm,
)
from laras.stages.evidence.forms.study import ContextForm, StudyForm

__all__ = [
    "CaseEntriesForm",
    "ConsentForm",
    "ContextForm",
    "CriterionForm",
    "GuideForm",
    "InformantForm",
    "ObservationForm",
    "PasteForm",
    "RemoveForm",
    "SourceForm",
    "StudyForm",
    "TextForm",
    "UploadForm",
    "answers_form",
]

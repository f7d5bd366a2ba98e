"""What is typed about studies, people asked, and texts."""

from laras.stages.evidence.forms.consent import ConsentForm, SourceConsentForm
from laras.stages.evidence.forms.guide import CompareForm, GuideForm
from laras.stages.evidence.forms.observation import ObservationForm
from laras.stages.evidence.forms.pseudonyms import PseudonymForm, RecordingForm, SpeakersForm
from laras.stages.evidence.forms.sampling import (
    ApproachForm,
    CriterionForm,
    InformantForm,
    VariationForm,
    answers_form,
    cell_name,
    matrix_form,
)
from laras.stages.evidence.forms.source import (
    CaseEntriesForm,
    PasteForm,
    RemoveForm,
    SourceForm,
    TextForm,
    UploadForm,
)
from laras.stages.evidence.forms.study import StudyForm
from laras.stages.evidence.forms.telling import ContextForm, ContextWordsForm, StatementForm

__all__ = [
    "ApproachForm",
    "CaseEntriesForm",
    "CompareForm",
    "ConsentForm",
    "ContextForm",
    "ContextWordsForm",
    "CriterionForm",
    "GuideForm",
    "InformantForm",
    "ObservationForm",
    "PasteForm",
    "PseudonymForm",
    "RecordingForm",
    "RemoveForm",
    "SourceConsentForm",
    "SourceForm",
    "SpeakersForm",
    "StatementForm",
    "StudyForm",
    "TextForm",
    "UploadForm",
    "VariationForm",
    "answers_form",
    "cell_name",
    "matrix_form",
]

"""Every write of the stage: study, sampling, guide, consent, sources."""

from laras.stages.evidence.actions.case_entries import draw_case_entries
from laras.stages.evidence.actions.consent import give_research_consent, withdraw_research_consent
from laras.stages.evidence.actions.files import IMPORT_KIND, Upload, import_file, import_files, queue_files
from laras.stages.evidence.actions.guide import make_guide
from laras.stages.evidence.actions.observation import note_observation
from laras.stages.evidence.actions.sampling import add_criterion, add_informant, answer_criterion, edit_informant
from laras.stages.evidence.actions.source import (
    NewSource,
    add_source,
    add_sources,
    add_text,
    edit_source,
    remove_source,
)
from laras.stages.evidence.actions.study import create_study, describe_context, edit_study, keep, set_thresholds

__all__ = [
    "IMPORT_KIND",
    "NewSource",
    "Upload",
    "add_criterion",
    "add_informant",
    "add_source",
    "add_sources",
    "add_text",
    "answer_criterion",
    "create_study",
    "describe_context",
    "draw_case_entries",
    "edit_informant",
    "edit_source",
    "edit_study",
    "give_research_consent",
    "import_file",
    "import_files",
    "keep",
    "make_guide",
    "note_observation",
    "queue_files",
    "remove_source",
    "set_thresholds",
    "withdraw_research_consent",
]

"""Every write of the stage: study, sampling, guide, consent, sources."""

from laras.stages.evidence.actions.approach import edit_approach, note_approach
from laras.stages.evidence.actions.audio import attach_recording, drop_recording
from laras.stages.evidence.actions.case_entries import draw_case_entries
from laras.stages.evidence.actions.consent import give_research_consent, withdraw_research_consent
from laras.stages.evidence.actions.files import IMPORT_KIND, Upload, import_file, import_files, queue_files
from laras.stages.evidence.actions.guide import make_guide
from laras.stages.evidence.actions.marks import mark_listened, put_aside, take_up, unmark_listened
from laras.stages.evidence.actions.observation import note_observation
from laras.stages.evidence.actions.pseudonyms import add_pseudonym, forget_pseudonym
from laras.stages.evidence.actions.sampling import (
    add_criterion,
    add_informant,
    answer_criterion,
    edit_informant,
    set_variation,
)
from laras.stages.evidence.actions.source import (
    NewSource,
    add_source,
    add_sources,
    add_text,
    edit_source,
    remove_source,
)
from laras.stages.evidence.actions.speakers import map_speakers
from laras.stages.evidence.actions.study import create_study, edit_study, keep, set_thresholds
from laras.stages.evidence.actions.telling import describe_context, set_context_words, state

__all__ = [
    "IMPORT_KIND",
    "NewSource",
    "Upload",
    "add_criterion",
    "add_informant",
    "add_pseudonym",
    "add_source",
    "add_sources",
    "add_text",
    "answer_criterion",
    "attach_recording",
    "create_study",
    "describe_context",
    "draw_case_entries",
    "drop_recording",
    "edit_approach",
    "edit_informant",
    "edit_source",
    "edit_study",
    "forget_pseudonym",
    "give_research_consent",
    "import_file",
    "import_files",
    "keep",
    "make_guide",
    "map_speakers",
    "mark_listened",
    "note_approach",
    "note_observation",
    "put_aside",
    "queue_files",
    "remove_source",
    "set_context_words",
    "set_thresholds",
    "set_variation",
    "state",
    "take_up",
    "unmark_listened",
    "withdraw_research_consent",
]

"""Every re-used read of evidence."""

from laras.stages.evidence.queries.consents import (
    consent_states,
    consents_of,
    is_quotable,
    may_quote,
    may_record,
    may_share,
    quotable_source_ids,
    research_clients,
    unsettled_source_ids,
)
from laras.stages.evidence.queries.context import ITEMS, LEAST_WORDS, ContextItem, context_of
from laras.stages.evidence.queries.observation import SHEET_WORDS, SLOTS, slot_of
from laras.stages.evidence.queries.reading import WIDTH, ReadingLine, lines
from laras.stages.evidence.queries.sampling import (
    Matrix,
    MatrixRow,
    criteria_of,
    guide_of,
    guides_of,
    informant_matrix,
    informants_of,
)
from laras.stages.evidence.queries.studies import source_by_name, source_counts, sources_of, study_by_name, study_list

__all__ = [
    "ITEMS",
    "LEAST_WORDS",
    "SHEET_WORDS",
    "SLOTS",
    "WIDTH",
    "ContextItem",
    "Matrix",
    "MatrixRow",
    "ReadingLine",
    "consent_states",
    "consents_of",
    "context_of",
    "criteria_of",
    "guide_of",
    "guides_of",
    "informant_matrix",
    "informants_of",
    "is_quotable",
    "lines",
    "may_quote",
    "may_record",
    "may_share",
    "quotable_source_ids",
    "research_clients",
    "slot_of",
    "source_by_name",
    "source_counts",
    "sources_of",
    "study_by_name",
    "study_list",
    "unsettled_source_ids",
]

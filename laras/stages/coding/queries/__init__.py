"""Every re-used read of coding."""

from laras.stages.coding.queries.agreement import (
    AspectAgreement,
    CodeAgreement,
    StudyAgreement,
    agreement,
    unit_table,
)
from laras.stages.coding.queries.codebook import CodeNode, code_keys, codebook, codes_of, find_code, walk
from laras.stages.coding.queries.codings import (
    CodingFilter,
    coding_list,
    codings_of,
    counts_by_source,
    open_to,
    others_hidden,
    place_of,
    places_taken,
)
from laras.stages.coding.queries.disagreements import Passage, Side, disagreements, keys_in
from laras.stages.coding.queries.evidence import TECHNIQUES, evidence_values
from laras.stages.coding.queries.places import line_numbers, passage, quote_place
from laras.stages.coding.queries.readings import coders_of, has_finished, readers_by_source

__all__ = [
    "TECHNIQUES",
    "AspectAgreement",
    "CodeAgreement",
    "CodeNode",
    "CodingFilter",
    "Passage",
    "Side",
    "StudyAgreement",
    "agreement",
    "code_keys",
    "codebook",
    "coders_of",
    "codes_of",
    "coding_list",
    "codings_of",
    "counts_by_source",
    "disagreements",
    "evidence_values",
    "find_code",
    "has_finished",
    "keys_in",
    "line_numbers",
    "open_to",
    "others_hidden",
    "passage",
    "place_of",
    "places_taken",
    "quote_place",
    "readers_by_source",
    "unit_table",
    "walk",
]

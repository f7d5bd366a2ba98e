"""Questions to the material: tables with the quotes behind each cell, saturation, the joint display."""

from laras.stages.coding.queries.questions.columns import attributes
from laras.stages.coding.queries.questions.coverage import HEARD, NO_SOURCE, NOT_ASKED, NOT_READ, SILENT
from laras.stages.coding.queries.questions.joint import Joint, Person, clients_shown, instruments_for, joint, people_in
from laras.stages.coding.queries.questions.material import DIRECTIONS, Narrowed, sources_only
from laras.stages.coding.queries.questions.saturation import (
    BASES,
    EVENTS,
    RUNS,
    THRESHOLDS,
    UNITS,
    SaturationEvent,
    SaturationSettings,
    StudySaturation,
    saturation_of,
)
from laras.stages.coding.queries.questions.table import (
    COUNTS,
    NEARNESS,
    TABLES,
    Column,
    Line,
    Question,
    Table,
)
from laras.stages.coding.queries.questions.tables import answer, codings_of_ids, ids_behind

__all__ = [
    "BASES",
    "COUNTS",
    "DIRECTIONS",
    "EVENTS",
    "HEARD",
    "NEARNESS",
    "NOT_ASKED",
    "NOT_READ",
    "NO_SOURCE",
    "RUNS",
    "SILENT",
    "TABLES",
    "THRESHOLDS",
    "UNITS",
    "Column",
    "Joint",
    "Line",
    "Narrowed",
    "Person",
    "Question",
    "SaturationEvent",
    "SaturationSettings",
    "StudySaturation",
    "Table",
    "answer",
    "attributes",
    "clients_shown",
    "codings_of_ids",
    "ids_behind",
    "instruments_for",
    "joint",
    "people_in",
    "saturation_of",
    "sources_only",
]

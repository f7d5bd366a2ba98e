"""Reads of the door: what leaves a study, and what of it may leave."""

from laras.doors.exchange.queries.consent import Allowed, allowed_sources
from laras.doors.exchange.queries.kept import KeptNote, Shell, kept_notes, shells_of
from laras.doors.exchange.queries.left_out import LeftOut
from laras.doors.exchange.queries.missing import missing_source
from laras.doors.exchange.queries.outgoing import Outgoing, codes_out, project_out
from laras.doors.exchange.queries.rows import CodingsOut, codings_out, rows_out

__all__ = [
    "Allowed",
    "CodingsOut",
    "KeptNote",
    "LeftOut",
    "Outgoing",
    "Shell",
    "allowed_sources",
    "codes_out",
    "codings_out",
    "kept_notes",
    "missing_source",
    "project_out",
    "rows_out",
    "shells_of",
]

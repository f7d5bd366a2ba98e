"""Reads of the door: what leaves a study, and what of it may leave."""

from laras.doors.exchange.queries.consent import Allowed, allowed_sources
from laras.doors.exchange.queries.kept import KeptNote, Shell, kept_notes, shells_of
from laras.doors.exchange.queries.missing import missing_source
from laras.doors.exchange.queries.outgoing import LeftOut, Outgoing, codes_out, project_out, rows_out

__all__ = [
    "Allowed",
    "KeptNote",
    "LeftOut",
    "Outgoing",
    "Shell",
    "allowed_sources",
    "codes_out",
    "kept_notes",
    "missing_source",
    "project_out",
    "rows_out",
    "shells_of",
]

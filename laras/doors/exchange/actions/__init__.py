"""Every write of the door: taking in what other programs wrote, and noting what leaves."""

from laras.doors.exchange.actions.books import import_codebook
from laras.doors.exchange.actions.complete import complete_source
from laras.doors.exchange.actions.exports import (
    Export,
    ExportedProject,
    export_codebook,
    export_codings,
    export_project,
)
from laras.doors.exchange.actions.held import LOOK_KIND, TAKE_KIND, discard, hold, take_held
from laras.doors.exchange.actions.projects import Imported, import_project
from laras.doors.exchange.actions.tables import TakenCoders, TakenCodings, take_coders, take_codings

__all__ = [
    "LOOK_KIND",
    "TAKE_KIND",
    "Export",
    "ExportedProject",
    "Imported",
    "TakenCoders",
    "TakenCodings",
    "complete_source",
    "discard",
    "export_codebook",
    "export_codings",
    "export_project",
    "hold",
    "import_codebook",
    "import_project",
    "take_coders",
    "take_codings",
    "take_held",
]

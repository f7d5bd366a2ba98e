"""What is asked, how it is scored and whom it concerns: definitions read from `data/*.toml`, plain values only."""

from laras.stages.measures.instruments.change import Changed, Gap, changed, gaps
from laras.stages.measures.instruments.definition import (
    Band,
    ErrorSet,
    Instrument,
    Item,
    NamedScale,
    Option,
    Watch,
)
from laras.stages.measures.instruments.quality import QUALITY_LABELS, quality
from laras.stages.measures.instruments.reading import instrument, instruments
from laras.stages.measures.instruments.scoring import checked, missing_items, scored
from laras.stages.measures.instruments.watching import Alarm, alarms

__all__ = [
    "QUALITY_LABELS",
    "Alarm",
    "Band",
    "Changed",
    "ErrorSet",
    "Gap",
    "Instrument",
    "Item",
    "NamedScale",
    "Option",
    "Watch",
    "alarms",
    "changed",
    "checked",
    "gaps",
    "instrument",
    "instruments",
    "missing_items",
    "quality",
    "scored",
]

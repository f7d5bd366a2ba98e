"""Every re-used read of the stage."""

from laras.stages.measures.instruments import instruments
from laras.stages.measures.queries.alerts import alerts, open_alerts
from laras.stages.measures.queries.own import error_sets, instrument, local_parameters, own_text, own_texts
from laras.stages.measures.queries.samples import SampleSummary, sample_names, sample_rows, summary
from laras.stages.measures.queries.scores import Due, Point, administrations, due, latest, scores

__all__ = [
    "Due",
    "Point",
    "SampleSummary",
    "administrations",
    "alerts",
    "due",
    "error_sets",
    "instrument",
    "instruments",
    "latest",
    "local_parameters",
    "open_alerts",
    "own_text",
    "own_texts",
    "sample_names",
    "sample_rows",
    "scores",
    "summary",
]

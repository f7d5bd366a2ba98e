"""Every write of the stage: answers, alerts, and what a home brings of its own."""

from laras.stages.measures.actions.alerts import settle_alert, take_alert
from laras.stages.measures.actions.answers import NewAnswers, record_answers, record_many, undo_answers
from laras.stages.measures.actions.own import add_parameters, bring_texts, end_parameters
from laras.stages.measures.actions.samples import NewPerson, record_sample, undo_sample

__all__ = [
    "NewAnswers",
    "NewPerson",
    "add_parameters",
    "bring_texts",
    "end_parameters",
    "record_answers",
    "record_many",
    "record_sample",
    "settle_alert",
    "take_alert",
    "undo_answers",
    "undo_sample",
]

"""Every re-used read of the stage."""

from laras.stages.outcomes.queries.evaluation import Evaluation, MeasureResult, Positive, SessionMood, evaluation
from laras.stages.outcomes.queries.finished import GroupState, Way, answers_of_home, ways_of_home
from laras.stages.outcomes.queries.people import Labels, labels_of

__all__ = [
    "Evaluation",
    "GroupState",
    "Labels",
    "MeasureResult",
    "Positive",
    "SessionMood",
    "Way",
    "answers_of_home",
    "evaluation",
    "labels_of",
    "ways_of_home",
]

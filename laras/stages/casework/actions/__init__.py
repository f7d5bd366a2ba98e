"""Every write of casework."""

from laras.stages.casework.actions.episode import close_episode, move_stage, open_episode, record_event
from laras.stages.casework.actions.goal import close_goal, rate_goal, set_goal
from laras.stages.casework.actions.state import rate_severity, record_adl
from laras.stages.casework.actions.task import add_task, finish_task

__all__ = [
    "add_task",
    "close_episode",
    "close_goal",
    "finish_task",
    "move_stage",
    "open_episode",
    "rate_goal",
    "rate_severity",
    "record_adl",
    "record_event",
    "set_goal",
]

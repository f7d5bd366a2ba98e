"""Every re-used read of casework."""

from laras.stages.casework.queries.episodes import (
    current_episode,
    current_episodes,
    episodes,
    events_of,
    has_left,
    last_number,
    lives_here,
    open_episode_of,
    stage_history,
    with_residence,
)
from laras.stages.casework.queries.gates import Fact, facts
from laras.stages.casework.queries.goals import GoalNow, goals_of, goals_with_levels
from laras.stages.casework.queries.state import (
    AdlDue,
    adl_due,
    adl_series,
    latest_adl,
    latest_severity,
    severity_series,
)
from laras.stages.casework.queries.tasks import due_tasks, open_tasks, tasks_of, tasks_waiting

__all__ = [
    "AdlDue",
    "Fact",
    "GoalNow",
    "adl_due",
    "adl_series",
    "current_episode",
    "current_episodes",
    "due_tasks",
    "episodes",
    "events_of",
    "facts",
    "goals_of",
    "goals_with_levels",
    "has_left",
    "last_number",
    "latest_adl",
    "latest_severity",
    "lives_here",
    "open_episode_of",
    "open_tasks",
    "severity_series",
    "stage_history",
    "tasks_of",
    "tasks_waiting",
    "with_residence",
]

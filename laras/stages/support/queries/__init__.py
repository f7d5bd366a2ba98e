"""Every re-used read of the stage."""

from laras.stages.support.queries.balance import (
    client_counts,
    client_petals,
    home_counts,
    last_heard,
    shared_of,
    shared_petals,
    silent_clients,
    week_rows,
)
from laras.stages.support.queries.information import (
    client_topics,
    debts_by_client,
    debts_by_topic,
    teach_back_history,
)
from laras.stages.support.queries.log import acts, recent_clients

__all__ = [
    "acts",
    "client_counts",
    "client_petals",
    "client_topics",
    "debts_by_client",
    "debts_by_topic",
    "home_counts",
    "last_heard",
    "recent_clients",
    "shared_of",
    "shared_petals",
    "silent_clients",
    "teach_back_history",
    "week_rows",
]

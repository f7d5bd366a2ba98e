"""Every write of the stage: support acts, and information explained."""

from laras.stages.support.actions.act import (
    NewAct,
    record_support,
    record_supports,
    restore_support,
    revise_support,
    undo_support,
)
from laras.stages.support.actions.teaching import NewTeachBack, record_teach_back, record_teach_backs, undo_teach_back

__all__ = [
    "NewAct",
    "NewTeachBack",
    "record_support",
    "record_supports",
    "record_teach_back",
    "record_teach_backs",
    "restore_support",
    "revise_support",
    "undo_support",
    "undo_teach_back",
]

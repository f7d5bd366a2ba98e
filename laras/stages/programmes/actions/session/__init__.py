"""A session: opened, tapped by the phones, saved in one transaction, opened again."""

from laras.stages.programmes.actions.session.saving import reopen_session, save_session
from laras.stages.programmes.actions.session.tapping import (
    NewTap,
    cancel_session,
    open_session,
    plan_again,
    record_taps,
)

__all__ = [
    "NewTap",
    "cancel_session",
    "open_session",
    "plan_again",
    "record_taps",
    "reopen_session",
    "save_session",
]

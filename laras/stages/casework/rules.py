"""What must hold before a deed of casework."""

from __future__ import annotations

import datetime as dt

from laras.domain.errors import N_, BadInput, Closed
from laras.stages.casework.models import Episode, Goal
from laras.stages.people.rules import moment_passed, must_be_of_home, reason_given

__all__ = ["moment_passed", "must_be_after", "must_be_of_home", "must_be_open", "reason_given"]


def must_be_open(row: Episode | Goal) -> None:
    """Refuse to change what is closed."""
    if row.closed_at is not None:
        if isinstance(row, Goal):
            raise Closed(N_("This goal is closed. Set a new one."))
        raise Closed(N_("This stay is closed. Open a new one."))


def must_be_after(moment: dt.datetime, begin: dt.datetime) -> None:
    """Refuse a moment before the beginning it belongs to."""
    if moment < begin:
        raise BadInput(N_("This lies before the beginning. Choose a later moment."), field="happened_at")

"""Every write of people."""

from laras.stages.people.actions.access import (
    break_glass,
    close_access,
    close_group_access,
    open_access,
    open_group_access,
)
from laras.stages.people.actions.client import MayBeKnown, compare, create_client, edit_client, unmask
from laras.stages.people.actions.consent import give_consent, withdraw_consent
from laras.stages.people.actions.family import add_family, edit_family, remove_family
from laras.stages.people.actions.merging import merge, undo_merge
from laras.stages.people.actions.ward import create_ward, edit_ward, end_duty, place, put_on_duty
from laras.stages.people.actions.worker import edit_worker, end_role, give_role, hire, reset_password, set_active

__all__ = [
    "MayBeKnown",
    "add_family",
    "break_glass",
    "close_access",
    "close_group_access",
    "compare",
    "create_client",
    "create_ward",
    "edit_client",
    "edit_family",
    "edit_ward",
    "edit_worker",
    "end_duty",
    "end_role",
    "give_consent",
    "give_role",
    "hire",
    "merge",
    "open_access",
    "open_group_access",
    "place",
    "put_on_duty",
    "remove_family",
    "reset_password",
    "set_active",
    "undo_merge",
    "unmask",
    "withdraw_consent",
]

"""Every write of the stage."""

from laras.stages.programmes.actions.approval import approve, retire, return_programme, submit, withdraw
from laras.stages.programmes.actions.group import (
    change_group,
    create_group,
    end_group,
    move_session,
    start_group,
)
from laras.stages.programmes.actions.member import change_care, enrol, leave_group, set_buddy
from laras.stages.programmes.actions.proposal import keep_evidence, name_programme, propose, revise, write_section
from laras.stages.programmes.actions.tables import (
    Factor,
    Line,
    Measure,
    add_session,
    change_budget,
    change_swot,
    plan_measures,
    plan_session,
    remove_session,
)

__all__ = [
    "Factor",
    "Line",
    "Measure",
    "add_session",
    "approve",
    "change_budget",
    "change_care",
    "change_group",
    "change_swot",
    "create_group",
    "end_group",
    "enrol",
    "keep_evidence",
    "leave_group",
    "move_session",
    "name_programme",
    "plan_measures",
    "plan_session",
    "propose",
    "remove_session",
    "retire",
    "return_programme",
    "revise",
    "set_buddy",
    "start_group",
    "submit",
    "withdraw",
    "write_section",
]

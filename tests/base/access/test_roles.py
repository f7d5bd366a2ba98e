"""The one table of who may do what."""

from __future__ import annotations

from laras.base.access.roles import BY_NUMBER, PERMISSIONS, ROLES, TABLE, WHOLE_HOME, allowed
from tests.cast import Cast


def test_every_role_has_a_row_and_every_row_a_role() -> None:
    assert set(TABLE) == set(ROLES)
    assert set(ROLES) >= WHOLE_HOME | BY_NUMBER


def test_roles_add_up_and_an_unknown_one_may_nothing() -> None:
    assert allowed(frozenset({"security", "nurse"}), "support.record")
    assert not allowed(frozenset({"security"}), "support.record")
    assert not allowed(frozenset({"nobody"}), "desk.today")
    assert not allowed(frozenset(), "desk.today")


def test_the_system_admin_sees_no_client_and_no_study() -> None:
    stages = {permission.split(".")[0] for permission in TABLE["admin"]}
    assert stages <= {"access", "desk"}
    assert not TABLE["admin"] & {"desk.search", "desk.board", "desk.today"}


def test_the_researcher_sees_no_client() -> None:
    assert not {p for p in TABLE["researcher"] if p.split(".")[0] in ("people", "casework", "support")}


def test_nobody_approves_own_work_by_role_alone() -> None:
    approving = {role for role, row in TABLE.items() if "casework.approve" in row and "casework.move" in row}
    assert approving == {"operator"}


def test_the_operator_has_every_permission_there_is() -> None:
    assert TABLE["operator"] == PERMISSIONS


def test_the_head_sees_numbers_and_whoever_also_serves_sees_names(cast: Cast) -> None:
    assert not cast.actor("kepala").sees_names
    assert cast.actor("kepala", roles=frozenset({"head", "social_worker"})).sees_names
    assert cast.actor("penyelia").sees_names

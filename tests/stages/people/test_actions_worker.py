"""Hiring, roles, passwords."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password

from laras.base.access.models import Membership
from laras.base.access.queries import actor_for
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.people.actions import end_role, give_role, hire, reset_password, set_active
from tests.cast import Cast

GOOD = "jambu-merah-di-kebun"


def test_hiring_makes_a_person_who_can_log_in_with_the_roles_given(cast: Cast) -> None:
    worker = hire(login="Rina", name="Rina (contoh)", roles=("carer", "nurse"), password=GOOD, by=cast.actor("admin"))
    actor = actor_for(worker.user)
    assert actor is not None
    assert (worker.user.login, worker.facility, actor.roles) == ("rina", cast.home, {"carer", "nurse"})
    assert check_password(GOOD, worker.user.password)
    assert [row.verb for row in Entry.objects.filter(actor="admin").order_by("seq")] == ["people.hire"]


def test_a_login_of_another_home_joins_with_its_own_password(cast: Cast) -> None:
    before = cast.user("peksos_lain").password
    worker = hire(login="peksos_lain", name="Tono", roles=("carer",), password=GOOD, by=cast.actor("admin"))
    assert worker.user == cast.user("peksos_lain")
    assert worker.user.password == before
    with pytest.raises(Conflict):
        hire(login="peksos_lain", name="Tono", roles=("carer",), password=GOOD, by=cast.actor("admin"))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"password": "kambing12"}, BadInput),
        ({"password": "password123456"}, BadInput),
        ({"roles": ()}, Incomplete),
        ({"roles": ("operator",)}, BadInput),
        ({"roles": ("king",)}, BadInput),
        ({"name": " "}, Incomplete),
        ({"login": "admin"}, NotAllowed),
    ],
)
def test_hiring_refuses_weak_passwords_and_unknown_roles(
    cast: Cast, change: dict[str, object], refusal: type[Exception]
) -> None:
    values = {"login": "rina", "name": "Rina", "roles": ("carer",), "password": GOOD, **change}
    with pytest.raises(refusal):
        hire(**values, by=cast.actor("admin"))  # type: ignore[arg-type]  # the table mixes types
    assert not Membership.objects.filter(user__login="rina").exists()


def test_only_an_administrator_hires(cast: Cast) -> None:
    for login in ("peksos", "penyelia", "kepala"):
        with pytest.raises(NotAllowed):
            hire(login="rina", name="Rina", roles=("carer",), password=GOOD, by=cast.actor(login))


def test_roles_are_given_and_ended_but_never_ones_own(cast: Cast) -> None:
    admin = cast.actor("admin")
    row = give_role(cast.worker("pengasuh"), role="instructor", by=admin)
    assert actor_for(cast.user("pengasuh")).roles == {"carer", "instructor"}  # type: ignore[union-attr]
    with pytest.raises(Conflict):
        give_role(cast.worker("pengasuh"), role="instructor", by=admin)
    end_role(row, by=admin)
    assert actor_for(cast.user("pengasuh")).roles == {"carer"}  # type: ignore[union-attr]
    with pytest.raises(NotAllowed):
        give_role(cast.worker("admin"), role="supervisor", by=admin)
    with pytest.raises(NotAllowed):
        end_role(Membership.objects.get(user=cast.user("admin")), by=admin)


def test_the_staff_of_another_home_is_not_there(cast: Cast) -> None:
    admin = cast.actor("admin")
    with pytest.raises(NotFound):
        give_role(cast.worker("peksos_lain"), role="carer", by=admin)
    with pytest.raises(NotFound):
        end_role(Membership.objects.get(user=cast.user("peksos_lain")), by=admin)


def test_a_new_password_must_be_changed_at_the_next_log_in(cast: Cast) -> None:
    worker = reset_password(cast.worker("peksos"), password=GOOD, by=cast.actor("admin"))
    worker.user.refresh_from_db()
    assert check_password(GOOD, worker.user.password)
    assert worker.user.must_change_password


def test_one_home_does_not_take_over_an_account_that_also_serves_another(cast: Cast) -> None:
    admin = cast.actor("admin")
    worker = hire(login="peksos_lain", name="Tono", roles=("carer",), password=GOOD, by=admin)
    with pytest.raises(NotAllowed):
        reset_password(worker, password=GOOD, by=admin)
    with pytest.raises(NotAllowed):
        set_active(worker, active=False, by=admin)


def test_an_account_is_closed_and_opened_again(cast: Cast) -> None:
    admin = cast.actor("admin")
    set_active(cast.worker("peksos"), active=False, by=admin)
    cast.user("peksos").refresh_from_db()
    assert not cast.user("peksos").is_active
    set_active(cast.worker("peksos"), active=True, by=admin)
    cast.user("peksos").refresh_from_db()
    assert cast.user("peksos").is_active
    with pytest.raises(NotAllowed):
        set_active(cast.worker("admin"), active=False, by=admin)

"""Which roles a person holds now."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.models import Membership
from laras.base.access.queries import actor_for, default_facility, operator
from laras.base.access.roles import PERMISSIONS
from laras.base.store import clock
from laras.domain.errors import NotFound
from tests.cast import Cast

BEGIN = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
END = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def hired(cast: Cast, *, role: str = "nurse", name: str = "peksos", **dates: dt.datetime | None) -> Membership:
    given = {"valid_from": BEGIN, "valid_until": END, **dates}
    return Membership.objects.create(facility=cast.home, user=cast.user(name), role=role, **given)


@pytest.mark.parametrize(
    ("moment", "roles"),
    [
        (BEGIN - SECOND, {"social_worker"}),
        (BEGIN, {"social_worker", "nurse"}),
        (END - SECOND, {"social_worker", "nurse"}),
        (END, {"social_worker"}),
    ],
)
def test_a_role_holds_from_its_first_moment_to_before_its_last(
    cast: Cast, moment: dt.datetime, roles: set[str]
) -> None:
    hired(cast)
    with clock.at(moment):
        assert cast.actor("peksos").roles == roles


def test_a_role_without_an_end_holds(cast: Cast) -> None:
    hired(cast, valid_until=None)
    with clock.at(END + SECOND):
        assert cast.actor("peksos").role_order == ("social_worker", "nurse")


def test_nobody_acts_after_the_last_role_has_ended(cast: Cast) -> None:
    Membership.objects.filter(user=cast.user("peksos")).update(valid_until=END)
    with clock.at(END):
        assert actor_for(cast.user("peksos")) is None


def test_one_acts_in_one_home_at_a_time(cast: Cast) -> None:
    Membership.objects.create(facility=cast.other_home, user=cast.user("peksos"), role="head", valid_from=BEGIN)
    with clock.at(END):
        here = actor_for(cast.user("peksos"))
        there = actor_for(cast.user("peksos"), facility_id=str(cast.other_home.pk))
        nowhere = actor_for(cast.user("perawat"), facility_id=str(cast.other_home.pk))
    assert here is not None
    assert there is not None
    assert nowhere is not None
    assert (here.facility, here.role_order) == (cast.home, ("social_worker",))
    assert (there.facility, there.role_order) == (cast.other_home, ("head",))
    assert nowhere.facility == cast.home


def test_a_role_that_ends_before_it_begins_is_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="membership_ends_after_it_begins"), transaction.atomic():
        hired(cast, valid_until=BEGIN - SECOND)


def test_the_default_home_is_the_oldest_or_the_named_one(cast: Cast) -> None:
    assert default_facility() == cast.home
    assert default_facility("LAIN") == cast.other_home
    with pytest.raises(NotFound):
        default_facility("NONE")


def test_the_operator_may_everything_and_is_logged_by_the_account(cast: Cast) -> None:
    by = operator(cast.home)
    assert by.is_operator
    assert by.login.startswith("operator:")
    assert all(by.may(permission) for permission in PERMISSIONS)
    assert not by.may("no.such")

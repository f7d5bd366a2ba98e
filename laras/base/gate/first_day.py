"""What happens once: the first home, the first administrator."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.db import transaction

from laras.base.access.models import Facility, Membership, User
from laras.base.audit import chain
from laras.base.store import clock
from laras.domain.errors import N_, Conflict

SALT = "laras first administrator"
ONE_DAY = 24 * 60 * 60


def create_home(*, code: str, name: str, **values: Any) -> Facility:
    """Make a home; Conflict when its code is taken. Nobody is logged in yet, so the row stands in the system chain."""
    with transaction.atomic():
        if Facility.objects.filter(code=code).exists():
            raise Conflict(N_("There is already a home {code}."), code=code)
        home = Facility.objects.create(code=code, name=name, **values)
        chain.append(
            chain.Event(verb="house.create_home", actor="system", kind="facility", object_id=str(home.pk)),
            ledger="deed",
        )
    return home


def create_admin(*, login: str, name: str, password: str, facility: Facility) -> User:
    """Make a system administrator of `facility`; Conflict when the log-in name is taken."""
    with transaction.atomic():
        if User.objects.filter(login=login.lower()).exists():
            raise Conflict(N_("The log-in name {login} is taken. Choose another one."), login=login, field="login")
        user = User.objects.create_user(login, password, name=name)
        Membership.objects.create(facility=facility, user=user, role="admin", valid_from=clock.now())
        event = chain.Event(verb="house.create_admin", actor="system", kind="user", object_id=str(user.pk))
        chain.append(event, ledger="deed")
    return user


def first_admin_link(base: str) -> str:
    """Return the address where the first administrator is made: good for a day, and only while there is no user."""
    return f"{base}/mulai/{signing.dumps('first', salt=SALT)}/"


def first_admin_token_is_good(token: str) -> bool:
    """Tell whether `token` may still make the first administrator."""
    try:
        signing.loads(token, salt=SALT, max_age=ONE_DAY)
    except signing.BadSignature:
        return False
    return not User.objects.exists()

"""Log-in with a lock-out that holds under parallel tries."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from laras.base.access.models import LoginTry, User
from laras.base.crypto.index import keyed_hash
from laras.base.store import clock
from laras.domain.errors import N_, NotAllowed

WINDOW = dt.timedelta(minutes=15)
LIMIT_HERE = 5  # one login from one address
LIMIT_ANYWHERE = 30  # one login from all addresses: slow guessing, but no weapon to lock somebody out quickly


def _count(key: str, limit: int) -> bool:
    """Count one try under `key` and tell whether it is still within `limit`; one short locked transaction."""
    now = clock.now()
    row, _ = LoginTry.objects.select_for_update().get_or_create(key=key, defaults={"since": now})
    if now - row.since > WINDOW:
        row.count, row.since = 0, now
    row.count = min(row.count + 1, limit + 1)
    row.save()
    return row.count <= limit


def _keys(login: str, address: str) -> tuple[str, str]:
    def name(value: str) -> str:
        return keyed_hash("login-try", value, scope="").hex()

    return name(f"{login}|{address}"), name(login)


def authenticate(login: str, password: str, *, address: str) -> User:
    """Return the user whose login and password these are.

    NotAllowed with one sentence for every wrong pair, known login or not, and with another after five tries in
    fifteen minutes. The try is counted before the password is hashed, so parallel tries cannot outrun the limit.
    """
    login = login.strip().lower()
    here, anywhere = _keys(login, address)
    with transaction.atomic():
        within = _count(here, LIMIT_HERE) & _count(anywhere, LIMIT_ANYWHERE)
    if not within:
        raise NotAllowed(N_("Too many tries. Wait {minutes} minutes, then try again."), minutes=15)
    user = User.objects.filter(login=login, is_active=True).first()
    if user is None:
        make_password(password)  # the same time as for a known login
    if user is None or not check_password(password, user.password):
        raise NotAllowed(N_("Name or password is not right. Check both and try again."))
    with transaction.atomic():
        LoginTry.objects.filter(key__in=(here, anywhere)).delete()
    return user

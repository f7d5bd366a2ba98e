"""The password one chooses oneself: of free will, or because somebody else made the last one."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from laras.base.access.actor import Actor
from laras.base.access.login import authenticate
from laras.base.access.models import User
from laras.base.gate.trace import note_session
from laras.domain.errors import N_, BadInput, NotAllowed


def change_own_password(user: User, *, old: str, new: str, again: str, address: str, by: Actor) -> User:
    """Set the new password of the person at the keyboard; every other session of theirs ends.

    The old one is asked with the same counted tries as a log-in, so that a phone left lying is no way to guess it.
    BadInput (field *old*, *password* or *again*) says what to do.
    """
    try:
        authenticate(user.login, old, address=address)
    except NotAllowed as error:
        raise BadInput(error.message, field="old", **error.params) from error
    if new != again:
        raise BadInput(N_("The two new passwords differ. Type the same one twice."), field="again")
    if check_password(new, user.password):
        raise BadInput(N_("This is the password you have already. Choose another one."), field="password")
    try:
        validate_password(new, user=user)
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise BadInput(N_("This password will not do: {reasons}"), reasons=reasons, field="password") from error
    user.set_password(new)
    user.must_change_password = False
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])
        note_session(by, "change_password")
    return user

"""Staff: who works here, in which roles, and whether they may log in."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from laras.base.access.actor import Actor
from laras.base.access.models import Membership, User
from laras.base.access.queries import current_memberships
from laras.base.access.roles import ROLES
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict, Incomplete, NotAllowed
from laras.stages.people.models import Worker
from laras.stages.people.rules import must_be_of_home

GIVEN_ROLES = frozenset(ROLES) - {"operator"}


def _checked_role(role: str) -> str:
    if role not in GIVEN_ROLES:
        raise BadInput(N_("There is no role “{role}”. Choose one from the list."), role=role, field="role")
    return role


def _checked_password(password: str, user: User) -> str:
    try:
        validate_password(password, user=user)
    except ValidationError as error:
        raise BadInput(
            N_("This password is easy to guess. {reasons}"), reasons=" ".join(error.messages), field="password"
        ) from error
    return password


def _open_roles(user: User, roles: tuple[str, ...], *, since: dt.datetime, by: Actor) -> None:
    """Give the roles not held yet; one query to know, one to write."""
    held = set(current_memberships(user.pk).filter(facility=by.facility).values_list("role", flat=True))
    Membership.objects.bulk_create(
        Membership(facility=by.facility, user=user, role=role, valid_from=since)
        for role in dict.fromkeys(roles)
        if role not in held
    )


def _must_be_another(user: User | None, by: Actor) -> None:
    if user is not None and user.pk == by.user_id:
        raise NotAllowed(N_("Nobody changes their own roles. Ask another administrator."))


def _must_work_only_here(user: User, by: Actor) -> None:
    """An account that also serves another home is not in the hands of one home's administrator."""
    if current_memberships(user.pk).exclude(facility=by.facility).exists():
        raise NotAllowed(N_("This person also works in another home. End the roles here instead."))


@action("access.manage")
def hire(
    *,
    login: str,
    name: str,
    roles: tuple[str, ...],
    password: str,
    position: str = "",
    strps_number: str = "",
    strps_expires_on: dt.date | None = None,
    valid_from: dt.datetime | None = None,
    must_change: bool = True,
    by: Actor,
) -> Worker:
    """Make a member of staff with log-in and roles.

    `must_change` asks the person for a password of their own at the first log-in. A log-in name that exists joins
    this home with its own password: `password` is then not used. BadInput for an unknown role or a weak password,
    Conflict when the person works here already.
    """
    if not roles:
        raise Incomplete(N_("Choose at least one role."), field="roles")
    for role in roles:
        _checked_role(role)
    if not login.strip() or not name.strip():
        raise Incomplete(N_("Write name and log-in name."), field="name" if login.strip() else "login")
    user = User.objects.filter(login=login.strip().lower()).first()
    _must_be_another(user, by)
    if user is None:
        draft = User(login=login.strip().lower(), name=name.strip())
        user = User.objects.create_user(
            draft.login, _checked_password(password, draft), name=draft.name, must_change_password=must_change
        )
    elif Worker.objects.filter(facility=by.facility, user=user).exists():
        raise Conflict(N_("{login} already works here. Give a role instead."), login=user.login, field="login")
    _open_roles(user, roles, since=valid_from or clock.now(), by=by)
    worker = Worker(
        facility=by.facility,
        user=user,
        name=name.strip(),
        position=position.strip(),
        strps_number=strps_number.strip(),
        strps_expires_on=strps_expires_on,
    )
    worker.save(force_insert=True)
    return worker


@action("access.manage")
def give_role(worker: Worker, *, role: str, by: Actor) -> Membership:
    """Give a role from now on; Conflict when it is held already, NotAllowed for one's own."""
    _checked_role(role)
    _must_be_another(worker.user, by)
    if current_memberships(worker.user_id).filter(facility=by.facility, role=role).exists():
        raise Conflict(N_("This person holds that role already."), field="role")
    membership = Membership(facility=by.facility, user_id=worker.user_id, role=role, valid_from=clock.now())
    membership.save(force_insert=True)
    return membership


@action("access.manage")
def end_role(membership: Membership, *, by: Actor) -> Membership:
    """End a role now; nobody takes the administrator's role from themselves, so that a home is never without one."""
    must_be_of_home(membership, by)
    if membership.user_id == by.user_id and membership.role == "admin":
        raise NotAllowed(N_("Nobody ends their own administrator role. Ask another administrator."))
    now = clock.now()
    if membership.valid_until is not None and membership.valid_until <= now:
        raise Conflict(N_("This role has ended already."))
    membership.valid_until = max(now, membership.valid_from)
    membership.save(update_fields=["valid_until"])
    return membership


@action("access.manage")
def reset_password(worker: Worker, *, password: str, by: Actor) -> Worker:
    """Set a new password, to be changed by the person at the next log-in."""
    user = worker.user
    _must_work_only_here(user, by)
    user.set_password(_checked_password(password, user))
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return worker


@action("access.manage")
def set_active(worker: Worker, *, active: bool, by: Actor) -> Worker:
    """Let a person log in, or no longer; never oneself."""
    _must_be_another(worker.user, by)
    _must_work_only_here(worker.user, by)
    worker.user.is_active = active
    worker.user.save(update_fields=["is_active"])
    return worker


@action("access.manage")
def edit_worker(
    worker: Worker,
    *,
    name: str,
    position: str = "",
    strps_number: str = "",
    strps_expires_on: dt.date | None = None,
    by: Actor,
) -> Worker:
    """Change how a member of staff is named and registered."""
    if not name.strip():
        raise Incomplete(N_("Write the name."), field="name")
    worker.name, worker.position = name.strip(), position.strip()
    worker.strps_number, worker.strps_expires_on = strps_number.strip(), strps_expires_on
    worker.save(update_fields=["name", "position", "strps_number", "strps_expires_on"])
    return worker

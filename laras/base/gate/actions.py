"""`@action`: every write asks the permission, is atomic, and leaves one audit row in its own transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import models, transaction

from laras.base.access.actor import Actor
from laras.base.audit import chain
from laras.base.gate.pages import event_of
from laras.base.gate.sight import see
from laras.domain.errors import N_, NotAllowed, NotFound

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, str] = {}


def action(permission: str, *, bulk: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a deed: keyword `by: Actor` is who does it, the first argument the record it is done to.

    Raises NotAllowed when the role may not or the record is open to `by` for reading only, NotFound when it is not
    visible to `by`. The audit row names the returned record, or the one it was done to. A `bulk` deed returns a list
    and leaves one row with its length.
    A deed called inside another asks its own permission again and leaves a row of its own.
    """

    def decorate(deed: Callable[P, R]) -> Callable[P, R]:
        verb = f"{deed.__module__.split('.')[2]}.{deed.__name__}"
        ACTIONS[verb] = permission

        @wraps(deed)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            by = cast(Actor, kwargs["by"])
            if not by.may(permission):
                raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
            subject = args[0] if args else None
            with transaction.atomic():
                _must_be_theirs(subject, by)
                result = deed(*args, **kwargs)
                _leave_trace(verb, by, subject, result, kwargs, bulk=bulk)
            return result

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the test that walks the actions
        return guarded

    return decorate


def _must_be_theirs(subject: object, by: Actor) -> None:
    """A record must be one they see and may write to; asked again here, whatever door it came through."""
    if not isinstance(subject, models.Model) or subject._state.adding:
        return
    sight = see(subject, by)
    if not sight.seen:
        raise NotFound(N_("This record is not there, or not yours to see."))
    if not sight.writable:
        raise NotAllowed(N_("The emergency opened this record for reading only. Ask the supervisor for access."))


def _leave_trace(verb: str, by: Actor, subject: object, result: object, kwargs: dict[str, Any], *, bulk: bool) -> None:
    values = {name: _plain(value) for name, value in kwargs.items() if name != "by"}
    about = result if isinstance(result, models.Model) else subject
    count = len(result) if bulk and isinstance(result, list) else 1
    event = event_of(by, verb=verb, record=about, count=count, digest=chain.digest_of(values))
    chain.append(event, ledger="deed", chain=str(by.facility_id))


def _plain(value: Any) -> Any:
    """Return what a value contributes to the digest: records by id, everything else by its text."""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    return value

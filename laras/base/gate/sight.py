"""Which record is whose: seen and writable, seen only, or not there. Asked once per record and person.

A manager with `visible_to` says who sees; one with `writable_by` besides, who of them may also write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from laras.base.access.actor import Actor


@dataclass(frozen=True)
class Sight:
    """What one person may do with one record."""

    of: Actor | None
    seen: bool
    writable: bool


EVERYBODYS = Sight(None, seen=True, writable=True)
NOBODYS = Sight(None, seen=False, writable=False)


def load(kind: type[models.Model], pk: object, actor: Actor) -> tuple[models.Model | None, Sight]:
    """Return the record of `kind` this person may see, and whether they may write to it; (None, …) when not theirs.

    Asks first for the writable one: the usual case costs one query.
    """
    manager: Any = kind._default_manager
    if hasattr(manager, "writable_by"):
        record = manager.writable_by(actor).filter(pk=pk).first()
        if record is not None:
            return _marked(record, Sight(actor, seen=True, writable=True))
    record = manager.visible_to(actor).filter(pk=pk).first()
    if record is None:
        return None, NOBODYS
    return _marked(record, Sight(actor, seen=True, writable=not hasattr(manager, "writable_by")))


def see(record: models.Model, actor: Actor) -> Sight:
    """Return what `actor` may do with a record at hand; kinds without `visible_to` are guarded by the role alone."""
    known: Sight | None = getattr(record, "_sight", None)
    if known is not None and known.of is actor:
        return known
    if not hasattr(type(record)._default_manager, "visible_to"):
        return EVERYBODYS
    found, sight = load(type(record), record.pk, actor)
    if found is not None:
        _marked(record, sight)
    return sight


def _marked(record: models.Model, sight: Sight) -> tuple[models.Model, Sight]:
    record._sight = sight  # type: ignore[attr-defined]  # spares the deed a second look-up
    return record, sight

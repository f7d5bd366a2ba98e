"""What must hold before anything is judged: a reason that says something, a study that still stands, an own hand."""

from __future__ import annotations

from typing import TypeVar

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Incomplete
from laras.stages.appraisal.models import Audit, Finding
from laras.stages.evidence.models import OfStudy

REASON_LENGTH = 20
LONGEST = 10_000
Row = TypeVar("Row", bound=OfStudy)


def reasoned(reason: str, *, field: str = "reason") -> str:
    """Return the trimmed reason; Incomplete below twenty characters."""
    if len(reason.strip()) < REASON_LENGTH:
        raise Incomplete(N_("Write the reason in at least {n} characters."), n=REASON_LENGTH, field=field)
    return within(reason, field=field)


def within(words: str, *, field: str, most: int = LONGEST) -> str:
    """Return the trimmed words, which may be none; BadInput above `most` characters."""
    plain = words.strip()
    if len(plain) > most:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=most, field=field)
    return plain


def must_stand(finding: Finding) -> None:
    """Refuse a finding that was withdrawn."""
    if finding.withdrawn_at is not None:
        raise Closed(N_("This finding is withdrawn."))


def must_be_open(audit: Audit) -> None:
    """Refuse an audit that is signed."""
    if audit.signed_at is not None:
        raise Closed(N_("This audit is signed and stands as it is. Begin a new one."))


def recorded(row: Row, by: Actor) -> Row:
    """Write a new row of a study with who recorded it and when."""
    row.facility, row.recorded_at, row.recorded_by = by.facility, clock.now(), by.login
    row.save(force_insert=True)
    return row

"""What a child process does with a file from outside: read it once, so that a hostile one harms nobody."""

from __future__ import annotations

from laras.doors.exchange.refi.plan import plan_of
from laras.doors.exchange.refi.read import read_project
from laras.doors.exchange.refi.read_codes import read_codebook


def check(data: bytes) -> dict[str, int]:
    """Return the counts of a project; Refused with a sentence for everything that is none."""
    return dict(plan_of(read_project(data)).result.counts)


def check_codebook(data: bytes) -> dict[str, int]:
    """Return the counts of a codebook; Refused with a sentence for everything that is none."""
    return dict(read_codebook(data).counts)

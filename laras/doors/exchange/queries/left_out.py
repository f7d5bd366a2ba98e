"""What stays when something leaves a study."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOut:
    """What stays: sources whose consent does not allow it, quotes of such, and colleagues' codings not yet open.

    Memos and cases stay that are about what stays.
    """

    sources: int = 0
    quotes: int = 0
    hidden: int = 0
    memos: int = 0
    cases: int = 0

"""What every writer gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

PDF = "application/pdf"


@dataclass(frozen=True)
class Made:
    """A finished report; `pages` is 0 where only the program that opens it knows."""

    data: bytes = field(repr=False)
    pages: int
    media_type: str = PDF

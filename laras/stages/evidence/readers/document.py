"""What a reader gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from laras.base.files.guard import Kind


class Part(TypedDict):
    """What one parser found, as plain JSON values; `title` is '' where the document has none."""

    text: str
    title: str
    notes: list[str]


@dataclass(frozen=True)
class Document:
    """A text as it will be kept; `notes` are English sentences about what was left out or guessed, for the user."""

    text: str
    title: str
    notes: tuple[str, ...]
    kind: Kind

"""What a reader gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from laras.base.files.guard import Kind


class Part(TypedDict):
    """What one parser found, as plain JSON values; `title` is '' where the document has none."""

    text: str
    title: str
    notes: list[str]
    times: NotRequired[list[list[float]]]
    speakers: NotRequired[list[str]]
    not_speakers: NotRequired[list[str]]


@dataclass(frozen=True)
class Document:
    """A text as it will be kept; `notes` are English sentences about what was left out or guessed, for the user.

    `times` is [(offset, seconds), …] where the file says when it was said; `speakers` {name: ''} who speaks, or '-'
    for words that only look like somebody who does.
    """

    text: str
    title: str
    notes: tuple[str, ...]
    kind: Kind
    times: tuple[tuple[int, float], ...] = ()
    speakers: Mapping[str, str] = field(default_factory=dict)

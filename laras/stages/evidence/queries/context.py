"""The context sheet: fourteen items that let a reader judge where else the findings may hold."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from laras.domain.texts import Text, labels
from laras.stages.evidence.models import ContextNote, Study


def _data() -> dict[str, Any]:
    path = files("laras.stages.evidence").joinpath("data", "context.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


_SHEET = _data()
ITEMS: dict[str, Text] = labels(_SHEET["items"])
LEAST_WORDS: int = _SHEET["least_words"]


@dataclass(frozen=True)
class ContextItem:
    """One item as it stands: its newest text, who wrote it and when; `complete` from 60 words up."""

    code: str
    label: Text
    text: str = ""
    author: str = ""
    updated_at: dt.datetime | None = None

    @property
    def words(self) -> int:
        """How many words stand there."""
        return len(self.text.split())

    @property
    def complete(self) -> bool:
        """Whether it says enough to be called a description."""
        return self.words >= LEAST_WORDS


def context_of(study: Study) -> list[ContextItem]:
    """Return all fourteen items in their order, the unwritten ones empty."""
    newest = {note.item: note for note in ContextNote.objects.filter(study=study).order_by("recorded_at", "id")}
    return [
        ContextItem(code, label, note.text, note.recorded_by, note.recorded_at) if note else ContextItem(code, label)
        for code, label in ITEMS.items()
        for note in (newest.get(code),)
    ]

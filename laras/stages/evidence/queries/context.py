"""The context sheet: fourteen items that let a reader judge where else the findings may hold."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.db.models import QuerySet

from laras.domain.texts import Text, labels
from laras.stages.evidence.models import ContextNote, Source, Study


def _data() -> dict[str, Any]:
    path = files("laras.stages.evidence").joinpath("data", "context.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


_SHEET = _data()
ITEMS: dict[str, Text] = labels(_SHEET["items"])
LEAST_WORDS: int = _SHEET["least_words"]
CONTEXT_WORDS = "context_words"


@dataclass(frozen=True)
class ContextItem:
    """One item as it stands: its newest text or document, who wrote it and when; `least` words make it complete."""

    code: str
    label: Text
    text: str = ""
    author: str = ""
    updated_at: dt.datetime | None = None
    document: Source | None = None
    least: int = LEAST_WORDS
    versions: int = 0

    @property
    def words(self) -> int:
        """How many words stand there."""
        return len(self.text.split())

    @property
    def complete(self) -> bool:
        """Whether it says enough to be called a description, or a document of the study does."""
        return self.words >= self.least or self.document is not None


def least_words(study: Study) -> int:
    """Return how many words an item needs in this study."""
    asked: int = study.thresholds.get(CONTEXT_WORDS, LEAST_WORDS)
    return asked


def _notes(study: Study) -> QuerySet[ContextNote]:
    """A document that was taken out of the study describes nothing any more; its text is never opened here."""
    return ContextNote.objects.filter(study=study).select_related("document").defer("document__text")


def _standing(note: ContextNote) -> Source | None:
    return note.document if note.document is not None and note.document.removed_at is None else None


def context_of(study: Study) -> list[ContextItem]:
    """Return all fourteen items in their order, the unwritten ones empty; one query, the newest words are opened."""
    least = least_words(study)
    notes: dict[str, list[ContextNote]] = {}
    for note in _notes(study).order_by("recorded_at", "id"):
        notes.setdefault(note.item, []).append(note)
    return [
        ContextItem(
            code, label, last.text, last.recorded_by, last.recorded_at, _standing(last), least, len(notes[code])
        )
        if (last := next(reversed(notes.get(code, [])), None))
        else ContextItem(code, label, least=least)
        for code, label in ITEMS.items()
    ]


def context_history(study: Study, item: str) -> list[ContextNote]:
    """Return every note of one item, the newest first."""
    return list(_notes(study).filter(item=item).order_by("-recorded_at", "-id"))

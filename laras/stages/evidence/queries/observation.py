"""The words of the observation sheet, the four parts of a day, and what was observed when."""

from __future__ import annotations

import datetime as dt
import tomllib
import uuid
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.utils import timezone

from laras.domain.texts import Text, labels
from laras.stages.evidence.models import Source, Study


def _data() -> dict[str, Any]:
    path = files("laras.stages.evidence").joinpath("data", "observation.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


_SHEET = _data()
SHEET_WORDS: dict[str, Text] = labels(_SHEET["words"])
SLOTS: dict[str, Text] = labels(_SHEET["slots"])
WEEKDAYS: tuple[Text, ...] = tuple(labels(_SHEET["weekdays"]).values())
_BEGINS = {"morning": 4, "noon": 11, "afternoon": 15, "evening": 18}


def slot_of(moment: dt.datetime) -> str:
    """Return the part of the day of a local moment: morning from 4, noon 11, afternoon 15, evening 18 to 4."""
    begun = [slot for slot, hour in _BEGINS.items() if moment.hour >= hour]
    return begun[-1] if begun else "evening"


@dataclass(frozen=True)
class Observed:
    """What an observation was about: its aspects, part of the day ('' unknown) and weekday (0 Monday, None unknown)."""

    source_id: uuid.UUID
    aspects: frozenset[str]
    slot: str
    weekday: int | None
    happened_at: dt.datetime | None


def observations_of(study: Study) -> list[Observed]:
    """Return every observation of a study in its order, for persistent observation; no text is opened."""
    rows = Source.objects.filter(study=study, kind="observation", removed_at__isnull=True)
    rows = rows.only("id", "facility_id", "setting", "happened_at").order_by("position", "id")
    return [_observed(row) for row in rows]


def _observed(row: Source) -> Observed:
    moment = timezone.localtime(row.happened_at) if row.happened_at else None
    told: dict[str, Any] = row.setting
    slot = told.get("slot") or (slot_of(moment) if moment else "")
    return Observed(
        row.pk, frozenset(told.get("aspects", ())), slot, moment.weekday() if moment else None, row.happened_at
    )

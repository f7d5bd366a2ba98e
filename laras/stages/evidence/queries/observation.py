"""The words of the observation sheet and the four parts of a day."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files
from typing import Any

from laras.domain.texts import Text, labels


def _data() -> dict[str, Any]:
    path = files("laras.stages.evidence").joinpath("data", "observation.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


_SHEET = _data()
SHEET_WORDS: dict[str, Text] = labels(_SHEET["words"])
SLOTS: dict[str, Text] = labels(_SHEET["slots"])
_BEGINS = {"morning": 4, "noon": 11, "afternoon": 15, "evening": 18}


def slot_of(moment: dt.datetime) -> str:
    """Return the part of the day of a local moment: morning from 4, noon 11, afternoon 15, evening 18 to 4."""
    begun = [slot for slot, hour in _BEGINS.items() if moment.hour >= hour]
    return begun[-1] if begun else "evening"

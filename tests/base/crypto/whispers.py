"""Print what is sealed in a data folder, opened, as JSON: {label: [phrases]}; run as a program by `test_at_rest`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.apps import apps  # noqa: E402  the settings come first
from django.db.models import CharField  # noqa: E402

from laras.base.crypto.fields import SealedField  # noqa: E402
from laras.domain.aspects import ASPECT_CODES, indicators_of  # noqa: E402
from laras.domain.texts import Text  # noqa: E402
from laras.stages.coding.models import Code  # noqa: E402
from laras.stages.evidence.models import Source  # noqa: E402
from laras.stages.programmes.models import BudgetLine, Group, Programme, SessionPlan, SwotItem  # noqa: E402

ROWS, SHORTEST = 40, 14


def texts(value: Any) -> Iterator[str]:
    """Yield the texts inside a sealed value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)


def readable() -> set[str]:
    """Return what stands readable by design and says nothing of a person: titles, codes, plans, budget lines."""
    named = (Source, Code, SessionPlan, BudgetLine, SwotItem, Programme, Group)
    indicators = (one for aspect in ASPECT_CODES for one in indicators_of(aspect))
    words = (getattr(one, field.name) for one in indicators for field in fields(one))
    found = {said for text in words if isinstance(text, Text) for said in (text.id, text.en)}
    for model in named:
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField):
                found |= set(model._default_manager.order_by().values_list(field.name, flat=True))
    return found


def phrases() -> dict[str, list[str]]:
    """Return up to 40 pieces of each sealed field, the middle of a long text: long enough to be no accident."""
    found: dict[str, list[str]] = {}
    known = readable()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, SealedField):
                continue
            rows = model._default_manager.order_by("-pk")[:ROWS]
            said = [text for row in rows for text in texts(getattr(row, field.attname)) if is_told(text, known)]
            found[f"{model._meta.label}.{field.name}"] = [_piece(text) for text in said]
    return found


def is_told(text: str, known: set[str]) -> bool:
    """Ids, codes and titles are no words of anybody."""
    return len(text) >= SHORTEST and (" " in text or text.isdigit()) and text not in known


def _piece(text: str) -> str:
    middle = max(0, len(text) // 2 - 20)
    return text[middle : middle + 40]


if __name__ == "__main__":
    print(json.dumps(phrases()))

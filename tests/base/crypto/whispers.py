"""Print what is sealed in a data folder, opened, as JSON: {label: [phrases]}; run as a program by `test_at_rest`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from django.apps import apps  # noqa: E402  the settings come first

from laras.base.crypto.fields import SealedField  # noqa: E402

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


def phrases() -> dict[str, list[str]]:
    """Return up to 40 pieces of each sealed field, the middle of a long text: long enough to be no accident."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, SealedField):
                continue
            rows = model._default_manager.order_by("-pk")[:ROWS]
            said = [text for row in rows for text in texts(getattr(row, field.attname)) if len(text) >= SHORTEST]
            found[f"{model._meta.label}.{field.name}"] = [_piece(text) for text in said]
    return found


def _piece(text: str) -> str:
    middle = max(0, len(text) // 2 - 20)
    return text[middle : middle + 40]


if __name__ == "__main__":
    print(json.dumps(phrases()))

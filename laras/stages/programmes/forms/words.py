"""The words of the domain as choices, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from laras.base.ui.phrases import language
from laras.domain.aspects import ASPECT_CODES, aspect
from laras.domain.groupwork.activities import activities
from laras.domain.information import TOPICS
from laras.domain.texts import Text
from laras.stages.measures.queries import instruments


def said(text: Text) -> str:
    """Return a text in the language of the page, with a capital: it stands alone."""
    word = text.get(language())
    return word[:1].upper() + word[1:]


def options(table: Mapping[str, Text], *, empty: Any = None) -> list[tuple[str, Any]]:
    """Return a code list as choices, with an empty one in front where it is named."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((code, said(label)) for code, label in table.items())]


def aspect_options() -> list[tuple[str, Any]]:
    """Return the five aspects, and none in particular."""
    names = [(code, aspect(code).short.get(language())) for code in ASPECT_CODES]
    return [("", _("No aspect in particular")), *names]


def activity_options() -> list[tuple[str, Any]]:
    """Return the library by number, with an empty choice."""
    return [("", "–"), *((code, said(one.name)) for code, one in activities().items())]


def topic_options() -> list[tuple[str, Any]]:
    """Return the topics of the information corner."""
    return [(code, said(one.short)) for code, one in TOPICS.items()]


def instrument_options(*, empty: Any = None) -> list[tuple[str, Any]]:
    """Return the instruments of the shelf: code and short name."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((one.code, f"{one.code} · {one.short.get(language())}") for one in instruments())]

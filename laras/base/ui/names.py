"""The names of aspects and indicators in the language of the page; the words live in `laras.domain.aspects`."""

from __future__ import annotations

from laras.base.ui.phrases import language
from laras.domain.aspects import POLARITY_LABELS, aspect, indicator


def aspect_name(code: str) -> str:
    """Return the name of an aspect, `Emosional` or `Emotional`; raises the domain's error on an unknown code."""
    return aspect(code).short.get(language())


def indicator_name(code: str) -> str:
    """Return the short name of an indicator such as `INF-02`; raises the domain's error on an unknown code."""
    return indicator(code).short.get(language())


def polarity_word(code: str) -> str:
    """Return the word of a polarity, `diberikan` or `given`; `KeyError` on an unknown code."""
    return POLARITY_LABELS[code].get(language())

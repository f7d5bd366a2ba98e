"""Errors of the domain, translated once into a sentence for this person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import get_language, gettext

from laras.domain.errors import LarasError
from laras.domain.texts import Text

T = TypeVar("T")


def sentence(error: LarasError, language: str | None = None) -> str:
    """Return the sentence of `error` in the active language; params that are a `Text` or a message are translated."""
    code = language or get_language() or "id"
    params = {name: _param(value, code) for name, value in error.params.items()}
    template = gettext(error.message)
    return template.format(**params) if params else template


def stored(told: dict[str, Any]) -> str:
    """Return the sentence of a refusal that was kept as plain values (`jobs.work.told`), '' for none."""
    return gettext(told["message"]).format(**told["params"]) if told else ""


def _param(value: object, language: str) -> object:
    if isinstance(value, Text):
        return value.get(language)
    if isinstance(value, LarasError):
        return sentence(value, language)
    return value


def attempt(form: forms.BaseForm, deed: Callable[[], T]) -> T | None:
    """Run `deed` if `form` is valid; a refusal becomes an error of the form, and what was typed stays.

    Returns the deed's result, None when the form is invalid or the deed was refused (then `form.errors` says why).
    """
    if not form.is_valid():
        return None
    try:
        return deed()
    except LarasError as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, sentence(error))
        return None


def typed(form: forms.BaseForm) -> dict[str, Any]:
    """Return the cleaned values of a valid form."""
    return dict(form.cleaned_data)

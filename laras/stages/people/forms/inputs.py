"""Fields that several forms share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laras.base.store import clock


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a day; it also takes 24/11/2026."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={"invalid": _("This is not a day. Write it like 24/11/2026.")},
    )


def text_field(label: Any, *, required: bool = False, length: int = 200, help_text: Any = "") -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, required=required, max_length=length, help_text=help_text)


def note_field(label: Any, *, required: bool = False, rows: int = 3, help_text: Any = "") -> forms.CharField:
    """Return a field for several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


def choices(words: Mapping[str, Any], *, empty: Any = None) -> list[tuple[str, Any]]:
    """Return the choices of a code list, with an empty one in front where it is named."""
    first = [("", empty)] if empty is not None else []
    return [*first, *words.items()]


def moment_of(day: dt.date | None) -> dt.datetime | None:
    """Return a moment on a day chosen without an hour: now for today, noon for others, None for none."""
    if day is None:
        return None
    if day == clock.today():
        return clock.now()
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

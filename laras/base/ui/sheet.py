"""The values the component sheet is drawn with; nobody real, nothing stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from laras.base.ui.signs import MOUTHS, POLARITY_ICON, READINESS
from laras.base.ui.tokens import LOOKS


@dataclass(frozen=True)
class SamplePetal:
    """A petal as `laras.domain.balance` gives them."""

    aspect: str
    coverage: float
    silent: bool = False
    certainty: str | None = None


@dataclass(frozen=True)
class SampleRow:
    """An aspect over twelve weeks."""

    aspect: str
    counts: tuple[int, ...]


SAMPLE = (
    SamplePetal("emotional", 0.82, certainty="firm"),
    SamplePetal("esteem", 0.62, certainty="firm"),
    SamplePetal("instrumental", 0.9, certainty="firm"),
    SamplePetal("informational", 0.0, silent=True),
    SamplePetal("group", 0.52, certainty="less_firm"),
)
FULL = tuple(SamplePetal(look.code, 1.0, certainty="firm") for look in LOOKS)
WEEKS = (
    SampleRow("emotional", (3, 2, 3, 2, 4, 3, 2, 3, 2, 3, 5, 4)),
    SampleRow("esteem", (1, 2, 1, 2, 2, 1, 3, 2, 2, 1, 3, 3)),
    SampleRow("instrumental", (4, 3, 2, 2, 3, 2, 2, 1, 2, 3, 4, 4)),
    SampleRow("informational", (2, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0)),
    SampleRow("group", (0, 1, 1, 2, 1, 2, 1, 2, 2, 1, 3, 2)),
)
BALANCE = (
    ("emotional", "strong", 7, 9, 38, 4),
    ("esteem", "adequate", 5, 9, 21, 5),
    ("instrumental", "strong", 7, 9, 44, 3),
    ("informational", "weak", 3, 10, 12, 19),
    ("group", "adequate", 6, 9, 27, 6),
)


class SampleForm(forms.Form):
    """Two fields, one of them wrong."""

    when = forms.CharField(
        label=gettext_lazy("When was it given?"), help_text=gettext_lazy("Example: 24/11/2026 09.42")
    )
    attendance = forms.ChoiceField(
        label=gettext_lazy("Attendance"),
        choices=[
            ("present", gettext_lazy("Present")),
            ("partly", gettext_lazy("Partly")),
            ("excused", gettext_lazy("Excused")),
            ("declined", gettext_lazy("Declined")),
        ],
        widget=forms.RadioSelect,
    )


def context() -> dict[str, Any]:
    """Return everything `ui/components.html` draws."""
    sides = (("light", gettext_noop("Light")), ("dark", gettext_noop("Dark")))
    return {"sides": [_side(theme, _(title)) for theme, title in sides]}


def _side(theme: str, title: str) -> dict[str, Any]:
    form = SampleForm({"when": "24/13/2026 09.42", "attendance": "present"}, auto_id=f"id_{theme}_%s", prefix=theme)
    form.data = {f"{theme}-when": "24/13/2026 09.42", f"{theme}-attendance": "present"}
    form.add_error("when", _("There is no month 13. Write a month from 1 to 12."))
    monday = dt.date(2026, 9, 7)
    return {
        "theme": theme,
        "title": title,
        "form": form,
        "petals": SAMPLE,
        "full": FULL,
        "weeks": WEEKS,
        "mondays": [monday + dt.timedelta(weeks=n) for n in range(12)],
        "balance": BALANCE,
        "moods": list(MOUTHS),
        "polarities": list(POLARITY_ICON),
        "lights": list(READINESS),
        "moment": dt.datetime(2026, 11, 24, 2, 42, tzinfo=dt.UTC),
    }

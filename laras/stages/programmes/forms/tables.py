"""The tables of a proposal as forms: one row a line, two empty rows, a tick to take a line out."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from laras.base.ui.meanwhile import SharedForm
from laras.base.ui.phrases import language
from laras.domain.groupwork.terms import AIM_LABELS, FUND_LABELS, POINT_LABELS, POINTS, SWOT_LABELS
from laras.stages.people.forms.inputs import text_field
from laras.stages.programmes.actions import Factor, Line, Measure
from laras.stages.programmes.forms.words import instrument_options, options
from laras.stages.programmes.models import BudgetLine, MeasurePlan, SwotItem

NEW_ROWS = 2


class FigureField(forms.Field):
    """A number as people write it here: 2,5 · 8.000 · Rp 8.000. `whole` takes dots as thousands only.

    `most` is the first number that is too large for its place.
    """

    widget = forms.TextInput

    def __init__(self, *, whole: bool = False, most: int = 10**12, **kwargs: Any) -> None:
        self.whole, self.most = whole, most
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "numeric" if whole else "decimal"

    def to_python(self, value: Any) -> Decimal | None:
        plain = str(value or "").replace("Rp", "").replace(" ", "").strip()
        if not plain:
            return None
        plain = plain.replace(".", "") if self.whole else plain.replace(",", ".")
        try:
            figure = Decimal(plain)
        except InvalidOperation:
            figure = Decimal("NaN")
        if not figure.is_finite() or abs(figure) >= self.most or (self.whole and figure != int(figure)):
            raise ValidationError(_("This is not a number. Write it like 8000 or 2,5."))
        return figure

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if language() == "id" else plain


class TableForm(SharedForm):
    """A table whose rows are known by their key; `columns` are the fields of one row, `first` must not be empty."""

    columns: tuple[str, ...] = ()
    first = "item"

    def __init__(self, data: Any, *, rows: Sequence[Any]) -> None:
        self.keys = [str(row.pk) for row in rows]
        self.new = [f"new{n}" for n in range(NEW_ROWS)]
        standing = {f"{name}-{row.pk}": getattr(row, name) for row in rows for name in self.columns}
        super().__init__(data, initial=standing)
        for key in [*self.keys, *self.new]:
            for name, field in self.row_fields(key).items():
                self.fields[f"{name}-{key}"] = field
            if key in self.keys:
                self.fields[f"remove-{key}"] = forms.BooleanField(label=_("Take this line out"), required=False)

    def row_fields(self, key: str) -> dict[str, forms.Field]:
        """Return the fields of a row."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for key in [*self.keys, *self.new]:
            if self._is_used(key, cleaned):
                for name in self.needed(key):
                    if cleaned.get(f"{name}-{key}") in (None, "") and f"{name}-{key}" not in self.errors:
                        self.add_error(f"{name}-{key}", _("Fill this in, or empty the line."))
        return cleaned

    def needed(self, key: str) -> tuple[str, ...]:
        """Return the columns a used row needs."""
        return self.columns

    def _is_used(self, key: str, cleaned: Mapping[str, Any]) -> bool:
        return not cleaned.get(f"remove-{key}") and (key in self.keys or bool(cleaned.get(f"{self.first}-{key}")))

    def used(self) -> Iterator[tuple[uuid.UUID | None, dict[str, Any]]]:
        """Yield the rows to write: key (None for a new one) and values by column."""
        for key in [*self.keys, *self.new]:
            if self._is_used(key, self.cleaned_data):
                values = {name: self.cleaned_data[f"{name}-{key}"] for name in self.columns}
                yield (uuid.UUID(key) if key in self.keys else None), values

    @property
    def removed(self) -> list[uuid.UUID]:
        """The keys of the rows to take out."""
        return [uuid.UUID(key) for key in self.keys if self.cleaned_data.get(f"remove-{key}")]

    @property
    def table(self) -> list[dict[str, Any]]:
        """The rows as bound fields, ready to draw."""
        return [
            {
                **{name: self[f"{name}-{key}"] for name in self.columns},
                "remove": self[f"remove-{key}"] if key in self.keys else None,
                "is_new": key in self.new,
            }
            for key in [*self.keys, *self.new]
        ]


class BudgetForm(TableForm):
    """The RAB."""

    columns = ("item", "volume", "unit", "price", "fund")

    def __init__(self, data: Any, *, rows: Sequence[BudgetLine]) -> None:
        super().__init__(data, rows=rows)

    def row_fields(self, key: str) -> dict[str, forms.Field]:
        return {
            "item": text_field(_("Item")),
            "volume": FigureField(label=_("Volume"), most=10**8, required=False),
            "unit": text_field(_("Unit"), length=40),
            "price": FigureField(label=_("Unit price (Rp)"), required=False, whole=True),
            "fund": forms.ChoiceField(
                label=_("Source of funds"), required=False, choices=options(FUND_LABELS), initial="apbd"
            ),
        }

    def needed(self, key: str) -> tuple[str, ...]:
        return ("item", "volume", "unit", "price")

    def lines(self) -> list[Line]:
        """Return the lines to write."""
        return [
            Line(
                item=row["item"],
                volume=row["volume"],
                unit=row["unit"],
                price=int(row["price"]),
                fund=row["fund"] or "apbd",
                pk=pk,
            )
            for pk, row in self.used()
        ]


class SwotForm(TableForm):
    """The SWOT items with weight and rating."""

    columns = ("kind", "item", "weight", "rating")

    def __init__(self, data: Any, *, rows: Sequence[SwotItem]) -> None:
        super().__init__(data, rows=rows)

    def row_fields(self, key: str) -> dict[str, forms.Field]:
        return {
            "kind": forms.ChoiceField(label=_("Kind"), choices=options(SWOT_LABELS), initial="s"),
            "item": text_field(_("Factor")),
            "weight": FigureField(label=_("Weight (0–1)"), required=False),
            "rating": forms.TypedChoiceField(
                label=_("Rating"), coerce=int, choices=[(n, str(n)) for n in range(1, 5)], initial=3
            ),
        }

    def factors(self) -> list[Factor]:
        """Return the items to write."""
        return [Factor(pk=pk, **row) for pk, row in self.used()]


class MeasuresForm(SharedForm):
    """For each aim one primary instrument, further ones, and when they are asked."""

    def __init__(self, data: Any, *, rows: Sequence[MeasurePlan]) -> None:
        self.slots: list[tuple[str, str, bool]] = []
        standing: dict[str, Any] = {}
        for aim in AIM_LABELS:
            own = [row for row in rows if row.aim == aim]
            others = [row for row in own if not row.is_primary]
            named = [("primary", next((row for row in own if row.is_primary), None), True)]
            named += [(f"other{n}", row, False) for n, row in enumerate([*others, None])]
            for name, row, is_primary in named:
                self.slots.append((aim, f"{aim}-{name}", is_primary))
                if row is not None:
                    standing |= {f"{aim}-{name}": row.instrument, f"{aim}-{name}-points": row.points}
        super().__init__(data, initial=standing)
        for _aim, name, is_primary in self.slots:
            label = _("Primary instrument") if is_primary else _("Further instrument")
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=instrument_options(empty=_("none"))
            )
            self.fields[f"{name}-points"] = forms.MultipleChoiceField(
                label=_("When"),
                required=False,
                choices=options(POINT_LABELS),
                initial=standing.get(f"{name}-points", POINTS),
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def aims(self) -> list[dict[str, Any]]:
        """The aims with their rows, ready to draw."""
        return [
            {
                "aim": aim,
                "label": options({aim: AIM_LABELS[aim]})[0][1],
                "rows": [(self[name], self[f"{name}-points"]) for own, name, _p in self.slots if own == aim],
            }
            for aim in AIM_LABELS
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for aim in AIM_LABELS:
            chosen = [cleaned.get(name) for own, name, _p in self.slots if own == aim and cleaned.get(name)]
            if len(chosen) != len(set(chosen)):
                self.add_error(f"{aim}-primary", _("An instrument stands twice here. Choose each once."))
        return cleaned

    def measures(self) -> list[Measure]:
        """Return the rows of the plan."""
        return [
            Measure(aim, self.cleaned_data[name], is_primary, tuple(self.cleaned_data[f"{name}-points"]))
            for aim, name, is_primary in self.slots
            if self.cleaned_data.get(name)
        ]

"""What is typed: how a sheet is begun, a whole sheet, what was done, and what a home brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.store import clock
from laras.base.ui.phrases import language, number
from laras.stages.measures.instruments import Item, Option, instruments
from laras.stages.people.forms.inputs import day_field, moment_of, note_field, text_field

REFUSED = "refused"


class StartForm(forms.Form):
    """How a client is asked: by whom, how, in which language."""

    mode = forms.ChoiceField(label=_("How is it asked?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    helper = text_field(
        _("Who helps?"),
        length=120,
        help_text=_("Leave empty when you help yourself. Best is not the client’s own worker."),
    )

    def __init__(self, data: Any = None, *, faces: bool) -> None:
        super().__init__(data, initial={"mode": "faces", "language": "id"})
        fields: Any = self.fields
        fields["mode"].choices = [
            ("faces", _("With faces") if faces else _("With big buttons")),
            ("read_aloud", _("Read aloud")),
            ("self", _("Reads alone")),
            ("paper", _("From a paper form")),
        ]
        fields["language"].choices = [("id", _("Indonesian")), ("jv", _("Javanese")), ("other", _("Another language"))]


def option_name(option: Option, *, by_number: bool) -> str:
    """Return the words of an option, its number where it has none, both where a sheet is keyed in by number."""
    label = option.label.get(language())
    if not label:
        return number(option.value)
    return f"{option.value} · {label}" if by_number else label


class SheetForm(forms.Form):
    """Every item of an instrument on one page; what stays open was not asked."""

    def __init__(
        self,
        data: Any = None,
        *,
        names: Sequence[tuple[Item, str]],
        refusal: Any,
        by_number: bool,
    ) -> None:
        super().__init__(data)
        self.by_number = by_number
        self.item_fields = [self._field(item, name, refusal) for item, name in names]
        self.fields["happened_on"] = day_field(_("On which day"), help_text=_("Leave empty for today."))

    def _field(self, item: Item, name: str, refusal: Any) -> str:
        field = f"item-{item.code}"
        by_number = self.by_number and not item.is_extra
        options = [(str(one.value), option_name(one, by_number=by_number)) for one in item.options]
        closing = [] if item.is_extra else [(REFUSED, refusal)]
        self.fields[field] = forms.ChoiceField(
            label=name, required=False, choices=[*options, *closing], widget=forms.RadioSelect
        )
        return field

    def items(self) -> list[forms.BoundField]:
        """Return the fields of the items in their order."""
        return [self[name] for name in self.item_fields]

    def answers(self) -> dict[str, int | None]:
        """Return the answers of a valid form; refused ones as None, open ones left out."""
        found: dict[str, int | None] = {}
        for name in self.item_fields:
            value = self.cleaned_data.get(name, "")
            if value:
                found[name.removeprefix("item-")] = None if value == REFUSED else int(value)
        return found

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed."""
        return {"answers": self.answers(), "happened_at": moment_of(self.cleaned_data["happened_on"])}


class DoneForm(forms.Form):
    """What was done about an alert."""

    done = note_field(
        _("What was done"), required=True, rows=4, help_text=_("Whom you spoke with, what was agreed, who goes on.")
    )


class OwnTextForm(forms.Form):
    """The wording of an instrument from a table, with permission."""

    table = forms.FileField(label=_("Table (CSV)"), help_text=_("Columns item_id, text_id, text_en; one item a row."))
    permitted = forms.BooleanField(label=_("I have permission to use this text"), required=False)
    source = note_field(
        _("Where the permission comes from"), rows=2, help_text=_("For example: letter of the author, 3 May 2026.")
    )


class ParametersForm(forms.Form):
    """SD and reliability measured in this home."""

    sd = forms.FloatField(label=_("SD"), localize=True)
    reliability = forms.FloatField(label=_("Test-retest reliability (0 to 1)"), localize=True)
    n = forms.IntegerField(
        label=_("Number of people"), max_value=30_000, help_text=_("At least 30 whose condition was stable.")
    )
    days = forms.IntegerField(label=_("Days between the two times"), help_text=_("7 to 14."))
    reason = note_field(_("Reason and how it was measured"), rows=3)


class SampleForm(forms.Form):
    """A table of answers of unnamed people."""

    table = forms.FileField(label=_("Table (CSV)"), help_text=_("One person a row, one item a column; no names."))
    instrument = forms.ChoiceField(label=_("Instrument"))
    columns = text_field(
        _("Columns"), help_text=_("For example S1-S10. Leave empty when they are called like the items.")
    )
    sample = text_field(_("Name of the sample"), required=True, length=60)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"sample": f"{clock.today():%Y-%m-%d}", "instrument": "PSS-10"})
        fields: Any = self.fields
        fields["instrument"].choices = [(one.code, one.short.get(language())) for one in instruments()]

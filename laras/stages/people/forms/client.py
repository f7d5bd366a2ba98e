"""The record of a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.actor import Actor
from laras.base.ui.meanwhile import SharedForm
from laras.stages.people.forms.inputs import choices, day_field, moment_of, note_field, text_field
from laras.stages.people.forms.words import NIK_STATUSES, SEXES
from laras.stages.people.models import Client, Ward
from laras.stages.people.queries import wards

NUMBERS = ("nik", "nik_status", "kk", "bpjs")


def _year_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Birth year"),
        required=False,
        help_text=_("A guess is enough when the day is not known."),
        error_messages={"invalid": _("Write the year with four digits, for example 1972.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class StartForm(SharedForm):
    """Step one: enough to see whether the person is known."""

    full_name = text_field(_("Name"), required=True, help_text=_("As on a document, or what the person is called."))
    birth_date = day_field(_("Birth date"))
    birth_year = _year_field()


class ClientForm(StartForm):
    """Everything about a person; identity numbers only for those who may handle them."""

    short_name = text_field(_("Called"), length=60, help_text=_("For example Bapak S."))
    address_form = text_field(_("Form of address"), length=20, help_text=_("For example Bapak, Ibu, Mbah."))
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    birth_place = text_field(_("Birth place"))
    religion = text_field(_("Religion or belief"), length=60)
    home_address = note_field(_("Home address"), rows=2)
    nik_status = forms.ChoiceField(label=_("State of the NIK"), required=False, initial="unknown")
    nik = text_field("NIK", length=30, help_text=_("16 digits. Leave empty if there is none."))
    kk = text_field("KK", length=30, help_text=_("16 digits of the family card."))
    bpjs = text_field("BPJS", length=30, help_text=_("13 digits of the health insurance card."))
    note = note_field(_("Note"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("sex", choices(SEXES, empty=_("Not said")))
        self._choose("nik_status", choices(NIK_STATUSES))
        if not by.may("people.identity"):
            for name in NUMBERS:
                del self.fields[name]

    def _choose(self, name: str, values: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = values

    def clean_nik_status(self) -> str:
        return self.cleaned_data["nik_status"] or "unknown"


class NewClientForm(ClientForm):
    """Step two: the rest, with the comparison where somebody alike was found."""

    ward = forms.ModelChoiceField(Ward.objects.none(), label=_("Ward"), required=False, empty_label=_("None yet"))
    admitted_on = day_field(_("Day of admission"))
    compared = forms.BooleanField(
        label=_("I compared: this is somebody else."), required=False, help_text=_("Only tick it after a look.")
    )
    checked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        ward = self.fields["ward"]
        assert isinstance(ward, forms.ModelChoiceField)
        ward.queryset = wards(by)

    def clean_checked(self) -> tuple[UUID, ...]:
        try:
            return tuple(UUID(pk) for pk in self.cleaned_data["checked"].split(",") if pk)
        except ValueError:
            return ()

    def values(self) -> dict[str, Any]:
        """Return the keywords of the deed; doubles count as checked only with the tick."""
        given = dict(self.cleaned_data)
        ids = given.pop("checked")
        given["checked_doubles"] = ids if given.pop("compared") else ()
        given["admitted_at"] = moment_of(given.pop("admitted_on"))
        return given


def initial_of(client: Client) -> dict[str, Any]:
    """Return what stands in the form of a record."""
    return {name: getattr(client, name) for name in ClientForm.base_fields}


class NumberForm(forms.Form):
    """Which hidden number is to be shown."""

    field = forms.ChoiceField(choices=[("nik", "NIK"), ("kk", "KK"), ("bpjs", "BPJS")])


class FamilyForm(SharedForm):
    """A relative or another close person."""

    name = text_field(_("Name"), required=True, length=120)
    relation = text_field(
        _("Relation"), required=True, length=40, help_text=_("For example mother, brother, neighbour.")
    )
    phone = text_field(_("Telephone"), length=40)
    home_address = note_field(_("Home address"), rows=2)
    note = note_field(_("Note"), rows=2)
    is_responsible = forms.BooleanField(label=_("Responsible family member"), required=False)
    is_guardian = forms.BooleanField(label=_("Guardian"), required=False)


class MergeForm(forms.Form):
    """Into which record, and why."""

    number = text_field(_("Number of the record that stays"), required=True, length=60)
    reason = note_field(_("Why they are the same person"), required=True)

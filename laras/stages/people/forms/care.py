"""Consent, access, wards, emergencies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from laras.base.access.actor import Actor
from laras.base.ui.meanwhile import SharedForm
from laras.stages.people.forms.inputs import choices, day_field, note_field, text_field
from laras.stages.people.forms.words import KINDS, NOTICE_BLOCKS, PROOFS, PURPOSES, SUPPORTS
from laras.stages.people.models import Client, Family, Ward, Worker
from laras.stages.people.queries import family_of, wards, workers


class RelativeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the checker only
    """A choice among relatives by name and relation; both are sealed, so the row has no text of its own."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.relation})"


class ConsentForm(forms.Form):
    """The answer of a client, as it was given."""

    purpose = forms.ChoiceField(label=_("For what"), choices=lambda: choices(PURPOSES))
    notice_blocks = forms.MultipleChoiceField(
        label=_("What was explained"),
        required=False,
        choices=lambda: choices(NOTICE_BLOCKS),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All seven are needed before a yes."),
    )
    support_used = forms.MultipleChoiceField(
        label=_("How it was made understandable"),
        required=False,
        choices=lambda: choices(SUPPORTS),
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.TypedChoiceField(
        label=_("The answer"),
        choices=[("yes", _("Yes, agrees")), ("no", _("No, does not agree"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    own_words = note_field(_("In the person's own words"), required=True, help_text=_("The person answers first."))
    proof = forms.ChoiceField(label=_("Proof"), choices=lambda: choices(PROOFS))
    guardian = RelativeField(
        Family.objects.none(),
        label=_("Guardian who stood beside"),
        required=False,
        empty_label=_("No guardian"),
        help_text=_("Only beside the person's own answer, never in its place."),
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guardian = self.fields["guardian"]
        assert isinstance(guardian, forms.ModelChoiceField)
        guardian.queryset = family_of(client).filter(is_guardian=True)


class WithdrawForm(forms.Form):
    """A withdrawal; the reason is the person's to give or not."""

    reason = note_field(_("What the person said"), help_text=_("May stay empty: nobody owes a reason."))


class AccessForm(forms.Form):
    """Who may see the client, until when and why."""

    worker = forms.ModelChoiceField(Worker.objects.none(), label=_("Member of staff"), empty_label=_("Choose"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, KINDS[kind]) for kind in ("caseload", "ward")])
    valid_until = day_field(_("Until"), help_text=_("Leave empty for no end."))
    reason = note_field(_("Reason"), required=True, rows=2)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worker = self.fields["worker"]
        assert isinstance(worker, forms.ModelChoiceField)
        worker.queryset = workers(by)


class PlaceForm(forms.Form):
    """Where a client lives from a day on."""

    ward = forms.ModelChoiceField(Ward.objects.none(), label=_("Ward"), required=False, empty_label=_("No ward"))
    at = day_field(_("From"), help_text=_("Leave empty for today."))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ward = self.fields["ward"]
        assert isinstance(ward, forms.ModelChoiceField)
        ward.queryset = wards(by)


class WardForm(SharedForm):
    """A ward."""

    name = text_field(_("Name"), required=True, length=60)
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=0, max_value=1_000, help_text=_("Leave empty if not known.")
    )

    def clean_capacity(self) -> int:
        return self.cleaned_data["capacity"] or 0


class DutyForm(forms.Form):
    """Who serves a ward."""

    worker = forms.ModelChoiceField(Worker.objects.none(), label=_("Member of staff"), empty_label=_("Choose"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worker = self.fields["worker"]
        assert isinstance(worker, forms.ModelChoiceField)
        worker.queryset = workers(by)


class EmergencyForm(forms.Form):
    """Whose record, and why now."""

    number = text_field(_("Client number"), required=True, length=60, help_text=_("For example RSBL-CTH/2026/00123."))
    reason = note_field(_("What is happening"), required=True, help_text=_("At least 20 characters."))

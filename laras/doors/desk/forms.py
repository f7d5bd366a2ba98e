"""The forms of the door itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from laras.base.access.roles import ROLE_LABELS
from laras.base.ui.phrases import language
from laras.domain.casework import SEVERITY_LABELS
from laras.stages.people.models import Ward

PERIODS = {"": _("14 days"), "month": _("this month"), "quarter": _("3 months"), "year": _("12 months")}


class SignInForm(forms.Form):
    """Name and password."""

    login = forms.CharField(
        label=_("Log-in name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class FirstAdminForm(SignInForm):
    """Name, log-in name and a new password of the first administrator."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ClientFilter(forms.Form):
    """What narrows a list of clients; a value that is not known narrows nothing."""

    words = forms.CharField(label=_("Name or number"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    ward = forms.ChoiceField(label=_("Ward"), required=False)
    severity = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, data: Any, *, wards: Sequence[Ward], may_case: bool) -> None:
        super().__init__(data)
        self._offer("ward", [("", _("All wards")), *((str(ward.pk), ward.name) for ward in wards)])
        words = [(code, label.get(language()).capitalize()) for code, label in SEVERITY_LABELS.items()]
        self._offer("severity", [("", _("All categories")), *words])
        if not may_case:
            del self.fields["severity"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self, name: str) -> str:
        """Return the value of a field, '' when it is empty, unknown or not offered."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class BoardFilter(ClientFilter):
    """What narrows the board: no words, since one may see it without names."""

    words = None  # type: ignore[assignment]  # how a form leaves out an inherited field
    period = forms.ChoiceField(label=_("Period"), required=False, choices=list(PERIODS.items()))

    @property
    def period_label(self) -> str:
        """The chosen period in words, 14 days where none is chosen."""
        return str(PERIODS[self.chosen("period")])

    def days(self, now: dt.datetime) -> float:
        """Return how many days back the chosen period begins; a month begins at midnight of its first day."""
        if self.chosen("period") != "month":
            return {"": 14, "quarter": 91, "year": 365}[self.chosen("period")]
        local = timezone.localtime(now)
        first = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return (local - first) / dt.timedelta(days=1)


class SearchForm(forms.Form):
    """Words of a name, or a number."""

    words = forms.CharField(
        label=_("Name or number"),
        min_length=2,
        error_messages={
            "required": _("Write a name or a number."),
            "min_length": _("Write at least two letters."),
        },
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class AuditFilter(forms.Form):
    """Which part of the trail is read; a value that is not known narrows nothing."""

    ledger = forms.ChoiceField(
        label=_("Trail"), required=False, choices=[("deed", _("Who did")), ("look", _("Who looked"))]
    )
    actor = forms.CharField(label=_("Log-in name"), required=False)
    number = forms.CharField(label=_("Client number"), required=False)
    days = forms.TypedChoiceField(
        label=_("Time"),
        required=False,
        coerce=int,
        choices=[(30, _("30 days")), (1, _("1 day")), (7, _("7 days")), (365, _("1 year"))],
    )

    @property
    def is_looks(self) -> bool:
        return str(self.narrowed()["ledger"]) == "look"

    def narrowed(self) -> dict[str, Any]:
        """Return what was chosen, as the query takes it."""
        self.is_valid()
        typed = self.cleaned_data
        return {
            "ledger": typed.get("ledger") or "deed",
            "actor": typed.get("actor", ""),
            "number": typed.get("number", ""),
            "days": typed.get("days") or 30,
        }


def _role_choices() -> list[tuple[str, str]]:
    return [(code, label.get(language())) for code, label in ROLE_LABELS.items() if code != "operator"]


def _new_password() -> forms.CharField:
    return forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("Twelve characters or more, not a usual word."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class HireForm(forms.Form):
    """A new account."""

    name = forms.CharField(label=_("Name"), max_length=120)
    login = forms.CharField(
        label=_("Log-in name"), max_length=60, widget=forms.TextInput(attrs={"autocapitalize": "none"})
    )
    position = forms.CharField(label=_("Position"), max_length=60, required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=_role_choices, widget=forms.CheckboxSelectMultiple)
    password = _new_password()

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the action takes it."""
        return {**self.cleaned_data, "roles": tuple(self.cleaned_data["roles"])}


class RoleForm(forms.Form):
    """One role more."""

    role = forms.ChoiceField(label=_("Role"), choices=_role_choices)


class EndRoleForm(forms.Form):
    """Which role ends."""

    membership = forms.UUIDField()


class OwnPasswordForm(forms.Form):
    """The old password and twice the new one."""

    old = forms.CharField(
        label=_("Password until now"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = _new_password()
    again = forms.CharField(
        label=_("New password once more"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password for somebody who forgot theirs."""

    password = _new_password()

"""The one-time page where the first administrator is made."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from laras.base.access.models import User
from laras.base.access.queries import default_facility
from laras.base.gate import first_day
from laras.base.gate.pages import refusal
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.domain.errors import N_, BadInput
from laras.doors.desk.forms import FirstAdminForm


@sensitive_post_parameters("password")
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first administrator while the link is good; afterwards the page is not there."""
    if not first_day.first_admin_token_is_good(token):
        return refusal(request, 404)
    form = FirstAdminForm(request.POST or None)
    made = attempt(form, lambda: _make(form)) if request.method == "POST" else None
    if made is not None:
        saved(request, _("You can log in now."))
        return redirect("desk:sign_in")
    return render(request, "desk/first_day.html", {"form": form})


def _make(form: FirstAdminForm) -> User:
    typed = form.cleaned_data
    try:
        validate_password(typed["password"])
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise BadInput(N_("This password will not do: {reasons}"), reasons=reasons, field="password") from error
    return first_day.create_admin(
        login=typed["login"], name=typed["name"], password=typed["password"], facility=default_facility()
    )

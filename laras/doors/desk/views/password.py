"""One's own password."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from laras.base.access.models import User
from laras.base.gate.http import LarasRequest
from laras.base.gate.own_password import change_own_password
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.doors.desk.forms import OwnPasswordForm


@sensitive_post_parameters("old", "password", "again")
def own_password(request: LarasRequest) -> HttpResponse:
    """Let a person choose their own password; who came with one made by somebody else sees nothing before."""
    form = OwnPasswordForm(request.POST or None)
    user = attempt(form, lambda: _change(request, form)) if request.method == "POST" else None
    if user is None:
        return render(request, "desk/own_password.html", {"form": form, "must": request.user.must_change_password})
    update_session_auth_hash(request, user)
    saved(request, _("Your password is changed. Other devices are logged out."))
    return redirect("desk:first")


def _change(request: LarasRequest, form: OwnPasswordForm) -> User:
    typed = form.cleaned_data
    return change_own_password(
        request.user,
        old=typed["old"],
        new=typed["password"],
        again=typed["again"],
        address=request.META.get("REMOTE_ADDR", ""),
        by=request.actor,
    )

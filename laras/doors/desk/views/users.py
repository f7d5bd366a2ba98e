"""Accounts: who may log in, in which roles."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from laras.base.access.models import Membership
from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.base.ui.toast import saved
from laras.doors.desk.forms import EndRoleForm, HireForm, NewPasswordForm, RoleForm
from laras.doors.desk.queries.users import account, accounts
from laras.stages.people.actions import end_role, give_role, hire, reset_password, set_active
from laras.stages.people.models import Worker


def user_list(request: LarasRequest) -> HttpResponse:
    """Show every account of the home with its roles."""
    return render(request, "desk/user_list.html", {"accounts": accounts(request.actor)})


@sensitive_post_parameters("password")
def user_new(request: LarasRequest) -> HttpResponse:
    """Make an account with its first roles."""
    form = HireForm(request.POST or None)
    if request.method == "POST":
        worker = attempt(form, lambda: hire(**form.values(), by=request.actor))
        if worker is not None:
            saved(request, _("The account is made. Tell the person the password in private."))
            return redirect("desk:user", worker.pk)
    return render(request, "desk/user_new.html", {"form": form})


@sensitive_post_parameters("password")
def user(request: LarasRequest, worker: Worker) -> HttpResponse:
    """Show one account; `deed` of a POST says which of the forms was sent."""
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    role_form = RoleForm(request.POST if deed == "give_role" else None)
    password_form = NewPasswordForm(request.POST if deed == "reset_password" else None)
    deeds: dict[str, tuple[forms.BaseForm, Callable[[], object]]] = {
        "give_role": (role_form, lambda: give_role(worker, role=role_form.cleaned_data["role"], by=request.actor)),
        "reset_password": (
            password_form,
            lambda: reset_password(worker, password=password_form.cleaned_data["password"], by=request.actor),
        ),
    }
    if deed in deeds and attempt(*deeds[deed]) is not None:
        saved(request)
        return redirect("desk:user", worker.pk)
    context = {"account": account(request.actor, worker), "role_form": role_form, "password_form": password_form}
    return render(request, "desk/user.html", context)


def user_active(request: LarasRequest, worker: Worker) -> HttpResponse:
    """Let a person log in, or no longer (POST)."""
    if request.method == "POST":
        set_active(worker, active=request.POST.get("active") == "yes", by=request.actor)
        saved(request)
    return redirect("desk:user", worker.pk)


def user_end_role(request: LarasRequest, worker: Worker) -> HttpResponse:
    """End one role of a person (POST)."""
    if request.method == "POST":
        form = EndRoleForm(request.POST)
        chosen = form.cleaned_data["membership"] if form.is_valid() else None
        own = Membership.objects.filter(user_id=worker.user_id, facility_id=request.actor.facility_id)
        end_role(get_object_or_404(own, pk=chosen), by=request.actor)
        saved(request)
    return redirect("desk:user", worker.pk)

"""What comes of a form: done or refused, and what is odd about identity numbers."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.utils.translation import gettext

from laras.base.gate.http import LarasRequest
from laras.base.gate.sentences import attempt
from laras.stages.people.models import Client


def did(request: LarasRequest, form: forms.BaseForm, deed: Callable[[], object]) -> bool:
    """Tell whether the form was sent and its deed done; when refused, the form says why and keeps what was typed."""
    return request.method == "POST" and attempt(form, deed) is not None


def tell_warnings(request: LarasRequest, client: Client) -> None:
    """Tell what is odd about the numbers of a record that was just saved; it stands nowhere else."""
    for remark in client.warnings:
        messages.warning(request, gettext(remark.message).format(**remark.params))

"""Every route of the house; what each page needs stands in the `urls.py` of its stage."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

_HOLDERS = [f"laras.doors.{name}" for name in settings.DOORS] + [f"laras.stages.{name}" for name in settings.STAGES]

urlpatterns = [
    path("", include((f"{holder}.urls", holder.rsplit(".", 1)[1])))
    for holder in _HOLDERS
    if find_spec(f"{holder}.urls") is not None
]

handler404 = "laras.base.gate.failures.not_found"
handler403 = "laras.base.gate.failures.forbidden"
handler500 = "laras.base.gate.failures.broken"

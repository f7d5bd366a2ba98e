"""The audit table must still be guarded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from laras.base.audit.triggers import missing


@register(Tags.database)
def audit_is_append_only(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to serve when a trigger of the audit table is gone."""
    gone = sorted(name for alias in databases or [] for name in missing(connections[alias]))
    if not gone:
        return []
    return [Error(f"The audit table can be changed: {', '.join(gone)} missing.", id="laras.E002")]

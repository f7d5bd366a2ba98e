"""The Word templates: the shipped one of each kind, and the one a home put in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from laras.base.access.actor import Actor
from laras.base.access.models import Facility
from laras.base.files import vault
from laras.domain.errors import N_, BadInput
from laras.stages.reports.models import Template
from laras.stages.reports.queries.kinds import KINDS, WORD, Kind

FOLDER = Path(__file__).resolve().parents[1] / "print"


def with_template(code: str) -> Kind:
    """Return a kind of report that is written in Word; BadInput for any other."""
    kind = KINDS.get(code)
    if kind is None or WORD not in kind.formats:
        raise BadInput(N_("There is no report of the kind “{kind}”."), kind=code, field="kind")
    return kind


def template_bytes(code: str, home: Facility) -> bytes:
    """Return the Word template in use: that of the home, else the shipped one."""
    own = Template.objects.filter(facility=home, kind=code, removed_at__isnull=True).select_related("file")
    newest = own.order_by("-recorded_at", "-id").first()
    return vault.fetch(newest.file) if newest else (FOLDER / f"{KINDS[code].template}.docx").read_bytes()


def templates_of_home(by: Actor) -> list[tuple[Kind, Template | None]]:
    """Return every kind written in Word with the template the home uses in place of the shipped one."""
    rows = Template.objects.visible_to(by).filter(removed_at__isnull=True).select_related("file")
    newest = {row.kind: row for row in rows.order_by("recorded_at", "id")}
    return [(kind, newest.get(kind.code)) for kind in KINDS.values() if WORD in kind.formats]


def specimen(code: str) -> dict[str, Any]:
    """Return a made-up report with a value at every place a template may name: `data` and `pictures`."""
    found: dict[str, Any] = json.loads((FOLDER / f"specimen-{KINDS[code].template}.json").read_text(encoding="utf-8"))
    return found

"""Sources that came without their text."""

from __future__ import annotations

from pathlib import PurePosixPath

from laras.stages.evidence.models import Source, Study


def missing_source(study: Study, filename: str) -> Source | None:
    """Return the source without a text that is called like the file, with or without its ending."""
    names = {filename.casefold(), PurePosixPath(filename).stem.casefold()}
    rows = Source.objects.filter(study=study, removed_at__isnull=True, is_missing=True).order_by("position", "id")
    return next((row for row in rows if row.name.casefold() in names), None)

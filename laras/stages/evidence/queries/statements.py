"""What the researcher has said for the report, item by item."""

from __future__ import annotations

from laras.stages.evidence.models import Statement, Study


def statements_of(study: Study) -> dict[str, Statement]:
    """Return the newest statement of each item that was ever written; an emptied one is left out."""
    rows = Statement.objects.filter(study=study).order_by("recorded_at", "id")
    newest = {row.item: row for row in rows}
    return {item: row for item, row in newest.items() if row.text}


def statement_history(study: Study, item: str) -> list[Statement]:
    """Return every wording of one item, the newest first."""
    return list(Statement.objects.filter(study=study, item=item).order_by("-recorded_at", "-id"))

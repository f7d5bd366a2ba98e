"""SRQR and COREQ, filled from what is recorded: where each topic stands, and whether all of it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.phrases import language
from laras.domain.reporting import CHECKLISTS, STATEMENTS, ChecklistItem, checklist
from laras.stages.reports.queries.study.chapters import places
from laras.stages.reports.queries.study.gathered import Gathered

SHORT = 220  # letters of a statement in the table; the whole of it stands in its section


def checklist_tables(given: Gathered, told: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return both checklists: name, note, how many topics are complete, and one row a topic."""
    return [_table(given, told, code) for code in CHECKLISTS]


def _table(given: Gathered, told: Mapping[str, str], code: str) -> dict[str, Any]:
    asked = checklist(code)
    rows = [_row(given, told, item) for item in asked.items]
    complete = sum(row["status"] == "met" for row in rows)
    return {
        "name": asked.name.get(language()),
        "note": asked.note.get(language()),
        "count": _("%(n)d of %(all)d topics are complete") % {"n": complete, "all": len(rows)},
        "rows": rows,
    }


def _row(given: Gathered, told: Mapping[str, str], item: ChecklistItem) -> dict[str, Any]:
    texts = {fact: told[fact] for fact in item.facts} | {one: given.said(one) for one in item.statements}
    there = [text for text in texts.values() if text]
    lacking = [STATEMENTS[one].label.get(language()) for one in item.statements if not texts[one]]
    status = "met" if len(there) == len(texts) else "partly" if there else "not_yet"
    where = sorted({places().get(one, "") for one, text in texts.items() if text} - {""})
    return {
        "n": item.number,
        "label": item.label.get(language()),
        "status": status,
        "status_word": {"met": _("complete"), "partly": _("partly"), "not_yet": _("not yet")}[status],
        "where": ", ".join(where),
        "text": " ".join(_short(text) for text in there),
        "lacking": "; ".join(lacking),
    }


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else f"{plain[: SHORT - 1].rsplit(' ', 1)[0]}…"

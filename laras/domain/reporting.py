"""The checklists a report of a qualitative study is read by, and what only the researcher can say for them.

SRQR: O'Brien et al. 2014, Academic Medicine 89(9). COREQ: Tong, Sainsbury & Craig 2007, Int J Qual Health Care 19(6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from laras.domain.errors import N_, NotFound
from laras.domain.texts import Text, labels, load, text

_DATA = load("reporting")


@dataclass(frozen=True)
class StatementItem:
    """One thing only the researcher can say; `words` is about how many words it needs, `hint` what belongs there."""

    code: str
    part: str
    label: Text
    hint: Text
    words: int


@dataclass(frozen=True)
class ChecklistItem:
    """One numbered topic: the statements and the computed facts (codes of `FACTS`) that answer it together."""

    number: int
    part: str
    label: Text
    statements: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """A reporting checklist; `note` says how far its wording is verified, `parts` are its headings in order."""

    code: str
    name: Text
    note: Text
    parts: dict[str, Text]
    items: tuple[ChecklistItem, ...]


PARTS: dict[str, Text] = labels(_DATA["parts"])
FACTS: dict[str, Text] = labels(_DATA["facts"])
CHECKLISTS = tuple(_DATA["checklists"])
STATEMENTS: dict[str, StatementItem] = {
    code: StatementItem(code, row["part"], text(row["label"]), text(row["hint"]), row["words"])
    for code, row in _DATA["statements"].items()
}


def _item(row: dict[str, Any]) -> ChecklistItem:
    statements, facts = tuple(row["statements"]), tuple(row["facts"])
    return ChecklistItem(row["number"], row["part"], text(row["label"]), statements, facts)


def checklist(code: str) -> Checklist:
    """Return the checklist 'srqr' (21 items) or 'coreq' (32 items). NotFound for another code."""
    if code not in CHECKLISTS:
        raise NotFound(N_("There is no checklist “{code}”. Choose srqr or coreq."), code=code)
    data = _DATA["checklists"][code]
    items = tuple(_item(row) for row in data["items"])
    return Checklist(code, text(data["name"]), text(data["note"]), labels(data["parts"]), items)


def statements() -> tuple[StatementItem, ...]:
    """Return every statement in the order in which it is asked."""
    return tuple(STATEMENTS.values())


def numbers_fed(code: str) -> dict[str, tuple[int, ...]]:
    """Return for each checklist the numbers of its items that the statement `code` helps to answer."""
    return {
        name: tuple(item.number for item in checklist(name).items if code in item.statements) for name in CHECKLISTS
    }

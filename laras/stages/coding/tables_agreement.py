"""Agreement and differences as they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laras.base.ui.names import aspect_name
from laras.stages.coding.forms.rounds import DIFFERENCE_WORDS
from laras.stages.coding.models import Settlement
from laras.stages.coding.queries import Difference, Passage
from laras.stages.coding.tables import PassageRow, word
from laras.stages.evidence.models import Source

COLUMNS = {
    "code": gettext_lazy("Code"),
    "n": gettext_lazy("Units"),
    "prevalence": gettext_lazy("Prevalence"),
    "percent": gettext_lazy("Percent"),
    "kappa": gettext_lazy("Cohen’s kappa"),
    "ac1": gettext_lazy("Gwet’s AC1"),
    "alpha": gettext_lazy("Krippendorff’s alpha"),
    "passages": gettext_lazy("Unitizing alpha"),
}
CELLS = ("percent", "kappa", "ac1", "alpha", "passages")
AROUND = 160


def cells_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of figures for drawing: each cell with its reason where it is not defined."""
    cells = [
        {**row[name], "label": COLUMNS[name], "why": " ".join(_told(one) for one in row[name]["why"])} for name in CELLS
    ]
    return {**row, "cells": cells, "words": word(row["reading"])}


def aspect_cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of an aspect for drawing, named in the language of the page."""
    return {**cells_of(row), "name": aspect_name(str(row["key"]))}


def _told(note: Mapping[str, Any]) -> str:
    return _(note["message"]).format(**note["params"])


def headings(by: str, *, falling: bool) -> list[dict[str, Any]]:
    """Return the columns of the table by code with how they are sorted now."""
    return [
        {
            "key": key,
            "label": label,
            "sorted": ("descending" if falling else "ascending") if key == by else "",
            "turn": key == by and not falling,
        }
        for key, label in COLUMNS.items()
    ]


def settled_words(settlement: Settlement, passage: Passage) -> str:
    """Say in words what was settled."""
    return outcome_words(passage)[settlement.outcome]


def outcome_words(passage: Passage) -> dict[str, str]:
    """Return the five ways to settle a passage, in words that name the two."""
    first, second = passage.sides[0].coder, passage.sides[1].coder
    return {
        "first": _("As {name} judged").format(name=first),
        "second": _("As {name} judged").format(name=second),
        "both": _("Both hold"),
        "neither": _("Neither holds"),
        "other": _("Another code holds"),
    }


@dataclass(frozen=True)
class DifferenceRow:
    """A difference in the list: what differs in words, how it was settled ('' while it is not)."""

    row: PassageRow
    difference: Difference
    words: Any
    settled: str


def difference_rows(rows: Sequence[PassageRow], found: Sequence[Difference]) -> list[DifferenceRow]:
    """Return the differences with their passages as drawn."""
    return [
        DifferenceRow(
            row,
            one,
            DIFFERENCE_WORDS[one.passage.difference],
            settled_words(one.settlement, one.passage) if one.settlement else "",
        )
        for row, one in zip(rows, found, strict=True)
    ]


def around(source: Source, passage: Passage) -> tuple[str, str]:
    """Return the words before and after a passage, to whole words."""
    before = source.text[max(0, passage.start - AROUND) : passage.start]
    after = source.text[passage.end : passage.end + AROUND]
    if passage.start > AROUND:
        before = "…" + before[before.find(" ") :]
    if passage.end + AROUND < len(source.text):
        after = after[: after.rfind(" ") + 1] + "…"
    return before, after

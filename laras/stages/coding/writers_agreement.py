"""Agreement as csv, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from laras.stages.coding.writers_questions import table_csv

COEFFICIENTS = ("percent", "kappa", "ac1", "alpha", "passages")
HEADER = ("code", "units", "prevalence", *(f"{name}{end}" for name in COEFFICIENTS for end in ("", "_low", "_high")))


def agreement_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows of figures as csv, header first; numbers with a point, what is not defined is empty."""
    table = [
        [
            row["key"],
            row["n"],
            _number(row["prevalence"]),
            *(_number(row[name][part]) for name in COEFFICIENTS for part in ("value", "low", "high")),
        ]
        for row in rows
    ]
    # A negative number is no formula; the only text stands in the first column, never behind a comma.
    return table_csv([HEADER, *table]).replace(b",'-", b",-")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"

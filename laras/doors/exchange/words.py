"""Words for what was found in a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laras.doors.exchange.refi.model import KINDS

NAMES = {
    "sources": gettext_lazy("Sources"),
    "codes": gettext_lazy("Codes"),
    "selections": gettext_lazy("Passages"),
    "codings": gettext_lazy("Codings"),
    "notes": gettext_lazy("Notes"),
}
UNIT_NAMES = {
    "code point": gettext_lazy("Characters, as the standard says"),
    "code point, CRLF 1": gettext_lazy("Characters, a line end as one"),
    "code point, CRLF 2": gettext_lazy("Characters, a line end as two"),
    "UTF-16": gettext_lazy("UTF-16 units, as NVivo counts"),
    "UTF-16, CRLF 1": gettext_lazy("UTF-16 units, a line end as one"),
    "UTF-16, CRLF 2": gettext_lazy("UTF-16 units, a line end as two"),
}


def counted(result: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """Return (name, found, kept) for each of the five kinds; [] where the file was no project."""
    if "counts" not in result:
        return []
    return [(str(NAMES[kind]), result["counts"][kind], result["kept"][kind]) for kind in KINDS]


def unit_words(result: Mapping[str, Any]) -> str:
    """Return how positions were counted and how sure that is, as one sentence."""
    unit, score = result.get("unit"), result.get("score")
    if "counts" in result and not result["counts"]["sources"]:
        return ""
    if unit is None or score is None:
        return _("No text came along to tell by. It is found out when a text is added.")
    return _("{unit}; {percent} % of the passages fit.").format(unit=UNIT_NAMES[unit], percent=round(100 * score))


def tried(result: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return every way of counting with the percentage of passages that fit, the best first."""
    scores: Mapping[str, float] = result.get("scores") or {}
    ordered = sorted(scores.items(), key=lambda one: -one[1])
    return [(str(UNIT_NAMES[unit]), round(100 * score)) for unit, score in ordered]

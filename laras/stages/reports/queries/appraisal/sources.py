"""The sources: which aspect is heard where, where none is, and what each text was when it was read."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.figures import heat_step
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day, number
from laras.domain.appraisal.rating import HEARD, MISSED
from laras.domain.aspects import ASPECT_CODES
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries.words import KINDS


def coverage_grid(sources: Sequence[Source], codings: Sequence[Coding]) -> dict[str, Any]:
    """Return sources × aspects: what was there and what was missing in each; a cell without either is a silence."""
    there: Counter[tuple[uuid.UUID, str]] = Counter()
    gone: Counter[tuple[uuid.UUID, str]] = Counter()
    for coding in codings:
        place = (coding.source_id, coding.code.aspect)
        there[place] += coding.polarity in HEARD
        gone[place] += coding.polarity in MISSED
    rows, silent = [], 0
    for n, source in enumerate(sources, start=1):
        cells = [_cell(code, there[source.pk, code], gone[source.pk, code]) for code in ASPECT_CODES]
        silent += sum(cell["silent"] for cell in cells)
        rows.append({"n": n, "name": source.name, "cells": cells})
    told = _(
        "%(silent)d of %(all)d places are silent: nothing was heard there, which is not the same as nothing given."
    )
    return {
        "names": [aspect_name(code) for code in ASPECT_CODES],
        "rows": rows,
        "silent": told % {"silent": silent, "all": len(rows) * len(ASPECT_CODES)} if rows else "",
    }


def _cell(aspect: str, there: int, gone: int) -> dict[str, Any]:
    return {"aspect": aspect, "there": there, "gone": gone, "step": heat_step(there), "silent": not there and not gone}


def source_rows(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Return the appendix of sources with the fingerprint of each text."""
    return [
        {
            "n": n,
            "name": source.name,
            "kind": str(KINDS[source.kind][0]),
            "who": source.informant.code if source.informant else "",
            "on": day(source.happened_at),
            "length": _("%(n)s letters") % {"n": number(source.length)} if source.length else "–",
            "sha256": source.sha256 or "–",
        }
        for n, source in enumerate(sources, start=1)
    ]

"""Whether the codebook stood still while the second half of the data was coded."""

from __future__ import annotations

import datetime as dt

from laras.stages.appraisal.queries.material import Material
from laras.stages.coding.models import CodeChange

# A new name or another place in the tree changes no meaning; these do.
MEANING = ("defined", "merged", "split")


def late_changes(material: Material) -> tuple[int | None, bool]:
    """Return how many definitions changed after half of the sources were coded, and whether all were coded again.

    None while nothing is coded. A definition is coded again when no counted coding stands under an older version.
    """
    half = _half(material)
    if half is None:
        return None, False
    rows = CodeChange.objects.filter(study=material.study, kind__in=MEANING, recorded_at__gt=half)
    rows = rows.exclude(kind="defined", version=1)  # a code that came into being changed nothing
    late = list(rows.order_by("recorded_at", "id").values_list("code_id", "version"))
    newest = dict(late)
    stale = any(one.version < newest.get(one.code_id, 0) for one in material.codings.values())
    return len(late), bool(late) and not stale


def _half(material: Material) -> dt.datetime | None:
    """Return when coding had begun in half of the sources that have a coding."""
    begun: dict[object, dt.datetime] = {}
    for one in material.codings.values():
        begun[one.source_id] = min(one.made_at, begun.get(one.source_id, one.made_at))
    moments = sorted(begun.values())
    return moments[(len(moments) - 1) // 2] if moments else None

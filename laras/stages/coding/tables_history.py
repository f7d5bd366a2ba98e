"""The history of a codebook as it is drawn, and what a change would mean."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laras.base.ui.names import aspect_name
from laras.stages.coding.models import Code, CodeChange
from laras.stages.coding.tables import word

KINDS = {
    "defined": gettext_lazy("defined anew"),
    "renamed": gettext_lazy("renamed"),
    "moved": gettext_lazy("moved"),
    "merged": gettext_lazy("merged"),
    "split": gettext_lazy("split"),
    "retired": gettext_lazy("retired"),
    "reopened": gettext_lazy("reopened"),
}
FIELDS = {
    "label": gettext_lazy("Name"),
    "definition": gettext_lazy("Definition"),
    "parent": gettext_lazy("Below"),
    "aspect": gettext_lazy("Aspect"),
    "merged_into": gettext_lazy("Merged into"),
    "into": gettext_lazy("New code"),
    "from": gettext_lazy("Split from"),
    "codings": gettext_lazy("Codings moved"),
    "doubled": gettext_lazy("Codings that were there twice"),
}


@dataclass(frozen=True)
class ChangeRow:
    """One step: which code, what, its version from then on, who, when, why, and what stood before and after."""

    key: str
    code_id: uuid.UUID
    kind: str
    version: int
    who: str
    at: dt.datetime
    reason: str
    values: tuple[tuple[str, str, str], ...]


def change_rows(changes: Sequence[CodeChange], keys: Mapping[uuid.UUID, str]) -> list[ChangeRow]:
    """Return the rows of the history page."""
    return [
        ChangeRow(
            key=keys[one.code_id],
            code_id=one.code_id,
            kind=str(KINDS[one.kind]),
            version=one.version,
            who=one.recorded_by,
            at=one.recorded_at,
            reason=one.reason,
            values=tuple(
                (str(label), _shown(name, one.before.get(name), keys), _shown(name, one.after.get(name), keys))
                for name, label in FIELDS.items()
                if one.before.get(name) or one.after.get(name)
            ),
        )
        for one in changes
    ]


def _shown(name: str, value: Any, keys: Mapping[uuid.UUID, str]) -> str:
    """Return what a change keeps of a field in words: texts in the language of the page, codes by key, codings counted."""
    if not value:
        return _("At the top of the tree") if name == "parent" and value is not None else ""
    if name in ("label", "definition"):
        return word(value)
    if name in ("codings", "doubled"):
        return str(len(value))
    if name == "aspect":
        return aspect_name(value)
    return keys.get(uuid.UUID(value), "")


def consequence(code: Code, codings: int) -> list[str]:
    """Return the sentences that say what retiring or merging a code would mean."""
    told = [ngettext("{n} coding has this code.", "{n} codings have this code.", codings).format(n=codings)]
    if code.indicator:
        told.append(
            _(
                "{code} is an indicator of the shipped taxonomy. The appraisal counts by indicator and aspect: merged, "
                "its codings count for the other indicator and aspect; retired, they still count, but no new ones come."
            ).format(code=code.indicator)
        )
    return told

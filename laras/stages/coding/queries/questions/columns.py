"""The columns of the tables: informants, kinds of source, attributes of informants, who gave in which direction."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laras.base.access.actor import Actor
from laras.base.ui.phrases import language
from laras.domain.aspects import GIVER_LABELS, GIVERS, POLARITIES, POLARITY_LABELS
from laras.domain.casework import SEVERITY_LABELS
from laras.stages.casework.queries import latest_severity
from laras.stages.coding.queries.questions.material import Material, Places
from laras.stages.coding.queries.questions.table import Column
from laras.stages.evidence.models import SOURCE_KINDS, Informant
from laras.stages.evidence.queries import trait_words
from laras.stages.evidence.queries.words import KINDS
from laras.stages.people.models import Client

NOBODY = "-"
UNKNOWN = "?"
BANDS = ((0, 2), (3, 5), (6, 10), (11, 20), (21, 99))
TRAIT = "trait:"


@dataclass(frozen=True)
class Side:
    """The columns, and the column of each coding (-1 for none)."""

    columns: Sequence[Column]
    place: Places


def speakers(found: Material) -> set[int]:
    """Return the places of the informants of whom there is a source."""
    return {place for place in found.informant_of_source if place >= 0}


def by_informant(found: Material, with_nobody: bool = True) -> Side:
    """One column an informant; the last one for sources that are nobody's in particular, where they were coded."""
    columns = [Column(one.code, one.code, one.role, 1) for one in found.informants]
    if not with_nobody:
        return Side(columns, found.informant)
    place = np.where(found.informant >= 0, found.informant, len(columns))
    if bool((found.informant < 0).any()):
        columns.append(Column(NOBODY, _("No informant"), "", 0))
    return Side(columns, place)


def by_kind(found: Material) -> Side:
    """One column for each kind of source that the study has."""
    present = {one.kind for one in found.sources}
    kinds = [kind for kind in SOURCE_KINDS if kind in present]
    heard = {kind: set[int]() for kind in kinds}
    for one, informant in zip(found.sources, found.informant_of_source, strict=True):
        heard[one.kind] |= {informant} - {-1}
    columns = [Column(kind, str(KINDS[kind][0]), "", len(heard[kind])) for kind in kinds]
    return Side(columns, found.by_source([kinds.index(one.kind) for one in found.sources]))


def by_giver(found: Material) -> Side:
    """One column for each direction and giver; givers whom no coding names are left out."""
    used = np.bincount(found.giver, minlength=len(GIVERS)) > 0 if len(found) else np.zeros(len(GIVERS), bool)
    givers = [giver for place, giver in enumerate(GIVERS) if used[place]] or list(GIVERS)
    here, of = language(), len(speakers(found))
    columns = [
        Column(f"{polarity}.{giver}", GIVER_LABELS[giver].get(here), POLARITY_LABELS[polarity].get(here), of)
        for polarity in POLARITIES
        for giver in givers
    ]
    at = np.array([givers.index(giver) if giver in givers else -1 for giver in GIVERS], dtype=np.intp)
    return Side(columns, found.polarity * len(givers) + at[found.giver] if len(found) else found.giver)


def by_attribute(found: Material, attribute: str, by: Actor | None) -> Side:
    """One column for each value of an attribute; informants without a value stand last, sources of nobody nowhere."""
    values = values_of(found.informants, attribute, by)
    order = _ordered(attribute, set(values))
    spoken = speakers(found)
    columns = [
        Column(key, label, "", sum(1 for place, value in enumerate(values) if value == key and place in spoken))
        for key, label in order
    ]
    at = {key: place for place, (key, _label) in enumerate(order)}
    places = np.array([at[value] for value in values] + [-1], dtype=np.intp)
    return Side(columns, places[found.informant])


def attributes(informants: Sequence[Informant], by: Actor) -> list[tuple[str, str]]:
    """Return by what informants can be told apart: role, years, their traits, and what is known of those who are
    clients where this person reads case records."""
    found = [("role", _("Role")), ("years", _("Years in this work"))]
    traits = sorted({name for one in informants for name in (one.traits or {})})
    found += [(f"{TRAIT}{name}", trait_words(name, "", language())[0]) for name in traits]
    if by.may("casework.view") and any(one.client_id for one in informants):
        found += [("severity", _("Category of the client")), ("ward", _("Ward of the client"))]
    return found


def values_of(informants: Sequence[Informant], attribute: str, by: Actor | None) -> list[str]:
    """Return the value of each informant, `?` where it is not known or not open to this person."""
    if attribute.startswith(TRAIT):
        name = attribute.removeprefix(TRAIT)
        return [str((one.traits or {}).get(name) or UNKNOWN) for one in informants]
    if attribute == "years":
        return [_band(one.years) for one in informants]
    if attribute in ("severity", "ward"):
        known = _of_clients(informants, attribute, by)
        return [known.get(one.client_id, UNKNOWN) if one.client_id else UNKNOWN for one in informants]
    return [one.role or UNKNOWN for one in informants]


def _band(years: int | None) -> str:
    if years is None:
        return UNKNOWN
    return next((f"{low}-{high}" for low, high in BANDS if low <= years <= high), UNKNOWN)


def _of_clients(informants: Sequence[Informant], attribute: str, by: Actor | None) -> dict[uuid.UUID, str]:
    """Return severity or ward of the clients whose records are open to this person."""
    if by is None or not by.may("casework.view"):
        return {}
    ids = [one.client_id for one in informants if one.client_id]
    rows = Client.objects.visible_to(by).filter(pk__in=ids)
    if attribute == "ward":
        found = rows.filter(ward__isnull=False).order_by("number").values_list("pk", "ward__name")
        return dict(found)
    return latest_severity(list(rows.order_by("number").values_list("pk", flat=True)))


def _ordered(attribute: str, values: set[str]) -> list[tuple[str, str]]:
    """Return key and label of each value that occurs, in the order of the attribute; the unknown last."""
    here = language()
    if attribute == "severity":
        known = [(level, SEVERITY_LABELS[level].get(here)) for level in SEVERITY_LABELS if level in values]
    elif attribute == "years":
        keys = [f"{low}-{high}" for low, high in BANDS]
        known = [(key, _years(key)) for key in keys if key in values]
    else:
        name = attribute.removeprefix(TRAIT) if attribute.startswith(TRAIT) else ""
        known = [(value, trait_words(name, value, here)[1]) for value in sorted(values - {UNKNOWN})]
    return known + ([(UNKNOWN, pgettext("attribute", "not known"))] if UNKNOWN in values else [])


def _years(band: str) -> str:
    low, _dash, high = band.partition("-")
    return (
        _("more than %(n)s years") % {"n": int(low) - 1}
        if high == "99"
        else _("%(low)s–%(high)s years")
        % {
            "low": low,
            "high": high,
        }
    )

"""Instruments from their files, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from laras.domain.errors import N_, NotFound
from laras.domain.scoring import Scale
from laras.domain.texts import Text, text
from laras.stages.measures.instruments.definition import Band, ErrorSet, Instrument, Item, NamedScale, Option, Watch

# In the order people meet them: short ones for every day, support, groups, then those from elsewhere.
ORDER = (
    *("MOOD-1", "STRESS-10", "DDD-20", "DDD-10", "DDD-20-W", "SPL-8", "CARD-4", "CLIMATE-6", "LADDER-3"),
    *("MHI-5", "K6", "K10", "IPIP-SE", "MOS-SSS", "WHO-5", "PSS-10", "RSES", "MSPSS"),
)


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every instrument in its newest version, in the order of the shelf."""
    raw = {row["code"]: row for row in map(_row, ORDER)}
    return tuple(_instrument(raw[code], raw) for code in ORDER)


@cache
def instrument(code: str) -> Instrument:
    """The instrument `code` in its newest version. Raises NotFound."""
    found = next((one for one in instruments() if one.code == code), None)
    if found is None:
        raise NotFound(N_("There is no instrument “{code}”. Choose one from the list."), code=code)
    return found


def _row(code: str) -> dict[str, Any]:
    place = files("laras.stages.measures").joinpath("data", f"{code.lower()}.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def _instrument(row: Mapping[str, Any], raw: Mapping[str, Mapping[str, Any]]) -> Instrument:
    texts: dict[str, Any] = {name: text(row[name]) for name in ("name", "short", "about", "instruction", "licence")}
    plain_names = ("code", "version", "tier", "label", "better", "every_days", "coding", "licence_source")
    plain = {name: row[name] for name in (*plain_names, "licence_checked_on")}
    chosen = {name: row[name] for name in ("citation", "layout", "faces", "refusal") if name in row}
    return Instrument(
        **texts,
        **plain,
        **chosen,
        answered_by=tuple(row["answered_by"]),
        items=_items(row, raw),
        scales=_scales(row),
        bands=tuple(Band(band["low"], text(band["label"])) for band in row.get("bands", ())),
        errors=tuple(_error(one) for one in row.get("errors", ())),
        watches=tuple(_watch(one) for one in row.get("watches", ())),
        ends=tuple(text(end) for end in row.get("ends", ())),
        orders={name: tuple(order) for name, order in row.get("orders", {}).items()},
        pairs=tuple((first, second) for first, second in row.get("pairs", ())),
    )


def _items(row: Mapping[str, Any], raw: Mapping[str, Mapping[str, Any]]) -> tuple[Item, ...]:
    """Items of its own, or some of another's: identity and text are kept, the options are its own."""
    source = raw[row["items_of"]]["items"] if "items_of" in row else row["items"]
    wanted = row.get("only", [one["code"] for one in source])
    usual = _options(row) if "options" in row or "range" in row else ()
    return tuple(_item(one, usual, wanted) for one in source if one["code"] in wanted)


def _item(one: Mapping[str, Any], usual: tuple[Option, ...], asked: list[str]) -> Item:
    skip = one.get("skip")
    return Item(
        code=one["code"],
        options=_options(one) if "options" in one else usual,
        text=text(one["text"]) if "text" in one else None,
        part=one.get("part", ""),
        is_extra=one.get("is_extra", False),
        is_probe=one.get("is_probe", False),
        plain_face=one.get("plain_face", False),
        skip=(skip["after"], skip["when"]) if skip and skip["after"] in asked else None,
    )


def _options(row: Mapping[str, Any]) -> tuple[Option, ...]:
    if "range" in row:
        low, high = row["range"]
        return tuple(Option(value, Text("", "")) for value in range(low, high + 1))
    return tuple(Option(one["value"], text(one)) for one in row["options"])


def _scales(row: Mapping[str, Any]) -> tuple[NamedScale, ...]:
    found: dict[str, NamedScale] = {}
    for one in row["scales"]:
        found[one["code"]] = _composite(one, found) if "of" in one else _leaf(one)
    return tuple(found.values())


def _leaf(one: Mapping[str, Any]) -> NamedScale:
    rescale = one.get("rescale")
    aggregate = one.get("aggregate", "sum")
    scale = Scale(
        items=tuple(one["items"]),
        minimum=one["minimum"],
        maximum=one["maximum"],
        reversed_items=frozenset(one.get("reversed", ())),
        aggregate=aggregate,
        min_answered=one.get("least"),
        rescale=(rescale[0], rescale[1]) if rescale else None,
    )
    times = 1 if aggregate == "mean" else len(scale.items)
    low, high = rescale or (scale.minimum * times, scale.maximum * times)
    return NamedScale(one["code"], text(one["label"]), scale, low, high, places=one.get("places", 0))


def _composite(one: Mapping[str, Any], found: Mapping[str, NamedScale]) -> NamedScale:
    parts = tuple(one["of"])
    low, high = found[parts[0]].low, found[parts[0]].high
    return NamedScale(one["code"], text(one["label"]), None, low, high, parts, one["least"], one.get("places", 0))


def _error(one: Mapping[str, Any]) -> ErrorSet:
    return ErrorSet(one["scale"], one["sd"], one["reliability"], one["kind"], text(one["population"]), one["citation"])


def _watch(one: Mapping[str, Any]) -> Watch:
    values = {name: one[name] for name in ("item", "score", "at_most", "at_least", "fall", "twice") if name in one}
    return Watch(one["kind"], tuple(one["roles"]), **values)

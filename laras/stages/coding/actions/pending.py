"""Selections that came without their text take their place when it is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import LarasError
from laras.domain.offsets import LF_UNITS, UNITS, Evidence, Index, LfText, best_unit
from laras.stages.coding.actions.coding import MOST_AT_ONCE, NewCoding, add_codings
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries import code_keys, codes_of, places_taken
from laras.stages.coding.rules import must_be_readable, span_as_it_is
from laras.stages.evidence.models import Source


@action("evidence.import", bulk=True)
def place_pending(source: Source, *, by: Actor) -> list[Coding]:
    """Make codings of what waits in `source.pending`; what finds no place in the text goes on waiting there.

    `pending` is {"unit": …, "usual": …, "selections": [{start, end, code, name, coder, polarity, giver, memo, guid,
    created}]}. `unit` says how start and end were counted, one of `offsets.UNITS` ("code point" where it is absent);
    where it is '' it is found out from the passages and their `name` (the quote, as the other program stored it), and
    `usual` breaks ties. `code` is the code's GUID, name, key or id; `created` is ISO 8601. All but start, end and code
    may be missing.
    """
    must_be_readable(source)
    waiting: list[dict[str, Any]] = list(source.pending.get("selections", ()))
    text = source.text
    index = Index(LfText(text), _unit(source.pending, waiting, text))
    codes = _codes_by_name(source)
    news: list[NewCoding] = []
    left = []
    seen = {(start, end, code_id, coder) for _, start, end, code_id, coder, _ in places_taken({source.pk})}
    for one in waiting:
        code = codes.get(str(one.get("code", "")))
        span = _span(index, text, one)
        if span is None or code is None or (place := (*span, code.pk, one.get("coder") or by.login)) in seen:
            left.append(one)
            continue
        seen.add(place)
        news.append(_new(source, span, code, one))
    made: list[Coding] = []
    for first in range(0, len(news), MOST_AT_ONCE):
        made += add_codings(source.study, codings=news[first : first + MOST_AT_ONCE], by=by)
    source.pending = {**source.pending, "selections": left} if left else {}
    source.save(update_fields=["pending"])
    return made


def _unit(pending: dict[str, Any], waiting: list[dict[str, Any]], text: str) -> str:
    """How the waiting passages were counted; the line ends of a text that came later are not known any more."""
    unit = str(pending.get("unit", LF_UNITS[0]))
    if unit in UNITS:
        return unit
    ranges = [(one["start"], one["end"], str(one.get("name", ""))) for one in waiting]
    return best_unit([Evidence(LfText(text), ranges)], str(pending.get("usual", "")), LF_UNITS)[0] or LF_UNITS[0]


def _span(index: Index, text: str, one: dict[str, Any]) -> tuple[int, int] | None:
    start, end = index.point(one["start"]), index.point(one["end"])
    if start is None or end is None:
        return None
    try:
        return span_as_it_is(text, start, end)
    except LarasError:
        return None


def _codes_by_name(source: Source) -> dict[str, Code]:
    codes = codes_of(source.study_id)
    keys = code_keys(codes)
    found = {name: code for code in codes for name in (code.name, keys[code.pk], str(code.pk), code.guid) if name}
    return {name: code for name, code in found.items() if code.retired_at is None}


def _new(source: Source, span: tuple[int, int], code: Code, one: dict[str, Any]) -> NewCoding:
    return NewCoding(
        source=source,
        start=span[0],
        end=span[1],
        code=code,
        polarity=one.get("polarity") or "given",
        giver=one.get("giver") or "worker",
        memo=one.get("memo") or "",
        coder=one.get("coder") or "",
        guid=one.get("guid") or "",
        exact=True,
        made_at=dt.datetime.fromisoformat(one["created"]) if one.get("created") else None,
    )

"""Selections that came without their text take their place when it is there."""

from __future__ import annotations

from typing import Any

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import LarasError
from laras.domain.offsets import index_map
from laras.stages.coding.actions.coding import MOST_AT_ONCE, NewCoding, add_codings
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries import code_keys, codes_of, places_taken
from laras.stages.coding.rules import must_be_readable, span_in
from laras.stages.evidence.models import Source


@action("evidence.import", bulk=True)
def place_pending(source: Source, *, by: Actor) -> list[Coding]:
    """Make codings of what waits in `source.pending`; what finds no place in the text goes on waiting there.

    `pending` is {"unit": …, "selections": [{start, end, code, coder, polarity, giver, memo, guid}]}. `unit` says how
    start and end were counted: "code point" (default) or "UTF-16", either with ", CRLF 2" where a line end counted
    two. `code` is the code's GUID, name, key or id. All but start, end and code may be missing.
    """
    must_be_readable(source)
    waiting: list[dict[str, Any]] = list(source.pending.get("selections", ()))
    unit = str(source.pending.get("unit", "code point"))
    places = index_map(source.text, utf16=unit.startswith("UTF-16"), crlf=unit.endswith("CRLF 2"))
    codes = _codes_by_name(source)
    news: list[NewCoding] = []
    left = []
    seen = {(start, end, code_id, coder) for _, start, end, code_id, coder, _ in places_taken({source.pk})}
    for one in waiting:
        code = codes.get(str(one.get("code", "")))
        try:
            start, end = (int(place) for place in places.back([one["start"], one["end"]]))
            span = span_in(source.text, start, end)
        except LarasError:
            left.append(one)
            continue
        if code is None or (place := (*span, code.pk, one.get("coder") or by.login)) in seen:
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
    )

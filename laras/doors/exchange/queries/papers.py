"""What a paper says: codings under their codes, and the codebook with its definitions."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.base.ui.names import aspect_name, polarity_word
from laras.doors.exchange.paper import Block, dotted, quotes
from laras.doors.exchange.queries.rows import CodingsOut
from laras.doors.exchange.tables_out import CodeOut
from laras.stages.coding.models import Code
from laras.stages.coding.queries import codes_of, visible_codings
from laras.stages.evidence.models import Study


def codes_table(study: Study, *, by: Actor) -> list[CodeOut]:
    """Return the codebook in the order of its tree, with how many codings of each code `by` may see."""
    codes = codes_of(study.pk)
    rows = visible_codings(study, by).order_by().values_list("code_id").annotate(n=Count("id"))
    counts: Mapping[uuid.UUID, int] = dict(rows)
    below: dict[uuid.UUID | None, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent_id].append(code)

    def walk(parent: Code | None, level: int) -> Iterator[CodeOut]:
        for code in below[parent.pk if parent else None]:
            yield CodeOut(
                level,
                code.name,
                _in_language(code.label),
                parent.name if parent else "",
                code.aspect,
                code.indicator,
                _in_language(code.definition),
                code.version,
                counts.get(code.pk, 0),
            )
            yield from walk(code, level + 1)

    return list(walk(None, 1))


def _in_language(words: Mapping[str, str]) -> str:
    return str(words.get(get_language() or "id") or words.get("id") or "")


def codebook_paper(study: Study, rows: list[CodeOut]) -> list[Block]:
    """Return the codebook as blocks: aspects as headings, each code with definition, version and number of codings."""
    blocks = [Block("title", _("Codebook of {study}").format(study=study.name)), _today()]
    for row in rows:
        name = f"{row.name} {row.label}" if row.indicator else row.label or row.name
        blocks.append(Block("heading" if row.level == 1 else "under", name))
        if row.level > 2:
            blocks.append(Block("line", _("below {name}").format(name=row.parent)))
        if row.definition:
            blocks.append(Block("text", row.definition))
        count = ngettext("{n} coding", "{n} codings", row.codings).format(n=row.codings)
        blocks.append(Block("line", dotted([_("version {n}").format(n=row.version), count])))
    return blocks


def codings_paper(study: Study, found: CodingsOut) -> list[Block]:
    """Return the codings as blocks under their codes: the quote, then source, line, direction, coder, and what was settled."""
    blocks = [Block("title", _("Codings of {study}").format(study=study.name)), _today()]
    if found.left_out.quotes:
        n = found.left_out.quotes
        told = ngettext(
            "{n} quote is left empty: the consent does not allow it.",
            "{n} quotes are left empty: the consent does not allow them.",
            n,
        )
        blocks.append(Block("text", told.format(n=n)))
    by_code: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(found.rows):
        by_code[row.aspect, row.indicator].append(number)
    aspect = None
    for key in sorted(by_code):
        if key[0] != aspect:
            aspect = key[0]
            blocks.append(Block("heading", aspect_name(aspect) if aspect else _("Without an aspect")))
        blocks.append(Block("under", key[1]))
        for number in by_code[key]:
            blocks += _passage(found, number)
    return blocks


def _passage(found: CodingsOut, number: int) -> Iterator[Block]:
    row = found.rows[number]
    yield Block("quote", quotes(row.quote) if row.quote else "–")
    line = _("line {n}").format(n=found.lines[number]) if number in found.lines else ""
    when = date_format(localtime(row.created), "SHORT_DATE_FORMAT")
    yield Block("line", dotted([row.source, line, polarity_word(row.polarity), row.coder, when]))
    settled = found.settled.get(number)
    if settled is not None:
        told = _("Settled by {who}: {reason}").format(who=settled.settled_by, reason=settled.settlement_reason or "–")
        yield Block("line", told)


def _today() -> Block:
    return Block("line", _("Written by Laras on {day}").format(day=date_format(clock.today(), "DATE_FORMAT")))

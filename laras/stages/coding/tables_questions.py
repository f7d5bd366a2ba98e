"""Tables of numbers as they are drawn and as they are downloaded; the words of a question.

Five thousand cells are written here in one go: a loop in a template takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day, number
from laras.base.ui.signs import letter
from laras.base.ui.tokens import LOOK
from laras.stages.coding.forms.questions import COUNT_WORDS, NEAR_WORDS, direction_choices
from laras.stages.coding.queries.questions import (
    HEARD,
    NO_SOURCE,
    NOT_ASKED,
    NOT_READ,
    SILENT,
    Column,
    Line,
    Question,
    Table,
)
from laras.stages.coding.writers_questions import Cell
from laras.stages.evidence.queries.words import KINDS

TABLE_WORDS = {
    "informant": gettext_lazy("Codes by informant"),
    "kind": gettext_lazy("Codes by kind of source"),
    "attribute": gettext_lazy("Codes by attribute"),
    "codes": gettext_lazy("Codes by code"),
    "givers": gettext_lazy("Aspects by direction and giver"),
    "coverage": gettext_lazy("Residents by aspect"),
}
STATE_WORDS = {
    SILENT: gettext_lazy("no evidence yet"),
    NOT_READ: gettext_lazy("source not read yet"),
    NOT_ASKED: gettext_lazy("not asked"),
    NO_SOURCE: gettext_lazy("no such source"),
}
STATE_SIGNS = {SILENT: "○", NOT_READ: "…", NOT_ASKED: "×", NO_SOURCE: ""}
STEPS = 3  # of tint
ENOUGH_FOR_PERCENT = 10


def address_of(question: Question, **changes: str | Sequence[str]) -> str:
    """Return the query string of a question, without what is usual, with `changes` ('' takes one away)."""
    narrowed = question.narrowed
    values: dict[str, str | Sequence[str]] = {
        "table": question.table,
        "count": "" if question.count == "codings" else question.count,
        "direction": narrowed.direction,
        "kind": narrowed.kind,
        "since": narrowed.since.isoformat() if narrowed.since else "",
        "until": narrowed.until.isoformat() if narrowed.until else "",
        "attribute": question.attribute if question.table == "attribute" else "",
        "near": question.nearness if question.table == "codes" and question.nearness != "overlap" else "",
        "lines": str(question.gap) if question.table == "codes" and question.nearness == "lines" else "",
        "open": sorted(question.opened),
    }
    return urlencode({name: value for name, value in {**values, **changes}.items() if value}, doseq=True)


def anchor(key: str) -> str:
    """Return the place of a row on its page."""
    return "l-" + re.sub(r"\W+", "-", key)


def grid(table: Table) -> SafeString:
    """Write a table: a number is a link to the quotes behind it, its tint says how large it is among the others."""
    base = escape(address_of(table.question))
    body = "".join(_row(table, place, base) for place in range(len(table.lines)))
    written = f"<thead>{_head(table)}</thead><tbody>{body}</tbody>{_foot(table)}"
    return mark_safe(written)  # noqa: S308  # every word in it was escaped where it was put in


def _head(table: Table) -> str:
    first = _("Resident") if table.states else _("Code")
    total = f'<th scope="col" class="c total" rowspan="{{}}">{escape(_total_word(table))}</th>'
    groups = [(name, list(own)) for name, own in groupby(table.columns, key=lambda one: one.group)]
    is_grouped = table.question.table in ("givers", "coverage")
    names = "".join(_column_head(one, table.question) for one in table.columns)
    if not is_grouped:
        return f'<tr><th scope="col">{escape(first)}</th>{names}{total.format(1)}</tr>'
    upper = "".join(
        f'<th scope="colgroup" colspan="{len(own)}" class="c edge {_css(own[0].aspect)}">{escape(name)}</th>'
        for name, own in groups
    )
    return f'<tr><th scope="col" rowspan="2">{escape(first)}</th>{upper}{total.format(2)}</tr><tr>{names}</tr>'


def _column_head(column: Column, question: Question) -> str:
    """Write the head of a column; the role of an informant and the aspect of a code stand in small beside it."""
    below = column.group if question.table == "informant" else ""
    if question.table == "codes" and column.key.startswith("aspect:") and column.aspect:
        return f'<th scope="col" class="c {_css(column.aspect)}">{letter(column.aspect)}</th>'
    name = column.key if question.table == "codes" and not column.key.startswith("aspect:") else column.label
    small = f'<span class="under">{escape(below)}</span>' if below else ""
    return f'<th scope="col" class="c">{escape(name)}{small}</th>'


def _css(aspect: str) -> str:
    return LOOK[aspect].css if aspect else ""


def _row(table: Table, place: int, base: str) -> str:
    line, numbers = table.lines[place], table.numbers[place]
    row = escape(urlencode({"row": line.key}))
    start = f'" href="kutipan/?{base}&amp;{row}&amp;column='
    most, cells = table.most, []
    by_informant = table.question.count == "informants"
    for at, (value, column) in enumerate(zip(numbers, table.columns, strict=True)):
        if value:
            words = _share(value, column.of) if by_informant else number(value)
            place_of = escape(_quoted(column.key))
            cells.append(f'<td class="c"><a class="h{_step(value, most)}{start}{place_of}">{words}</a></td>')
        else:
            cells.append(_nought(table.states[place][at] if table.states else ""))
    total = table.totals[place]
    whole = _share(total, table.of) if by_informant and table.question.table != "codes" else number(total)
    last = (
        f'<td class="c total"><a href="kutipan/?{base}&amp;{row}">{whole}</a></td>'
        if total
        else '<td class="c z total">0</td>'
    )
    css = " ".join(part for part in (_css(line.aspect), "upper" if line.depth == 0 else "lower") if part)
    return f'<tr id="{escape(anchor(line.key))}" class="{css}">{_row_head(table, line)}{"".join(cells)}{last}</tr>'


def _quoted(key: str) -> str:
    return urlencode({"": key})[1:]


def _row_head(table: Table, line: Line) -> str:
    name = f"<b>{escape(line.code_name)}</b> {escape(line.label)}" if line.code_name else escape(line.label)
    if table.states or line.depth:
        return f'<th scope="row">{name}</th>'
    opened, own = table.question.opened, line.aspect or "none"
    is_open = table.question.is_open(line.aspect)
    left = (
        sorted(opened - {own, "all"})
        if "all" not in opened
        else [one.aspect or "none" for one in table.lines if one.depth == 0 and one.aspect != line.aspect]
    )
    target = address_of(table.question, open=left if is_open else [*left, own])
    sign = letter(line.aspect) if line.aspect else ""
    return (
        f'<th scope="row"><a class="fold" aria-expanded="{"true" if is_open else "false"}" '
        f'href="?{escape(target)}#{escape(anchor(line.key))}">{sign}<span>{name}</span></a></th>'
    )


def _nought(state: str) -> str:
    if not state or state == HEARD:
        return '<td class="c z">0</td>'
    said = escape(str(STATE_WORDS[state]))
    return f'<td class="c z {state}"><span role="img" aria-label="{said}">{STATE_SIGNS[state]}</span></td>'


def _step(value: int, most: int) -> int:
    """Return the tint of a number, 1 to 3: its third of the way to the largest one."""
    return min(STEPS, 1 + (value - 1) * STEPS // most) if most > 1 else 1


def _share(value: int, of: int | None) -> str:
    """Write how many informants of how many; a percentage only from ten on, below it says more than is known."""
    if of is None:
        return number(value)
    if of < ENOUGH_FOR_PERCENT:
        return f"{number(value)}/{number(of)}" if of > 1 else number(value)
    return f'{number(value)}/{number(of)}<span class="under">{number(100 * value / of)} %</span>'


def _total_word(table: Table) -> str:
    return _("Codings in all") if table.question.table == "codes" else _("Total")


def _foot(table: Table) -> str:
    if not table.sums:
        return ""
    whole = table.codings if table.question.count == "codings" else table.of
    cells = "".join(f'<td class="c">{number(value)}</td>' for value in table.sums)
    return f'<tfoot><tr><th scope="row">{escape(_("Total"))}</th>{cells}<td class="c total">{number(whole)}</td></tr></tfoot>'


def plain_rows(table: Table) -> list[list[Cell]]:
    """Return the table for a spreadsheet: a head, then a row a line; silences in words."""
    first = _("Resident") if table.states else _("Code")
    head: list[Cell] = [first] if table.states else [first, _("Name"), _("Aspect")]
    head += [f"{one.group}: {one.label}" if one.group else one.label for one in table.columns]
    rows = [[*head, _total_word(table)]]
    for place, line in enumerate(table.lines):
        names: list[Cell] = [line.key]
        if not table.states:
            aspect = aspect_name(line.aspect) if line.aspect else ""
            names = ["" if line.depth == 0 else line.key, line.label, aspect]
        cells: list[Cell] = list(table.numbers[place])
        if table.states:
            cells = [
                value or str(STATE_WORDS.get(state, 0))
                for value, state in zip(table.numbers[place], table.states[place], strict=True)
            ]
        rows.append([*names, *cells, table.totals[place]])
    return rows


def words_of(question: Question, attribute: str = "") -> list[tuple[str, str]]:
    """Return name and value of everything that a question says, in the language of the page."""
    narrowed = question.narrowed
    found = [(_("Table"), str(TABLE_WORDS[question.table]))]
    if question.table == "attribute" and attribute:
        found.append((_("Attribute"), attribute))
    if question.table != "coverage":
        found.append((_("Count"), str(COUNT_WORDS[question.count])))
    if question.table == "codes":
        near = str(NEAR_WORDS[question.nearness])
        lines = ngettext("at most %(n)d line between", "at most %(n)d lines between", question.gap) % {
            "n": question.gap
        }
        found.append((_("Together means"), lines if question.nearness == "lines" else near))
    if narrowed.direction:
        found.append((_("Direction"), dict(direction_choices())[narrowed.direction]))
    if narrowed.kind:
        found.append((_("Kind of source"), str(KINDS[narrowed.kind][0])))
    if narrowed.since:
        found.append((_("From"), day(narrowed.since)))
    if narrowed.until:
        found.append((_("Until"), day(narrowed.until)))
    return found

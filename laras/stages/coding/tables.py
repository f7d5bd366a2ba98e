"""Codes, codings and coefficients as they are drawn, so that a template only draws."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.store.shelf import Shelf
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import language
from laras.domain.aspects import ASPECT_CODES, GIVER_LABELS, TAXONOMY, Indicator, suggest
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries import CodeNode, Passage, line_numbers, walk
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import ReadingLine
from laras.stages.evidence.queries import lines as reading_lines

INDICATORS: Mapping[str, Indicator] = {one.code: one for one in TAXONOMY.indicators}
BLOCK = 20


def word(words: Mapping[str, str], otherwise: str = "") -> str:
    """Return a text in the language of the page."""
    return words.get(language()) or otherwise


def code_name(code: Code) -> str:
    """Return the short name of a code in the language of the page."""
    return word(code.label, code.name)


def coding_json(coding: Coding, key: str, by: Actor) -> dict[str, Any]:
    """Return a coding as the script of the workspace reads it; its words stand in the text there."""
    return {
        "id": str(coding.pk),
        "start": coding.start,
        "end": coding.end,
        "code": key,
        "aspect": coding.code.aspect,
        "polarity": coding.polarity,
        "giver": coding.giver,
        "coder": coding.coder,
        "mine": coding.coder == by.login,
        "memo": coding.memo,
        "old": coding.code_version if coding.code_version < coding.code.version else None,
    }


# Laying out and writing 300 KB takes longer than all the rest of the page; the same text gives the same lines.
_WRITTEN: Shelf[tuple[uuid.UUID, str, str, str], SafeString] = Shelf(32 * 1024 * 1024)


def transcript_of(source: Source, between: str = "\n") -> SafeString:
    """Return the written lines of a source; whoever calls has asked for the right to read it.

    Kept in memory only, under the fingerprint of the text and of who speaks when.
    """
    turns = repr((source.speakers, source.times))
    key = (source.pk, source.sha256, hashlib.sha256(turns.encode()).hexdigest(), between)
    kept = _WRITTEN.get(key)
    if kept is None:
        kept = transcript(reading_lines(source), between)
        _WRITTEN.put(key, kept, 2 * len(kept))
    return kept


def transcript(lines: Iterable[ReadingLine], between: str = "\n") -> SafeString:
    """Write the lines of a source; thousands of them in some milliseconds, which a template loop cannot.

    `between` stands after every 20 lines.
    """
    written = [
        f'<li id="b{line.number}" data-start="{line.start}" data-end="{line.end}"'
        f'{" class=q" if line.is_question else ""}><span class="ln">{line.number}</span>'
        f'<span class="sp">{escape(line.speaker, quote=False)}</span>'
        f'<span class="tx">{escape(line.text, quote=False)}</span></li>'
        for line in lines
    ]
    # In lists of their own, so that the browser lays out only those near the window.
    blocks = ["\n".join(written[at : at + BLOCK]) for at in range(0, len(written), BLOCK)]
    return mark_safe(between.join(blocks))  # noqa: S308  # numbers and escaped words


@dataclass(frozen=True)
class CodeButton:
    """A code in the codebook of the workspace; `words` are what it is found by besides its name."""

    code: str
    number: str
    name: str
    there: int
    lacking: int
    words: str = ""


@dataclass(frozen=True)
class CodeGroup:
    """The usable codes of an aspect, '' for those without one."""

    aspect: str
    name: str
    total: int
    codes: tuple[CodeButton, ...]


def code_groups(nodes: Iterable[CodeNode]) -> list[CodeGroup]:
    """Return the codes that may be given, under the five aspects; those without an aspect last."""
    every = list(walk(nodes))
    groups = []
    for aspect in (*ASPECT_CODES, ""):
        # The aspect itself is the heading of its group, never a code to give.
        own = [node for node in every if node.code.aspect == aspect]
        usable = [node for node in own if node.code.retired_at is None and not _is_heading(node.code)]
        if usable:
            name = aspect_name(aspect) if aspect else _("Without an aspect")
            groups.append(CodeGroup(aspect, name, sum(node.total for node in own), tuple(map(_button, usable))))
    return groups


def _is_heading(code: Code) -> bool:
    return code.parent_id is None and code.name == code.aspect


def _button(node: CodeNode) -> CodeButton:
    number = node.code.indicator.rpartition("-")[2]
    name = code_name(node.code) if number else node.key
    # What it is found by besides: its name in the other language too, and its aspect.
    words = " ".join(dict.fromkeys((*node.code.label.values(), node.code.aspect and aspect_name(node.code.aspect))))
    return CodeButton(node.key, number, name, node.there, node.lacking, words.strip())


def code_choices(groups: Iterable[CodeGroup]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the codes as choices of a form, by aspect."""
    return [
        (group.name, [(one.code, f"{one.code} {one.name}" if one.number else one.name) for one in group.codes])
        for group in groups
    ]


def givers() -> list[dict[str, str]]:
    """Return code and word of every giver."""
    return [{"code": code, "label": text.get(language())} for code, text in GIVER_LABELS.items()]


@dataclass(frozen=True)
class Suggestion:
    """A code that the words of a passage hint at, with the cue words found."""

    code: str
    name: str
    cues: tuple[str, ...]


def suggestions(words: str, groups: Iterable[CodeGroup]) -> list[Suggestion]:
    """Return the codes of the codebook that a passage hints at, best first; a hint only, nothing is coded by it."""
    names = {one.code: one.name for group in groups for one in group.codes}
    return [Suggestion(code, names[code], cues) for code, cues in suggest(words) if code in names]


@dataclass(frozen=True)
class CodingRow:
    """A coding in a list; `quote` is '' where it must not be shown, `line` 0 where no text is kept."""

    coding: Coding
    key: str
    name: str
    quote: str
    quotable: bool
    line: int
    giver: str
    mine: bool
    old: int | None = None


def coding_rows(
    codings: Sequence[Coding],
    keys: Mapping[uuid.UUID, str],
    sources: Mapping[uuid.UUID, Source],
    quotable: set[uuid.UUID],
    by: Actor,
) -> list[CodingRow]:
    """Return the rows of a list; `sources` holds those whose text may be opened for the line numbers."""
    numbers = _lines_of(codings, sources)
    return [
        CodingRow(
            coding=one,
            key=keys[one.code_id],
            name=code_name(one.code),
            quote=one.quote if one.source_id in quotable else "",
            quotable=one.source_id in quotable,
            line=numbers.get(one.pk, 0),
            giver=GIVER_LABELS[one.giver].get(language()),
            mine=one.coder == by.login,
            old=one.code_version if one.code_version < one.code.version else None,
        )
        for one in codings
    ]


def _lines_of(codings: Sequence[Coding], sources: Mapping[uuid.UUID, Source]) -> dict[uuid.UUID, int]:
    found: dict[uuid.UUID, int] = {}
    for pk, source in sources.items():
        own = [one for one in codings if one.source_id == pk]
        if source.text:
            found |= zip([one.pk for one in own], line_numbers(source, [one.start for one in own]), strict=True)
    return found


@dataclass(frozen=True)
class PassageRow:
    """A passage judged differently: its words ('' where they must not be shown), and each coder's judgement."""

    source: Source
    line: int
    words: str
    quotable: bool
    sides: tuple[tuple[str, list[CodingRow]], ...]


def passage_rows(
    passages: Sequence[Passage],
    keys: Mapping[uuid.UUID, str],
    sources: Mapping[uuid.UUID, Source],
    quotable: set[uuid.UUID],
    by: Actor,
) -> list[PassageRow]:
    """Return the rows of the page of disagreements."""
    codings = [one for passage in passages for side in passage.sides for one in side.codings]
    rows = {row.coding.pk: row for row in coding_rows(codings, keys, sources, quotable, by)}
    found = []
    for passage in passages:
        source = sources[passage.source_id]
        may = passage.source_id in quotable
        sides = tuple((side.coder, [rows[one.pk] for one in side.codings]) for side in passage.sides)
        words = source.text[passage.start : passage.end] if may else ""
        line = min((row.line for _, side in sides for row in side), default=0)
        found.append(PassageRow(source, line, words, may, sides))
    return found

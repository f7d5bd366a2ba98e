"""Codings made elsewhere: each quote is found in its source, or refused with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from laras.base.access.actor import Actor
from laras.domain.errors import N_, Conflict, LarasError, NotAllowed, NotFound
from laras.stages.coding.actions.codebook import open_codebook
from laras.stages.coding.actions.coding import MOST_AT_ONCE, NewCoding, add_codings
from laras.stages.coding.models import Code, Coding
from laras.stages.coding.queries import code_keys, codes_of, places_taken, quote_place
from laras.stages.coding.rules import TWICE, coder_name, known_words, must_be_readable, must_be_usable, span_in
from laras.stages.evidence.models import Source, Study


@dataclass(frozen=True)
class QuoteRow:
    """One row of a table of codings; `row` is its number there, `source` a name with or without its ending."""

    row: int
    source: str
    quote: str
    indicator: str
    polarity: str
    coder: str
    giver: str = ""
    memo: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken in, and why."""

    row: int
    error: LarasError


@dataclass(frozen=True)
class CodedQuotes:
    """What became of a table: codings made, rows refused, each in the order of the table."""

    made: list[Coding] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


def code_quotes(study: Study, *, rows: Sequence[QuoteRow], by: Actor) -> CodedQuotes:
    """Make a coding of every row whose quote stands exactly once in its source; refuse the others with a reason.

    The codebook is opened where the study has none. No `@action` of its own: codings are added in pieces of 500, each
    a deed with its own transaction.
    """
    if not by.may("evidence.import"):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))
    if not Code.objects.filter(study=study).exclude(indicator="").exists():
        open_codebook(study, by=by)
    finder = _Finder(study, by)
    news: list[NewCoding] = []
    result = CodedQuotes()
    for row in rows:
        try:
            news.append(finder.found(row))
        except LarasError as error:
            result.refused.append(RefusedRow(row.row, error))
    for first in range(0, len(news), MOST_AT_ONCE):
        result.made.extend(add_codings(study, codings=news[first : first + MOST_AT_ONCE], by=by))
    return result


code_quotes.permission = "evidence.import"  # type: ignore[attr-defined]  # read by the test that walks the actions


class _Finder:
    """The sources and codes of a study, and the places that are taken."""

    def __init__(self, study: Study, by: Actor) -> None:
        self.by = by
        self.study = study
        sources = list(Source.objects.filter(study=study, removed_at__isnull=True).order_by("position", "id"))
        self.by_name = {source.name: source for source in sources}
        self.by_stem = _unique(sources)
        codes = codes_of(study.pk)
        keys = code_keys(codes)
        self.codes = {keys[code.pk]: code for code in codes} | {code.indicator: code for code in codes}
        self.taken = places_taken({source.pk for source in sources})

    def found(self, row: QuoteRow) -> NewCoding:
        """Return the coding of a row; raises a LarasError that says what is wrong with it."""
        source = self._source(row.source)
        must_be_readable(source)
        code = self.codes.get(row.indicator) if row.indicator else None
        if code is None:
            raise NotFound(
                N_("There is no code “{code}” in this study. Choose one from the codebook."), code=row.indicator
            )
        must_be_usable(code, self.study)
        giver = row.giver.strip() or "worker"
        known_words(row.polarity, giver, row.memo)
        start, end = span_in(source.text, *quote_place(source, row.quote))
        coder = coder_name(row.coder, self.by)
        place = (source.pk, start, end, code.pk, coder, 1)
        if place in self.taken:
            raise Conflict(TWICE)
        self.taken.add(place)
        return NewCoding(source, start, end, code, row.polarity, giver, row.memo, coder)

    def _source(self, name: str) -> Source:
        source = self.by_name.get(name) or self.by_stem.get(_stem(name))
        if source is None:
            raise NotFound(N_("There is no source “{name}” in this study. Check the name."), name=name)
        return source


def _stem(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    bare = name[: -len(suffix)] if 2 <= len(suffix) <= 5 and suffix[1:].isalnum() else name
    return bare.strip().casefold()


def _unique(sources: Sequence[Source]) -> Mapping[str, Source]:
    """Sources by stem; a stem that two share names neither."""
    times = Counter(_stem(source.name) for source in sources)
    return {_stem(source.name): source for source in sources if times[_stem(source.name)] == 1}

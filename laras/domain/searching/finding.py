"""Where a query is met in a text."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from laras.domain.searching.folding import fold, unfolded
from laras.domain.searching.query import And, Near, Node, Not, Or, Pattern, Phrase, Query, Word

Span = tuple[int, int]
ENCLITIC = "nya"
MOST_HITS = 20_000

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Prepared:
    """A text made ready to be searched more than once; `places` as `fold` gives them."""

    text: str
    folded: str
    places: Sequence[int] | None

    @property
    def size(self) -> int:
        """The bytes it takes in memory."""
        return sum(sys.getsizeof(part) for part in (self.text, self.folded, self.places))


def prepared(text: str) -> Prepared:
    """Return a text made ready."""
    return Prepared(text, *fold(text))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def pattern_spans(pattern: str, text: str) -> list[Span]:
    """Return where a regular expression is met, at most 20,000 places; may take as long as it likes."""
    found: list[Span] = []
    for met in _compiled(pattern).finditer(text):
        if met.end() > met.start():
            found.append(met.span())
        if len(found) >= MOST_HITS:
            break
    return found


def find(
    query: Query,
    text: str | Prepared,
    *,
    by_line: bool = False,
    patterns: Mapping[str, Iterable[Span]] | None = None,
) -> list[Span]:
    """Return the places (code points, end exclusive) that meet a query, in order; those that overlap as one.

    AND and NOT are asked of the whole text, with `by_line` of each of its lines (the paragraphs and turns of a
    source). Without `patterns` (the places of each regular expression, found elsewhere) they are looked for here, and
    nothing bounds the time that takes. An empty list where the query is not met.
    """
    ready = text if isinstance(text, Prepared) else prepared(text)
    return _Search(ready, by_line, patterns).places(query.root)


def matches(query: Query, text: str) -> bool:
    """Tell whether a text meets a query."""
    return bool(find(query, text))


class _Search:
    """One query over one text. Units are the lines, or the one text; spans are places in the folded text."""

    def __init__(self, ready: Prepared, by_line: bool, patterns: Mapping[str, Iterable[Span]] | None) -> None:
        self._ready = ready
        self._folded = ready.folded
        self._patterns = patterns
        breaks = [met.end() for met in re.finditer("\n", ready.folded)] if by_line else []
        self._starts = [0, *breaks]
        self._words: list[int] | None = None

    def places(self, root: Node) -> list[Span]:
        _, spans = self._met(root)
        length = len(self._ready.text)
        return _joined(unfolded(start, end, self._ready.places, length) for start, end in spans)

    def _unit(self, span: Span) -> int:
        return bisect_right(self._starts, span[0]) - 1

    def _met(self, node: Node) -> tuple[set[int], list[Span]]:
        """Return the units in which a node holds, and the places in them that it is about."""
        match node:
            case And(parts):
                every = [self._met(part) for part in parts]
                units = set.intersection(*(units for units, _ in every))
                return units, [span for _, spans in every for span in spans if self._unit(span) in units]
            case Or(parts):
                every = [self._met(part) for part in parts]
                return set().union(*(units for units, _ in every)), [span for _, spans in every for span in spans]
            case Not(part):
                return set(range(len(self._starts))) - self._met(part)[0], []
        spans = self._spans(node)
        return {self._unit(span) for span in spans}, spans

    def _spans(self, node: Node) -> list[Span]:
        match node:
            case Word():
                return _word_spans(self._folded, node)
            case Phrase(words):
                return _phrase_spans(self._folded, words)
            case Pattern(source):
                return self._pattern(source)
            case Near(left, right, most):
                return self._near(self._spans(left), self._spans(right), most)
            case Or(parts):
                return [span for part in parts for span in self._spans(part)]
        raise AssertionError(node)  # parse() lets nothing else stand beside NEAR

    def _pattern(self, source: str) -> list[Span]:
        known = self._patterns
        found = list(known.get(source, ())) if known is not None else pattern_spans(source, self._ready.text)
        places = self._ready.places
        if places is None:
            return [(start, end) for start, end in found]
        return [(bisect_left(places, start), bisect_left(places, end)) for start, end in found]

    def _near(self, left: list[Span], right: list[Span], most: int) -> list[Span]:
        if not left or not right:
            return []
        if self._words is None:
            self._words = [met.start() for met in _WORD.finditer(self._folded)]
        pairs = (*self._with_one_near(left, right, most), *self._with_one_near(right, left, most))
        return sorted(set(pairs))

    def _with_one_near(self, spans: list[Span], others: list[Span], most: int) -> Iterator[Span]:
        """Yield the spans whose nearest other, before or behind, is near enough; overlapping ones are no pair."""
        starts = sorted(start for start, _ in others)
        ends = sorted(end for _, end in others)
        for start, end in spans:
            behind, before = bisect_left(starts, end), bisect_right(ends, start) - 1
            is_near = behind < len(starts) and self._between(end, starts[behind]) <= most
            if is_near or (before >= 0 and self._between(ends[before], start) <= most):
                yield start, end

    def _between(self, end: int, start: int) -> int:
        """Return how many words begin between two places."""
        assert self._words is not None
        return bisect_left(self._words, start) - bisect_left(self._words, end)


def _is_letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and (text[place].isalnum() or text[place] == "_")


def _word_end(text: str, place: int, word: Word) -> int:
    """Return where the word that has its letters up to `place` ends; -1 where it is another word."""
    if not _is_letter(text, place):
        return place
    if word.begins:
        met = _WORD.match(text, place)
        return met.end() if met else place
    if not word.exact and text.startswith(ENCLITIC, place) and not _is_letter(text, place + len(ENCLITIC)):
        return place + len(ENCLITIC)
    return -1


def _word_spans(text: str, word: Word) -> list[Span]:
    """Return where a word stands. Looking for the letters first is many times faster than a pattern with edges."""
    found = []
    place, size = text.find(word.letters), len(word.letters)
    while place >= 0:
        end = -1 if _is_letter(text, place - 1) else _word_end(text, place + size, word)
        if end >= 0:
            found.append((place, end))
        place = text.find(word.letters, max(end, place + 1))
    return found


def _phrase_spans(text: str, words: tuple[Word, ...]) -> list[Span]:
    found = []
    for start, first_end in _word_spans(text, words[0]):
        end = first_end
        for word in words[1:]:
            while end < len(text) and not _is_letter(text, end):
                end += 1
            end = _word_end(text, end + len(word.letters), word) if text.startswith(word.letters, end) else -1
            if end < 0:
                break
        if end >= 0:
            found.append((start, end))
    return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found

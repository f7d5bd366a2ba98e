"""Quotes as a report prints them: the words, or a sentence in their place, and where they stand."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.names import polarity_word
from laras.base.ui.phrases import language
from laras.domain.aspects import indicator
from laras.domain.offsets import layout
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import WIDTH, quotable_source_ids
from laras.stages.evidence.queries.words import KINDS


@dataclass(frozen=True)
class Place:
    """Where a passage stands: its lines on the reading page, its paragraph in the text; `intact` while it still does."""

    first: int
    last: int
    paragraph: int
    intact: bool


class Citations:
    """The passages a report quotes, placed in their sources and asked for consent; each text is opened once."""

    def __init__(self, study: Study, codings: Iterable[Coding]) -> None:
        cited = {coding.pk: coding for coding in codings}
        self._quotable = quotable_source_ids(study)
        by_source: dict[uuid.UUID, list[Coding]] = defaultdict(list)
        for coding in cited.values():
            by_source[coding.source_id].append(coding)
        open_ones = Source.objects.filter(pk__in=set(by_source) & self._quotable).defer("pending", "setting")
        self._places: dict[uuid.UUID, Place] = {}
        for source in open_ones.order_by("position", "id"):
            self._places |= places_in(source.text, by_source[source.pk])
        self.quoted = tuple(sorted(str(pk) for pk in set(by_source) & self._quotable))
        self.hidden = sum(coding.source_id not in self._quotable for coding in cited.values())

    def printed(self, coding: Coding, relation: str = "") -> dict[str, Any]:
        """Return one quote in values; `text` is '' and `hidden` says why where it may not be shown."""
        shown = coding.source_id in self._quotable
        informant = coding.source.informant
        return {
            "text": coding.quote if shown else "",
            "hidden": "" if shown else _("The quote is not shown: there is no consent to quote."),
            "source": coding.source.name,
            "kind": str(KINDS[coding.source.kind][0]),
            "who": f"{informant.code}, {informant.role}" if informant else "",
            "where": self._where(coding) if shown else "",
            "aspect": coding.code.aspect,
            "code": _code_words(coding),
            "polarity": coding.polarity,
            "polarity_word": polarity_word(coding.polarity),
            "relation": relation,
        }

    def _where(self, coding: Coding) -> str:
        place = self._places.get(coding.pk)
        if place is None:
            return _("the whole source")
        words = {"first": place.first, "last": place.last, "paragraph": place.paragraph}
        if not place.intact:
            return _("the source was changed since")
        if place.first == place.last:
            return _("line %(first)d, paragraph %(paragraph)d") % words
        return _("lines %(first)d–%(last)d, paragraph %(paragraph)d") % words


def places_in(text: str, codings: Iterable[Coding]) -> dict[uuid.UUID, Place]:
    """Return where each coding of one source stands; nothing for one that judges a source without text."""
    if not text:
        return {}
    starts = [line.start for line in layout(text, WIDTH)]
    paragraphs = [at for at, before in _paragraphs(text) if before]
    return {
        coding.pk: Place(
            first=bisect_right(starts, coding.start),
            last=bisect_right(starts, max(coding.start, coding.end - 1)),
            paragraph=max(1, bisect_right(paragraphs, coding.start)),
            intact=text[coding.start : coding.end] == coding.quote,
        )
        for coding in codings
    }


def _paragraphs(text: str) -> Iterable[tuple[int, bool]]:
    """Yield where each line of the text begins and whether anything stands in it: blank ones are not counted."""
    at = 0
    for line in text.split("\n"):
        yield at, bool(line.strip())
        at += len(line) + 1


def _code_words(coding: Coding) -> str:
    if coding.code.indicator:
        return f"{coding.code.indicator} {indicator(coding.code.indicator).short.get(language())}"
    return coding.code.name

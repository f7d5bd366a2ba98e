"""A small study whose tables can be counted by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.questions import Narrowed, Question, Table
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import code

WORDS = "satu dua tiga empat lima enam tujuh\ndelapan sembilan sepuluh\n\nsebelas dua belas"
SPANS = {word: (WORDS.index(word), WORDS.index(word) + len(word)) for word in WORDS.split() if word != "dua"}


def moment(day: int, month: int = 3) -> dt.datetime:
    return dt.datetime(2026, month, day, 3, tzinfo=dt.UTC)


@dataclass
class Corpus:
    """P1 works here, K1 is the client of the cast; an interview of each, a document of nobody, one never coded."""

    study: Study
    worker: Informant
    client: Informant
    first: Source
    second: Source
    document: Source
    unread: Source
    by: Actor

    def coded(self, source: Source, words: str, key: str, polarity: str = "given", giver: str = "worker") -> Coding:
        """Code one word, or from the first of two words to the end of the second."""
        ends = [SPANS[word] for word in words.split()]
        made: Coding = actions.add_coding(
            source,
            start=ends[0][0],
            end=ends[-1][1],
            code=code(self.study, key),
            polarity=polarity,
            giver=giver,
            by=self.by,
        )
        return made


def corpus(study: Study, cast: Cast, by: Actor) -> Corpus:
    """Return the study with nine codings: five of the first interview, three of the second, one of the document."""
    worker = evidence.add_informant(study, code="P1", role="Pekerja sosial", years=4, by=by)
    client = evidence.add_informant(study, code="K1", role="Penerima manfaat", client=cast.client, by=by)

    def source(name: str, kind: str, informant: Informant | None = None, at: dt.datetime | None = None) -> Source:
        made: Source = evidence.add_source(
            study, name=name, kind=kind, text=WORDS, informant=informant, happened_at=at, by=by
        )
        return made

    made = Corpus(
        study,
        worker,
        client,
        source("Wawancara 1", "interview", worker, moment(2)),
        source("Wawancara 2", "interview", client, moment(20)),
        source("Dokumen", "document"),
        source("Wawancara 3", "interview", client, moment(25)),
        by,
    )
    made.coded(made.first, "satu", "EMO-01")
    made.coded(made.first, "satu tiga", "EMO-02")
    made.coded(made.first, "empat", "EMO-01", "lacking")
    made.coded(made.first, "lima", "INF-02", "lacking", "family")
    made.coded(made.first, "delapan", "INF-02")
    made.coded(made.second, "satu", "EMO-01", "received", "peer")
    made.coded(made.second, "satu", "INF-02", "harmful")
    made.coded(made.second, "sebelas", "GRP-01")
    made.coded(made.document, "sepuluh", "INF-02")
    return made


def asked(table: str, **values: Any) -> Question:
    narrowed = Narrowed(**{name: values.pop(name) for name in list(values) if name in Narrowed.__dataclass_fields__})
    return Question(table=table, narrowed=narrowed, **values)


def used(table: Table) -> dict[str, dict[str, int]]:
    """The table without its noughts."""
    found = {
        line.key: {one.key: n for one, n in zip(table.columns, row, strict=True) if n}
        for line, row in zip(table.lines, table.numbers, strict=True)
    }
    return {key: row for key, row in found.items() if row}

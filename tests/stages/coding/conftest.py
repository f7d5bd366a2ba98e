"""A study with an open codebook and one interview, coded by a researcher and an auditor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.models import Code, Coding, Round
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

TEXT = (
    "T: Kalau soal obat, siapa yang menjelaskan?\n"
    "P1: Tapi menjelaskan itu untuk apa 😊, terus terang jarang.\n"
    "P1: Saya pegang tangannya, saya bilang ini supaya Bapak bisa tidur.\n"
    "P1: Ya.\n"
    "P1: Ya.\n"
)


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The researcher: codes, keeps the codebook, brings in what others coded."""
    return cast.actor("peneliti")


@pytest.fixture
def second(cast: Cast) -> Actor:
    """The auditor: codes too, nothing else."""
    return cast.actor("auditor")


@pytest.fixture
def elsewhere(cast: Cast) -> Actor:
    """The operator of another home: may everything there, and nothing here."""
    return cast.actor("peksos_lain", roles=frozenset({"operator"}), role_order=("operator",))


@pytest.fixture
def study(by: Actor) -> Study:
    study: Study = evidence.create_study(name="Dukungan sosial (contoh)", by=by)
    actions.open_codebook(study, by=by)
    return study


@pytest.fixture
def informant(study: Study, by: Actor) -> Informant:
    found: Informant = evidence.add_informant(study, code="P1", role="Pekerja sosial", by=by)
    return found


@pytest.fixture
def source(study: Study, informant: Informant, by: Actor) -> Source:
    found: Source = evidence.add_source(
        study, name="Wawancara 1", kind="interview", text=TEXT, informant=informant, by=by
    )
    return found


def code(study: Study, key: str) -> Code:
    return Code.objects.get(study=study, name=key)


def span(words: str) -> tuple[int, int]:
    """Where words of the interview stand."""
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def browser(source: Source, signed_in: Callable[[str], Browser]) -> Browser:
    """The researcher, logged in, with a source to code."""
    return signed_in("peneliti")


@pytest.fixture
def coding(source: Source, by: Actor) -> Coding:
    start, end = span("terus terang")
    made: Coding = actions.add_coding(
        source, start=start, end=end, code=code(source.study, "INF-02"), polarity="lacking", memo="catatan", by=by
    )
    return made


SHORT = "satu dua tiga lima"
SECRET = "rahasia-si-pertama"


@pytest.fixture
def ten(study: Study, by: Actor) -> list[Source]:
    return [evidence.add_source(study, name=f"S{n}", kind="document", text=SHORT, by=by) for n in range(10)]


@pytest.fixture
def opened(ten: list[Source], study: Study, by: Actor) -> Round:
    """The auditor reads two of ten; the researcher has coded all."""
    for source in ten:
        actions.add_coding(source, start=0, end=4, code=code(study, "INF-02"), memo=SECRET, by=by)
        actions.finish_reading(source, by=by)
    return open_for(study, by)


def open_for(study: Study, by: Actor, **changes: object) -> Round:
    given = {"kind": "second_coder", "first_coder": "peneliti", "second_coder": "auditor", "share": 0.2}
    made: Round = actions.open_round(study, **{**given, "reason": "uji kejelasan", **changes}, by=by)
    return made


def drawn(row: Round) -> list[Source]:
    return list(Source.objects.filter(pk__in=row.sample).order_by("position"))


def read_again(row: Round, second: Actor) -> None:
    """The auditor finds in the first drawn source what the researcher found, in the second something else."""
    first, other = drawn(row)
    actions.add_coding(first, start=0, end=4, code=code(row.study, "INF-02"), by=second)
    actions.add_coding(other, start=5, end=8, code=code(row.study, "EMO-01"), memo="punya-kedua", by=second)
    for source in (first, other):
        actions.finish_reading(source, by=second)

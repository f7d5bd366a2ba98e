"""A study with an open codebook and one interview, coded by a researcher and an auditor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.models import Code, Coding
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

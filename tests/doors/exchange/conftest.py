"""A study with an open codebook, one interview coded by two, and a researcher who brings things in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.stages.coding import actions as coding
from laras.stages.coding.models import Code
from laras.stages.coding.queries import find_code
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

TEXT = (
    "T: Kalau soal obat, siapa yang menjelaskan?\n"
    "P1: Tapi menjelaskan itu untuk apa 😊, terus terang jarang.\n"
    "P1: Saya pegang tangannya, saya bilang ini supaya Bapak bisa tidur.\n"
)


@pytest.fixture
def data_folder(settings: Any, tmp_path: Path) -> Path:
    """Where sealed files lie during the test."""
    settings.LARAS_DATA = tmp_path
    return tmp_path


@pytest.fixture
def by(cast: Cast, data_folder: Path) -> Actor:
    """The researcher."""
    return cast.actor("peneliti")


@pytest.fixture
def operator(cast: Cast) -> Actor:
    """The person at the keyboard of the server: sees every coder's work."""
    return cast.actor("peneliti", roles=frozenset({"operator"}), role_order=("operator",))


@pytest.fixture
def empty(by: Actor) -> Study:
    """A study with nothing in it."""
    made: Study = evidence.create_study(name="Kosong (contoh)", by=by)
    return made


@pytest.fixture
def study(by: Actor) -> Study:
    made: Study = evidence.create_study(name="Dukungan sosial (contoh)", by=by)
    coding.open_codebook(made, by=by)
    return made


@pytest.fixture
def informant(study: Study, by: Actor) -> Informant:
    made: Informant = evidence.add_informant(study, code="P1", role="Pekerja sosial", by=by)
    return made


@pytest.fixture
def source(study: Study, informant: Informant, by: Actor) -> Source:
    """An interview with three codings, one of them with memo and direction, two by another person."""
    made: Source = evidence.add_source(
        study, name="Wawancara 1", kind="interview", text=TEXT, informant=informant, by=by
    )
    rare = find_code(study.pk, "INF-02")
    warm = find_code(study.pk, "EMO-03")
    judged: tuple[tuple[str, Code, dict[str, Any]], ...] = (
        ("terus terang jarang", rare, {"polarity": "lacking", "memo": "lihat\nbaris 3"}),
        ("terus terang jarang", warm, {"coder": "joko"}),
        ("Saya pegang tangannya", warm, {"coder": "joko", "giver": "other_staff"}),
    )
    for words, code, more in judged:
        at = TEXT.index(words)
        coding.add_coding(made, start=at, end=at + len(words), code=code, **more, by=by)
    return made


@pytest.fixture
def browser(study: Study, signed_in: Any) -> Browser:
    """The researcher, logged in."""
    entered: Browser = signed_in("peneliti")
    return entered

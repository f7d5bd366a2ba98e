"""A study, an informant and a transcript, made through actions; files lie in a folder of the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.stages.evidence import actions
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.evidence.pages import Enter


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The researcher of the home."""
    return cast.actor("peneliti")


@pytest.fixture
def study(by: Actor, data_folder: Path) -> Study:
    return actions.create_study(
        name="Dukungan sosial (contoh)", question="Bagaimana dukungan diberikan?", site="UPT Bina Laras Contoh", by=by
    )


@pytest.fixture
def informant(study: Study, by: Actor) -> Informant:
    return actions.add_informant(study, code="P1", role="Pekerja sosial", years=9, name="Ratri (contoh)", by=by)


@pytest.fixture
def elsewhere(cast: Cast) -> Actor:
    """The operator of another home: may everything there, and nothing here."""
    return cast.actor("peksos_lain", roles=frozenset({"operator"}), role_order=("operator",))


@pytest.fixture
def data_folder(settings: Any, tmp_path: Path) -> Path:
    """Where sealed files lie during the test."""
    settings.LARAS_DATA = tmp_path
    return tmp_path


@pytest.fixture
def browser(study: Study, signed_in: Enter) -> Browser:
    """The researcher, logged in, with a study."""
    return signed_in("peneliti")


@pytest.fixture
def source(study: Study, informant: Informant, by: Actor) -> Source:
    """A transcript with a hostile original."""
    found: Source = actions.add_source(
        study,
        name="Wawancara 1",
        kind="interview",
        text="T: Selamat pagi?\nP1: Pagi & <b>sehat</b>.",
        informant=informant,
        file_name="wawancara <1>.html",
        file_bytes=b"<script>alert(1)</script>",
        by=by,
    )
    return found

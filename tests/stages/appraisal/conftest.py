"""A study with one informant, three sources and codings whose bands can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.aspects import indicator, indicators_of
from laras.stages.appraisal import actions as stage
from laras.stages.appraisal.models import Finding
from laras.stages.coding.models import Code, Coding
from laras.stages.evidence import actions
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.appraisal.field import Field

Coded = Callable[..., Coding]


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The researcher of the home."""
    return cast.actor("peneliti")


@pytest.fixture
def study(by: Actor, settings: Any, tmp_path: Path) -> Study:
    settings.LARAS_DATA = tmp_path
    return actions.create_study(name="Dukungan sosial (contoh)", by=by)


@pytest.fixture
def sources(study: Study, by: Actor) -> list[Source]:
    informant = actions.add_informant(study, code="P1", role="Pekerja sosial", by=by)
    return [
        actions.add_source(study, name="Wawancara 1", kind="interview", text="Kata. " * 40, informant=informant, by=by),
        actions.add_source(study, name="Observasi 1", kind="observation", text="Kata. " * 40, by=by),
        actions.add_source(study, name="Dokumen 1", kind="document", text="Kata. " * 40, by=by),
    ]


@pytest.fixture
def code_it(study: Study, sources: list[Source], cast: Cast) -> Coded:
    """Return a function that codes the next passage of a source: indicator, polarity, place of the source."""
    places = {source.pk: 0 for source in sources}

    def coded(code: str, polarity: str = "given", source: int = 0) -> Coding:
        of = sources[source]
        common = {"facility": cast.home, "study": study, "recorded_at": clock.now(), "recorded_by": "peneliti"}
        name, _ = Code.objects.get_or_create(
            facility=cast.home,
            study=study,
            name=code,
            defaults={**common, "indicator": code, "aspect": indicator(code).aspect},
        )
        start = places[of.pk]
        places[of.pk] += 6
        given = {"start": start, "end": start + 5, "quote": "Kata.", "polarity": polarity, "coder": "peneliti"}
        return Coding.objects.create(source=of, code=name, changed_at=clock.now(), **given, **common)

    return coded


@pytest.fixture
def finding(study: Study, by: Actor, weak_information: None) -> Finding:
    """A finding with a supporting and a contradicting quote."""
    made = stage.add_finding(study, text="Pemahaman jarang diperiksa.", aspect="informational", by=by)
    codings = list(Coding.objects.filter(code__aspect="informational").order_by("id"))
    stage.link_codings(made, codings=codings[2:3], relation="supports", by=by)
    stage.link_codings(made, codings=codings[1:2], relation="contradicts", by=by)
    return made


@pytest.fixture
def informant(study: Study, sources: list[Source]) -> Informant:
    return Informant.objects.get(study=study)


@pytest.fixture
def field(study: Study, by: Actor) -> Field:
    return Field(study, by)


@pytest.fixture
def weak_information(code_it: Coded) -> None:
    """Emotional strong (9 of 9 given), informational weak (2 of 10 reached, 4 of 6 lacking)."""
    for place, one in enumerate(indicators_of("emotional")):
        code_it(one.code, source=place % 2)
    for code in ("INF-01", "INF-02"):
        code_it(code, source=1)
    for place, code in enumerate(("INF-09", "INF-09", "INF-02", "INF-03")):
        code_it(code, "lacking", source=place % 3)

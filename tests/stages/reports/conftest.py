"""A study whose bands can be worked out by hand, with real sentences in its sources and hostile ones among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from laras.base.access.actor import Actor
from laras.base.jobs import work
from laras.domain.aspects import indicator, indicators_of
from laras.stages.appraisal import actions as appraisal
from laras.stages.coding.actions import add_coding, open_codebook
from laras.stages.coding.models import Code, Coding
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.reports import actions, writers
from laras.stages.reports.models import Report
from tests.cast import Cast

CodeIt = Callable[..., Coding]
Ask = Callable[..., Report]
# What typst would act upon if it were pasted into a template, and letters that fonts stumble over.
HOSTILE = 'Katanya #let x = 1, *tebal*, $a^2$, <b>, `rm`, @obat, “ngéyèl” – ya 🙂, #read("/etc/passwd")'
PURPOSE = "Pertemuan dengan penyelia"


@pytest.fixture
def by(cast: Cast) -> Actor:
    """The researcher of the home."""
    return cast.actor("peneliti")


@pytest.fixture
def study(by: Actor, settings: Any, tmp_path: Path) -> Study:
    settings.LARAS_DATA = tmp_path
    made: Study = evidence.create_study(
        name="Dukungan sosial (contoh)", question="Bagaimana dukungan diberikan?", site="UPT Bina Laras Contoh", by=by
    )
    open_codebook(made, by=by)
    return made


@pytest.fixture
def informant(study: Study, by: Actor) -> Informant:
    return evidence.add_informant(study, code="P1", role="Pekerja sosial", name="Nama Rahasia (contoh)", by=by)


def _told(place: int) -> str:
    return f"Petikan {place}: hal yang diceritakan."


@pytest.fixture
def sources(study: Study, informant: Informant, by: Actor) -> list[Source]:
    text = "\n\n".join([HOSTILE, *(_told(place) for place in range(40))])
    return [
        evidence.add_source(study, name="Wawancara 1", kind="interview", text=text, informant=informant, by=by),
        evidence.add_source(study, name="Observasi 1", kind="observation", text=text, by=by),
        evidence.add_source(study, name="Dokumen 1", kind="document", text=text, by=by),
    ]


@pytest.fixture
def code_it(study: Study, sources: list[Source], by: Actor) -> CodeIt:
    """Return a function that codes the next passage of a source: indicator, polarity, place of the source."""
    places = {source.pk: 0 for source in sources}

    def coded(code: str, polarity: str = "given", source: int = 0, quote: str = "") -> Coding:
        of = sources[source]
        words = quote or _told(places[of.pk])
        places[of.pk] += not quote
        start = of.text.index(words)
        made: Coding = add_coding(
            of,
            code=Code.objects.get(study=study, indicator=indicator(code).code),
            start=start,
            end=start + len(words),
            polarity=polarity,
            by=by,
        )
        return made

    return coded


@pytest.fixture
def weak_information(study: Study, code_it: CodeIt, by: Actor) -> None:
    """Emotional strong (9 of 9 given), informational weak (2 of 10 reached, 4 of 6 lacking), one passage harmful."""
    for place, one in enumerate(indicators_of("emotional")):
        code_it(one.code, source=place % 2)
    for code in ("INF-01", "INF-02"):
        code_it(code, source=1)
    lacking = [
        code_it(code, "lacking", source=place % 3)
        for place, code in enumerate(("INF-09", "INF-09", "INF-02", "INF-03"))
    ]
    harmful = code_it("EST-07", "harmful", quote=HOSTILE)
    finding = appraisal.add_finding(study, text="Pemahaman #jarang diperiksa.", aspect="informational", by=by)
    appraisal.link_codings(finding, codings=lacking[:2], relation="supports", by=by)
    appraisal.link_codings(finding, codings=[harmful], relation="contradicts", by=by)
    appraisal.rate_aspect(
        study, aspect="informational", band="adequate", reason="Kartu gambar membantu mengingat.", by=by
    )


@pytest.fixture
def ask(study: Study, by: Actor) -> Ask:
    """Return a function that asks for the appraisal report of the study."""

    def asked(**values: Any) -> Report:
        given = {"kind": "appraisal", "purpose": PURPOSE, "language": "id", "queued": False, "by": by, **values}
        found: Report = actions.ask_report(study, **given)
        return found

    return asked


@pytest.fixture
def pdf(ask: Ask, by: Actor) -> Callable[[str], bytes]:
    """Return a function that makes the report in a language and gives its bytes."""

    def made(language: str = "id") -> bytes:
        data: bytes = actions.hand_out(actions.make_report(ask(language=language), by=by), by=by)
        return data

    return made


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the typesetting out, where only what happens around it is asked."""
    monkeypatch.setattr(writers, "write_pdf", lambda *_: writers.Made(b"%PDF-1.7 not set", 7))


@pytest.fixture
def do_the_job() -> Callable[[], None]:
    """Return a function that does the next job in the queue, as the worker would."""

    def done() -> None:
        found = work.claim()
        assert found is not None
        with translation.override(None):
            work.run(found)

    return done

"""Lists without texts, whose words may be quoted, and a text as numbered lines."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import NotFound
from laras.stages.evidence import actions, queries
from laras.stages.evidence.actions import NewSource
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.people.models import Consent
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _source(study: Study, name: str, by: Actor, informant: Informant | None = None) -> Source:
    source: Source = actions.add_source(study, name=name, kind="interview", text="isi", informant=informant, by=by)
    return source


def test_the_list_counts_without_multiplying_and_newest_first(study: Study, by: Actor) -> None:
    for code in ("P1", "P2", "P3"):
        actions.add_informant(study, code=code, role="Perawat", by=by)
    removed = _source(study, "A", by)
    _source(study, "B", by)
    actions.remove_source(removed, reason="Transkrip orang lain.", by=by)
    actions.create_study(name="Kosong", by=by)
    found = [(one.name, one.source_count, one.informant_count) for one in queries.study_list(by)]
    assert found == [("Kosong", 0, 0), ("Dukungan sosial (contoh)", 1, 3)]


def test_admins_see_no_study(study: Study, cast: Cast) -> None:
    assert list(queries.study_list(cast.actor("admin"))) == []
    assert queries.study_by_name(study.name, cast.actor("admin")) is None
    assert queries.study_by_name(study.name, cast.actor("auditor")) == study


def test_a_source_is_found_by_its_name(study: Study, by: Actor) -> None:
    source = _source(study, "A", by)
    assert queries.source_by_name(study, "A") == source
    with pytest.raises(NotFound):
        queries.source_by_name(study, "B")


def test_quotes_follow_the_consent(study: Study, by: Actor) -> None:
    informants = {
        code: actions.add_informant(study, code=code, role="Perawat", by=by) for code in ("A", "B", "C", "D", "E", "F")
    }
    sources = {code: _source(study, code, by, informant) for code, informant in informants.items()}
    sources["none"] = _source(study, "none", by)
    actions.give_research_consent(informants["B"], agreed=True, may_quote=True, by=by)
    actions.give_research_consent(informants["C"], agreed=True, may_quote=False, by=by)
    actions.give_research_consent(informants["D"], agreed=False, by=by)
    withdrawn = actions.give_research_consent(informants["E"], agreed=True, may_quote=True, by=by)
    actions.withdraw_research_consent(withdrawn, by=by)
    with clock.at(clock.now() - dt.timedelta(days=9)):
        actions.give_research_consent(
            informants["F"], agreed=True, may_quote=True, valid_until=clock.today() + dt.timedelta(days=1), by=by
        )
    states = {informant.code: queries.consent_states(study)[informant.pk] for informant in informants.values()}
    assert states == {
        "A": "none",
        "B": "agreed",
        "C": "no_quotes",
        "D": "declined",
        "E": "withdrawn",
        "F": "expired",
    }
    assert queries.quotable_source_ids(study) == {sources[code].pk for code in ("A", "B", "none")}
    assert queries.unsettled_source_ids(study) == {sources["A"].pk}
    assert {code for code, source in sources.items() if queries.is_quotable(source)} == {"A", "B", "none"}


def test_a_new_consent_after_a_withdrawal_counts(study: Study, informant: Informant, by: Actor) -> None:
    source = _source(study, "A", by, informant)
    consent = actions.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    actions.withdraw_research_consent(consent, by=by)
    assert not queries.is_quotable(source)
    actions.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    assert queries.is_quotable(source)


def test_a_clients_own_no_to_research_silences_the_informant(study: Study, cast: Cast, by: Actor) -> None:
    informant = actions.add_informant(study, code="K1", role="Penerima manfaat", client=cast.client, by=by)
    source = _source(study, "A", by, informant)
    actions.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    assert queries.may_quote(informant)
    Consent.objects.create(
        facility=cast.home,
        client=cast.client,
        purpose="research",
        agreed=False,
        proof="signature",
        given_at=clock.now(),
        recorded_at=clock.now(),
        recorded_by="peksos",
    )
    assert not queries.may_quote(informant)
    assert not queries.is_quotable(source)
    assert queries.quotable_source_ids(study) == set()


def test_whose_words_may_be_quoted_costs_the_same_for_one_and_many(study: Study, by: Actor) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            queries.quotable_source_ids(study)
        return len(caught)

    _source(study, "A", by, actions.add_informant(study, code="P1", role="x", by=by))
    one = cost()
    for code in ("P2", "P3", "P4"):
        _source(study, code, by, actions.add_informant(study, code=code, role="x", by=by))
    assert cost() == one


def test_lists_never_open_a_text(study: Study, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.add_sources(study, sources=[NewSource(str(n), "document", "isi") for n in range(3)], by=by)
    assert all("text" in row.get_deferred_fields() for row in queries.sources_of(study))


def test_lines_are_numbered_with_speakers_and_give_back_the_text(study: Study, by: Actor) -> None:
    text = (
        "Wawancara 1\n\nT: Selamat pagi?\n"
        "P3: Pagi. " + "kata " * 30 + "\nlanjutan\nTempat: aula\n08.00: mulai\nT:tanpa spasi\nP10:  Ya 🌱."
    )
    source = actions.add_source(study, name="A", kind="interview", text=text, by=by)
    lines = queries.lines(source)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert max(len(line.text) for line in lines) <= queries.WIDTH
    told = [(line.speaker, line.is_question, line.opens, line.text[:16]) for line in lines]
    assert told == [
        ("", False, True, "Wawancara 1"),
        ("", False, True, ""),
        ("T", True, True, "Selamat pagi?"),
        ("P3", False, True, "Pagi. kata kata "),
        ("", False, False, "kata kata kata k"),
        ("", False, False, "kata kata kata k"),
        ("", False, True, "lanjutan"),
        ("", False, True, "Tempat: aula"),
        ("", False, True, "08.00: mulai"),
        ("", False, True, "T:tanpa spasi"),
        ("P10", False, True, "Ya 🌱."),
    ]


def test_a_long_question_stays_a_question_on_its_second_line(study: Study, by: Actor) -> None:
    source = actions.add_source(study, name="A", kind="interview", text="T: " + "apa " * 40 + "\nP1: Ya.", by=by)
    assert [line.is_question for line in queries.lines(source)] == [True, True, True, False]

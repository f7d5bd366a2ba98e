"""What is read of codings: counts, blind rounds, filters, evidence for the appraisal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.domain.appraisal import Evidence
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import CodingFilter
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import SOURCE_KINDS, Informant, Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import code, span

pytestmark = pytest.mark.django_db


def add(source: Source, words: str, key: str, by: Actor, **more: object) -> Coding:
    start, end = span(words)
    made: Coding = actions.add_coding(source, start=start, end=end, code=code(source.study, key), by=by, **more)
    return made


def quotes(source: Source, by: Actor | None) -> list[str]:
    return [one.quote for one in queries.codings_of(source, by=by)]


def test_the_tree_counts_there_and_lacking_apart(source: Source, by: Actor) -> None:
    add(source, "terus terang", "INF-02", by, polarity="lacking")
    add(source, "Kalau soal", "INF-02", by, polarity="harmful")
    add(source, "saya bilang", "INF-02", by, polarity="received")
    add(source, "Saya pegang", "INF-02", by, polarity="refused")
    actions.remove_coding(add(source, "tangannya", "INF-02", by), by=by)
    add(source, "tangannya", "informational", by)
    informational = queries.codebook(source.study)[3]
    node = next(child for child in informational.children if child.key == "INF-02")
    assert (node.there, node.lacking, node.total) == (1, 2, 4)
    assert (informational.total, informational.total_below) == (1, 5)


def test_a_second_reading_stays_blind_until_both_have_finished(source: Source, by: Actor, second: Actor) -> None:
    add(source, "terus terang", "INF-02", by)
    add(source, "Kalau soal", "INF-02", second)
    assert (quotes(source, by), quotes(source, second)) == (["terus terang"], ["Kalau soal"])
    assert queries.others_hidden(source, second)
    actions.finish_reading(source, by=by)
    assert quotes(source, second) == ["Kalau soal"]
    assert quotes(source, by) == ["terus terang"]
    actions.finish_reading(source, by=second)
    both = ["Kalau soal", "terus terang"]
    assert (quotes(source, by), quotes(source, second)) == (both, both)
    assert not queries.others_hidden(source, second)
    actions.reopen_reading(source, by=second)
    assert quotes(source, second) == ["Kalau soal"]


def test_who_only_reads_and_what_was_brought_in_is_not_blind(
    cast: Cast, source: Source, by: Actor, second: Actor
) -> None:
    add(source, "terus terang", "INF-02", by)
    add(source, "Saya pegang", "EMO-03", by, coder="Rini")
    assert quotes(source, cast.actor("penyelia")) == ["terus terang", "Saya pegang"]
    assert quotes(source, None) == ["terus terang", "Saya pegang"]
    assert quotes(source, second) == ["Saya pegang"]


def test_lists_and_counts_are_blind_too(source: Source, by: Actor, second: Actor) -> None:
    add(source, "terus terang", "INF-02", by)
    study = source.study
    assert [list(queries.coding_list(study, by=actor)) != [] for actor in (by, second)] == [True, False]
    assert [queries.counts_by_source(study, actor)[source.pk] for actor in (by, second)] == [1, 0]
    assert [queries.codebook(study, actor)[3].total_below for actor in (by, second)] == [1, 0]


def test_codings_of_one_coder_and_one_round(source: Source, by: Actor) -> None:
    add(source, "terus terang", "INF-02", by)
    add(source, "Saya pegang", "EMO-03", by, coder="Rini", round=2)
    assert [one.coder for one in queries.codings_of(source)] == ["peneliti"]
    assert [one.coder for one in queries.codings_of(source, round=None)] == ["peneliti", "Rini"]
    assert [one.coder for one in queries.codings_of(source, "Rini", round=2)] == ["Rini"]
    assert queries.coders_of(source.study) == ["Rini", "peneliti"]


def test_the_list_is_narrowed_by_each_filter(study: Study, informant: Informant, source: Source, by: Actor) -> None:
    other = evidence.add_source(study, name="Observasi", kind="observation", text=source.text, by=by)
    first = add(source, "terus terang", "INF-02", by, polarity="lacking", giver="peer")
    add(other, "Saya pegang", "EMO-03", by, coder="Rini")

    def found(**wanted: object) -> list[Coding]:
        return list(queries.coding_list(study, CodingFilter(**wanted)))  # type: ignore[arg-type]  # as the form gives it

    assert len(found()) == 2
    for wanted in (
        {"code": first.code_id},
        {"aspect": "informational"},
        {"polarity": "lacking"},
        {"giver": "peer"},
        {"coder": "peneliti"},
        {"informant": informant.pk},
        {"source": source.pk},
    ):
        assert found(**wanted) == [first], wanted
    assert found(aspect="informational", coder="Rini") == []


def test_evidence_names_technique_and_informant(study: Study, informant: Informant, source: Source, by: Actor) -> None:
    note = evidence.add_source(study, name="Lapangan", kind="field_note", text=source.text, informant=informant, by=by)
    own = actions.add_code(study, name="Harapan", aspect="emotional", by=by)
    actions.add_code(study, name="Lain", by=by)
    add(source, "terus terang", "INF-02", by, polarity="lacking", giver="family")
    start, end = span("Saya pegang")
    actions.add_coding(note, start=start, end=end, code=own, coder="Rini", by=by)
    add(source, "Kalau soal", "Lain", by)
    actions.remove_coding(add(source, "Ya.", "INF-01", by), by=by)
    interview = Evidence("INF-02", "informational", "lacking", "family", str(source.pk), "interview", "P1")
    seen = Evidence("Harapan", "emotional", "given", "worker", str(note.pk), "observation", None)
    assert queries.evidence_values(study) == [interview, seen]
    assert queries.evidence_values(study, coders=["Rini"]) == [seen]
    evidence.remove_source(note, reason="Transkrip orang lain.", by=by)
    assert queries.evidence_values(study) == [interview]


def test_the_technique_of_every_kind_of_source_is_known() -> None:
    assert set(queries.TECHNIQUES) == set(SOURCE_KINDS)


def test_a_passage_is_named_by_its_words_or_its_line(source: Source) -> None:
    assert queries.passage(source, "terus terang", None) == span("terus terang")
    second_line = source.text.index("Tapi"), source.text.index("jarang.") + len("jarang.")
    assert queries.passage(source, "", 2) == second_line
    last = source.text.rindex("Ya.")
    assert queries.passage(source, "Ya.", 5) == (last, last + 3)
    assert queries.line_numbers(source, [0, last]) == [1, 5]
    for quote, line in (("", None), ("", 99), ("Ya.", None), ("Ya.", 2), ("tidak ada", None)):
        with pytest.raises(ValueError, match=r"\w"):
            queries.passage(source, quote, line)


@pytest.mark.parametrize(
    "read",
    [
        lambda study: list(queries.coding_list(study)),
        queries.codebook,
        queries.evidence_values,
        queries.agreement,
    ],
    ids=["coding_list", "codebook", "evidence_values", "agreement"],
)
def test_a_read_costs_the_same_for_one_and_three(read: Callable[[Study], object], source: Source, by: Actor) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            read(source.study)
        return len(caught)

    add(source, "terus terang", "INF-02", by)
    one = cost()
    add(source, "Kalau soal", "EMO-03", by)
    add(source, "Saya pegang", "GRP-01", by, coder="Rini")
    assert cost() == one

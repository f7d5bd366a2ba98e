"""The tables, counted by hand; what they may count, and which codings stand behind a cell."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.questions import (
    Question,
    answer,
    attributes,
    codings_of_ids,
    ids_behind,
)
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Study
from tests.cast import Cast
from tests.stages.coding.conftest import code
from tests.stages.coding.material import SPANS, Corpus, asked, corpus, used

pytestmark = pytest.mark.django_db
EMO, INF, GRP = "aspect:emotional", "aspect:informational", "aspect:group"


@pytest.fixture
def made(study: Study, cast: Cast, by: Actor) -> Corpus:
    return corpus(study, cast, by)


def test_codes_by_informant_count_codings_and_end_with_what_nobody_in_particular_said(made: Corpus) -> None:
    table = answer(made.study, asked("informant"), made.by)
    assert used(table) == {EMO: {"P1": 3, "K1": 1}, INF: {"P1": 2, "K1": 1, "-": 1}, GRP: {"K1": 1}}
    assert [one.key for one in table.columns] == ["K1", "P1", "-"]
    assert table.sums == [3, 5, 1]
    assert (table.codings, table.nobody, table.of) == (9, 1, 2)
    assert dict(zip([one.key for one in table.lines], table.totals, strict=True))[EMO] == 4


def test_an_unfolded_aspect_shows_its_codes_and_silent_ones_too(made: Corpus) -> None:
    table = answer(made.study, asked("informant", opened=frozenset({"emotional"})), made.by)
    own = [line.key for line in table.lines if line.aspect == "emotional"]
    assert own[0] == EMO
    assert "EMO-03" in own
    assert used(table)["EMO-01"] == {"P1": 2, "K1": 1}
    assert used(table)["EMO-02"] == {"P1": 1}
    assert "INF-02" not in [line.key for line in table.lines]


def test_informants_are_counted_once_however_often_they_say_it(made: Corpus) -> None:
    table = answer(made.study, asked("kind", count="informants", opened=frozenset({"all"})), made.by)
    assert used(table)["EMO-01"] == {"interview": 2}
    assert used(table)[EMO] == {"interview": 2}
    assert used(table)["EMO-02"] == {"interview": 1}
    # The document is nobody's: it holds the code, but nobody who could be counted.
    assert used(table)["INF-02"] == {"interview": 2}
    totals = dict(zip([one.key for one in table.lines], table.totals, strict=True))
    assert (totals["EMO-01"], totals["INF-02"], totals["EST-01"]) == (2, 2, 0)


def test_direction_kind_and_period_narrow_what_counts(made: Corpus) -> None:
    missing = answer(made.study, asked("informant", direction="missing"), made.by)
    assert used(missing) == {EMO: {"P1": 1}, INF: {"P1": 1, "K1": 1}}
    received = answer(made.study, asked("informant", direction="received"), made.by)
    assert used(received) == {EMO: {"K1": 1}}
    written = answer(made.study, asked("informant", kind="document"), made.by)
    assert used(written) == {INF: {"-": 1}}
    late = answer(made.study, asked("informant", since=dt.date(2026, 3, 10), until=dt.date(2026, 3, 20)), made.by)
    assert used(late) == {EMO: {"K1": 1}, INF: {"K1": 1}, GRP: {"K1": 1}}
    assert late.undated == 1


def test_aspects_by_direction_and_giver(made: Corpus) -> None:
    table = answer(made.study, asked("givers"), made.by)
    assert used(table) == {
        EMO: {"given.worker": 2, "lacking.worker": 1, "received.peer": 1},
        INF: {"given.worker": 2, "lacking.family": 1, "harmful.worker": 1},
        GRP: {"given.worker": 1},
    }
    assert {one.key.partition(".")[2] for one in table.columns} == {"worker", "family", "peer"}


def test_codes_by_role_and_years(made: Corpus) -> None:
    roles = answer(made.study, asked("attribute", attribute="role"), made.by)
    assert used(roles)[EMO] == {"Pekerja sosial": 3, "Penerima manfaat": 1}
    assert used(roles)[INF] == {"Pekerja sosial": 2, "Penerima manfaat": 1}
    years = answer(made.study, asked("attribute", attribute="years"), made.by)
    assert used(years)[EMO] == {"3-5": 3, "?": 1}


def test_ward_and_severity_are_for_those_who_read_case_records(made: Corpus, cast: Cast) -> None:
    worker, researcher = cast.actor("peksos"), made.by
    assert {"ward", "severity"} <= {key for key, _label in attributes([made.worker, made.client], worker)}
    assert not {"ward", "severity"} & {key for key, _label in attributes([made.worker, made.client], researcher)}
    assert used(answer(made.study, asked("attribute", attribute="ward"), worker))[EMO] == {"Melati": 1, "?": 3}
    assert used(answer(made.study, asked("attribute", attribute="ward"), researcher))[EMO] == {"?": 4}
    # A worker of another caseload has the role, but not this client.
    other = cast.actor("peksos2")
    assert used(answer(made.study, asked("attribute", attribute="ward"), other))[EMO] == {"?": 4}


def test_codes_stand_together_where_they_share_words(made: Corpus) -> None:
    table = answer(made.study, asked("codes", opened=frozenset({"all"})), made.by)
    found = used(table)
    assert found["EMO-01"] == {EMO: 2 - 1 + 0, "EMO-02": 1, INF: 1, "INF-02": 1}
    assert found["EMO-02"] == {EMO: 1, "EMO-01": 1}
    assert found["INF-02"] == {EMO: 1, "EMO-01": 1}
    assert found[EMO] == {EMO: 1, "EMO-01": 1, "EMO-02": 1, INF: 1, "INF-02": 1}
    folded = used(answer(made.study, asked("codes"), made.by))
    assert folded == {EMO: {EMO: 1, INF: 1}, INF: {EMO: 1}}


def test_nearness_by_paragraph_and_line_opens_the_texts(made: Corpus) -> None:
    paragraph = used(answer(made.study, asked("codes", nearness="paragraph", opened=frozenset({"all"})), made.by))
    # First paragraph of the first interview: EMO-01 twice, EMO-02, INF-02.
    assert paragraph["EMO-01"]["EMO-02"] == 2
    assert paragraph["EMO-01"]["INF-02"] == 2 + 1
    assert paragraph["EMO-01"]["EMO-01"] == 1
    assert "GRP-01" not in paragraph
    lines = used(answer(made.study, asked("codes", nearness="lines", gap=2, opened=frozenset({"all"})), made.by))
    assert lines["EMO-01"]["INF-02"] == 2 + 2 + 1
    assert lines["GRP-01"]["EMO-01"] == 1
    near = used(answer(made.study, asked("codes", nearness="lines", gap=1, opened=frozenset({"all"})), made.by))
    assert "GRP-01" not in near


def test_codes_together_by_informant(made: Corpus) -> None:
    table = answer(made.study, asked("codes", nearness="paragraph", count="informants"), made.by)
    assert used(table) == {EMO: {EMO: 1, INF: 2}, INF: {EMO: 2}}


def test_what_two_coders_said_alike_counts_once_and_names_both(made: Corpus, second: Actor) -> None:
    before = answer(made.study, asked("informant"), None)
    start, end = SPANS["delapan"]
    actions.add_coding(made.first, start=start, end=end, code=code(made.study, "INF-02"), by=second)
    assert answer(made.study, asked("informant"), None).numbers == before.numbers
    ids = ids_behind(made.study, asked("informant"), INF, "P1", None)
    assert [one.coder for one in codings_of_ids(made.study, ids, None)] == ["peneliti", "auditor, peneliti"]
    # Another direction is another judgement.
    Coding.objects.filter(coder="auditor").update(polarity="lacking")
    assert answer(made.study, asked("informant"), None).codings == before.codings + 1


def test_two_passages_that_two_coders_marked_are_one_pair(made: Corpus, second: Actor) -> None:
    before = answer(made.study, asked("codes"), None).numbers
    for words, key in (("satu", "EMO-01"), ("satu tiga", "EMO-02")):
        ends = [SPANS[word] for word in words.split()]
        actions.add_coding(made.first, start=ends[0][0], end=ends[-1][1], code=code(made.study, key), by=second)
    assert answer(made.study, asked("codes"), None).numbers == before


def test_two_coders_in_one_place_are_not_two_codes_together(made: Corpus, second: Actor) -> None:
    start, end = SPANS["delapan"]
    actions.add_coding(made.first, start=start, end=end, code=code(made.study, "EST-01"), by=second)
    assert "aspect:esteem" not in used(answer(made.study, asked("codes"), None))


@pytest.mark.parametrize(
    "question",
    [
        asked("informant"),
        asked("informant", count="informants", opened=frozenset({"all"})),
        asked("kind", direction="there"),
        asked("givers", opened=frozenset({"informational"})),
        asked("attribute", attribute="role"),
        asked("codes", nearness="paragraph", opened=frozenset({"all"})),
        asked("coverage"),
    ],
    ids=lambda one: f"{one.table}-{one.count}",
)
def test_behind_each_cell_stand_the_codings_that_were_counted(question: Question, made: Corpus) -> None:
    table = answer(made.study, question, made.by)
    seen = 0
    for line, row, total in zip(table.lines, table.numbers, table.totals, strict=True):
        for column, n in zip(table.columns, row, strict=True):
            ids = ids_behind(made.study, question, line.key, column.key, made.by)
            rows = codings_of_ids(made.study, ids, made.by)
            assert [one.pk for one in rows] == ids
            seen += len(ids)
            if question.count == "informants":
                assert len({one.source.informant_id for one in rows}) == n
            elif question.table == "codes":
                assert bool(ids) == bool(n)
            else:
                assert len(ids) == n
        if question.table not in ("codes",) and question.count == "codings":
            assert len(ids_behind(made.study, question, line.key, "", made.by)) == total
    assert seen


def test_a_colleague_who_codes_counts_only_what_is_open_to_them(made: Corpus, second: Actor, by: Actor) -> None:
    assert answer(made.study, asked("informant"), second).codings == 0
    assert ids_behind(made.study, asked("informant"), "", "", second) == []
    for reader in (by, second):
        actions.finish_reading(made.first, by=reader)
    assert used(answer(made.study, asked("informant"), second)) == {EMO: {"P1": 3}, INF: {"P1": 2}}


def test_a_second_reading_and_what_was_removed_do_not_count(made: Corpus, by: Actor) -> None:
    before = answer(made.study, asked("informant"), None).codings
    taken = Coding.objects.filter(study=made.study, code__name="GRP-01").get()
    actions.remove_coding(taken, by=by)
    Coding.objects.filter(study=made.study, code__name="EMO-02").update(round=2)
    assert answer(made.study, asked("informant"), None).codings == before - 2
    evidence.remove_source(made.document, reason="Ganda (contoh)", by=by)
    assert answer(made.study, asked("informant"), None).codings == before - 3


@pytest.mark.parametrize("table", ["informant", "kind", "attribute", "codes", "givers", "coverage"])
def test_an_empty_study_has_an_empty_table(table: str, by: Actor) -> None:
    empty = evidence.create_study(name="Kosong (contoh)", by=by)
    found = answer(empty, asked(table), by)
    assert (list(found.lines), found.codings) == ([], 0)


@pytest.mark.parametrize("table", ["informant", "kind", "givers", "codes"])
def test_a_table_asks_as_many_questions_for_many_codings_as_for_few(table: str, made: Corpus) -> None:
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            answer(made.study, asked(table), made.by)
        return len(seen)

    before = questions()
    made.coded(made.unread, "tujuh", "EMO-01")
    made.coded(made.unread, "sembilan", "EST-01")
    assert questions() == before <= 6

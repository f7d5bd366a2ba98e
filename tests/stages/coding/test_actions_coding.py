"""Codings: a span with its words, once, by one coder; changed, deleted, restored by that coder alone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.actions import NewCoding
from laras.stages.coding.models import Coding, Reading
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import TEXT, code, span

pytestmark = pytest.mark.django_db


def add(source: Source, words: str, key: str, by: Actor, **more: object) -> Coding:
    start, end = span(words)
    made: Coding = actions.add_coding(source, start=start, end=end, code=code(source.study, key), by=by, **more)
    return made


def test_a_coding_keeps_its_words_behind_an_emoji_and_loses_outer_spaces(source: Source, by: Actor) -> None:
    start, end = span(", terus terang jarang")
    made = actions.add_coding(
        source, start=start + 1, end=end + 1, code=code(source.study, "INF-02"), polarity="lacking", by=by
    )
    kept = Coding.objects.get(pk=made.pk)
    assert (kept.quote, kept.start, kept.end) == ("terus terang jarang.", start + 2, end + 1)
    assert (kept.polarity, kept.giver, kept.coder, kept.round, kept.code_version) == (
        "lacking",
        "worker",
        "peneliti",
        1,
        1,
    )
    emoji = TEXT.index("😊")
    smile = actions.add_coding(source, start=emoji, end=emoji + 1, code=code(source.study, "EMO-01"), by=by)
    assert smile.quote == "😊"


def test_the_words_are_sealed_in_the_row(source: Source, by: Actor) -> None:
    add(source, "Saya pegang tangannya", "EMO-03", by, memo="rahasia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote, memo FROM coding_coding")
        quote, memo = cursor.fetchone()
    assert b"tangannya" not in bytes(quote)
    assert b"rahasia" not in bytes(memo)


def test_codings_overlap_and_stand_in_reading_order(source: Source, by: Actor) -> None:
    add(source, "saya bilang ini", "INF-02", by)
    add(source, "Saya pegang tangannya, saya bilang", "EMO-03", by)
    add(source, "Saya pegang tangannya", "EMO-03", by)
    assert [one.quote for one in queries.codings_of(source)] == [
        "Saya pegang tangannya, saya bilang",
        "Saya pegang tangannya",
        "saya bilang ini",
    ]


def test_a_passage_takes_a_code_once_of_each_coder(source: Source, by: Actor, second: Actor) -> None:
    first = add(source, "terus terang", "INF-02", by)
    with pytest.raises(Conflict):
        add(source, "terus terang", "INF-02", by, polarity="lacking")
    add(source, "terus terang", "INF-02", second)
    add(source, "terus terang", "INF-01", by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.create(
            **{
                field.name: getattr(first, field.name)
                for field in Coding._meta.fields
                if field.name not in ("id", "quote", "memo")
            }
        )


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, len(TEXT) + 1), (43, 44)])
def test_a_span_outside_the_text_or_of_nothing_is_refused(start: int, end: int, source: Source, by: Actor) -> None:
    with pytest.raises((BadInput, Incomplete)):
        actions.add_coding(source, start=start, end=end, code=code(source.study, "INF-02"), by=by)


def test_words_that_are_none_are_refused(source: Source, by: Actor) -> None:
    for wrong in ({"polarity": "good"}, {"giver": "nobody"}, {"round": 0}, {"memo": "x" * 10_001}):
        with pytest.raises(BadInput):
            add(source, "terus terang", "INF-02", by, **wrong)


def test_a_retired_code_and_one_of_another_study_are_refused(source: Source, by: Actor) -> None:
    actions.retire_code(code(source.study, "INF-02"), reason="tidak dipakai", knows=True, by=by)
    with pytest.raises(Closed):
        add(source, "terus terang", "INF-02", by)
    other = evidence.create_study(name="Lain (contoh)", by=by)
    actions.open_codebook(other, by=by)
    with pytest.raises(NotFound):
        actions.add_coding(source, start=0, end=2, code=code(other, "INF-02"), by=by)


def test_a_source_without_text_or_removed_takes_no_coding(source: Source, by: Actor) -> None:
    missing = evidence.add_source(source.study, name="Hilang", kind="document", text="", is_missing=True, by=by)
    with pytest.raises(Incomplete):
        actions.add_coding(missing, start=0, end=1, code=code(source.study, "INF-02"), by=by)
    evidence.remove_source(source, reason="Transkrip orang lain.", by=by)
    with pytest.raises(Closed):
        add(source, "terus terang", "INF-02", by)


def test_only_who_may_import_codes_in_another_name(source: Source, by: Actor, second: Actor) -> None:
    assert add(source, "terus terang", "INF-02", by, coder="Bu Rini").coder == "Bu Rini"
    with pytest.raises(NotAllowed):
        add(source, "terus terang", "INF-02", second, coder="Bu Rini")
    with pytest.raises(NotAllowed):
        actions.finish_reading(source, coder="Bu Rini", by=second)


@pytest.mark.parametrize("role", ["kepala", "penyelia", "peksos", "perawat", "pengasuh", "admin"])
def test_who_only_reads_a_study_codes_nothing(role: str, cast: Cast, source: Source) -> None:
    with pytest.raises(NotAllowed):
        add(source, "terus terang", "INF-02", cast.actor(role))


def test_a_stranger_finds_neither_source_nor_coding(source: Source, by: Actor, elsewhere: Actor) -> None:
    made = add(source, "terus terang", "INF-02", by)
    with pytest.raises(NotFound):
        actions.add_coding(source, start=0, end=2, code=made.code, by=elsewhere)
    with pytest.raises(NotFound):
        actions.remove_coding(made, by=elsewhere)
    with pytest.raises(NotFound):
        actions.finish_reading(source, by=elsewhere)


def test_a_coding_is_changed_in_what_is_named_only(source: Source, by: Actor) -> None:
    made = add(source, "terus terang", "INF-02", by, memo="dulu")
    actions.edit_code(code(source.study, "INF-01"), label="x", definition="y", reason="lebih jelas", by=by)
    actions.change_coding(made, polarity="lacking", by=by)
    start, end = span("terus terang jarang")
    actions.change_coding(made, code=code(source.study, "INF-01"), start=start, end=end, giver="peer", by=by)
    kept = Coding.objects.get(pk=made.pk)
    assert (kept.polarity, kept.giver, kept.code.name, kept.code_version, kept.quote, kept.memo) == (
        "lacking",
        "peer",
        "INF-01",
        2,
        "terus terang jarang",
        "dulu",
    )
    assert actions.change_coding(kept, memo="", by=by).memo == ""


def test_another_coders_coding_is_not_ones_own(source: Source, by: Actor, second: Actor) -> None:
    made = add(source, "terus terang", "INF-02", by)
    for deed in (actions.remove_coding, actions.restore_coding, actions.change_coding):
        with pytest.raises(NotAllowed):
            deed(made, by=second)


def test_undo_and_redo_take_away_and_bring_back_the_same_coding(source: Source, by: Actor) -> None:
    made = add(source, "terus terang", "INF-02", by)
    actions.remove_coding(made, by=by)
    assert list(queries.codings_of(source)) == []
    with pytest.raises(Closed):
        actions.change_coding(made, polarity="lacking", by=by)
    actions.restore_coding(made, by=by)
    assert [one.pk for one in queries.codings_of(source)] == [made.pk]
    actions.remove_coding(made, by=by)
    add(source, "terus terang", "INF-02", by)
    with pytest.raises(Conflict):
        actions.restore_coding(made, by=by)


def test_after_the_reading_is_finished_nothing_changes_until_it_is_reopened(source: Source, by: Actor) -> None:
    made = add(source, "terus terang", "INF-02", by)
    actions.finish_reading(source, by=by)
    actions.finish_reading(source, by=by)
    assert Reading.objects.count() == 1
    for refused in (
        lambda: add(source, "Saya pegang", "EMO-03", by),
        lambda: actions.remove_coding(made, by=by),
        lambda: actions.change_coding(made, memo="x", by=by),
        lambda: actions.add_codings(source.study, codings=[NewCoding(source, 0, 2, made.code)], by=by),
    ):
        with pytest.raises(Closed):
            refused()
    actions.reopen_reading(source, by=by)
    actions.remove_coding(made, by=by)
    with pytest.raises(NotFound):
        actions.reopen_reading(source, by=by)


def test_many_codings_come_in_together_or_not_at_all(source: Source, by: Actor) -> None:
    inf = code(source.study, "INF-02")
    news = [NewCoding(source, *span(words), inf, memo="m", coder="Rini") for words in ("Kalau soal", "terus terang")]
    made = actions.add_codings(source.study, codings=news, by=by)
    assert [(one.quote, one.memo, one.coder) for one in Coding.objects.order_by("start")] == [
        ("Kalau soal", "m", "Rini"),
        ("terus terang", "m", "Rini"),
    ]
    row = Entry.objects.get(verb="coding.add_codings")
    assert (row.count, len(made)) == (2, 2)
    fresh = NewCoding(source, *span("Saya pegang"), inf, coder="Rini")
    for bad in (news[0], fresh):
        with pytest.raises(Conflict):
            actions.add_codings(source.study, codings=[fresh, bad], by=by)
    with pytest.raises(BadInput):
        actions.add_codings(source.study, codings=[fresh] * 501, by=by)
    other = evidence.create_study(name="Lain (contoh)", by=by)
    with pytest.raises(NotFound):
        actions.add_codings(other, codings=[fresh], by=by)
    assert Coding.objects.count() == 2


def test_a_coding_costs_eight_queries_at_most_however_much_is_coded(source: Source, by: Actor) -> None:
    inf = code(source.study, "INF-02")

    def cost(start: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            actions.add_coding(source, start=start, end=start + 5, code=inf, by=by)
        return len([query for query in caught if "SAVEPOINT" not in query["sql"]])

    costs = [cost(start) for start in (3, 10, 18)]
    # One of them asks whether anybody may have closed the text.
    assert costs[1] == costs[2] <= costs[0] <= 8


def test_selections_of_a_missing_text_find_their_places_when_it_comes(study: Study, by: Actor) -> None:
    own = actions.add_code(study, name="Tema", guid="GUID-1", by=by)
    text = "😊 Halo\nBapak apa kabar"
    at = len("😊 Halo\r\n".encode("utf-16-le")) // 2
    waiting = {
        "unit": "UTF-16, CRLF 2",
        "selections": [
            {"start": at, "end": at + 5, "code": "GUID-1", "coder": "Rini", "guid": "C-1", "memo": "lihat"},
            {"start": 3, "end": 7, "code": "INF-02", "polarity": "lacking"},
            {"start": 3, "end": 7, "code": "INF-02"},
            {"start": 3, "end": 900, "code": "INF-02"},
            {"start": 3, "end": 7, "code": "tidak ada"},
        ],
    }
    missing = evidence.add_source(study, name="A", kind="document", text="", is_missing=True, pending=waiting, by=by)
    with pytest.raises(Incomplete):
        actions.place_pending(missing, by=by)
    source = evidence.add_text(missing, text=text, by=by)
    made = actions.place_pending(source, by=by)
    assert [(one.quote, one.code, one.coder, one.polarity, one.guid) for one in made] == [
        ("Bapak", own, "Rini", "given", "C-1"),
        ("Halo", code(study, "INF-02"), "peneliti", "lacking", ""),
    ]
    assert Source.objects.get(pk=source.pk).pending["selections"] == waiting["selections"][2:]
    assert actions.place_pending(source, by=by) == []

"""Memos: written, changed without losing what they said, linked, removed, restored; and who may see which."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.domain.searching import parse
from laras.stages.coding.actions import finish_reading
from laras.stages.coding.actions import memos as actions
from laras.stages.coding.actions.memos import NewMemo
from laras.stages.coding.models import Coding, Memo, MemoLink
from laras.stages.coding.queries import memos as queries
from laras.stages.coding.queries.memos import NOTE, About, MemoFilter, Subject, register_subject
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def write(study: Study, by: Actor, kind: str = "analytic", text: str = "Pikiran", **more: Any) -> Memo:
    memo: Memo = actions.add_memo(study, kind=kind, text=text, by=by, **more)
    return memo


def ids(study: Study, by: Actor, wanted: MemoFilter | None = None) -> list[uuid.UUID]:
    return [pk for _, pk, _ in queries.memo_entries(study, wanted or MemoFilter(), by).found]


def test_a_memo_keeps_what_it_said_before(study: Study, by: Actor) -> None:
    memo = write(study, by, title="Awal", text="Kalimat pertama")
    first = memo.changed_at
    actions.change_memo(memo, kind="method", title="Kemudian", text="Kalimat kedua\r\n", by=by)
    actions.change_memo(Memo.objects.get(pk=memo.pk), text="Kalimat kedua", by=by)
    kept = Memo.objects.get(pk=memo.pk)
    assert (kept.kind, kept.title, kept.text, kept.author) == ("method", "Kemudian", "Kalimat kedua", "peneliti")
    assert kept.earlier == [{"at": first.isoformat(), "kind": "analytic", "title": "Awal", "text": "Kalimat pertama"}]


def test_nothing_of_a_memo_stands_in_the_row_in_plain_words(study: Study, by: Actor) -> None:
    memo = write(study, by, title="Rahasia judul", text="Rahasia isi")
    actions.change_memo(memo, text="Rahasia lain", by=by)
    [row] = Memo.objects.filter(pk=memo.pk).values_list("title", "text", "earlier")
    assert not any(b"ahasia" in bytes(value) for value in row)


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"kind": "diary"}, BadInput, "kind"),
        ({"text": "  \n "}, Incomplete, "text"),
        ({"title": "x" * 201}, BadInput, "title"),
        ({"text": "x" * 100_001}, BadInput, "text"),
        ({"links": [("source", uuid.UUID(int=1))]}, NotFound, "about"),
        ({"links": [("moon", uuid.UUID(int=1))]}, NotFound, "about"),
    ],
)
def test_a_memo_that_cannot_be_is_refused(
    values: dict[str, Any], refusal: type[Exception], field: str, study: Study, by: Actor
) -> None:
    with pytest.raises(refusal) as told:
        write(study, by, **{"kind": "analytic", "text": "Pikiran", **values})
    assert (told.value.field, Memo.objects.count()) == (field, 0)  # type: ignore[attr-defined]  # a LarasError


def test_the_database_knows_five_kinds(study: Study, by: Actor) -> None:
    memo = write(study, by)
    memo.kind = "diary"
    with pytest.raises(IntegrityError), transaction.atomic():
        memo.save()


def test_a_memo_is_linked_to_everything_that_is_there(
    study: Study, source: Source, coding: Coding, informant: Informant, by: Actor
) -> None:
    links = [
        ("study", study.pk),
        ("source", source.pk),
        ("informant", informant.pk),
        ("code", coding.code_id),
        ("coding", coding.pk),
    ]
    memo = write(study, by, links=[*links, links[0]])
    named = queries.resolved(study, queries.links_of([memo])[memo.pk], by)
    assert {kind: about.label for (kind, _), about in named.items()} == {
        "study": "Dukungan sosial (contoh)",
        "source": "Wawancara 1",
        "informant": "P1 · Pekerja sosial",
        "code": "INF-02",
        "coding": "INF-02 · Wawancara 1",
    }
    assert queries.memos_about(study, "source", source.pk, by) == [memo]


def test_a_link_is_made_once_and_taken_away(study: Study, source: Source, by: Actor) -> None:
    memo, link = write(study, by), ("source", source.pk)
    for _ in range(2):
        actions.link_memo(memo, link=link, by=by)
    assert queries.links_of([memo]) == {memo.pk: [link]}
    for _ in range(2):
        actions.unlink_memo(memo, link=link, by=by)
    assert queries.links_of([memo]) == {}


def test_a_memo_is_about_fifty_records_at_most(
    study: Study, source: Source, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_LINKS", 1)
    memo = write(study, by, links=[("source", source.pk)])
    with pytest.raises(BadInput):
        actions.link_memo(memo, link=("study", study.pk), by=by)


def test_a_later_stage_makes_its_own_records_known(study: Study, by: Actor) -> None:
    moon = uuid.UUID(int=5)
    before = dict(queries.SUBJECTS)
    register_subject(Subject("moon", "Moon", lambda study, ids, by: [About("moon", pk, "Bulan") for pk in ids]))
    try:
        memo = write(study, by, links=[("moon", moon)])
        assert queries.resolved(study, [("moon", moon)], by)[("moon", moon)].label == "Bulan"
        assert queries.memos_about(study, "moon", moon, by) == [memo]
    finally:
        queries.SUBJECTS.clear()
        queries.SUBJECTS.update(before)


def test_a_removed_memo_is_out_of_the_list_until_it_is_restored(study: Study, by: Actor, second: Actor) -> None:
    memo = write(study, by)
    actions.remove_memo(memo, by=by)
    actions.remove_memo(memo, by=by)
    gone = MemoFilter(removed=True)
    assert (ids(study, by), ids(study, by, gone), ids(study, second, gone)) == ([], [memo.pk], [])
    deeds: tuple[Callable[[], Memo], ...] = (
        lambda: actions.change_memo(memo, text="Lain", by=by),
        lambda: actions.link_memo(memo, link=("study", study.pk), by=by),
    )
    for deed in deeds:
        with pytest.raises(Closed):
            deed()
    actions.restore_memo(memo, by=by)
    actions.restore_memo(memo, by=by)
    assert ids(study, by) == [memo.pk]


def test_a_memo_is_changed_by_its_author_alone(study: Study, by: Actor, second: Actor) -> None:
    memo = write(study, by)
    deeds: tuple[Callable[[], Memo], ...] = (
        lambda: actions.change_memo(memo, text="Lain", by=second),
        lambda: actions.link_memo(memo, link=("study", study.pk), by=second),
        lambda: actions.unlink_memo(memo, link=("study", study.pk), by=second),
        lambda: actions.remove_memo(memo, by=second),
        lambda: actions.restore_memo(memo, by=second),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_who_only_reads_studies_writes_no_memo(study: Study, cast: Cast, by: Actor, elsewhere: Actor) -> None:
    for login in ("penyelia", "kepala", "peksos"):
        with pytest.raises(NotAllowed):
            write(study, cast.actor(login))
    with pytest.raises(NotFound):
        write(study, elsewhere)
    with pytest.raises(NotFound):
        actions.remove_memo(write(study, by), by=elsewhere)


def test_every_deed_leaves_one_row(study: Study, by: Actor) -> None:
    before = Entry.objects.filter(ledger="deed").count()
    memo = write(study, by)
    actions.change_memo(memo, text="Lain", by=by)
    actions.link_memo(memo, link=("study", study.pk), by=by)
    actions.unlink_memo(memo, link=("study", study.pk), by=by)
    actions.remove_memo(memo, by=by)
    actions.restore_memo(memo, by=by)
    rows = Entry.objects.filter(ledger="deed").order_by("id")[before:]
    assert [row.verb.rpartition(".")[2] for row in rows] == [
        "add_memo",
        "change_memo",
        "link_memo",
        "unlink_memo",
        "remove_memo",
        "restore_memo",
    ]


def test_memos_are_brought_in_under_their_authors(study: Study, source: Source, by: Actor, second: Actor) -> None:
    made = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    new = [
        NewMemo("analytic", "Satu", "Isi satu", [("source", source.pk)], "Peneliti Lain", "G-1", made),
        NewMemo("method", "", "Isi dua", made_at=clock.now() + dt.timedelta(days=9)),
    ]
    first, last = actions.add_memos(study, memos=new, by=by)
    assert (first.author, first.recorded_at, first.guid, last.author) == ("Peneliti Lain", made, "G-1", "peneliti")
    assert last.recorded_at <= clock.now()
    assert MemoLink.objects.get().memo_id == first.pk
    with pytest.raises(NotAllowed):
        actions.add_memos(study, memos=new, by=second)
    with pytest.raises(BadInput):
        actions.add_memos(study, memos=new * 251, by=by)
    with pytest.raises(Incomplete):
        actions.add_memos(study, memos=[*new, NewMemo("method", "", "")], by=by)
    assert Memo.objects.count() == 2


def test_the_list_is_narrowed_and_newest_first(study: Study, source: Source, coding: Coding, by: Actor) -> None:
    day = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    with clock.at(day):
        old = write(study, by, "reflexive", "Saya gugup", links=[("source", source.pk)])
    with clock.at(day + dt.timedelta(days=2)):
        new = write(study, by, "method", "Panduan diubah", title="Pedoman")
    assert ids(study, by) == [coding.pk, new.pk, old.pk]
    found = queries.memo_entries(study, MemoFilter(kind="method"), by)
    assert dict(found.counts) == {"reflexive": 1, "method": 1, NOTE: 1}
    for wanted, expected in [
        (MemoFilter(kind="method"), [new.pk]),
        (MemoFilter(kind=NOTE), [coding.pk]),
        (MemoFilter(author="peneliti"), [coding.pk, new.pk, old.pk]),
        (MemoFilter(author="auditor"), []),
        (MemoFilter(about="source"), [coding.pk, old.pk]),
        (MemoFilter(about="source", about_id=source.pk), [coding.pk, old.pk]),
        (MemoFilter(about="code", about_id=coding.code_id), [coding.pk]),
        (MemoFilter(about="finding"), []),
        (MemoFilter(since=day + dt.timedelta(days=1), until=day + dt.timedelta(days=3)), [new.pk]),
        (MemoFilter(words=parse("pedoman")), [new.pk]),
        (MemoFilter(words=parse("gugup OR catatan")), [coding.pk, old.pk]),
    ]:
        assert ids(study, by, wanted) == expected, wanted


def test_a_blind_coder_reads_no_colleagues_interpretation_yet(
    study: Study, source: Source, coding: Coding, by: Actor, second: Actor
) -> None:
    links = [("source", source.pk)]
    free = write(study, by, "reflexive", "Saya gugup", links=links)
    tells = write(study, by, "analytic", "Ini kekurangan informasi", links=links)
    judged = write(study, by, "method", "Ragu", links=[("coding", coding.pk)])
    assert ids(study, by) == [judged.pk, tells.pk, free.pk, coding.pk]
    assert ids(study, second) == [free.pk]
    assert queries.memos_about(study, "source", source.pk, second) == [free]
    assert [queries.memo_is_hidden(memo, second) for memo in (free, tells, judged)] == [False, True, True]
    with pytest.raises(NotFound):
        write(study, second, links=[("coding", coding.pk)])
    with pytest.raises(NotFound):
        actions.remove_memo(tells, by=second)
    for who in (by, second):
        finish_reading(source, by=who)
    assert ids(study, second) == [judged.pk, tells.pk, free.pk, coding.pk]


def test_a_note_on_words_that_may_not_be_quoted_is_not_shown(
    study: Study, source: Source, informant: Informant, coding: Coding, by: Actor
) -> None:
    def shown() -> list[tuple[str, bool]]:
        found = queries.memo_entries(study, MemoFilter(), by).found
        return [(one.words, one.quotable) for one in queries.entries_on(study, found, by)]

    assert shown() == [("catatan", True)]
    evidence.give_research_consent(informant, agreed=False, by=by)
    assert shown() == [("", False)]
    assert ids(study, by, MemoFilter(words=parse("catatan"))) == []

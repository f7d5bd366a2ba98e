"""Taking texts in: letter by letter, with the original, nothing left behind by a refusal."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.files import vault
from laras.base.files.models import Attachment
from laras.base.jobs import work
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, LarasError, NotAllowed, NotFound, Refused
from laras.stages.evidence import actions, queries
from laras.stages.evidence.actions import NewSource, Upload
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
# Decomposed é, an emoji beyond 16 bits, and three kinds of line end.
WRITTEN = "\ufeffT: Selamat pagi, Bu Re\u0301ni.\r\nP1: Pagi 🌱.\rYa.\nSelesai"
KEPT = "T: Selamat pagi, Bu Re\u0301ni.\nP1: Pagi 🌱.\nYa.\nSelesai"


def stored(folder: Path) -> int:
    return len(list((folder / "files").glob("*/*"))) if (folder / "files").exists() else 0


def test_line_ends_become_lf_and_every_letter_stays(study: Study, informant: Informant, by: Actor) -> None:
    actions.add_source(study, name="Wawancara 1", kind="interview", text=WRITTEN, informant=informant, by=by)
    fresh = Source.objects.get()
    assert (fresh.text, fresh.length, fresh.sha256) == (KEPT, len(KEPT), hashlib.sha256(KEPT.encode()).hexdigest())
    assert (fresh.position, fresh.informant, fresh.is_missing) == (0, informant, False)
    assert Entry.objects.filter(verb="evidence.add_source", object_id=str(fresh.pk)).count() == 1


def test_the_text_lies_sealed_in_its_row(study: Study, by: Actor) -> None:
    actions.add_source(study, name="A", kind="document", text="rahasia sekali", place="Kantor", by=by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, place FROM evidence_source")
        row = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"rahasia" not in row
    assert b"Kantor" not in row


def test_the_original_file_is_kept_and_comes_back_unchanged(study: Study, by: Actor, data_folder: Path) -> None:
    source = actions.add_source(
        study, name="A", kind="document", text="isi", file_name="catatan.pdf", file_bytes=b"%PDF-1.7 isi", by=by
    )
    assert source.file is not None
    assert (source.file.name, source.file.media_type) == ("catatan.pdf", "application/pdf")
    assert vault.fetch(Attachment.objects.get()) == b"%PDF-1.7 isi"


def test_two_sources_of_one_name_are_refused_and_leave_no_file(study: Study, by: Actor, data_folder: Path) -> None:
    actions.add_source(study, name="A", kind="document", text="satu", by=by)
    with pytest.raises(Conflict) as refused:
        actions.add_source(study, name="A", kind="document", text="dua", file_name="a.txt", file_bytes=b"dua", by=by)
    assert refused.value.field == "name"
    assert (stored(data_folder), Attachment.objects.count(), Source.objects.count()) == (0, 0, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(study=study, facility=by.facility, name="A", kind="document", recorded_at=clock.now())


def test_the_database_knows_no_other_kind(study: Study, by: Actor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(study=study, facility=by.facility, name="A", kind="poem", recorded_at=clock.now())


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"name": "  "}, Incomplete, "name"),
        ({"name": "x" * 201}, BadInput, "name"),
        ({"kind": "poem"}, BadInput, "kind"),
        ({"text": " \n "}, Incomplete, "text"),
        ({"text": "a\0b"}, BadInput, "text"),
        ({"text": "a\ud800b"}, BadInput, "text"),
        ({"text": "ada", "is_missing": True}, BadInput, "text"),
        ({"minutes": 0}, BadInput, "minutes"),
        ({"happened_at": dt.datetime(2999, 1, 1, tzinfo=dt.UTC)}, BadInput, "happened_at"),
    ],
)
def test_what_cannot_be_taken_in_is_said_at_its_field(
    changes: dict[str, object], error: type[LarasError], field: str, study: Study, by: Actor
) -> None:
    given = {"name": "A", "kind": "interview", "text": "isi", **changes}
    with pytest.raises(error) as refused:
        actions.add_source(study, **given, by=by)  # type: ignore[arg-type]  # wrong on purpose
    assert (refused.value.field, Source.objects.count()) == (field, 0)


def test_an_informant_of_another_study_is_not_there(study: Study, by: Actor) -> None:
    other = actions.create_study(name="Lain", by=by)
    foreign = actions.add_informant(other, code="P9", role="x", by=by)
    with pytest.raises(NotFound):
        actions.add_source(study, name="A", kind="interview", text="isi", informant=foreign, by=by)


def test_nobody_of_another_home_adds_to_a_study(study: Study, elsewhere: Actor, cast: Cast) -> None:
    with pytest.raises(NotFound):
        actions.add_source(study, name="A", kind="interview", text="isi", by=elsewhere)
    with pytest.raises(NotAllowed):
        actions.import_file(study, filename="a.txt", data=b"isi", kind="document", by=cast.actor("peksos"))
    assert not Source.objects.exists()


def test_many_sources_come_in_order_or_not_at_all(study: Study, by: Actor) -> None:
    actions.add_source(study, name="A", kind="document", text="isi", by=by)
    actions.add_sources(study, sources=[NewSource("B", "document", "b"), NewSource("C", "interview", "c")], by=by)
    assert [(row.name, row.position) for row in queries.sources_of(study)] == [("A", 0), ("B", 1), ("C", 2)]
    with pytest.raises(Conflict):
        actions.add_sources(study, sources=[NewSource("D", "document", "d"), NewSource("D", "document", "e")], by=by)
    with pytest.raises(BadInput):
        actions.add_sources(study, sources=[NewSource(str(n), "document", "x") for n in range(501)], by=by)
    assert queries.source_counts(study) == {"interview": 1, "document": 2}
    assert [row.count for row in Entry.objects.filter(verb="evidence.add_sources")] == [2]


def test_a_missing_text_is_added_once_and_what_waits_for_it_stays(study: Study, by: Actor) -> None:
    pending = {"selections": [{"start": 0, "end": 3}]}
    source = actions.add_source(
        study, name="A", kind="interview", text="", is_missing=True, pending=pending, guid="g-1", by=by
    )
    with pytest.raises(Incomplete):
        actions.add_text(source, text="  ", by=by)
    actions.add_text(Source.objects.get(), text="isi\r\n", by=by)
    fresh = Source.objects.get()
    assert (fresh.text, fresh.length, fresh.is_missing, fresh.pending) == ("isi\n", 4, False, pending)
    with pytest.raises(Closed):
        actions.add_text(fresh, text="lain", by=by)


def test_circumstances_change_and_the_text_stays(study: Study, informant: Informant, by: Actor) -> None:
    actions.add_source(study, name="B", kind="document", text="b", by=by)
    source = actions.add_source(study, name="A", kind="document", text="isi", by=by)
    moment = dt.datetime(2026, 9, 7, 0, tzinfo=dt.UTC)
    with clock.at(moment + dt.timedelta(days=1)):
        actions.edit_source(
            source,
            name="A2",
            kind="interview",
            informant=informant,
            place="Ruang",
            happened_at=moment,
            minutes=40,
            by=by,
        )
        with pytest.raises(Conflict):
            actions.edit_source(source, name="B", kind="interview", by=by)
    fresh = Source.objects.get(name="A2")
    assert (fresh.kind, fresh.place, fresh.minutes, fresh.text) == ("interview", "Ruang", 40, "isi")


def test_a_removed_source_leaves_the_lists_and_frees_its_name(study: Study, by: Actor) -> None:
    source = actions.add_source(study, name="A", kind="document", text="isi", by=by)
    with pytest.raises(Incomplete):
        actions.remove_source(source, reason="salah", by=by)
    actions.remove_source(source, reason="Transkrip orang lain.", by=by)
    actions.add_source(study, name="A", kind="document", text="isi baru", by=by)
    assert [row.text for row in queries.sources_of(study)] == ["isi baru"]
    with pytest.raises(Closed):
        actions.edit_source(Source.objects.get(pk=source.pk), name="C", kind="document", by=by)
    with pytest.raises(NotFound):
        queries.source_by_name(study, "C")


def test_a_file_is_read_and_named_after_itself(study: Study, by: Actor) -> None:
    source = actions.import_file(study, filename="wawancara-p1.txt", data=WRITTEN.encode(), kind="interview", by=by)
    assert (source.name, source.text) == ("wawancara-p1", KEPT)
    assert source.file is not None
    assert vault.fetch(source.file) == WRITTEN.encode()


def test_a_guess_of_the_reader_is_told(study: Study, by: Actor) -> None:
    source = actions.import_file(study, filename="a.txt", data="caf\xe9".encode("cp1252"), kind="document", by=by)
    assert len(source.remarks) == 1
    assert "cp1252" in source.remarks[0]


@pytest.mark.parametrize(
    ("filename", "data"),
    [("a.exe", b"MZ"), ("a.pdf", b"no pdf"), ("a.txt", b"\0\1\2"), ("a.txt", b""), ("a.doc", b"x")],
)
def test_a_refused_file_leaves_nothing_behind(
    filename: str, data: bytes, study: Study, by: Actor, data_folder: Path
) -> None:
    with pytest.raises(Refused):
        actions.import_file(study, filename=filename, data=data, kind="document", by=by)
    assert (Source.objects.count(), Attachment.objects.count(), stored(data_folder)) == (0, 0, 0)


def test_of_several_files_each_stands_for_itself(study: Study, by: Actor) -> None:
    uploads = [
        Upload("a.txt", b"isi a", 5),
        Upload("b.exe", b"MZ", 2),
        Upload("c.txt", b"", 200 * 1024 * 1024),
        Upload("d.txt", b"isi d", 5),
    ]
    taken, refused = actions.import_files(study, uploads=uploads, kind="document", by=by)
    assert [source.name for source in taken] == ["a", "d"]
    assert [(one.name, "200 MB" in str(one.error)) for one in refused] == [("b.exe", False), ("c.txt", True)]


def test_a_job_reads_what_waits_and_is_not_confused_by_an_interruption(
    study: Study, by: Actor, data_folder: Path
) -> None:
    uploads = [Upload("a.txt", b"isi a", 5), Upload("b.txt", b"\0", 1), Upload("c.txt", b"", 200 * 1024 * 1024)]
    job = actions.queue_files(study, uploads=uploads, kind="interview", by=by)
    claimed = work.claim()
    assert claimed is not None
    assert claimed.pk == job.pk
    work.run(claimed)
    first = work.Job.objects.get(pk=job.pk)
    assert first.state == "done"
    assert [one["name"] for one in first.result["taken"]] == ["a"]
    assert [one["file"] for one in first.result["refused"]] == ["c.txt", "b.txt"]
    # The process died before the end was written down: the same job runs once more.
    work.Job.objects.filter(pk=job.pk).update(state="running")
    again = work.KINDS[actions.IMPORT_KIND].work(first, work.Progress(first, clock.now()), by)
    assert [one["name"] for one in again["taken"]] == ["a"]
    assert [one["file"] for one in again["refused"]] == ["c.txt", "b.txt"]
    assert (Source.objects.count(), Attachment.objects.count()) == (1, 1)

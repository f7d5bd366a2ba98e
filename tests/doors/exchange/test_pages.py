"""The pages: choose, look, decide; complete a text; take out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.access.models import User
from laras.base.audit.models import Entry
from laras.base.files.models import Attachment
from laras.base.jobs import work
from laras.base.jobs.models import CANCELLED, FAILED, Job
from laras.base.store import clock
from laras.domain.errors import Closed
from laras.doors.exchange import actions
from laras.doors.exchange.actions import held
from laras.stages.coding.models import Code, Coding, Memo
from laras.stages.evidence.models import Source, Study
from tests.doors.exchange.refi.made import codebook, guid, one_text, project_xml, qdpx, selection, text_source
from tests.doors.exchange.refi.made import coding as coded
from tests.doors.exchange.refi.test_hostile import HOSTILE

pytestmark = pytest.mark.django_db

PROJECT = one_text(b"satu dua tiga", selection(20, 0, 4, coded(30, 1)) + selection(21, 2, 90, coded(31, 1)))
WAITING = qdpx(
    project_xml(
        codebook(1)
        + "<Sources>"
        + text_source(10, "internal://hilang.txt", selection(20, 5, 8, coded(30, 1), "dua"), name="Wawancara 9")
        + "</Sources>"
    )
)


def at(name: str, *args: object) -> str:
    return reverse(f"exchange:{name}", args=args)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def send(browser: Browser, study: Study, what: str, name: str, data: bytes, **more: str) -> Any:
    fields = {f"{what}-{key}": value for key, value in more.items()}
    if what == "refi":
        fields.setdefault("refi-kind", "interview")
    return browser.post(
        at("bring_in", study.pk),
        {"what": what, f"{what}-document": SimpleUploadedFile(name, data), **fields},
    )


@pytest.fixture
def english(browser: Browser) -> Browser:
    """The researcher, who reads English."""
    User.objects.filter(login="peneliti").update(language="en")
    return browser


def test_a_project_is_shown_before_it_is_saved(study: Study, english: Browser) -> None:
    answer = send(english, study, "refi", "uji.qdpx", PROJECT)
    job = Job.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, at("held", job.pk))
    page = words(english.get(at("held", job.pk)))
    assert (Source.objects.count(), Coding.objects.count(), Attachment.objects.count()) == (0, 0, 1)
    assert "Nothing is saved yet" in page
    assert '<tr><th scope="row">Codings</th><td class="num">2</td><td class="num">1</td></tr>' in page
    assert "“wawancara”: the passage from 2 to 90 lies outside the text." in page
    assert "% of the passages fit." in page
    answer = english.post(at("held", job.pk))
    assert answer.headers["Location"] == at("held", job.pk)
    assert [(one.name, one.kind) for one in Source.objects.all()] == [("wawancara", "interview")]
    assert Coding.objects.get().quote == "satu"
    assert "was taken in" in words(english.get(at("held", job.pk)))
    assert english.post(at("held", job.pk)).status_code == 400
    assert Source.objects.count() == 1
    assert Attachment.objects.count() == 1  # with the study


def test_what_is_thrown_away_leaves_nothing(study: Study, english: Browser) -> None:
    send(english, study, "refi", "uji.qdpx", PROJECT)
    job = Job.objects.get()
    assert english.get(at("throw_away", job.pk)).status_code == 405
    assert english.post(at("throw_away", job.pk)).status_code == 302
    assert (Source.objects.count(), Attachment.objects.count(), Job.objects.get().state) == (0, 0, CANCELLED)
    assert "not here any more" in words(english.get(at("held", job.pk)))
    assert english.post(at("held", job.pk)).status_code == 400


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_gets_one_sentence_and_leaves_nothing(
    kind: str, study: Study, browser: Browser, data_folder: Path
) -> None:
    answer = send(browser, study, "refi", "uji.qdpx", HOSTILE[kind])
    assert answer.status_code == 200
    assert len(answer.context["forms"]["refi"].errors) == 1
    assert (Attachment.objects.count(), Job.objects.count(), Source.objects.count()) == (0, 0, 0)
    assert not (data_folder / "files").exists()


@pytest.mark.parametrize(
    ("what", "name", "data"),
    [
        ("refi", "uji.pdf", PROJECT),
        ("refi", "uji.csv", b"a,b\n"),
        ("codings", "uji.csv", PROJECT),
        ("codings", "uji.csv", b"source,quote\n"),
        ("coders", "uji.csv", b"hanya satu\n"),
        ("coders", "uji.xlsx", b"a,b\n"),
    ],
)
def test_the_wrong_file_gets_one_sentence(what: str, name: str, data: bytes, study: Study, browser: Browser) -> None:
    answer = send(browser, study, what, name, data)
    assert answer.status_code == 200
    assert len(answer.context["forms"][what].errors) == 1
    assert (Attachment.objects.count(), Job.objects.count()) == (0, 0)


def test_a_file_above_the_limit_is_refused_by_its_size(
    study: Study, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laras.base.files.uploads.LIMIT", 1000)
    monkeypatch.setattr("laras.base.files.guard.LIMIT", 1000)
    monkeypatch.setattr("laras.base.files.guard.check_size.__kwdefaults__", {"limit": 1000})
    answer = send(browser, study, "refi", "uji.qdpx", PROJECT + b"\0" * 5000)
    assert list(answer.context["forms"]["refi"].errors) == ["__all__"]
    assert Attachment.objects.count() == 0


def test_a_large_file_is_read_and_taken_in_by_the_worker(
    study: Study, english: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "AT_ONCE", 100)
    send(english, study, "refi", "uji.qdpx", PROJECT)
    look = Job.objects.get()
    assert "Reading the file" in words(english.get(at("held", look.pk)))
    work.run(work.claim() or look)
    assert "Nothing is saved yet" in words(english.get(at("held", look.pk)))
    answer = english.post(at("held", look.pk))
    take = Job.objects.exclude(pk=look.pk).get()
    assert answer.headers["Location"] == at("held", take.pk)
    work.run(work.claim() or take)
    assert Coding.objects.get().quote == "satu"
    assert "was taken in" in words(english.get(at("held", take.pk)))
    assert "not here any more" in words(english.get(at("held", look.pk)))


def test_a_large_file_that_is_no_good_is_forgotten(
    study: Study, english: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "AT_ONCE", 100)
    send(english, study, "refi", "uji.qdpx", HOSTILE["billion laughs"])
    look = Job.objects.get()
    work.run(work.claim() or look)
    assert (Job.objects.get().state, Attachment.objects.count()) == (FAILED, 0)
    assert "document type definition" in words(english.get(at("held", look.pk)))


def test_uploads_nobody_decides_about_are_forgotten_after_a_day(study: Study, browser: Browser) -> None:
    with clock.at(clock.now() - dt.timedelta(days=2)):
        send(browser, study, "refi", "uji.qdpx", PROJECT)
    send(browser, study, "refi", "uji.qdpx", PROJECT)
    assert [job.state for job in Job.objects.order_by("recorded_at")] == [CANCELLED, "done"]
    assert Attachment.objects.count() == 1


def test_a_table_of_codings_shows_its_refused_rows(study: Study, source: Source, english: Browser) -> None:
    table = (
        b"source,quote,indicator,polarity,coder\n"
        b"Wawancara 1,supaya Bapak,INF-02,given,rini\n"
        b"Wawancara 9,supaya Bapak,INF-02,given,rini\n"
    )
    send(english, study, "codings", "uji.csv", table)
    job = Job.objects.get()
    page = words(english.get(at("held", job.pk)))
    assert "<b>Row 3</b> There is no source “Wawancara 9” in this study. Check the name." in page
    assert "1 coding finds its place." in page
    english.post(at("held", job.pk))
    assert Coding.objects.get(coder="rini").quote == "supaya Bapak"
    assert Attachment.objects.count() == 0  # a table has said all it had to say


def test_a_table_of_coders_is_read_under_the_name_of_its_file(study: Study, english: Browser) -> None:
    send(english, study, "coders", "Penuh.csv", b"text,A,B\n1,Yes,yes\n2,no,yes\n3,,\n")
    job = Job.objects.get()
    page = words(english.get(at("held", job.pk)))
    assert "3 texts are taken in. Coders: A, B." in page
    assert "1 text was coded by nobody" in page
    assert "“Yes” → “yes”" in page
    english.post(at("held", job.pk))
    assert Code.objects.get(study=study, name="Penuh").parent is None


def test_an_upload_is_only_there_for_who_sent_it(study: Study, browser: Browser, signed_in: Any, cast: Any) -> None:
    send(browser, study, "refi", "uji.qdpx", PROJECT)
    job = Job.objects.get()
    for name in ("kepala", "auditor", "admin", "peksos_lain"):
        assert signed_in(name).get(at("held", job.pk)).status_code in (403, 404)
        assert signed_in(name).post(at("throw_away", job.pk)).status_code in (403, 404)
    actions.take_held(study, held=job, by=cast.actor("peneliti"))
    with pytest.raises(Closed):
        actions.take_held(study, held=job, by=cast.actor("peneliti"))


def test_a_missing_text_is_added_from_its_page_and_its_passages_take_their_places(
    empty: Study, by: Actor, browser: Browser
) -> None:
    actions.import_project(empty, data=WAITING, file_name="uji.qdpx", by=by)
    source = Source.objects.get()
    assert at("complete", source.pk) in words(browser.get(reverse("evidence:reading", args=[source.pk])))
    assert at("complete", source.pk) in words(browser.get(at("bring_in", empty.pk)))
    assert browser.post(at("complete", source.pk), {"text": " "}).context["form"].errors
    answer = browser.post(
        at("complete", source.pk), {"text": "", "document": SimpleUploadedFile("a.txt", b"satu dua tiga")}
    )
    assert answer.headers["Location"] == reverse("evidence:reading", args=[source.pk])
    assert [(one.quote, one.source) for one in Coding.objects.all()] == [("dua", source)]
    assert browser.get(at("complete", source.pk)).status_code == 404


def test_every_export_is_a_file_to_save(study: Study, source: Source, browser: Browser) -> None:
    for address, ending, start in (
        (at("project", study.pk), "qdpx", b"PK"),
        (at("codings", study.pk, "csv"), "csv", b"\xef\xbb\xbfsource,"),
        (at("codings", study.pk, "xlsx"), "xlsx", b"PK"),
        (at("codebook", study.pk), "qdc", b"<?xml"),
    ):
        assert browser.get(address).status_code == 405
        answer = browser.post(address, {"tool": "nvivo", "sharing": ""})
        assert answer.status_code == 200
        assert answer.content.startswith(start)
        assert answer.headers["Content-Disposition"].endswith(f'filename="Dukungan sosial (contoh).{ending}"')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.filter(verb="exchange.note_export").count() == 4
    assert browser.post(at("codings", study.pk, "exe")).status_code == 404
    assert browser.post(at("project", study.pk), {"tool": "word"}).status_code == 302


def test_the_export_page_says_what_stays(study: Study, source: Source, english: Browser, signed_in: Any) -> None:
    page = words(english.get(at("take_out", study.pk)))
    assert "For sharing outside the study 1 source stays here." in page
    assert "3 codings, one row each" in page
    for name in ("kepala", "auditor"):
        assert signed_in(name).get(at("take_out", study.pk)).status_code == 403
    assert signed_in("peksos_lain").get(at("take_out", study.pk)).status_code == 404


def test_an_empty_study_has_nothing_to_take_out(empty: Study, english: Browser) -> None:
    assert "Nothing to take out yet" in words(english.get(at("take_out", empty.pk)))


def test_notes_of_a_project_are_memos_and_not_told_twice(empty: Study, by: Actor, english: Browser) -> None:
    content = "<PlainTextContent>Hangat &amp; tenang.</PlainTextContent>"
    note = f'<Notes><Note guid="{guid(77)}" name="Kesan">{content}</Note></Notes>'
    data = qdpx(project_xml(codebook(1) + note))
    actions.import_project(empty, data=data, file_name="uji.qdpx", by=by)
    assert "Hangat" not in words(english.get(at("bring_in", empty.pk)))
    [memo] = Memo.objects.filter(study=empty)
    assert (memo.title, memo.text) == ("Kesan", "Hangat & tenang.")


def test_the_pages_ask_as_much_for_three_sources_as_for_one(
    study: Study, source: Source, by: Actor, browser: Browser
) -> None:
    def cost(name: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            browser.get(at(name, study.pk))
        return len(caught)

    for name in ("bring_in", "take_out"):
        cost(name)
    before = [cost("bring_in"), cost("take_out")]
    body = codebook(1) + "<Sources>" + text_source(10, "", name="a") + text_source(11, "", name="b") + "</Sources>"
    actions.import_project(study, data=qdpx(project_xml(body)), file_name="uji.qdpx", by=by)
    after = [cost("bring_in"), cost("take_out")]
    assert after[1] == before[1]
    assert after[0] <= before[0] + 1  # the kept file is looked up once


def test_what_was_taken_in_meanwhile_is_not_thrown_away(study: Study, by: Actor, english: Browser) -> None:
    send(english, study, "refi", "uji.qdpx", PROJECT)
    old = Job.objects.get()
    actions.take_held(study, held=Job.objects.get(), by=by)
    with pytest.raises(Closed):
        actions.discard(old, by=by)
    assert (Job.objects.get().result["done"], Attachment.objects.count()) == (True, 1)

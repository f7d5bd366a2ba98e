"""Pages of sources: reading, taking in, describing, handing out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.jobs import work
from laras.base.store import clock
from laras.stages.evidence import actions, queries
from laras.stages.evidence.actions import NewSource
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.people.models import Consent
from laras.stages.support.models import SupportAct
from tests.cast import Cast
from tests.stages.evidence.pages import Enter, at, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["reading", "edit_source", "add_text", "original", "remove_source"])
def test_a_source_is_not_there_for_a_stranger_nor_once_removed(
    name: str, source: Source, by: Actor, signed_in: Enter
) -> None:
    assert signed_in("peksos_lain").get(at(name, source.pk)).status_code == 404
    assert signed_in("peneliti").get(at(name, source.pk)).status_code == 200
    actions.remove_source(source, reason="Transkrip orang lain.", by=by)
    assert signed_in("peneliti").get(at(name, source.pk)).status_code == 404


def test_a_text_is_read_with_numbers_and_speakers(source: Source, browser: Browser) -> None:
    page = words(browser.get(at("reading", source.pk)))
    assert (
        '<ol class="reading"><li id="b1" class="q"><span class="ln">1</span><span class="sp">T</span>'
        '<span class="tx">Selamat pagi?</span></li><li id="b2"><span class="ln">2</span><span class="sp">P1</span>'
        '<span class="tx">Pagi &amp; &lt;b&gt;sehat&lt;/b&gt;.</span></li></ol>'
    ) in page


def test_a_text_of_300_kb_is_read_in_as_many_queries_as_a_short_one(
    study: Study, source: Source, browser: Browser, by: Actor
) -> None:
    turns = "".join(
        f"T: Bagaimana hari ke-{n}?\nP1: {'Saya menyapa semua orang di wisma. ' * 5}\n" for n in range(1500)
    )
    assert len(turns) > 300_000
    # Neither has an original: the length alone is compared.
    short = actions.add_source(study, name="Pendek", kind="interview", text="T: Ya?", informant=source.informant, by=by)
    long = actions.add_source(study, name="Panjang", kind="interview", text=turns, informant=source.informant, by=by)

    def cost(one: Source) -> int:
        with CaptureQueriesContext(connection) as caught:
            browser.get(at("reading", one.pk))
        return len(caught)

    cost(short)
    assert cost(long) == cost(short)
    assert words(browser.get(at("reading", long.pk))).count('<span class="ln">') == len(queries.lines(long))


def test_reading_leaves_a_look_with_the_client_who_speaks(
    study: Study, cast: Cast, browser: Browser, by: Actor
) -> None:
    informant = actions.add_informant(study, code="K1", role="Penerima manfaat", client=cast.client, by=by)
    source = actions.add_source(study, name="A", kind="interview", text="isi", informant=informant, by=by)
    browser.get(at("reading", source.pk))
    look = Entry.objects.get(ledger="look", verb="evidence:reading")
    assert (look.object_id, look.shown) == (str(source.pk), [str(cast.client.pk)])


def test_a_withdrawn_consent_is_told_above_the_text(source: Source, browser: Browser, by: Actor) -> None:
    page = browser.get(at("reading", source.pk))
    assert (page.context["marks"]["quotable"], page.context["marks"]["unsettled"]) == (True, True)
    consent = actions.give_research_consent(source.informant, agreed=True, may_quote=True, by=by)
    page = browser.get(at("reading", source.pk))
    assert (page.context["marks"]["quotable"], page.context["marks"]["unsettled"]) == (True, False)
    browser.post(at("withdraw_consent", consent.pk))
    page = browser.get(at("reading", source.pk))
    assert (page.context["marks"]["quotable"], page.context["marks"]["unsettled"]) == (False, False)
    assert browser.get(at("withdraw_consent", consent.pk)).status_code == 405


def test_several_files_come_in_at_once_and_each_refusal_has_its_sentence(study: Study, browser: Browser) -> None:
    answer = browser.post(
        at("sources", study.pk),
        {
            "documents": [
                SimpleUploadedFile("satu.txt", b"P1: Pagi.\r\n"),
                SimpleUploadedFile("dua.docm", b"PK\x03\x04"),
                SimpleUploadedFile("tiga.txt", "café".encode("cp1252")),
            ],
            "kind": "interview",
        },
    )
    assert [name for _, name, *_rest in answer.context["taken"]] == ["satu", "tiga"]
    assert [len(remarks) for _, _, remarks, *_rest in answer.context["taken"]] == [0, 1]
    assert [name for name, _ in answer.context["refused"]] == ["dua.docm"]
    assert Source.objects.get(name="satu").text == "P1: Pagi."


def test_a_file_of_200_mb_gets_a_sentence_and_is_not_kept_in_memory(study: Study, browser: Browser) -> None:
    class Huge(SimpleUploadedFile):
        """A file whose bytes are made while they are sent."""

    huge = Huge("besar.txt", b"x" * (200 * 1024 * 1024))
    answer = browser.post(at("sources", study.pk), {"documents": [huge], "kind": "document"})
    assert answer.status_code == 200
    assert [(name, "200 MB" in reason) for name, reason in answer.context["refused"]] == [("besar.txt", True)]
    assert not Source.objects.exists()


def test_no_file_at_all_is_said_at_the_field(study: Study, browser: Browser) -> None:
    answer = browser.post(at("sources", study.pk), {"kind": "document"})
    assert list(answer.context["form"].errors) == ["documents"]


def test_six_files_are_read_by_a_job_that_shows_its_progress(study: Study, browser: Browser, signed_in: Enter) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", f"isi {n}".encode()) for n in range(5)]
    answer = browser.post(
        at("sources", study.pk), {"documents": [*files, SimpleUploadedFile("x.exe", b"MZ")], "kind": "document"}
    )
    address = answer.headers["Location"]
    waiting = words(browser.get(address))
    assert 'hx-trigger="every 2s"' in waiting
    assert "<progress" in waiting
    claimed = work.claim()
    assert claimed is not None
    work.run(claimed)
    done = browser.get(address)
    assert 'hx-trigger="every 2s"' not in words(done)
    assert [name for _, name, *_rest in done.context["taken"]] == ["0", "1", "2", "3", "4"]
    assert [name for name, _ in done.context["refused"]] == ["x.exe"]
    assert signed_in("peksos_lain").get(address).status_code == 404


def test_a_large_file_is_read_by_a_job(study: Study, browser: Browser) -> None:
    large = SimpleUploadedFile("besar.txt", b"kata " * 300_000)
    answer = browser.post(at("sources", study.pk), {"documents": [large], "kind": "document"})
    assert answer.status_code == 302
    assert (work.Job.objects.count(), Source.objects.count()) == (1, 0)


def test_the_original_is_only_to_be_saved(source: Source, browser: Browser) -> None:
    answer = browser.get(at("original", source.pk))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_pasted_text_becomes_a_source(study: Study, informant: Informant, browser: Browser) -> None:
    given = {"name": "Wawancara 2", "kind": "interview", "informant": informant.pk, "text": "T: Ya?\r\nP1: Ya.\r\n"}
    answer = browser.post(at("paste", study.pk), given)
    source = Source.objects.get()
    assert answer.headers["Location"] == at("reading", source.pk)
    assert (source.text, source.informant) == ("T: Ya?\nP1: Ya.\n", informant)


def test_an_observation_is_noted_on_the_spot(study: Study, browser: Browser) -> None:
    form = browser.get(at("observation", study.pk)).context["form"]
    assert form.initial["slot"] in queries.SLOTS
    with clock.at(dt.datetime(2026, 9, 8, tzinfo=dt.UTC)):
        browser.post(
            at("observation", study.pk),
            {
                "place": "Aula",
                "people": "dua peksos",
                "happened_at": "2026-09-07T06:15",
                "slot": "morning",
                "minutes": "95",
                "aspects": ["group", "emotional"],
                "seen": "Menyapa satu-satu.",
                "felt": "Hangat.",
            },
        )
    source = Source.objects.get()
    assert (source.kind, source.minutes, source.setting["slot"], source.recorder) == (
        "observation",
        95,
        "morning",
        "Nisa Peneliti (contoh)",
    )
    assert source.text == (
        "Lembar observasi, 07-09-2026\nWaktu: Senin 06.15 (pagi). Tempat: Aula.\nYang ada: dua peksos\n"
        "Aspek yang diamati: Emosional, Kelompok\n\n"
        "Dilihat dan didengar:\nMenyapa satu-satu.\n\nDirasakan pengamat:\nHangat."
    )
    assert [(one.aspects, one.slot, one.weekday) for one in queries.observations_of(study)] == [
        ({"emotional", "group"}, "morning", 0)
    ]


def test_a_missing_text_is_added_on_its_page(study: Study, browser: Browser, by: Actor) -> None:
    source = actions.add_source(study, name="A", kind="interview", text="", is_missing=True, by=by)
    # A later room offers a page of its own for it, which also places what waits for the text.
    assert reverse("exchange:complete", args=[source.pk]) in words(browser.get(at("reading", source.pk)))
    browser.post(at("add_text", source.pk), {"text": "isi"})
    assert Source.objects.get().text == "isi"


def test_entries_of_those_who_agreed_are_offered_by_number_and_drawn_in(
    study: Study, cast: Cast, browser: Browser
) -> None:
    morning = dt.datetime(2026, 9, 7, 1, tzinfo=dt.UTC)
    stamp = {"facility": cast.home, "client": cast.client, "recorded_at": morning, "recorded_by": "peksos"}
    Consent.objects.create(purpose="research", agreed=True, proof="signature", given_at=morning, **stamp)
    SupportAct.objects.create(aspect="emotional", indicator="EMO-01", happened_at=morning, note="tenang", **stamp)
    page = words(browser.get(at("case_entries", study.pk)))
    assert cast.client.number in page
    assert "Sutini" not in page
    assert cast.second.number not in page
    given = {"clients": [str(cast.client.pk)], "since": "2026-09-07", "until": "2026-09-07"}
    with clock.at(morning + dt.timedelta(days=1)):
        browser.post(at("case_entries", study.pk), given)
    assert "tenang" in Source.objects.get(kind="case_entries").text


def test_a_source_is_described_and_taken_out_with_a_reason(source: Source, browser: Browser) -> None:
    browser.post(at("edit_source", source.pk), {"name": "Wawancara satu", "kind": "interview", "place": "Ruang"})
    assert (Source.objects.get().name, Source.objects.get().place) == ("Wawancara satu", "Ruang")
    refused = browser.post(at("remove_source", source.pk), {"reason": "salah"})
    assert refused.context["form"].errors
    browser.post(at("remove_source", source.pk), {"reason": "Transkrip orang lain."})
    assert Source.objects.get().removed_at is not None


def test_many_sources_keep_their_order_on_the_page(study: Study, browser: Browser, by: Actor) -> None:
    actions.add_sources(study, sources=[NewSource(name, "document", "isi") for name in ("Z", "A", "M")], by=by)
    assert [row.source.name for row in browser.get(at("sources", study.pk)).context["rows"]] == ["Z", "A", "M"]

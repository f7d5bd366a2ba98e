"""The reports on a study, for those who may and for those who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Study
from laras.stages.reports import actions, writers
from laras.stages.reports.models import Report
from tests.cast import Cast
from tests.stages.reports.conftest import PURPOSE, Ask
from tests.stages.reports.paper import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


@pytest.fixture
def address(study: Study) -> str:
    return reverse("reports:study_reports", args=[study.pk])


def words(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]  # an HttpResponse


def test_an_empty_page_says_what_to_do_in_both_languages(address: str, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    assert "Belum ada laporan" in words(browser.get(address))
    browser.post("/bahasa/", {"language": "en"})
    page = words(browser.get(address))
    assert "No report has been made yet" in page


def test_a_report_is_asked_for_watched_and_downloaded(
    address: str, weak_information: None, signed_in: Enter, do_the_job: Callable[[], None]
) -> None:
    browser = signed_in("peneliti")
    answer = browser.post(address, {"language": "id", "purpose": PURPOSE})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    page = words(browser.get(address))
    assert "0 dari 3 bagian" in page
    assert 'hx-trigger="every 2s"' in page
    do_the_job()
    page = words(browser.get(address))
    assert "hx-trigger" not in page.split('id="reports"')[1].split("<form")[0]
    report = Report.objects.get()
    assert all(part in page for part in ("Unduh", PURPOSE, "Nisa Peneliti (contoh)", f"{report.pages} halaman"))
    file = browser.get(reverse("reports:download", args=[report.pk]))
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"].startswith("attachment;")
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Dukungan informatif paling lemah" in words_of(file.content)
    assert Entry.objects.get(verb="reports.hand_out").purpose == PURPOSE
    assert Entry.objects.get(verb="reports:download").ledger == "look"


def test_the_language_of_the_report_is_a_choice(
    address: str, weak_information: None, signed_in: Enter, do_the_job: Callable[[], None]
) -> None:
    browser = signed_in("peneliti")
    browser.post(address, {"language": "en", "purpose": PURPOSE})
    do_the_job()
    file = browser.get(reverse("reports:download", args=[Report.objects.get().pk]))
    assert "Informational support is weakest" in words_of(file.content)


def test_a_missing_purpose_keeps_the_page_and_says_so(address: str, signed_in: Enter) -> None:
    answer = signed_in("peneliti").post(address, {"language": "en", "purpose": " "})
    assert answer.status_code == 200
    assert "Tulis untuk apa laporan ini." in words(answer)
    assert not Report.objects.exists()


def test_a_failure_is_told_in_a_sentence(
    address: str, ask: Ask, signed_in: Enter, do_the_job: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "write_pdf", lambda *_: 1 / 0)
    ask(queued=True)
    do_the_job()
    page = words(signed_in("peneliti").get(address))
    assert "Ada yang salah dalam program. Pekerjaan belum selesai." in page
    assert "Unduh" not in page


def test_a_report_that_may_not_be_quoted_any_more_is_marked_and_not_handed_out(
    address: str, ask: Ask, weak_information: None, unset: None, informant: Informant, by: Actor, signed_in: Enter
) -> None:
    report = actions.make_report(ask(), by=by)
    evidence.give_research_consent(informant, agreed=False, by=by)
    browser = signed_in("peneliti")
    page = words(browser.get(address))
    assert "tidak setuju lagi" in page
    assert "Unduh" not in page
    answer = browser.get(reverse("reports:download", args=[report.pk]))
    assert answer.status_code == 400
    assert "tidak setuju lagi" in words(answer)


def test_one_cancels_what_one_asked_for(address: str, ask: Ask, signed_in: Enter) -> None:
    report = ask(queued=True)
    there = reverse("reports:cancel", args=[report.pk])
    assert "Batalkan" not in words(signed_in("auditor").get(address)).split('id="reports"')[1].split("<section")[0]
    assert signed_in("auditor").post(there).status_code == 403
    browser = signed_in("peneliti")
    assert browser.post(there).status_code == 302
    assert "Belum ada laporan" in words(browser.get(address))


@pytest.mark.parametrize("login", ["pengasuh", "admin", "peksos_lain"])
def test_others_do_not_come_in(
    address: str, ask: Ask, weak_information: None, unset: None, by: Actor, signed_in: Enter, login: str
) -> None:
    report = actions.make_report(ask(), by=by)
    assert signed_in(login).get(address).status_code == 404
    assert signed_in(login).get(reverse("reports:download", args=[report.pk])).status_code == 404


def test_the_tab_stands_on_the_study(study: Study, address: str, signed_in: Enter, cast: Cast) -> None:
    page = signed_in("peneliti").get(reverse("evidence:study", args=[study.pk])).content.decode()
    assert address in page


def test_three_reports_ask_no_more_queries_than_one(
    address: str, ask: Ask, weak_information: None, unset: None, by: Actor, signed_in: Enter
) -> None:
    browser = signed_in("peneliti")
    first = actions.make_report(ask(), by=by)
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    again = writers.Made(b"%PDF", first.pages)
    for _ in range(2):
        actions.keep_report(ask(), made=again, name="x.pdf", quoted=(), by=by)
    with CaptureQueriesContext(connection) as three:
        assert words(browser.get(address)).count("Unduh") == 3
    assert len(one) == len(three)


def test_the_list_names_every_report_of_the_home(
    study: Study, address: str, ask: Ask, weak_information: None, unset: None, by: Actor, signed_in: Enter
) -> None:
    there = reverse("reports:report_list")
    assert "Belum ada laporan" in words(signed_in("peneliti").get(there))
    report = actions.make_report(ask(), by=by)
    page = words(signed_in("auditor").get(there))
    assert all(part in page for part in (address, study.name, f"{report.pages} halaman"))
    assert signed_in("pengasuh").get(there).status_code == 403


def test_the_list_asks_no_more_queries_for_three(
    ask: Ask, weak_information: None, unset: None, by: Actor, signed_in: Enter
) -> None:
    browser, there = signed_in("peneliti"), reverse("reports:report_list")
    first = actions.make_report(ask(), by=by)
    browser.get(there)
    with CaptureQueriesContext(connection) as one:
        browser.get(there)
    for _ in range(2):
        actions.keep_report(ask(), made=writers.Made(b"%PDF", first.pages), name="x.pdf", quoted=(), by=by)
    with CaptureQueriesContext(connection) as three:
        assert words(browser.get(there)).count("Laporan penilaian") == 3
    assert len(one) == len(three)

"""The reports on a study, for those who may and for those who may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Study
from laras.stages.programmes.models import Group
from laras.stages.reports import actions, writers
from laras.stages.reports.models import Report
from tests.cast import Cast
from tests.stages.outcomes.circle import whole
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
    answer = browser.post(address, {"kind": "appraisal.pdf", "language": "id", "purpose": PURPOSE})
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
    browser.post(address, {"kind": "appraisal.pdf", "language": "en", "purpose": PURPOSE})
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
    browser, group = signed_in("peneliti"), reverse("programmes:of_study", args=[study.pk])
    assert group in browser.get(reverse("evidence:study", args=[study.pk])).content.decode()
    assert address in browser.get(group).content.decode()


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


@pytest.fixture
def group(cast: Cast, settings: Any, tmp_path: Path) -> Group:
    settings.LARAS_DATA = tmp_path
    return whole(cast).group


def test_the_buttons_stand_on_programme_group_and_evaluation(group: Group, signed_in: Enter) -> None:
    browser = signed_in("kepala")
    for page, there in (
        (reverse("programmes:programme", args=[group.programme_id]), "reports:programme_reports"),
        (reverse("programmes:group", args=[group.pk]), "reports:group_reports"),
        (reverse("outcomes:evaluation", args=[group.pk]), "reports:evaluation_reports"),
    ):
        pk = group.programme_id if "programme_reports" in there else group.pk
        assert reverse(there, args=[pk]) in browser.get(page).content.decode()


@pytest.mark.parametrize(
    ("chosen", "media_type", "begins"),
    [
        ("evaluation.docx", "wordprocessingml", b"PK"),
        ("evaluation.xlsx", "spreadsheetml", b"PK"),
        ("summary.pdf", "pdf", b"%PDF"),
    ],
)
def test_an_evaluation_is_asked_for_in_a_format_and_downloaded(
    group: Group, signed_in: Enter, do_the_job: Callable[[], None], chosen: str, media_type: str, begins: bytes
) -> None:
    browser, there = signed_in("peksos"), reverse("reports:evaluation_reports", args=[group.pk])
    assert "Belum ada laporan" in words(browser.get(there))
    answer = browser.post(there, {"kind": chosen, "language": "id", "purpose": PURPOSE})
    assert (answer.status_code, answer.headers["Location"]) == (302, there)
    do_the_job()
    report = Report.objects.get()
    page = words(browser.get(reverse("reports:group_reports", args=[group.pk])))
    assert all(part in page for part in ("Unduh", report.format.upper(), PURPOSE))
    assert ("halaman" in page.split("Buat laporan")[0]) == (report.format == "pdf")
    file = browser.get(reverse("reports:download", args=[report.pk]))
    assert media_type in file.headers["Content-Type"]
    assert file.content.startswith(begins)
    row = Entry.objects.get(verb="reports.hand_out")
    assert (row.purpose, row.object_id) == (PURPOSE, str(report.pk))


@pytest.mark.parametrize("kind", ["programme.pdf", "evaluation.odt", "appraisal.pdf", ""])
def test_what_the_page_does_not_offer_is_refused(group: Group, signed_in: Enter, kind: str) -> None:
    there = reverse("reports:group_reports", args=[group.pk])
    answer = signed_in("peksos").post(there, {"kind": kind, "language": "id", "purpose": PURPOSE})
    assert answer.status_code == 200
    assert not Report.objects.exists()


def test_the_list_of_the_home_leads_to_every_sort_of_record(
    group: Group, study: Study, ask: Ask, unset: None, weak_information: None, by: Actor, cast: Cast, signed_in: Enter
) -> None:
    head = cast.actor("kepala")
    actions.make_report(ask(), by=by)
    for subject, kind in ((group.programme, "programme"), (group, "summary")):
        given = {"kind": kind, "purpose": PURPOSE, "language": "id", "queued": False, "by": head}
        actions.make_report(actions.ask_report(subject, **given), by=head)
    page = words(signed_in("kepala").get(reverse("reports:report_list")))
    for place, pk in (
        ("reports:study_reports", study.pk),
        ("reports:programme_reports", group.programme_id),
        ("reports:group_reports", group.pk),
    ):
        assert reverse(place, args=[pk]) in page
    page = words(signed_in("auditor").get(reverse("reports:report_list")))
    assert study.name in page
    assert group.name not in page


def test_a_group_report_is_cancelled_on_its_own_page(group: Group, signed_in: Enter) -> None:
    browser, there = signed_in("peksos"), reverse("reports:group_reports", args=[group.pk])
    browser.post(there, {"kind": "summary.pdf", "language": "id", "purpose": PURPOSE})
    answer = browser.post(reverse("reports:cancel", args=[Report.objects.get().pk]))
    assert answer.headers["Location"] == there


@pytest.mark.parametrize("login", ["pengasuh", "psikolog", "peksos_lain"])
def test_who_may_not_tell_of_a_group_does_not_come_in(group: Group, signed_in: Enter, login: str) -> None:
    status = signed_in(login).get(reverse("reports:group_reports", args=[group.pk])).status_code
    assert status == (404 if login == "peksos_lain" else 403)

"""Asking for a report, keeping it sealed, handing it out with a trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.files import vault
from laras.base.jobs import work
from laras.base.jobs.models import CANCELLED, DONE, FAILED, Job
from laras.domain.errors import BadInput, Incomplete, NotAllowed, NotConsented, NotFound, Refused
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.reports import actions, rules, writers
from laras.stages.reports.models import Report
from laras.stages.reports.writers import Made
from tests.cast import Cast
from tests.stages.reports.conftest import PURPOSE, Ask

pytestmark = pytest.mark.django_db


def test_a_report_is_made_kept_sealed_and_handed_out(
    ask: Ask, weak_information: None, by: Actor, tmp_path: Path
) -> None:
    report = actions.make_report(ask(), by=by)
    assert report.file is not None
    data = actions.hand_out(report, by=by)
    assert data.startswith(b"%PDF-1.7")
    assert (report.pages > 3, report.file.size, report.finished_at is not None) == (True, len(data), True)
    assert report.file.name == "Laporan penilaian – Dukungan sosial (contoh).pdf"
    [sealed] = [path for path in (tmp_path / "files").glob("*/*") if path.name == report.file.pk.hex]
    assert b"%PDF" not in sealed.read_bytes()


def test_every_deed_leaves_a_row_and_handing_out_says_what_for(
    ask: Ask, weak_information: None, unset: None, by: Actor
) -> None:
    report = actions.make_report(ask(by=rules.with_purpose(by, PURPOSE)), by=by)
    actions.hand_out(report, by=rules.with_purpose(by, report.purpose))
    rows = Entry.objects.filter(verb__startswith="reports.").order_by("seq")
    assert list(rows.values_list("verb", "purpose", "object_id")) == [
        ("reports.ask_report", PURPOSE, str(report.pk)),
        ("reports.keep_report", "", str(report.pk)),
        ("reports.hand_out", PURPOSE, str(report.pk)),
    ]


@pytest.mark.parametrize(
    ("values", "error", "field"),
    [
        ({"purpose": "  x "}, Incomplete, "purpose"),
        ({"purpose": "x" * 201}, BadInput, "purpose"),
        ({"language": "fr"}, BadInput, "language"),
        ({"kind": "nothing"}, BadInput, "kind"),
    ],
)
def test_what_is_missing_is_told(ask: Ask, values: dict[str, str], error: type[Exception], field: str) -> None:
    with pytest.raises(error) as told:
        ask(**values)
    assert told.value.field == field  # type: ignore[attr-defined]  # of LarasError
    assert not Report.objects.exists()


def test_a_kind_belongs_to_its_own_records(informant: Informant, by: Actor) -> None:
    with pytest.raises(BadInput):
        actions.ask_report(informant, kind="appraisal", purpose=PURPOSE, language="id", by=by)


def test_a_stranger_sees_neither_study_nor_report(
    ask: Ask, weak_information: None, unset: None, by: Actor, cast: Cast
) -> None:
    report = actions.make_report(ask(), by=by)
    elsewhere = cast.actor("peksos_lain", roles=frozenset({"operator"}), role_order=("operator",))
    with pytest.raises(NotFound):
        ask(by=elsewhere)
    with pytest.raises(NotFound):
        actions.hand_out(report, by=elsewhere)
    with pytest.raises(NotAllowed):
        actions.hand_out(report, by=cast.actor("pengasuh"))
    assert actions.hand_out(report, by=cast.actor("auditor"))


def test_a_withdrawal_closes_the_reports_that_quote(
    ask: Ask, weak_information: None, unset: None, informant: Informant, by: Actor
) -> None:
    consent = evidence.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    report = actions.make_report(ask(), by=by)
    assert actions.hand_out(report, by=by)
    evidence.withdraw_research_consent(consent, by=by)
    with pytest.raises(NotConsented):
        actions.hand_out(report, by=by)
    without = actions.make_report(ask(), by=by)
    assert actions.hand_out(without, by=by)


def test_a_source_taken_out_closes_the_reports_that_quote(
    ask: Ask, weak_information: None, unset: None, sources: list[Source], by: Actor
) -> None:
    report = actions.make_report(ask(), by=by)
    evidence.remove_source(sources[2], reason="Salah berkas, bukan milik studi ini.", by=by)
    with pytest.raises(NotConsented):
        actions.hand_out(report, by=by)


def test_the_worker_makes_what_was_queued(
    ask: Ask, weak_information: None, unset: None, do_the_job: Callable[[], None]
) -> None:
    report = ask(queued=True)
    assert report.is_open
    do_the_job()
    report = Report.objects.select_related("job").get()
    assert report.job is not None
    assert (report.job.state, report.job.done, report.job.total) == (DONE, 3, 3)
    assert report.job.result == {"report": str(report.pk), "pages": report.pages}
    assert not report.is_open


def test_a_job_done_twice_makes_one_file(
    ask: Ask, weak_information: None, unset: None, do_the_job: Callable[[], None]
) -> None:
    report = ask(queued=True)
    do_the_job()
    first = Report.objects.get().file_id
    Job.objects.update(state="queued")
    do_the_job()
    assert Report.objects.get().file_id == first
    assert report.pk


def test_a_failed_report_tells_a_sentence(
    ask: Ask, weak_information: None, do_the_job: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Made:
        raise Refused(writers.pdf.NOT_SET)

    monkeypatch.setattr(writers, "write_pdf", refuse)
    ask(queued=True)
    do_the_job()
    report = Report.objects.select_related("job").get()
    assert report.failed
    assert report.job is not None
    assert (report.job.state, report.job.error["message"]) == (FAILED, writers.pdf.NOT_SET)


def test_three_may_wait_at_once(ask: Ask) -> None:
    for _ in range(actions.MOST_WAITING):
        ask(queued=True)
    with pytest.raises(Incomplete):
        ask(queued=True)


def test_only_the_one_who_asked_cancels(ask: Ask, by: Actor, cast: Cast) -> None:
    report = ask(queued=True)
    with pytest.raises(NotAllowed):
        actions.cancel_report(report, by=cast.actor("auditor"))
    actions.cancel_report(report, by=by)
    assert Job.objects.get().state == CANCELLED
    assert work.claim() is None


def test_an_unfinished_report_is_not_handed_out(ask: Ask, by: Actor) -> None:
    with pytest.raises(Incomplete):
        actions.hand_out(ask(), by=by)


def test_a_finished_report_has_pages(ask: Ask, study: Study, by: Actor) -> None:
    report = ask()
    report.file = vault.store(by.facility, name="x.pdf", data=b"x", media_type="application/pdf")
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()

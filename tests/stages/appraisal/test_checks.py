"""What goes back to those who told it: sent, answered, resolved, and asked again when it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Incomplete, NotConsented, Refused
from laras.stages.appraisal import actions, queries
from laras.stages.appraisal.models import Finding, MemberCheck
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
REASON = "Informan menunjuk pada malam hari."


@pytest.fixture
def check(finding: Finding, informant: Informant, by: Actor) -> MemberCheck:
    return actions.send_checks(finding.study, informants=[informant], way="oral", finding=finding, by=by)[0]


def test_a_check_is_answered_once_and_resolved(check: MemberCheck, by: Actor) -> None:
    with pytest.raises(Refused):
        actions.resolve_check(check, resolution="Diubah.", by=by)
    actions.record_answer(check, verdict="disagree", comment="Tidak begitu.", supported_by="perawat", by=by)
    with pytest.raises(Closed):
        actions.record_answer(check, verdict="agree", by=by)
    study = check.study
    told = queries.summary_of(queries.checks_of(study), [check.informant])
    assert (told.sent, told.returned, told.agreed, told.unresolved, told.missing) == (1, 1, 0, 1, ())
    with pytest.raises(Incomplete):
        actions.resolve_check(check, resolution=" ", by=by)
    actions.resolve_check(check, resolution="Temuan dibatasi.", by=by)
    assert queries.summary_of(queries.checks_of(study), []).unresolved == 0


def test_a_changed_finding_is_asked_again(check: MemberCheck, finding: Finding, by: Actor) -> None:
    actions.record_answer(check, verdict="agree", by=by)
    actions.change_finding(finding, text="Lain dari semula.", reason=REASON, by=by)
    study = finding.study
    assert queries.facts_of(study).edited_after_check == 1
    assert queries.summary_of(queries.checks_of(study), []).reopened == 1
    again = actions.send_checks(study, informants=[check.informant], way="paper", finding=finding, by=by)[0]
    assert again.version == 2
    assert queries.facts_of(study).edited_after_check == 0
    actions.record_answer(again, verdict="agree", by=by)
    assert [row.pk for row in queries.standing(queries.checks_of(study))] == [again.pk]


def test_an_answer_to_an_older_wording_is_kept_and_open_again(check: MemberCheck, finding: Finding, by: Actor) -> None:
    actions.change_finding(finding, text="Lain dari semula.", reason=REASON, by=by)
    check = MemberCheck.objects.get()
    actions.record_answer(check, verdict="agree", by=by)
    assert queries.is_open_again(MemberCheck.objects.get())


def test_nobody_is_asked_twice_nor_after_a_no(check: MemberCheck, informant: Informant, by: Actor) -> None:
    with pytest.raises(Refused):
        actions.send_checks(check.study, informants=[informant], way="oral", finding=check.finding, by=by)
    evidence.give_research_consent(informant, agreed=False, by=by)
    other = actions.add_finding(check.study, text="Temuan lain.", by=by)
    with pytest.raises(NotConsented):
        actions.send_checks(check.study, informants=[informant], way="oral", finding=other, by=by)


def test_a_transcript_goes_back_only_to_who_spoke(
    study: Study, sources: list[Source], informant: Informant, by: Actor
) -> None:
    sent = actions.send_checks(study, informants=[informant], way="paper", source=sources[0], by=by)
    assert [(row.source_id, row.finding_id) for row in sent] == [(sources[0].pk, None)]
    with pytest.raises(Refused):
        actions.send_checks(study, informants=[informant], way="paper", source=sources[1], by=by)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"way": "telepati"}, BadInput), ({"informants": []}, Incomplete), ({"finding": None}, Incomplete)],
)
def test_what_is_missing_is_refused(
    finding: Finding, informant: Informant, by: Actor, given: dict[str, object], refusal: type[Exception]
) -> None:
    values = {"informants": [informant], "way": "oral", "finding": finding, **given}
    with pytest.raises(refusal):
        actions.send_checks(finding.study, **values, by=by)  # type: ignore[arg-type]  # test shorthand


def test_an_answer_has_a_day_that_can_be(check: MemberCheck, by: Actor) -> None:
    for day in (clock.today() + dt.timedelta(1), clock.today() - dt.timedelta(9)):
        with pytest.raises(BadInput):
            actions.record_answer(check, verdict="agree", returned_on=day, by=by)
    with pytest.raises(BadInput):
        actions.record_answer(check, verdict="mungkin", by=by)


def test_the_pages_lead_from_sending_to_the_result(
    finding: Finding, informant: Informant, signed_in: Enter, by: Actor
) -> None:
    browser, study = signed_in("peneliti"), finding.study
    listed = reverse("appraisal:checks", args=[study.pk])
    assert "Belum ada yang dikembalikan" in browser.get(listed).content.decode()
    send = reverse("appraisal:send_check", args=[study.pk])
    assert "Pemahaman jarang" in browser.get(send).content.decode()
    assert browser.post(send, {"thing": "", "way": "paper"}).status_code == 200
    sent = {"thing": f"finding:{finding.pk}", "informants": [str(informant.pk)], "way": "picture"}
    assert browser.post(send, sent).status_code == 302
    check = MemberCheck.objects.get()
    faces = browser.get(reverse("appraisal:check_picture", args=[check.pk])).content.decode()
    assert "Apakah itu benar?" in faces and faces.count('name="verdict"') == 4
    sheet = browser.get(reverse("appraisal:check_sheet", args=[check.pk])).content.decode()
    assert "Apakah kami memahami" in sheet and "P1" in sheet
    picture = reverse("appraisal:check_picture", args=[check.pk])
    assert "Pilih salah satu" in browser.post(picture, {"verdict": "x"}).content.decode()
    assert browser.post(picture, {"verdict": "no_answer", "comment": "Nanti saja."}).status_code == 302
    assert MemberCheck.objects.get(pk=check.pk).comment == "Nanti saja."
    assert "Terima kasih" in browser.get(picture).content.decode()
    page = browser.get(listed).content.decode()
    assert "Tidak menjawab" in page and "100%" in page
    actions.change_finding(finding, text="Lain dari semula.", reason=REASON, by=by)
    assert "berubah setelah dicek" in browser.get(listed).content.decode()
    hasil = reverse("appraisal:resolve_check", args=[check.pk])
    assert browser.post(hasil, {"resolution": ""}).status_code == 200
    assert browser.post(hasil, {"resolution": "Ditanyakan lagi."}).status_code == 302


def test_the_sheet_for_the_informant_is_indonesian_whoever_prints_it(check: MemberCheck, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    browser.post("/bahasa/", {"language": "en"})
    assert "Apakah kami memahami" in browser.get(reverse("appraisal:check_sheet", args=[check.pk])).content.decode()
    assert "Member checks" in browser.get(reverse("appraisal:checks", args=[check.study_id])).content.decode()


def test_an_answer_is_written_on_the_page_and_kept_when_refused(check: MemberCheck, signed_in: Enter) -> None:
    browser, address = signed_in("peneliti"), reverse("appraisal:answer", args=[check.pk])
    assert "Pemahaman jarang" in browser.get(address).content.decode()
    tomorrow = (clock.today() + dt.timedelta(1)).isoformat()
    page = browser.post(address, {"verdict": "agree", "comment": "Betul begitu", "returned_on": tomorrow})
    assert "Betul begitu" in page.content.decode() and "belum tiba" in page.content.decode()
    assert browser.post(address, {"verdict": "agree"}).status_code == 302


@pytest.mark.parametrize("login", ["auditor", "peksos"])
def test_who_reads_sees_the_list_only(check: MemberCheck, signed_in: Enter, login: str) -> None:
    browser = signed_in(login)
    assert browser.get(reverse("appraisal:checks", args=[check.study_id])).status_code == 200
    for name in ("answer", "resolve_check", "check_sheet", "check_picture"):
        assert browser.get(reverse(f"appraisal:{name}", args=[check.pk])).status_code == 403


def test_whoever_prints_the_words_of_a_client_has_looked_at_that_client(
    study: Study, informant: Informant, sources: list[Source], by: Actor, cast: Cast, signed_in: Enter
) -> None:
    informant.client = cast.client
    informant.save()
    (sent,) = actions.send_checks(study, informants=[informant], way="paper", source=sources[0], by=by)
    assert "Kata." in signed_in("peneliti").get(reverse("appraisal:check_sheet", args=[sent.pk])).content.decode()
    look = Entry.objects.get(ledger="look", verb="appraisal:check_sheet")
    assert look.shown == [str(cast.client.pk)]

"""What somebody withdrew, did not allow to be quoted, or may not be seen yet comes out of the coding room by no door."""

from __future__ import annotations

import pytest

from laras.base.access.actor import Actor
from laras.domain.errors import NotConsented
from laras.stages.appraisal import actions as judging
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Code, Coding, RiskPassage, Round
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, ResearchConsent, Source, Study
from laras.stages.people.models import Worker
from tests.cast import Cast
from tests.stages.coding.conftest import code, drawn, span
from tests.stages.coding.pages import Enter, at, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def consent(source: Source, informant: Informant, by: Actor) -> ResearchConsent:
    given: ResearchConsent = evidence.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    return given


def test_no_deed_of_the_workspace_reads_a_text_that_was_withdrawn(
    source: Source, coding: Coding, consent: ResearchConsent, by: Actor, signed_in: Enter
) -> None:
    browser = signed_in("peneliti")
    start, end = span("Saya pegang tangannya")
    evidence.withdraw_research_consent(consent, by=by)
    asked = {"start": start, "end": end, "code": "INF-02", "kind": "other", "name": ""}
    answers = [send(browser, at(name, source.pk), **asked) for name in ("create", "in_vivo", "raise_risk")]
    answers += [
        browser.get(at(name, source.pk), {"start": start, "end": end}) for name in ("cues", "risk_words", "changes")
    ]
    answers += [send(browser, at("coding", coding.pk), action="change", start=start, end=end)]
    assert [answer.status_code < 400 for answer in answers] == [False] * 7
    assert not any("pegang" in words(answer) for answer in answers)
    assert (Coding.objects.count(), RiskPassage.objects.count()) == (1, 0)
    # What one coded oneself can still be taken away, and tells no word.
    gone = send(browser, at("coding", coding.pk), action="delete")
    assert (gone.status_code, "terus terang" in words(gone)) == (200, False)


def test_words_that_must_not_be_quoted_name_no_code(source: Source, informant: Informant, by: Actor) -> None:
    evidence.give_research_consent(informant, agreed=True, may_quote=False, by=by)
    start, end = span("terus terang")
    for name in ("", "Terus  Terang"):
        with pytest.raises(NotConsented):
            actions.code_in_vivo(source, start=start, end=end, name=name, by=by)
    assert not Code.objects.filter(name__icontains="terang").exists()
    assert actions.code_in_vivo(source, start=start, end=end, name="Kejujuran", by=by).code.name == "Kejujuran"


def test_a_passage_raised_again_is_kept_from_the_worker_it_turns_out_to_be_about(
    source: Source, by: Actor, cast: Cast
) -> None:
    start, end = span("terus terang jarang")
    first = actions.raise_risk(source, start=start, end=end, kind="abuse", by=by)
    nurse = cast.actor("perawat")
    assert list(RiskPassage.objects.visible_to(nurse)) == [first]
    about = Worker.objects.get(user__login="perawat")
    again = actions.raise_risk(source, start=start, end=end, kind="abuse", about=about, note="Perawat itu", by=by)
    assert not RiskPassage.objects.visible_to(nurse).exists()
    told = RiskPassage.objects.visible_to(cast.actor("penyelia")).order_by("recorded_at", "id")
    assert [(one.pk, one.note, one.about) for one in told] == [(first.pk, "", about), (again.pk, "Perawat itu", about)]
    assert actions.raise_risk(source, start=start, end=end, kind="abuse", by=by).pk == first.pk


def test_who_reads_blind_sees_no_quote_of_a_finding_on_the_page_that_resolves_it(
    study: Study, opened: Round, by: Actor, cast: Cast, signed_in: Enter
) -> None:
    source = drawn(opened)[0]
    finding = judging.add_finding(study, text="Jarang dijelaskan.", aspect="informational", by=by)
    mark = Coding.objects.get(source=source, round=1)
    (link,) = judging.link_codings(finding, codings=[mark], relation="contradicts", by=by)
    cast.users["auditor"].memberships.update(role="researcher")
    page = signed_in("auditor").get(f"/kaitan/{link.pk}/selesai/")
    assert (page.status_code, "satu" in words(page)) == (200, False)
    assert "satu" in words(signed_in("peneliti").get(f"/kaitan/{link.pk}/selesai/"))


def test_a_second_code_of_one_name_is_not_made(source: Source, study: Study, by: Actor) -> None:
    start, end = span("terus terang")
    made = actions.code_in_vivo(source, start=start, end=end, by=by)
    again = span("Kalau soal obat")
    same = actions.code_in_vivo(source, start=again[0], end=again[1], name="terus terang", by=by)
    assert (made.code, same.code.name) == (same.code, "terus terang")
    assert code(study, "terus terang") == made.code


def test_words_of_harm_are_not_counted_in_a_closed_text(
    study: Study, source: Source, consent: ResearchConsent, by: Actor
) -> None:
    assert list(queries.harm_counts(study)) == [source.pk]
    evidence.withdraw_research_consent(consent, by=by)
    assert queries.harm_counts(study) == {}

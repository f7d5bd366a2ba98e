"""Pages of studies: who may open them, what they say, that they cost the same however long the list."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.crypto import fields
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Informant, ResearchConsent, Source, Study
from tests.cast import Cast
from tests.stages.evidence.pages import Enter, at, words

pytestmark = pytest.mark.django_db
OF_STUDY = ("study", "sources", "informants", "guide", "consents", "context_sheet", "statements")
WRITING = ("edit_study", "paste", "observation", "case_entries", "new_informant", "new_criterion", "new_guide")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The labels of the sealed values that were opened."""
    labels: list[str] = []
    original = fields.open_sealed

    def noted(sealed: bytes, *, label: str, **place: str) -> bytes:
        labels.append(label)
        return original(sealed, label=label, **place)

    monkeypatch.setattr(fields, "open_sealed", noted)
    return labels


@pytest.mark.parametrize("name", [*OF_STUDY, *WRITING])
def test_every_page_of_an_empty_study_opens_for_the_researcher(name: str, study: Study, browser: Browser) -> None:
    assert browser.get(at(name, study.pk)).status_code == 200


@pytest.mark.parametrize("name", OF_STUDY)
def test_the_auditor_reads_and_is_offered_no_deed(name: str, study: Study, source: Source, signed_in: Enter) -> None:
    page = words(signed_in("auditor").get(at(name, study.pk)))
    assert study.name in page
    assert "btn primary" not in page
    assert set(re.findall(r'<form method="post"(?: action="([^"]*)")?', page)) == {"/bahasa/", "/keluar/"}


@pytest.mark.parametrize("name", WRITING)
def test_the_auditor_writes_nothing(name: str, study: Study, signed_in: Enter) -> None:
    assert signed_in("auditor").get(at(name, study.pk)).status_code == 403


@pytest.mark.parametrize("role", ["admin", "pengasuh", "peksos_lain"])
@pytest.mark.parametrize("name", [*OF_STUDY, *WRITING])
def test_a_study_is_not_there_for_a_stranger(role: str, name: str, study: Study, signed_in: Enter) -> None:
    assert signed_in(role).get(at(name, study.pk)).status_code == 404


def test_a_study_is_opened_and_what_was_typed_stays_when_it_is_refused(study: Study, browser: Browser) -> None:
    given = {"name": study.name, "question": "Pertanyaan kedua?", "aspects": ["group"]}
    refused = browser.post(at("new_study"), given)
    assert refused.status_code == 200
    assert "Pertanyaan kedua?" in words(refused)
    assert refused.context["form"].errors["name"]
    browser.post(at("new_study"), {**given, "name": "Studi kedua"})
    assert Study.objects.get(name="Studi kedua").aspects == ["group"]


def test_the_list_of_studies_costs_the_same_for_one_and_three(browser: Browser, by: Actor) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            browser.get(at("study_list"))
        return len(caught)

    cost()
    one = cost()
    for number in (2, 3):
        study = actions.create_study(name=f"Studi {number}", by=by)
        actions.add_source(study, name="A", kind="document", text="isi", by=by)
    assert cost() == one


@pytest.mark.parametrize("name", ["sources", "informants", "consents", "study"])
def test_a_list_costs_the_same_for_one_and_three_rows(name: str, study: Study, browser: Browser, by: Actor) -> None:
    criterion = actions.add_criterion(study, code="K1", text="Bekerja di UPT", by=by)

    def add(code: str) -> None:
        informant = actions.add_informant(study, code=code, role="Perawat", by=by)
        actions.answer_criterion(informant, criterion=criterion, answer="met", by=by)
        actions.give_research_consent(informant, agreed=True, may_quote=True, own_words="Boleh", by=by)
        actions.add_source(study, name=code, kind="interview", text="isi", informant=informant, by=by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(at(name, study.pk)).status_code == 200
        return len(caught)

    add("P1")
    cost()
    one = cost()
    add("P2")
    add("P3")
    assert cost() == one


@pytest.mark.parametrize("name", OF_STUDY)
def test_no_list_opens_a_text(name: str, study: Study, source: Source, browser: Browser, opened: list[str]) -> None:
    browser.get(at(name, study.pk))
    assert "evidence.Source.text" not in opened
    browser.get(at("reading", source.pk))
    assert "evidence.Source.text" in opened


def test_informants_criteria_guide_and_consent_are_written_on_their_pages(study: Study, browser: Browser) -> None:
    browser.post(at("new_criterion", study.pk), {"code": "K1", "text": "Bekerja di UPT"})
    browser.post(at("new_informant", study.pk), {"code": "P1", "role": "Perawat", "years": "6"})
    informant = Informant.objects.get()
    browser.post(at("informant", informant.pk), {"code": "P1", "role": "Perawat jiwa", "years": "7"})
    criterion = queries.criteria_of(study)[0]
    browser.post(at("answers", informant.pk), {f"answer-{criterion.pk}": "met", f"proof-{criterion.pk}": "SK"})
    row = queries.informant_matrix(study).rows[0]
    assert (row.informant.role, row.informant.years, row.fits) == ("Perawat jiwa", 7, True)
    browser.post(at("new_guide", study.pk), {"q-": "Tugas Ibu apa?", "q-group": "Kegiatan?\nSiapa diajak?\n"})
    guide = queries.guide_of(study)
    assert [(q.aspect, q.text) for q in guide.questions.all()] == [
        ("", "Tugas Ibu apa?"),
        ("group", "Kegiatan?"),
        ("group", "Siapa diajak?"),
    ]
    assert "Kegiatan?" in words(browser.get(at("new_guide", study.pk)))
    browser.post(
        at("ask_consent", informant.pk),
        {"agreed": "yes", "may_quote": "on", "own_words": "Boleh, Mas", "support_used": ["read_aloud"]},
    )
    consent = ResearchConsent.objects.get()
    assert (consent.may_quote, consent.may_share, consent.support_used) == (True, False, ["read_aloud"])
    assert "Boleh, Mas" in words(browser.get(at("consents", study.pk)))


def test_the_pages_speak_both_languages(study: Study, source: Source, browser: Browser, cast: Cast) -> None:
    assert "Bukti &amp; kode" in words(browser.get(at("study_list")))
    user = cast.user("peneliti")
    user.language = "en"
    user.save()
    assert "Evidence &amp; codes" in words(browser.get(at("study_list")))

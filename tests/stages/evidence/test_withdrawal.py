"""From the moment of a withdrawal the words of a person stand on no page and in no export of the study."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from laras.base.access.actor import Actor
from laras.base.gate.registry import PAGES, Page
from laras.stages.appraisal import actions as judging
from laras.stages.coding import actions as coding
from laras.stages.coding.models import Code, Coding
from laras.stages.evidence import actions
from laras.stages.evidence.models import Informant, ResearchConsent, Source, Study
from tests.stages.evidence.pages import at, words

pytestmark = pytest.mark.django_db

# Words nobody writes elsewhere: coded and cited; beside a coded passage; coded by somebody who stays.
CODED, BESIDE, STAYS = "kembangsepatu", "melatibiru", "kenangaputih"
TEXT = f"P1: Kami selalu {CODED} mendengarkan keluhan.\nP1: Sesudah itu {BESIDE} di teras.\n"
# What a page may be asked for; whatever it does not know it leaves alone.
ASKED: dict[str, Any] = {
    "words": "mendengarkan",
    "where": "all",
    "open": "all",
    "person": "P1",
    "row": "P1",
    "since": "2020-01-01T00:00:00+00:00",
}
TOO_FEW = 8


@pytest.fixture
def told(study: Study, informant: Informant, by: Actor) -> ResearchConsent:
    """A study with codings, a finding and a rating that rest on the words of P1 and of P2."""
    coding.open_codebook(study, by=by)
    code = Code.objects.get(study=study, indicator="EMO-02")
    stays = actions.add_informant(study, code="P2", role="Perawat", by=by)
    consent: ResearchConsent = actions.give_research_consent(
        informant, agreed=True, may_quote=True, may_share=True, by=by
    )
    actions.give_research_consent(stays, agreed=True, may_quote=True, may_share=True, by=by)
    finding = judging.add_finding(study, text="Keluhan didengarkan.", aspect="emotional", by=by)
    for name, text, who in (("Satu", TEXT, informant), ("Dua", f"P2: Saya {STAYS} mendengarkan.", stays)):
        source = actions.add_source(study, name=name, kind="interview", text=text, informant=who, by=by)
        start = text.index("mendengarkan") - 20
        mark = coding.add_coding(source, code=code, start=start, end=start + 32, polarity="given", by=by)
        judging.link_codings(finding, codings=[mark], relation="supports", by=by)
        coding.finish_reading(source, by=by)
    judging.rate_aspect(study, aspect="emotional", band="adequate", reason="Dua informan menyebutnya jelas.", by=by)
    return consent


def _addresses(study: Study, by: Actor) -> Iterator[str]:
    """Yield every address of the house that is about this study or something in it."""
    assert get_resolver().url_patterns  # the register of pages is filled by reading the routes
    for page in PAGES.values():
        if page.subject is None or not by.may(page.permission):
            continue
        for record in _records(page, study):
            for rest in _rest(page.route):
                yield reverse(page.name, kwargs={"id": record.pk, **rest})


def _records(page: Page, study: Study) -> list[Model]:
    subject: Any = page.subject
    if subject is Study:
        return [study]
    if not any(field.name == "study" for field in subject._meta.get_fields()):
        return []
    if subject is Code:  # the codebook has 46 of them, one was used
        return list(Code.objects.filter(study=study, codings__isnull=False).distinct().order_by("pk"))
    return list(subject._default_manager.filter(study=study).order_by("pk"))


def _rest(route: str) -> list[dict[str, str]]:
    if "<slug:form>" in route:
        return [{"form": form} for form in ("csv", "xlsx", "docx", "html")]
    if "<slug:aspect>" in route:
        return [{"aspect": "emotional"}]
    return [] if "<" in route.replace("<uuid:id>", "") else [{}]


def _said(response: Any) -> str:
    """Return all that an answer holds, also what is packed."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] != b"PK":
        return str(body.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def _where(browser: Browser, study: Study, by: Actor, *sought: str) -> set[str]:
    """Return the addresses where one of these words stands."""
    found = set()
    for address in _addresses(study, by):
        for asked in ({}, ASKED):
            answer = browser.get(address, asked)
            if answer.status_code == 405 and "/ekspor/" in address:  # handing out changes nothing
                answer = browser.post(address, asked)
            said = _said(answer)
            found |= {f"{address}?{word}" for word in sought if word in said}
    return found


@pytest.mark.deadline(240)
def test_withdrawn_words_stand_nowhere(study: Study, told: ResearchConsent, browser: Browser, by: Actor) -> None:
    before = _where(browser, study, by, CODED, BESIDE, STAYS)
    coded = {one.partition("?")[0] for one in before if CODED in one}
    assert len(coded) >= TOO_FEW, f"the words are shown at too few places to prove anything: {sorted(coded)}"
    assert any("/ekspor/" in one for one in coded)
    browser.post(at("withdraw_consent", told.pk))
    after = _where(browser, study, by, CODED, BESIDE, STAYS)
    assert {one for one in after if STAYS not in one} == set()
    assert {one for one in before if STAYS in one} <= after


def test_a_withdrawn_source_says_so_where_it_is_read_and_coded(
    study: Study, told: ResearchConsent, browser: Browser
) -> None:
    source = Source.objects.get(study=study, name="Satu")
    browser.post(at("withdraw_consent", told.pk))
    sentence = "menolak atau menarik persetujuan"
    assert sentence in words(browser.get(at("reading", source.pk)))
    refused = browser.get(reverse("coding:workspace", args=[source.pk]))
    assert (refused.status_code, sentence in words(refused)) == (400, True)
    assert browser.get(at("original", source.pk)).status_code == 404


def test_the_codings_stay_and_come_back_with_a_new_consent(
    study: Study, told: ResearchConsent, informant: Informant, browser: Browser, by: Actor
) -> None:
    address = reverse("coding:coding_list", args=[study.pk])
    browser.post(at("withdraw_consent", told.pk))
    assert CODED not in words(browser.get(address))
    assert Coding.objects.filter(study=study, removed_at__isnull=True).count() == 2
    actions.give_research_consent(informant, agreed=True, may_quote=True, by=by)
    assert CODED in words(browser.get(address))

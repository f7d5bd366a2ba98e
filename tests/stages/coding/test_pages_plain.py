"""The pages that work without a script: forms, lists, codebook, agreement."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.stages.coding import actions
from laras.stages.coding.models import Code, Coding, Reading
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import code, span
from tests.stages.coding.pages import OF_SOURCE, OF_STUDY, Enter, at, words

pytestmark = pytest.mark.django_db


def test_a_source_is_coded_without_a_script(source: Source, browser: Browser) -> None:
    given = {"quote": "terus  terang", "code": "INF-02", "polarity": "lacking", "giver": "worker", "memo": "lihat"}
    answer = browser.post(at("plain", source.pk), given)
    assert answer.headers["Location"] == at("plain", source.pk)
    made = Coding.objects.get()
    assert (made.quote, made.memo, made.coder) == ("terus terang", "lihat", "peneliti")
    browser.post(at("plain", source.pk), {**given, "quote": "", "line": "1"})
    assert Coding.objects.order_by("start")[0].quote == "Kalau soal obat, siapa yang menjelaskan?"
    page = words(browser.get(at("plain", source.pk)))
    assert "<blockquote>terus terang</blockquote>" in page
    assert f'href="{reverse("evidence:reading", args=[source.pk])}#b2"' in page


def test_a_quote_that_is_not_there_keeps_what_was_typed(source: Source, browser: Browser) -> None:
    given = {"quote": "tidak pernah dikatakan", "code": "INF-02", "polarity": "lacking", "giver": "worker"}
    answer = browser.post(at("plain", source.pk), given)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["quote"]
    assert "tidak pernah dikatakan" in words(answer)


def test_cue_words_suggest_codes_and_code_nothing(source: Source, browser: Browser) -> None:
    answer = browser.post(at("plain", source.pk), {"quote": "Kami tanya kabar dan menyapa.", "isyarat": "1"})
    assert answer.context["hints"][0].code == "EMO-04"
    start, end = span("menjelaskan itu untuk apa")
    found = browser.get(at("cues", source.pk), {"start": start, "end": end}).json()["suggestions"]
    assert all(set(one) == {"code", "name", "cues"} for one in found)
    assert found[0]["code"].startswith("INF-")
    assert browser.get(at("cues", source.pk), {"start": "x"}).status_code == 400
    assert not Coding.objects.exists()


def test_a_coding_is_changed_and_deleted_with_forms(coding: Coding, browser: Browser) -> None:
    address = at("coding", coding.pk)
    browser.post(address, {"code": "EMO-01", "polarity": "given", "giver": "family", "memo": ""})
    kept = Coding.objects.get()
    assert (kept.code.name, kept.polarity, kept.giver, kept.memo) == ("EMO-01", "given", "family", "")
    browser.post(address, {"action": "delete"})
    assert Coding.objects.get().removed_at is not None
    assert "Pulihkan" in words(browser.get(address))
    browser.post(at("restore", coding.pk))
    assert Coding.objects.get().removed_at is None


def test_a_reading_is_finished_and_reopened(source: Source, browser: Browser) -> None:
    browser.post(at("finish", source.pk))
    assert Reading.objects.get().coder == "peneliti"
    for name in OF_SOURCE:
        assert at("reopen", source.pk) in words(browser.get(at(name, source.pk)))
    browser.post(at("reopen", source.pk))
    assert not Reading.objects.exists()
    assert browser.get(at("finish", source.pk)).status_code == 405


def test_waiting_selections_are_placed_by_a_button(study: Study, browser: Browser, by: Actor) -> None:
    pending = {"selections": [{"start": 0, "end": 4, "code": "INF-02"}]}
    missing = evidence.add_source(study, name="A", kind="document", text="", is_missing=True, pending=pending, by=by)
    assert browser.get(at("workspace", missing.pk)).status_code == 404
    source = evidence.add_text(missing, text="Halo Bapak", by=by)
    assert at("place", source.pk) in words(browser.get(at("workspace", source.pk)))
    browser.post(at("place", source.pk))
    assert Coding.objects.get().quote == "Halo"


def test_the_codebook_is_opened_added_to_worded_and_retired(by: Actor, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    study = evidence.create_study(name="Baru (contoh)", by=by)
    assert at("open_codebook", study.pk) in words(browser.get(at("codebook", study.pk)))
    browser.post(at("open_codebook", study.pk))
    page = words(browser.get(at("codebook", study.pk)))
    assert at("open_codebook", study.pk) not in page
    assert "Menjelaskan obat" in page
    parent = code(study, "group")
    browser.post(at("new_code", study.pk), {"name": "Tawa", "parent": parent.pk, "definition_id": "Tertawa bersama."})
    own = code(study, "Tawa")
    assert (own.parent, own.definition) == (parent, {"id": "Tertawa bersama.", "en": "Tertawa bersama."})
    refused = browser.post(at("new_code", study.pk), {"name": "Tawa", "parent": parent.pk})
    assert list(refused.context["form"].errors) == ["name"]
    browser.post(
        at("edit_code", own.pk),
        {
            "label_id": "Tawa bersama",
            "label_en": "Laughing together",
            "definition_id": "Tertawa",
            "reason": "lebih jelas",
        },
    )
    browser.post(at("retire_code", own.pk), {"reason": "tidak dipakai"})
    own = Code.objects.get(pk=own.pk)
    assert (own.version, own.label["en"], own.retired_at is not None) == (2, "Laughing together", True)
    assert browser.get(at("edit_code", own.pk)).status_code == 404


def test_the_list_is_filtered_and_hides_words_that_may_not_be_quoted(
    source: Source, coding: Coding, browser: Browser, by: Actor
) -> None:
    address = at("coding_list", source.study_id)
    page = words(browser.get(address, {"polarity": "lacking", "code": coding.code_id, "coder": "peneliti"}))
    assert "<blockquote>terus terang</blockquote>" in page
    assert "catatan" in page
    assert "<blockquote>" not in words(browser.get(address, {"polarity": "given"}))
    assert "<blockquote>" in words(browser.get(address, {"polarity": "bukan arah", "code": "x"}))
    evidence.give_research_consent(source.informant, agreed=False, by=by)
    page = words(browser.get(address))
    assert "INF-02" in page
    assert "terus terang" not in page
    assert "catatan" not in page


def test_agreement_and_disagreements_are_read_side_by_side(
    source: Source, coding: Coding, browser: Browser, by: Actor, second: Actor, signed_in: Enter
) -> None:
    actions.add_coding(source, start=coding.start, end=coding.end, code=code(source.study, "INF-01"), by=second)
    for actor in (by, second):
        actions.finish_reading(source, by=actor)
    page = browser.get(at("agreement", source.study_id))
    assert (page.context["found"]["shared"], len(page.context["codes"])) == (1, 2)
    assert "Kappa Cohen" in words(page)
    page = words(browser.get(at("disagreements", source.study_id)))
    assert page.count('<div class="side-coding') == 2
    assert 'class="quoted">terus terang</blockquote>' in page


def test_the_pages_speak_both_languages(study: Study, coding: Coding, browser: Browser, cast: Cast) -> None:
    assert "Buku kode" in words(browser.get(at("codebook", study.pk)))
    assert "kurang" in words(browser.get(at("coding_list", study.pk)))
    user = cast.user("peneliti")
    user.language = "en"
    user.save()
    page = words(browser.get(at("codebook", study.pk)))
    assert "Explaining medicine" in page or "medicine" in page
    assert "Codebook" in page


def test_the_studies_to_code_stand_in_the_navigation(study: Study, coding: Coding, browser: Browser) -> None:
    page = words(browser.get(at("study_choice")))
    assert f'href="{at("study_choice")}"' in page
    assert at("sources", study.pk) in page
    assert browser.get(at("study_choice")).context["studies"] == [(study, 1)]


def test_a_look_names_the_client_who_speaks(study: Study, cast: Cast, browser: Browser, by: Actor) -> None:
    informant = evidence.add_informant(study, code="K1", role="Penerima manfaat", client=cast.client, by=by)
    source = evidence.add_source(study, name="K", kind="interview", text="Halo Bu", informant=informant, by=by)
    actions.add_coding(source, start=0, end=4, code=code(study, "INF-02"), by=by)
    browser.get(at("workspace", source.pk))
    browser.get(at("coding_list", study.pk))
    for verb in ("coding:workspace", "coding:coding_list"):
        assert Entry.objects.get(ledger="look", verb=verb).shown == [str(cast.client.pk)]


@pytest.mark.parametrize("name", [*OF_STUDY, *OF_SOURCE, "study_choice"])
def test_a_page_costs_the_same_for_one_and_three(
    name: str, study: Study, source: Source, coding: Coding, browser: Browser, by: Actor, second: Actor
) -> None:
    subject = {"study_choice": [], "workspace": [source.pk], "plain": [source.pk]}.get(name, [study.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(at(name, *subject)).status_code == 200
        return len(caught)

    def judge(words_of: str, key: str) -> None:
        start, end = span(words_of)
        actions.add_coding(source, start=start, end=end, code=code(study, key), by=by)

    other = evidence.add_source(study, name="Kedua", kind="interview", text=source.text, by=by)
    actions.add_coding(other, start=0, end=20, code=code(study, "EMO-01"), by=by)
    for one in (other,):
        for actor in (by, second):
            actions.finish_reading(one, by=actor)
    cost()
    one_row = cost()
    judge("Kalau soal", "EMO-03")
    judge("Saya pegang", "GRP-01")
    third = evidence.add_source(study, name="Ketiga", kind="interview", text=source.text, by=by)
    actions.add_coding(third, start=0, end=20, code=code(study, "EMO-01"), by=by)
    for actor in (by, second):
        actions.finish_reading(third, by=actor)
    assert cost() == one_row

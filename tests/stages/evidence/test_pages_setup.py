"""Pages of the set-up: telling, sampling, guide versions, consent for one source, marks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Approach, CriterionAnswer, Informant, ResearchConsent, Source, Study
from tests.stages.evidence.pages import Enter, at, words

pytestmark = pytest.mark.django_db
READING = ("statements", "statement", "context_item", "variation", "approaches", "compare_guides")
WRITING = ("matrix", "new_approach")


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_every_page_of_an_empty_study_opens_for_the_researcher(name: str, study: Study, browser: Browser) -> None:
    assert browser.get(at(name, study.pk)).status_code == 200


@pytest.mark.parametrize("name", READING)
def test_the_auditor_reads_without_a_deed(name: str, study: Study, signed_in: Enter) -> None:
    page = words(signed_in("auditor").get(at(name, study.pk)))
    assert page.count('<form method="post"') == page.count('action="/bahasa/"') + page.count('action="/keluar/"')


@pytest.mark.parametrize("name", WRITING)
def test_the_auditor_writes_nothing(name: str, study: Study, signed_in: Enter) -> None:
    assert signed_in("auditor").get(at(name, study.pk)).status_code == 403


@pytest.mark.parametrize("name", ["statement", "context_item", "context_sheet", "variation"])
def test_what_the_auditor_sends_all_the_same_is_not_kept(name: str, study: Study, signed_in: Enter) -> None:
    given = {"item": "place", "text": "Diubah.", "words": "5", "traits": ["sex"]}
    signed_in("auditor").post(at(name, study.pk), given)
    study.refresh_from_db()
    assert (study.variation, study.thresholds, queries.statements_of(study)) == ([], {}, {})
    assert not any(item.text for item in queries.context_of(study))


@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_a_study_is_not_there_for_a_stranger(name: str, study: Study, signed_in: Enter) -> None:
    assert signed_in("peksos_lain").get(at(name, study.pk)).status_code == 404


def test_statements_are_written_one_after_the_other(study: Study, browser: Browser) -> None:
    first = browser.get(at("statement", study.pk))
    assert first.context["code"] == "background"
    onward = browser.post(at("statement", study.pk), {"item": "funding", "text": "Biaya sendiri."})
    assert onward.url == at("statements", study.pk)
    onward = browser.post(at("statement", study.pk), {"item": "background", "text": "Penting.", "next": "1"})
    assert onward.url == at("statement", study.pk) + "?butir=abstract"
    assert browser.get(at("statement", study.pk)).context["code"] == "abstract"
    page = words(browser.get(at("statements", study.pk)))
    assert "2 dari 34 pernyataan sudah ditulis." in page
    assert "SRQR 21" in page
    browser.post(at("statement", study.pk), {"item": "funding", "text": "Hibah (contoh)."})
    assert "Biaya sendiri." in words(browser.get(at("statement", study.pk) + "?butir=funding"))


def test_a_context_item_keeps_its_history_and_a_document_counts(study: Study, browser: Browser, by: Actor) -> None:
    document = actions.add_source(study, name="Profil UPT", kind="document", text="isi", by=by)
    browser.post(at("context_item", study.pk), {"item": "place", "text": "Halaman luas."})
    browser.post(at("context_item", study.pk), {"item": "place", "text": "Halaman.", "document": document.pk})
    page = words(browser.get(at("context_item", study.pk) + "?butir=place"))
    assert "Halaman luas." in page
    assert "1 dari 14 butir sudah diuraikan." in words(browser.get(at("context_sheet", study.pk)))
    browser.post(at("context_sheet", study.pk), {"words": "nol"})
    refused = browser.post(at("context_sheet", study.pk), {"words": "0"})
    assert refused.context["form"].errors["words"]


def test_two_who_write_one_statement_are_asked(study: Study, browser: Browser, by: Actor) -> None:
    drawn = browser.get(at("statement", study.pk) + "?butir=funding").context["form"].drawn
    mark = str(drawn).partition('value="')[2].rpartition('"')[0].replace("&quot;", '"')
    actions.state(study, item="funding", text="Hibah (contoh).", by=by)
    given = {"item": "funding", "text": "Biaya sendiri.", "drawn": mark}
    answer = browser.post(at("statement", study.pk), given)
    assert answer.context["form"].errors["text"]
    assert queries.statements_of(study)["funding"].text == "Hibah (contoh)."


def test_the_matrix_is_answered_in_one_table(study: Study, browser: Browser, by: Actor) -> None:
    people = [actions.add_informant(study, code=code, role="Perawat", by=by) for code in ("P1", "P2")]
    criterion = actions.add_criterion(study, code="K1", text="Bekerja di UPT", by=by)
    cells = [f"{one.pk.hex}-{criterion.pk.hex}" for one in people]
    given = {f"answer-{cells[0]}": "met", f"proof-{cells[0]}": "SK 2019", f"answer-{cells[1]}": "not_applicable"}
    assert browser.post(at("matrix", study.pk), given).status_code == 302
    found = {(row.informant.code, row.answer, row.proof) for row in CriterionAnswer.objects.select_related("informant")}
    assert found == {("P1", "met", "SK 2019"), ("P2", "not_applicable", "")}
    before = Entry.objects.filter(verb="evidence.answer_criterion").count()
    browser.post(at("matrix", study.pk), given)
    assert Entry.objects.filter(verb="evidence.answer_criterion").count() == before
    refused = browser.post(at("matrix", study.pk), {f"answer-{cells[0]}": "perhaps"})
    assert refused.context["form"].errors


def test_traits_are_chosen_told_and_drawn(study: Study, browser: Browser) -> None:
    browser.post(at("variation", study.pk), {"traits": ["sex", "ward"]})
    given = {"code": "P1", "role": "Perawat", "trait-sex": "female", "trait-ward": "Melati"}
    assert browser.post(at("new_informant", study.pk), given).status_code == 302
    page = words(browser.get(at("variation", study.pk)))
    assert "3 dari 4 gabungan belum ada orangnya" in page
    informant = Informant.objects.get()
    assert browser.get(at("informant", informant.pk)).context["form"].initial["code"] == "P1"
    browser.post(at("informant", informant.pk), {**given, "trait-ward": ""})
    assert Informant.objects.get().traits == {"sex": "female"}


def test_who_was_asked_is_noted_and_corrected(study: Study, informant: Informant, browser: Browser) -> None:
    day = clock.today().isoformat()
    refused = browser.post(at("new_approach", study.pk), {"role": "Perawat", "result": "refused"})
    assert refused.context["form"].errors["approached_on"]
    given = {"role": "Perawat", "result": "refused", "approached_on": day, "reason": "Sibuk."}
    browser.post(at("new_approach", study.pk), given)
    page = words(browser.get(at("approaches", study.pk)))
    assert "Sibuk." in page
    assert "Belum ada dalam catatan ini: P1" in page
    row = Approach.objects.get()
    browser.post(at("approach", row.pk), {**given, "result": "agreed", "informant": informant.pk})
    assert queries.approach_counts(study)["agreed"] == 1
    assert "Belum ada dalam catatan ini" not in words(browser.get(at("approaches", study.pk)))


def test_two_versions_of_the_guide_are_compared(
    study: Study, informant: Informant, browser: Browser, by: Actor
) -> None:
    first = actions.make_guide(study, questions=[("group", "Kegiatan apa?"), ("", "Hujan?")], by=by)
    actions.make_guide(
        study, questions=[("group", "Kegiatan apa saja?"), ("", "Ada lagi yang mau disampaikan?")], by=by
    )
    page = browser.get(at("compare_guides", study.pk))
    found = {kind: [(one.before, one.after) for one in rows] for kind, _, rows in page.context["changes"] if rows}
    assert found == {
        "changed": [("Kegiatan apa?", "Kegiatan apa saja?")],
        "added": [("", "Ada lagi yang mau disampaikan?")],
        "removed": [("Hujan?", "")],
    }
    assert browser.get(at("compare_guides", study.pk), {"before": "7", "after": "1"}).context["changes"] is None
    actions.add_source(study, name="A", kind="interview", text="x", informant=informant, guide=first, by=by)
    actions.add_source(study, name="B", kind="interview", text="x", informant=informant, by=by)
    held = browser.get(at("guide", study.pk)).context
    assert (held["used"], held["without"]) == ([(2, 0), (1, 1)], 1)


def test_consent_for_one_source_is_asked_and_withdrawn(source: Source, browser: Browser, by: Actor) -> None:
    page = browser.get(at("source_consent", source.pk))
    assert page.context["heard"] == [source.informant]
    given = {"informant": source.informant.pk, "agreed": "yes", "may_quote": "on", "may_share": "on"}
    assert browser.post(at("source_consent", source.pk), given).url == at("reading", source.pk)
    consent = ResearchConsent.objects.get()
    assert (consent.source, consent.may_share) == (source, True)
    assert source.name in words(browser.get(at("consents", source.study_id)))
    browser.post(at("withdraw_consent", consent.pk))
    assert browser.get(at("reading", source.pk)).context["marks"]["shut"]
    nobody = actions.add_source(source.study, name="Dokumen", kind="document", text="isi", by=by)
    assert "form-narrow" not in words(browser.get(at("source_consent", nobody.pk)))


def test_marks_are_set_and_taken_back_on_the_page_of_a_source(source: Source, browser: Browser) -> None:
    browser.post(at("listened", source.pk))
    browser.post(at("set_aside", source.pk))
    row = Source.objects.get()
    assert (row.listened_by, row.is_set_aside) == ("peneliti", True)
    page = words(browser.get(at("reading", source.pk)))
    assert row.sha256 in page
    offered = words(browser.get(reverse("coding:sources", args=[source.study_id])))
    assert reverse("coding:workspace", args=[source.pk]) not in offered
    browser.post(at("listened", source.pk), {"undo": "1"})
    browser.post(at("set_aside", source.pk), {"undo": "1"})
    row = Source.objects.get()
    assert (row.listened_at, row.is_set_aside) == (None, False)


def test_a_group_talk_is_pasted_with_who_took_part(study: Study, informant: Informant, browser: Browser) -> None:
    given = {"name": "FGD 1", "kind": "fgd", "text": "P1: Ya.", "present": ["P1"]}
    browser.post(at("paste", study.pk), given)
    source = Source.objects.get()
    assert source.setting == {"informants": ["P1"]}
    assert browser.get(at("edit_source", source.pk)).context["form"].initial["present"] == ["P1"]
    assert browser.get(at("paste", study.pk) + "?jenis=field_note").context["form"].initial["kind"] == "field_note"


@pytest.mark.parametrize("name", ["statements", "approaches", "variation", "matrix", "context_sheet"])
def test_a_page_costs_the_same_for_one_and_three(name: str, study: Study, browser: Browser, by: Actor) -> None:
    actions.set_variation(study, traits=["sex"], by=by)
    actions.add_criterion(study, code="K1", text="Bekerja di UPT", by=by)

    def add(code: str, item: str) -> None:
        one = actions.add_informant(study, code=code, role="Perawat", traits={"sex": "male"}, by=by)
        actions.note_approach(study, role="Perawat", result="agreed", approached_on=clock.today(), informant=one, by=by)
        actions.state(study, item=item, text="x", by=by)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(at(name, study.pk)).status_code == 200
        return len(caught)

    add("P1", "funding")
    cost()
    one = cost()
    add("P2", "conflicts")
    add("P3", "theory")
    assert cost() == one

"""The pages of memos: who opens them, that a form keeps what was typed, that the list shows what is there."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.stages.coding.actions import memos as actions
from laras.stages.coding.models import Coding, Memo
from laras.stages.coding.queries.memos import links_of
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.stages.coding.pages import Enter, at, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def memo(study: Study, source: Source, by: Actor) -> Memo:
    made: Memo = actions.add_memo(
        study, kind="reflexive", title="Setelah wawancara", text="Saya gugup", links=[("source", source.pk)], by=by
    )
    return made


def test_who_may_see_codings_reads_memos_and_who_codes_writes_them(study: Study, memo: Memo, signed_in: Enter) -> None:
    roles = ("peneliti", "auditor", "penyelia", "kepala", "peksos", "pengasuh", "peksos_lain")
    seen = {
        role: tuple(
            signed_in(role).get(address).status_code
            for address in (
                at("memos", study.pk),
                at("memo", memo.pk),
                at("new_memo", study.pk),
                at("edit_memo", memo.pk),
            )
        )
        for role in roles
    }
    assert seen == {
        "peneliti": (200, 200, 200, 200),
        "auditor": (200, 200, 200, 200),
        "penyelia": (200, 200, 403, 403),
        "kepala": (200, 200, 403, 403),
        "peksos": (200, 200, 403, 403),
        "pengasuh": (404, 404, 404, 404),
        "peksos_lain": (404, 404, 404, 404),
    }


def test_a_memo_is_written_about_what_the_page_was_opened_for(study: Study, source: Source, browser: Browser) -> None:
    address = at("new_memo", study.pk)
    page = browser.get(address, {"about": f"source:{source.pk}", "kind": "reflexive"})
    assert "Wawancara 1" in words(page)
    assert re.search(r'<option value="reflexive" selected', page.content.decode())
    refused = browser.post(
        address, {"about": f"source:{source.pk}", "kind": "reflexive", "title": "Judul", "text": " ", "also": ""}
    )
    assert refused.status_code == 200
    assert 'value="Judul"' in refused.content.decode()
    assert f'name="about" value="source:{source.pk}"' in refused.content.decode()
    sent = {"about": f"source:{source.pk}", "kind": "method", "title": "", "text": "Isi", "also": f"study:{study.pk}"}
    made = browser.post(address, sent)
    memo = Memo.objects.get()
    assert (made.status_code, made["Location"]) == (302, at("memo", memo.pk))
    assert (memo.kind, memo.text) == ("method", "Isi")
    assert links_of([memo])[memo.pk] == [("source", source.pk), ("study", study.pk)]


@pytest.mark.parametrize("about", ["source", "source:x", f"source:{uuid.UUID(int=1)}", f"moon:{uuid.UUID(int=1)}"])
def test_a_link_that_leads_nowhere_is_told(about: str, study: Study, browser: Browser) -> None:
    assert browser.get(at("new_memo", study.pk), {"about": about}).status_code in (400, 404)


def test_a_changed_memo_shows_what_it_said_before(memo: Memo, browser: Browser) -> None:
    values = {"kind": "analytic", "title": "Kemudian", "text": "Saya tenang"}
    assert browser.post(at("edit_memo", memo.pk), values).status_code == 302
    page = words(browser.get(at("memo", memo.pk)))
    assert "Saya tenang" in page
    assert "Saya gugup" in page
    assert "Setelah wawancara" in page


def test_two_windows_on_one_memo_lose_nothing(memo: Memo, browser: Browser) -> None:
    address = at("edit_memo", memo.pk)
    found = re.search(r'name="drawn" value="([^"]*)"', browser.get(address).content.decode())
    assert found
    drawn = found[1].replace("&quot;", '"')
    same = {"kind": "reflexive", "title": "Setelah wawancara"}
    assert browser.post(address, {**same, "text": "Jendela satu", "drawn": drawn}).status_code == 302
    asked = browser.post(address, {**same, "text": "Jendela dua", "drawn": drawn})
    assert asked.status_code == 200
    assert "Jendela satu" in words(asked)
    assert "Jendela dua" in words(asked)
    assert Memo.objects.get(pk=memo.pk).text == "Jendela satu"


def test_a_memo_is_linked_unlinked_removed_and_restored_by_its_buttons(
    study: Study, memo: Memo, source: Source, browser: Browser, signed_in: Enter
) -> None:
    link = f"study:{study.pk}"
    assert browser.post(at("link_memo", memo.pk), {"about": link}).status_code == 302
    assert browser.post(at("link_memo", memo.pk), {"away": f"source:{source.pk}"}).status_code == 302
    assert links_of([memo])[memo.pk] == [("study", study.pk)]
    assert browser.post(at("link_memo", memo.pk), {"about": ""}).status_code == 400
    assert browser.get(at("remove_memo", memo.pk)).status_code == 405
    assert browser.post(at("remove_memo", memo.pk))["Location"] == at("memos", study.pk)
    assert "Setelah wawancara" not in words(browser.get(at("memos", study.pk)))
    assert "Setelah wawancara" in words(browser.get(at("memos", study.pk), {"removed": "1"}))
    assert browser.get(at("memo", memo.pk)).status_code == 200
    assert signed_in("penyelia").get(at("memo", memo.pk)).status_code == 404
    assert signed_in("peneliti").post(at("restore_memo", memo.pk))["Location"] == at("memo", memo.pk)
    assert "Setelah wawancara" in words(signed_in("penyelia").get(at("memos", study.pk)))


def test_somebody_elses_memo_is_read_and_not_changed(memo: Memo, signed_in: Enter) -> None:
    browser = signed_in("auditor")
    page = words(browser.get(at("memo", memo.pk)))
    assert "Saya gugup" in page
    assert at("edit_memo", memo.pk) not in page
    answer = browser.post(at("edit_memo", memo.pk), {"kind": "method", "title": "", "text": "Lain"})
    assert answer.status_code == 200
    assert "Lain" in words(answer)
    assert browser.post(at("remove_memo", memo.pk)).status_code == 403
    assert Memo.objects.get(pk=memo.pk).text == "Saya gugup"


def test_a_blind_coder_does_not_find_a_colleagues_memo_on_a_coding(
    study: Study, coding: Coding, by: Actor, signed_in: Enter
) -> None:
    judged = actions.add_memo(study, kind="method", text="Ragu", links=[("coding", coding.pk)], by=by)
    for role, status, seen in (("auditor", 404, False), ("penyelia", 200, True)):
        browser = signed_in(role)
        assert browser.get(at("memo", judged.pk)).status_code == status
        assert ("Ragu" in words(browser.get(at("memos", study.pk)))) is seen


def test_the_list_is_narrowed_by_kind_words_and_record(
    study: Study, memo: Memo, coding: Coding, browser: Browser
) -> None:
    def shown(**given: str) -> set[str]:
        page = words(browser.get(at("memos", study.pk), given))
        return {word for word in ("Saya gugup", "catatan") if f">{word}" in page}

    assert shown() == {"Saya gugup", "catatan"}
    assert shown(kind="note") == {"catatan"}
    assert shown(kind="reflexive") == {"Saya gugup"}
    assert shown(words="gug*") == {"Saya gugup"}
    assert shown(about=f"code:{coding.code_id}") == {"catatan"}
    assert shown(about="source:") == {"Saya gugup", "catatan"}
    assert shown(since="2999-01-01") == set()
    assert shown(kind="moon", author="x", about="x:y", since="x") == {"Saya gugup", "catatan"}
    wrong = words(browser.get(at("memos", study.pk), {"words": "(gugup"}))
    assert "Tanda kurung" in wrong


def test_the_list_says_what_is_missing(study: Study, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    assert at("new_memo", study.pk) in words(browser.get(at("memos", study.pk)))
    for given in ({"removed": "1"}, {"words": "x"}):
        assert browser.get(at("memos", study.pk), given).status_code == 200


def test_one_memo_of_each_kind_or_three_cost_the_same_queries(
    study: Study, source: Source, coding: Coding, by: Actor, browser: Browser
) -> None:
    def write(number: int) -> None:
        more = evidence.add_source(study, name=f"Lain {number}", kind="interview", text="T: Ya?", by=by)
        links = [("source", more.pk), ("code", coding.code_id), ("study", study.pk), ("coding", coding.pk)]
        for kind in ("analytic", "reflexive"):
            actions.add_memo(study, kind=kind, text="Isi", links=links, by=by)

    def cost() -> int:
        browser.get(at("memos", study.pk))
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(at("memos", study.pk)).status_code == 200
        return len(caught)

    write(1)
    once = cost()
    write(2)
    write(3)
    assert cost() == once


def test_the_strip_offers_the_memo_that_is_lacking(study: Study, source: Source, browser: Browser) -> None:
    page = words(browser.get(at("memos", study.pk)))
    assert f"?kind=reflexive&amp;about=source:{source.pk}" in page

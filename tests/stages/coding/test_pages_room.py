"""What the workspace asks besides, and the pages of a codebook in use."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.models import Code, CodeChange, Coding
from laras.stages.coding.tables import transcript
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import ReadingLine
from tests.stages.coding.conftest import code, span
from tests.stages.coding.pages import Enter, at, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(study: Study, by: Actor) -> Code:
    made: Code = actions.add_code(study, name="Harapan", by=by)
    return made


def test_others_codings_come_by_asking_and_nothing_new_costs_304(
    source: Source, coding: Coding, by: Actor, second: Actor, signed_in: Enter
) -> None:
    auditor = signed_in("auditor")
    blind = auditor.get(at("changes", source.pk))
    assert (blind.json()["changed"], blind.json()["there"]) == ([], [])
    stamp = blind.headers["ETag"]
    assert auditor.get(at("changes", source.pk), headers={"if-none-match": stamp}).status_code == 304
    for reader in (by, second):
        actions.finish_reading(source, by=reader)
    found = auditor.get(at("changes", source.pk), headers={"if-none-match": stamp})
    assert [(one["id"], one["mine"], one["start"]) for one in found.json()["changed"]] == [
        (str(coding.pk), False, coding.start)
    ]
    assert found.json()["there"] == [str(coding.pk)]
    until = found.json()["until"]
    later = auditor.get(at("changes", source.pk), {"since": "2099-01-01T00:00:00+00:00"}).json()
    assert (later["changed"], later["there"]) == ([], [str(coding.pk)])
    assert until < "2099"
    actions.reopen_reading(source, by=by)
    hidden = auditor.get(at("changes", source.pk), headers={"if-none-match": found.headers["ETag"]})
    assert hidden.json()["there"] == []


def test_a_study_that_codes_together_shows_others_at_once_but_not_a_second_reading(
    study: Study, source: Source, coding: Coding, by: Actor, signed_in: Enter
) -> None:
    auditor = signed_in("auditor")
    assert auditor.get(at("changes", source.pk)).json()["there"] == []
    given = {"name": study.name, "aspects": study.aspects, "codes_together": "on"}
    answer = signed_in("peneliti").post(reverse("evidence:edit_study", args=[study.pk]), given)
    assert answer.status_code == 302
    study.refresh_from_db()
    assert study.codes_together
    assert auditor.get(at("changes", source.pk)).json()["there"] == [str(coding.pk)]
    actions.finish_reading(source, by=by)
    actions.open_round(
        study,
        kind="second_coder",
        first_coder="peneliti",
        second_coder="auditor",
        share=1.0,
        reason="Uji bersama.",
        by=by,
    )
    assert auditor.get(at("changes", source.pk)).json()["there"] == []


def test_a_code_of_the_words_selected_is_made_in_the_workspace(
    source: Source, browser: Browser, signed_in: Enter
) -> None:
    start, end = span("terus terang")
    made = send(browser, at("in_vivo", source.pk), start=start, end=end, polarity="lacking").json()
    assert (made["code"], made["code_name"], made["polarity"], made["old"]) == (
        "terus terang",
        "terus terang",
        "lacking",
        None,
    )
    named = send(browser, at("in_vivo", source.pk), start=start, end=end, name="Jujur", parent="group").json()
    assert (named["code"], named["aspect"]) == ("Jujur", "group")
    assert send(signed_in("auditor"), at("in_vivo", source.pk), start=start, end=end).status_code == 403


def test_codings_are_joined_in_the_workspace(source: Source, coding: Coding, browser: Browser) -> None:
    start, end = span("Saya pegang")
    other = send(browser, at("create", source.pk), start=start, end=end, code="INF-02").json()
    joined = send(browser, at("merge_codings", coding.pk), others=[other["id"]])
    assert (joined.status_code, joined.json()["end"]) == (200, end)
    for wrong in ({}, {"others": "x"}, {"others": [str(source.pk)]}):
        assert send(browser, at("merge_codings", coding.pk), **wrong).status_code == 400


def test_an_older_definition_is_marked_and_said_to_fit(
    source: Source, coding: Coding, by: Actor, browser: Browser
) -> None:
    study = source.study
    actions.edit_code(code(study, "INF-02"), label="x", definition="baru", reason="lebih jelas", by=by)
    given = browser.get(at("workspace", source.pk)).context["codings"]["rows"]
    assert given[0][7:] == ["catatan", 1]
    assert "definisi versi 1" in words(browser.get(at("plain", source.pk)))
    assert at("look_again", study.pk) in words(browser.get(at("codebook", study.pk)))
    page = words(browser.get(at("look_again", study.pk)))
    assert at("still_fits", coding.pk) in page
    assert "<blockquote>terus terang</blockquote>" in page
    browser.post(at("still_fits", coding.pk))
    assert Coding.objects.get().code_version == 2
    assert at("still_fits", coding.pk) not in words(browser.get(at("look_again", study.pk)))
    actions.edit_code(code(study, "INF-02"), label="x", definition="lagi", reason="lebih jelas", by=by)
    assert send(browser, at("coding", coding.pk), action="fits").json()["old"] is None


def test_the_deeds_on_a_code_have_their_pages(
    study: Study, source: Source, own: Code, by: Actor, browser: Browser
) -> None:
    start, end = span("terus terang")
    going = actions.add_coding(source, start=start, end=end, code=own, by=by)
    for name in ("retire_code", "merge_code", "move_code", "split_code"):
        assert browser.get(at(name, own.pk)).status_code == 200
        assert browser.post(at(name, own.pk), {"reason": ""}).status_code == 200
    assert CodeChange.objects.count() == 0
    browser.post(at("move_code", own.pk), {"parent": str(code(study, "group").pk), "reason": "lebih dekat"})
    browser.post(at("split_code", own.pk), {"name": "Asa", "reason": "dua hal", "codings": [str(going.pk)]})
    made = Code.objects.get(name="Asa")
    assert (made.aspect, Coding.objects.get().code) == ("group", made)
    browser.post(at("merge_code", made.pk), {"into": str(own.pk), "reason": "ternyata sama"})
    made.refresh_from_db()
    assert made.merged_into == own
    assert browser.get(at("merge_code", made.pk)).status_code == 404
    browser.post(at("reopen_code", made.pk), {"reason": "ternyata lain"})
    made.refresh_from_db()
    assert made.retired_at is None
    assert browser.get(at("reopen_code", made.pk)).status_code == 404
    page = words(browser.get(at("code_history", study.pk)))
    for why in ("lebih dekat", "dua hal", "ternyata sama", "ternyata lain"):
        assert why in page
    one = words(browser.get(at("code_history", study.pk), {"kode": str(made.pk)}))
    assert "ternyata sama" in one
    assert "lebih dekat" not in one


def test_what_a_change_means_for_the_appraisal_is_told_before(study: Study, coding: Coding, browser: Browser) -> None:
    page = words(browser.get(at("merge_code", code(study, "INF-02").pk)))
    assert "1 pengodean" in page
    assert 'name="knows"' in page
    refused = browser.post(at("retire_code", code(study, "INF-02").pk), {"reason": "tidak dipakai"})
    assert list(refused.context["form"].errors) == ["knows"]
    browser.post(at("retire_code", code(study, "INF-02").pk), {"reason": "tidak dipakai", "knows": "on"})
    assert code(study, "INF-02").retired_at is not None


@pytest.mark.parametrize("name", ["merge_code", "split_code", "move_code", "retire_code", "reopen_code"])
def test_the_deeds_on_a_code_are_the_researchers(name: str, own: Code, signed_in: Enter) -> None:
    assert signed_in("auditor").get(at(name, own.pk)).status_code == 403
    assert signed_in("peksos_lain").get(at(name, own.pk)).status_code == 404


@pytest.mark.parametrize("name", ["code_history", "look_again"])
def test_a_list_costs_the_same_for_one_and_three(
    name: str, study: Study, source: Source, own: Code, by: Actor, browser: Browser
) -> None:
    counts = []
    for words_, version in (("terus terang", 2), ("Saya pegang", 3), ("jarang", 4)):
        start, end = span(words_)
        actions.add_coding(source, start=start, end=end, code=own, by=by)
        actions.edit_code(own, label="x", definition=f"versi {version}", reason="lebih jelas", by=by)
        browser.get(at(name, study.pk))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(at(name, study.pk)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[2]


def test_who_speaks_is_written_as_words_whatever_the_code_is() -> None:
    line = ReadingLine(1, 0, 4, "Halo", "<b>P1", False, True, None)
    assert '<span class="sp">&lt;b&gt;P1</span><span class="tx">Halo</span>' in transcript([line])

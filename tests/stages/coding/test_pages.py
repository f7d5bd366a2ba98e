"""The pages: who may open them, what they say, that they work without JavaScript."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.models import Coding
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.stages.coding.conftest import code, span
from tests.stages.coding.pages import BOOK, OF_SOURCE, OF_STUDY, Enter, at, send, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", OF_STUDY)
@pytest.mark.parametrize("role", ["peneliti", "auditor", "penyelia", "kepala", "peksos"])
def test_who_may_see_codings_opens_every_page_of_a_study(
    name: str, role: str, coding: Coding, signed_in: Enter
) -> None:
    assert signed_in(role).get(at(name, coding.study_id)).status_code == 200


@pytest.mark.parametrize("name", OF_STUDY)
def test_every_page_opens_on_an_empty_study(name: str, by: Actor, signed_in: Enter) -> None:
    empty = evidence.create_study(name="Kosong (contoh)", by=by)
    for role in ("peneliti", "kepala"):
        assert signed_in(role).get(at(name, empty.pk)).status_code == 200


@pytest.mark.parametrize("name", [*OF_STUDY, *BOOK])
@pytest.mark.parametrize("role", ["admin", "pengasuh", "peksos_lain"])
def test_a_study_is_not_there_for_a_stranger(name: str, role: str, study: Study, signed_in: Enter) -> None:
    assert signed_in(role).get(at(name, study.pk)).status_code == 404


@pytest.mark.parametrize("name", [*OF_SOURCE, "cues"])
def test_the_coding_room_is_for_who_codes(name: str, source: Source, signed_in: Enter) -> None:
    query = {"start": 0, "end": 10}
    statuses = {
        role: signed_in(role).get(at(name, source.pk), query).status_code
        for role in ("peneliti", "auditor", "penyelia", "kepala", "peksos", "pengasuh", "peksos_lain")
    }
    assert statuses == {
        "peneliti": 200,
        "auditor": 200,
        "penyelia": 403,
        "kepala": 403,
        "peksos": 403,
        "pengasuh": 404,
        "peksos_lain": 404,
    }


@pytest.mark.parametrize(
    ("name", "role"), [("open_codebook", "auditor"), ("new_code", "auditor"), ("place", "auditor")]
)
def test_the_codebook_and_imports_are_the_researchers(name: str, role: str, source: Source, signed_in: Enter) -> None:
    subject = source.pk if name == "place" else source.study_id
    assert signed_in(role).post(at(name, subject)).status_code == 403


def test_a_coding_of_elsewhere_or_still_hidden_is_not_there(coding: Coding, signed_in: Enter) -> None:
    address = at("coding", coding.pk)
    assert signed_in("peksos_lain").get(address).status_code == 404
    assert signed_in("auditor").get(address).status_code == 404
    assert signed_in("peneliti").get(address).status_code == 200


def test_a_coding_made_in_the_workspace_comes_back_as_json(source: Source, browser: Browser) -> None:
    start, end = span("😊, terus")
    answer = send(
        browser, at("create", source.pk), start=start, end=end, code="INF-02", polarity="lacking", giver="peer"
    )
    made = Coding.objects.get()
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "id": str(made.pk),
            "start": start,
            "end": end,
            "code": "INF-02",
            "aspect": "informational",
            "polarity": "lacking",
            "giver": "peer",
            "coder": "peneliti",
            "mine": True,
            "memo": "",
            "old": None,
        },
    )


def test_a_coding_is_changed_deleted_and_restored_in_the_workspace(coding: Coding, browser: Browser) -> None:
    address = at("coding", coding.pk)
    changed = send(browser, address, action="change", memo="baru", code="EMO-01").json()
    assert (changed["memo"], changed["code"], changed["aspect"], changed["polarity"]) == (
        "baru",
        "EMO-01",
        "emotional",
        "lacking",
    )
    assert send(browser, address, action="delete").status_code == 200
    assert Coding.objects.get().removed_at is not None
    assert send(browser, address, action="restore").json()["id"] == str(coding.pk)
    assert Coding.objects.get().removed_at is None


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"start": 0, "end": 5, "code": "tidak ada"}, 404),
        ({"start": 5, "end": 5, "code": "INF-02"}, 400),
        ({"start": "x", "end": 5, "code": "INF-02"}, 400),
        ({"end": 5, "code": "INF-02"}, 400),
        ({"start": 0, "end": 9999, "code": "INF-02"}, 400),
        ({"start": 0, "end": 5, "code": "INF-02", "polarity": "bagus"}, 400),
    ],
)
def test_a_refusal_in_the_workspace_is_a_sentence(
    values: dict[str, Any], status: int, source: Source, browser: Browser
) -> None:
    answer = send(browser, at("create", source.pk), **values)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].endswith(".")
    assert not Coding.objects.exists()


@pytest.mark.parametrize("body", ["{", "[]", "3", "null"])
def test_a_malformed_request_is_refused(body: str, source: Source, coding: Coding, browser: Browser) -> None:
    for address in (at("create", source.pk), at("coding", coding.pk)):
        assert browser.post(address, body, content_type="application/json").status_code == 400
    assert send(browser, at("coding", coding.pk), action="explode").status_code == 400


def test_anothers_coding_cannot_be_changed(coding: Coding, source: Source, by: Actor, signed_in: Enter) -> None:
    actions.finish_reading(source, by=by)
    auditor = signed_in("auditor")
    auditor.post(at("finish", source.pk))
    answer = send(auditor, at("coding", coding.pk), action="delete")
    assert (answer.status_code, list(answer.json())) == (403, ["error"])
    assert "pengode lain" in words(auditor.get(at("coding", coding.pk)))


def test_the_workspace_gives_the_script_what_it_needs(source: Source, coding: Coding, browser: Browser) -> None:
    page = words(browser.get(at("workspace", source.pk)))
    start, end = coding.start, coding.end
    assert f'data-create-url="{at("create", source.pk)}"' in page
    base = re.search(r'data-codings-url="([^"]*)"', page)
    assert base is not None
    assert f"{base[1]}{coding.pk}/" == at("coding", coding.pk)
    line = "Tapi menjelaskan itu untuk apa 😊, terus terang jarang."
    first, last = span(line)
    assert (
        f'<li id="b2" data-start="{first}" data-end="{last}"><span class="ln">2</span><span class="sp">P1</span>'
        f'<span class="tx">{line}</span></li>'
    ) in page
    found = re.search(r'<script id="codings" type="application/json">(.*?)</script>', page)
    assert found is not None
    given = json.loads(found[1])
    place = [key for key, _ in given["codes"]].index("INF-02")
    assert given["codes"][place] == ["INF-02", "informational"]
    assert (given["coders"], given["me"], given["polarities"][2]) == (["peneliti"], "peneliti", "lacking")
    assert given["rows"] == [[str(coding.pk), start, end, place, 2, 0, 0, "catatan"]]
    assert page.count('data-code="') == 46
    assert re.search(r'data-code="INF-02".*?<span class="short">1</span>', page)
    assert "ui/coding.js" in page


def test_the_second_coder_is_told_that_somebody_is_hidden(source: Source, coding: Coding, signed_in: Enter) -> None:
    told = "Pengode kedua belum terlihat"
    assert told in words(signed_in("auditor").get(at("workspace", source.pk)))
    assert told not in words(signed_in("peneliti").get(at("workspace", source.pk)))
    assert "terus terang</blockquote>" not in words(signed_in("auditor").get(at("plain", source.pk)))


def test_own_codes_without_an_aspect_stand_last(study: Study, source: Source, browser: Browser, by: Actor) -> None:
    actions.add_code(study, name="Harapan", by=by)
    actions.retire_code(code(study, "GRP-09"), reason="tidak dipakai", knows=True, by=by)
    groups = browser.get(at("workspace", source.pk)).context["codebook"]
    assert [(group.aspect, len(group.codes)) for group in groups][-2:] == [("group", 8), ("", 1)]
    start, end = span("Saya pegang")
    assert send(browser, at("create", source.pk), start=start, end=end, code="Harapan").json()["aspect"] == ""

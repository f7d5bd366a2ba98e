"""Searching a study: what is found and what must stay unfound, places and their codes, hostile expressions."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.domain.errors import LarasError
from laras.domain.searching import QueryError, parse
from laras.stages.coding import actions
from laras.stages.coding.actions.memos import add_memo
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.matching import found_in
from laras.stages.coding.queries.note_search import NOTES
from laras.stages.coding.queries.search import CODED, SHELF, UNCODED, Found, SearchFilter, hits_shown, search, snippet
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import TEXT, code, span
from tests.stages.coding.pages import Enter, at, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_shelf() -> Iterator[None]:
    yield
    for shelf in (SHELF, NOTES):
        shelf.drop(lambda key: True)


@pytest.fixture
def letter(study: Study, by: Actor) -> Source:
    made: Source = evidence.add_source(
        study, name="Surat tentang obat", kind="document", text="Obatnya datang hari Senin.\n", by=by
    )
    return made


def looked(study: Study, query: str, by: Actor, **wanted: object) -> Found:
    return search(study, parse(query), SearchFilter(**wanted), by)  # type: ignore[arg-type]  # the fields of the filter


def places(found: Found, text: str = TEXT) -> list[str]:
    return [one.source.text[a:b] for one, (a, b) in found.places()]


def refuse_quotes(informant: Informant, by: Actor) -> None:
    evidence.give_research_consent(informant, agreed=True, may_quote=False, by=by)


def test_words_are_found_in_every_text_in_the_order_of_the_sources(
    study: Study, source: Source, letter: Source, by: Actor
) -> None:
    found = looked(study, "obat", by)
    assert [(one.source, len(one.spans), one.named) for one in found.sources] == [(source, 1, False), (letter, 1, True)]
    assert (found.total, places(found)) == (2, ["obat", "Obatnya"])


def test_a_source_is_found_by_its_name_alone(study: Study, source: Source, letter: Source, by: Actor) -> None:
    found = looked(study, "surat OR wawancara", by)
    assert [(one.source, list(one.spans)) for one in found.sources] == [(source, []), (letter, [])]


def test_filters_narrow_where_is_looked(
    study: Study, source: Source, letter: Source, informant: Informant, coding: Coding, by: Actor
) -> None:
    query = "obat OR terang"
    assert places(looked(study, query, by, kind="document")) == ["Obatnya"]
    assert places(looked(study, query, by, informant=informant.pk)) == ["obat", "terang"]
    assert places(looked(study, query, by, coded=CODED)) == ["terang"]
    assert places(looked(study, query, by, coded="informational")) == ["terang"]
    assert places(looked(study, query, by, coded="emotional")) == []
    assert places(looked(study, query, by, coded=UNCODED)) == ["obat", "Obatnya"]
    assert places(looked(study, "obat terang", by)) == ["obat", "terang"]
    assert places(looked(study, "obat terang", by, by_line=True)) == []
    assert looked(study, query, by, where="memos").total == 0


def test_notes_and_memos_are_searched_too(study: Study, source: Source, coding: Coding, by: Actor) -> None:
    memo = add_memo(study, kind="analytic", title="Catatan", text="Tentang informasi", by=by)
    found = looked(study, "catatan", by)
    assert [(one.coding_id, one.words, list(one.spans)) for one in found.notes] == [(coding.pk, "catatan", [(0, 7)])]
    assert ([one for one, _ in found.memos], found.total) == ([memo], 0)
    assert looked(study, "catatan", by, where="notes").memos == ()
    assert looked(study, "catatan", by, kind="document") == Found()
    assert looked(study, "catatan", by, coded=UNCODED).notes == ()
    assert [one.coding_id for one in looked(study, "catatan", by, coded="informational").notes] == [coding.pk]


def test_words_that_may_not_be_quoted_are_not_found(
    study: Study, source: Source, coding: Coding, informant: Informant, by: Actor
) -> None:
    assert looked(study, "terang", by).total == 1
    assert SHELF.size > 0 < NOTES.size
    refuse_quotes(informant, by)
    found = looked(study, "terang OR catatan", by)
    assert (found.total, found.notes, found.withheld, found.closed) == (0, (), (), 1)
    assert looked(study, "wawancara", by).withheld == (source,)
    assert (SHELF.size, NOTES.size) == (0, 0)


def test_a_consent_that_ends_between_search_and_page_shows_nothing(
    study: Study, source: Source, informant: Informant, by: Actor
) -> None:
    found = looked(study, "terang", by)
    refuse_quotes(informant, by)
    assert hits_shown(study, found.places(), 1, by) == []


def test_a_removed_source_is_gone_and_let_go_of(study: Study, source: Source, letter: Source, by: Actor) -> None:
    looked(study, "obat", by)
    before = SHELF.size
    evidence.remove_source(source, reason="Diminta informan sendiri.", by=by)
    assert places(looked(study, "obat", by)) == ["Obatnya"]
    assert 0 < SHELF.size < before


def test_a_corrected_text_is_searched_as_it_is_now(study: Study, source: Source, by: Actor) -> None:
    assert looked(study, "tangannya", by).total == 1
    actions.correct_text(source, text=TEXT.replace("tangannya", "jarinya"), by=by)
    assert (looked(study, "tangannya", by).total, looked(study, "jarinya", by).total) == (0, 1)


def test_a_blind_coder_learns_nothing_of_a_colleagues_work(
    study: Study, source: Source, coding: Coding, by: Actor, second: Actor
) -> None:
    add_memo(study, kind="analytic", text="terus terang", links=[("source", source.pk)], by=by)
    found = looked(study, "terang OR catatan", second)
    assert (found.total, found.notes, found.memos) == (1, (), ())
    [hit] = hits_shown(study, found.places(), 1, second)
    assert hit.codes == ()
    assert looked(study, "terang", second, coded=CODED).total == 0
    assert looked(study, "terang", second, coded=UNCODED).total == 1
    [hit] = hits_shown(study, looked(study, "terang", by).places(), 1, by)
    assert hit.codes == (("INF-02", "informational"),)


def test_a_place_says_its_line_and_what_stands_around_it(study: Study, source: Source, by: Actor) -> None:
    [hit] = hits_shown(study, looked(study, "tangannya", by).places(), 7, by)
    assert (hit.number, hit.source, hit.line, hit.words) == (7, source, 3, "tangannya")
    assert hit.before.endswith("P1: Saya pegang ")
    assert hit.after.startswith(", saya bilang ini")


def test_a_snippet_is_cut_at_words() -> None:
    assert snippet("satu dua tiga\nempat lima enam", (14, 19), 7) == ("… tiga ", "empat", " lima …")
    assert snippet("satu", (0, 4)) == ("", "satu", "")


def test_a_search_costs_the_same_queries_for_one_source_or_four(study: Study, source: Source, by: Actor) -> None:
    def cost() -> int:
        for shelf in (SHELF, NOTES):
            shelf.drop(lambda key: True)
        with CaptureQueriesContext(connection) as caught:
            found = looked(study, "obat OR catatan OR memo", by, coded="")
            hits_shown(study, found.places(), 1, by)
        return len(caught)

    once = cost()
    for number in range(3):
        more = evidence.add_source(study, name=f"Lain {number}", kind="document", text=TEXT, by=by)
        start, end = span("terus terang")
        actions.add_coding(more, start=start, end=end, code=code(study, "INF-02"), memo="catatan", by=by)
        add_memo(study, kind="method", text="memo", by=by)
    assert cost() <= once + 2  # the code and the source of the notes, once there is one


def test_the_second_search_opens_no_text(study: Study, source: Source, by: Actor) -> None:
    looked(study, "obat", by)
    with CaptureQueriesContext(connection) as caught:
        looked(study, "terang", by)
    assert not [one for one in caught.captured_queries if '"evidence_source"."text"' in one["sql"]]


def test_a_regular_expression_is_looked_for_apart(study: Study, source: Source, by: Actor) -> None:
    assert places(looked(study, r"/p1: \w+/", by)) == ["P1: Tapi", "P1: Saya", "P1: Ya", "P1: Ya"]
    assert places(looked(study, r"/tangan\w+/ NEAR/3 bilang", by)) == ["tangannya", "bilang"]


def test_an_expression_that_goes_astray_is_stopped_and_told() -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError) as told:
        found_in(parse(r"/(a+)+$/"), {1: "a" * 60 + "!"})
    assert time.monotonic() - begun < 10
    assert isinstance(told.value, LarasError)
    assert told.value.params["seconds"] == 3


def test_who_may_see_codings_searches(study: Study, source: Source, signed_in: Enter) -> None:
    roles = ("peneliti", "auditor", "penyelia", "kepala", "peksos", "pengasuh", "peksos_lain")
    seen = {role: signed_in(role).get(at("search", study.pk), {"words": "obat"}).status_code for role in roles}
    assert seen == {
        "peneliti": 200,
        "auditor": 200,
        "penyelia": 200,
        "kepala": 200,
        "peksos": 200,
        "pengasuh": 404,
        "peksos_lain": 404,
    }


def test_the_page_marks_what_was_found_and_leads_there(study: Study, source: Source, browser: Browser) -> None:
    page = words(browser.get(at("search", study.pk), {"words": "TANGANNYA"}))
    assert "<mark>tangannya</mark>" in page
    assert f'href="{at("workspace", source.pk)}#b3"' in page
    assert f'href="/studi/sumber/{source.pk}/#b3"' in page


def test_one_goes_from_place_to_place(study: Study, source: Source, browser: Browser) -> None:
    address = at("search", study.pk)
    page = words(browser.get(address, {"words": "ya", "hit": "1"}))
    assert 'id="hit"' in page
    assert "hit=2#hit" in page
    assert "hit=0" not in page
    last = words(browser.get(address, {"words": "ya", "hit": "2"}))
    assert "hit=1#hit" in last
    assert "hit=3" not in last
    for wrong in ("0", "99", "x", "-1", ""):
        assert 'id="hit"' not in words(browser.get(address, {"words": "ya", "hit": wrong}))


def test_the_page_says_when_nothing_was_asked_found_or_understood(study: Study, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    address = at("search", study.pk)
    assert browser.get(address).status_code == 200
    assert "Tidak ada yang ditemukan" in words(browser.get(address, {"words": "zzz"}))
    wrong = words(browser.get(address, {"words": "(obat"}))
    assert "karakter 1" in wrong
    assert 'value="(obat"' in wrong
    assert browser.get(address, {"words": "obat", "kind": "moon", "informant": "x", "page": "99"}).status_code == 200


def test_more_places_than_a_page_holds_are_paged(study: Study, source: Source, by: Actor, browser: Browser) -> None:
    evidence.add_source(study, name="Panjang", kind="document", text="kata lagi\n" * 60, by=by)
    first = words(browser.get(at("search", study.pk), {"words": "kata"}))
    last = words(browser.get(at("search", study.pk), {"words": "kata", "page": "3"}))
    assert (first.count("<mark>kata</mark>"), last.count("<mark>kata</mark>")) == (25, 10)
    assert "hit=60#hit" in last


def test_whose_words_are_shown_stands_in_the_trail(study: Study, by: Actor, cast: Cast, signed_in: Enter) -> None:
    person = evidence.add_informant(study, code="R1", role="Penerima manfaat", client=cast.client, by=by)
    evidence.add_source(
        study, name="Cerita", kind="interview", text="T: Apa?\nR1: Senang sekali.", informant=person, by=by
    )
    with clock.at(clock.now() + dt.timedelta(seconds=1)):
        browser = signed_in("peneliti")
        browser.get(at("search", study.pk), {"words": "senang"})
        browser.get(at("search", study.pk), {"words": "zzz"})
    looks = [row.shown for row in Entry.objects.filter(ledger="look", verb="coding:search").order_by("id")]
    assert [str(cast.client.pk) in str(shown) for shown in looks] == [True, False]

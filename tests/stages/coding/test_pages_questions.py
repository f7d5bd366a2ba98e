"""The pages of questions: who may open them, that a cell leads to its quotes, what consent leaves out, the downloads."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import unescape
from urllib.parse import urljoin

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.stages.casework.models import AdlRecord, SeverityRating
from laras.stages.coding import actions
from laras.stages.coding.models import Coding
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Study
from laras.stages.people.models import Client, Consent
from tests.cast import Cast
from tests.stages.coding.conftest import code
from tests.stages.coding.material import Corpus, corpus, moment
from tests.stages.coding.pages import Enter, at, words

pytestmark = pytest.mark.django_db
PAGES = ("questions", "questions_quotes", "joint_display", "saturation")
TABLES = ("informant", "kind", "attribute", "codes", "givers", "coverage")


@pytest.fixture
def made(study: Study, cast: Cast, by: Actor) -> Corpus:
    return corpus(study, cast, by)


@pytest.fixture
def browser(made: Corpus, signed_in: Enter) -> Browser:
    """The researcher, logged in; the study of these pages has its own sources."""
    return signed_in("peneliti")


def agree(client: Client) -> Consent:
    return Consent.objects.create(
        facility_id=client.facility_id,
        client=client,
        purpose="research",
        agreed=True,
        proof="signature",
        given_at=moment(1),
        recorded_at=moment(1),
        recorded_by="test",
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["peneliti", "auditor", "penyelia", "kepala", "peksos"])
def test_who_may_see_codings_may_ask_questions(name: str, role: str, made: Corpus, signed_in: Enter) -> None:
    assert signed_in(role).get(at(name, made.study.pk)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ["admin", "pengasuh", "peksos_lain"])
def test_the_pages_are_not_there_for_a_stranger(name: str, role: str, made: Corpus, signed_in: Enter) -> None:
    assert signed_in(role).get(at(name, made.study.pk)).status_code == 404


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_table_opens_full_and_empty_in_both_languages(
    table: str, language: str, made: Corpus, by: Actor, signed_in: Enter
) -> None:
    browser = signed_in("peneliti")
    browser.cookies["django_language"] = language
    empty = evidence.create_study(name="Kosong (contoh)", by=by)
    for study in (made.study, empty):
        for more in ("", "&open=all&count=informants", "&direction=missing&since=2026-03-01&until=2026-03-31"):
            assert browser.get(f"{at('questions', study.pk)}?table={table}{more}").status_code == 200


def cells(page: str) -> list[tuple[str, str]]:
    """Every number that is a link: its address and what it says."""
    return [(unescape(url), n) for url, n in re.findall(r'<a class="h\d" href="([^"]+)">([\d/]+)', page)]


@pytest.mark.parametrize("table", TABLES)
def test_each_cell_leads_to_as_many_quotes_as_it_says(table: str, made: Corpus, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    address = f"{at('questions', made.study.pk)}?table={table}&near=overlap"
    found = cells(browser.get(address).content.decode())
    assert found
    for url, n in found:
        page = browser.get(urljoin(address, url))
        assert page.status_code == 200
        codings = page.content.decode().count('class="coded-head"')
        assert codings == (int(n) * 2 if table == "codes" else int(n))


def test_the_way_back_keeps_the_question_and_the_place(made: Corpus, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    query = "table=informant&direction=there&open=emotional"
    page = words(browser.get(f"{at('questions_quotes', made.study.pk)}?{query}&row=EMO-01&column=P1"))
    back = f"{at('questions', made.study.pk)}?table=informant&amp;direction=there&amp;open=emotional#l-EMO-01"
    assert f'href="{back}"' in page
    assert 'id="l-EMO-01"' in browser.get(f"{at('questions', made.study.pk)}?{query}").content.decode()


def test_quotes_without_consent_are_counted_and_not_shown(made: Corpus, by: Actor, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    address = f"{at('questions_quotes', made.study.pk)}?table=informant&row=aspect:emotional&column=P1"
    assert "satu dua tiga" in words(browser.get(address))
    consent = evidence.give_research_consent(made.worker, agreed=True, may_quote=True, by=by)
    evidence.withdraw_research_consent(consent, by=by)
    page = words(browser.get(address))
    assert page.count('class="coded-head"') == 3
    assert "<blockquote>" not in page
    assert "satu dua tiga" not in page


def test_a_blind_coder_sees_neither_numbers_nor_quotes_of_a_colleague(made: Corpus, signed_in: Enter) -> None:
    auditor = signed_in("auditor")
    for table in TABLES[:-1]:
        assert cells(auditor.get(f"{at('questions', made.study.pk)}?table={table}").content.decode()) == []
    assert 'class="coded-head"' not in words(auditor.get(at("questions_quotes", made.study.pk)))
    rows = auditor.get(at("questions_file", made.study.pk, "csv")).content.decode("utf-8-sig")
    assert all(set(row[3:]) <= {"0"} for row in list(csv.reader(io.StringIO(rows)))[1:])


def test_a_wrong_period_is_told_and_what_was_typed_stays(made: Corpus, browser: Browser) -> None:
    address = f"{at('questions', made.study.pk)}?since=2026-04-01&until=2026-03-01"
    page = words(browser.get(address))
    assert "Hari terakhir" in page
    assert 'value="2026-04-01"' in page
    assert 'value="2026-03-01"' in page


@pytest.mark.parametrize("query", ["table=lain", "table="])
def test_a_table_that_is_none_is_not_there(query: str, made: Corpus, browser: Browser) -> None:
    assert browser.get(f"{at('questions', made.study.pk)}?{query}").status_code == 404
    assert browser.get(f"{at('questions_file', made.study.pk, 'pdf')}").status_code == 404


def test_unknown_rows_and_columns_have_no_quotes(made: Corpus, browser: Browser) -> None:
    for table in TABLES:
        for cell in ("row=tidak-ada&column=", "row=&column=tidak-ada", "row=aspect:lain&column=x.y"):
            page = browser.get(f"{at('questions_quotes', made.study.pk)}?table={table}&{cell}")
            assert page.status_code == 200
            assert 'class="coded-head"' not in words(page)


def test_a_table_has_scopes_and_folds_by_links(made: Corpus, browser: Browser) -> None:
    page = browser.get(at("questions", made.study.pk)).content.decode()
    assert re.search(r'<th scope="col" class="c">P1<span class="under">Pekerja sosial', page)
    assert 'aria-expanded="false"' in page
    assert "EMO-03" not in page
    opened = browser.get(f"{at('questions', made.study.pk)}?table=informant&open=emotional").content.decode()
    assert '<th scope="row"><b>EMO-03</b>' in opened
    assert 'aria-expanded="true"' in opened


def test_the_csv_cannot_be_taken_for_a_formula_and_holds_no_quote(made: Corpus, by: Actor, browser: Browser) -> None:
    bad = evidence.add_informant(made.study, code="=1+1", role="@x", by=by)
    source = evidence.add_source(made.study, name="W", kind="interview", text="satu dua", informant=bad, by=by)
    actions.add_coding(source, start=0, end=4, code=code(made.study, "EMO-01"), by=by)
    answer = browser.get(f"{at('questions_file', made.study.pk, 'csv')}?table=informant&open=all")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert any(cell.startswith("'@x") for cell in rows[0])
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)
    assert answer["Content-Disposition"].startswith("attachment")
    found = {row[0]: row[3:] for row in rows if row[0]}
    assert sum(map(int, found["EMO-01"][:-1])) == int(found["EMO-01"][-1]) == 4
    assert "satu" not in answer.content.decode()


def test_the_workbook_holds_the_table_and_the_question(made: Corpus, browser: Browser) -> None:
    answer = browser.get(f"{at('questions_file', made.study.pk, 'xlsx')}?table=coverage&direction=there")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = book.read("xl/sharedStrings.xml").decode()
    assert len(sheets) == 2
    assert "Dukungan sosial (contoh)" in strings
    assert "<f>" not in strings


def test_saturation_says_why_five_interviews_cannot_be_assessed(made: Corpus, by: Actor, browser: Browser) -> None:
    page = words(browser.get(at("saturation", made.study.pk)))
    assert "Belum dapat dinilai" in page
    assert "6" in page
    wrong = words(browser.get(f"{at('saturation', made.study.pk)}?base=9&seed=x"))
    assert "Belum dapat dinilai" in wrong


def measured(client: Client) -> None:
    stamp = {"facility_id": client.facility_id, "client": client, "recorded_at": clock.now(), "recorded_by": "test"}
    SeverityRating.objects.create(level="severe", happened_at=moment(3), **stamp)
    SeverityRating.objects.create(level="moderate", happened_at=moment(19), **stamp)
    AdlRecord.objects.create(answers={}, total=20, happened_at=moment(18), **stamp)


def test_scores_stand_beside_the_quotes_of_their_week(made: Corpus, cast: Cast, signed_in: Enter) -> None:
    agree(cast.client)
    measured(cast.client)
    page = words(signed_in("peksos").get(at("joint_display", made.study.pk)))
    week = page[page.index("16 Mar 2026") :]
    week = week[: week.index("joint-week")] if "joint-week" in week else week
    assert "18 Mar 2026" in week
    assert "sebelas" in week
    assert 'class="recovery"' in page
    assert "3 Mar 2026" in page


def test_scores_are_for_those_who_may_see_the_client_and_only_with_consent(
    made: Corpus, cast: Cast, signed_in: Enter
) -> None:
    measured(cast.client)
    address = at("joint_display", made.study.pk)
    assert cast.client.number not in words(signed_in("peksos").get(address))
    agree(cast.client)
    assert cast.client.number in words(signed_in("peksos").get(address))
    for role in ("peneliti", "peksos2", "auditor", "kepala"):
        page = words(signed_in(role).get(f"{address}?person={cast.client.pk}"))
        assert cast.client.number not in page
        assert "recovery" not in page


def test_the_joint_display_shows_no_quote_without_consent(
    made: Corpus, cast: Cast, by: Actor, signed_in: Enter
) -> None:
    agree(cast.client)
    address = at("joint_display", made.study.pk)
    assert "sebelas" in words(signed_in("peksos").get(address))
    evidence.give_research_consent(made.client, agreed=True, may_quote=False, by=by)
    page = words(signed_in("peksos").get(address))
    assert "sebelas" not in page
    assert page.count('class="coded-head"') == Coding.objects.filter(source__informant=made.client).count()

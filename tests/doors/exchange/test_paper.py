"""Codings and codebook as web page and Word document, and what was settled in the tables."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from django.test import Client as Browser
from django.urls import reverse
from lxml import html

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput
from laras.doors.exchange import actions
from laras.doors.exchange.paper import Block, as_docx, as_html
from laras.doors.exchange.table_text import read_table
from laras.doors.exchange.tables_out import CODE_HEADER, HEADER, SETTLED_HEADER
from laras.stages.coding.models import Coding, Settlement
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> & \x07 =1+1"


def words_of(data: bytes, form: str) -> str:
    if form == "docx":
        return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
    return str(html.fromstring(data.decode()).text_content())


@pytest.mark.parametrize("form", ["docx", "html"])
def test_every_quote_stands_with_source_line_and_coder(
    form: str, study: Study, source: Source, operator: Actor
) -> None:
    made = actions.export_codings(study, form=form, by=operator)
    told = words_of(made.data, form)
    assert made.count == 3
    assert told.count("“terus terang jarang”") == 2
    assert "Wawancara 1 · baris 2" in told
    assert "joko" in told


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_quote_that_may_not_be_shown_is_on_no_paper(
    form: str, study: Study, source: Source, informant: Informant, by: Actor, operator: Actor
) -> None:
    evidence.give_research_consent(informant, agreed=False, by=by)
    made = actions.export_codings(study, form=form, by=operator)
    assert made.left_out.quotes == 3
    assert "terus terang" not in words_of(made.data, form)


def test_no_word_of_a_text_becomes_part_of_the_page() -> None:
    blocks = [Block("title", HOSTILE), Block("quote", HOSTILE)]
    page = html.fromstring(as_html(blocks).decode())
    assert page.xpath("//script") == []
    assert page.xpath("//blockquote")[0].text == HOSTILE.replace("\x07", "\ufffd")
    assert docx.Document(io.BytesIO(as_docx(blocks))).paragraphs[1].text == HOSTILE.replace("\x07", "\ufffd")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_codebook_as_a_table(form: str, study: Study, by: Actor) -> None:
    made = actions.export_codebook(study, form=form, by=by)
    assert made.count == 51
    if form == "csv":
        table = read_table(made.data)
        assert (table.header, len(table.rows)) == (CODE_HEADER, 51)
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(made.data)).active
        assert sheet is not None
        assert (sheet.max_row, [cell.value for cell in sheet[1]]) == (52, list(CODE_HEADER))


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_codebook_on_paper(form: str, study: Study, by: Actor) -> None:
    assert "INF-02" in words_of(actions.export_codebook(study, form=form, by=by).data, form)


def test_settlements_stand_beside_their_codings(study: Study, source: Source, by: Actor, operator: Actor) -> None:
    assert read_table(actions.export_codings(study, form="csv", by=operator).data).header == HEADER
    coded = Coding.objects.filter(study=study).order_by("start")[0]
    Settlement.objects.create(
        facility_id=study.facility_id,
        study=study,
        source=source,
        code=coded.code,
        start=coded.start,
        end=coded.end,
        outcome="first",
        polarity="lacking",
        settled_by=["peneliti", "joko"],
        reason="=alasan",
        recorded_at=clock.now(),
        recorded_by="peneliti",
    )
    table = read_table(actions.export_codings(study, form="csv", by=operator).data)
    assert table.header == (*HEADER, *SETTLED_HEADER)
    settled = [cells[len(HEADER) :] for _, cells in table.rows]
    assert settled.count(("first", "lacking", "peneliti, joko", "=alasan")) == 1
    assert settled.count(("", "", "", "")) == 2
    assert "peneliti, joko" in words_of(actions.export_codings(study, form="html", by=operator).data, "html")


def test_an_unknown_form_is_refused(study: Study, by: Actor) -> None:
    for deed in (actions.export_codings, actions.export_codebook):
        with pytest.raises(BadInput):
            deed(study, form="exe", by=by)


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "html"])
def test_the_pages_hand_them_out_as_files_to_save(form: str, study: Study, source: Source, browser: Browser) -> None:
    for page in ("codings", "codebook_as"):
        answer = browser.post(reverse(f"exchange:{page}", args=[study.pk, form]))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")

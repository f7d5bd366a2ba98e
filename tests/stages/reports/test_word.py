"""Templates changed in Word: what is filled, what is refused, and that nothing of ours can be reached from one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from laras.domain.errors import Refused
from laras.stages.reports import queries
from laras.stages.reports.writers.docx import pngs, try_template, width_of, write_docx
from laras.stages.reports.writers.xlsx import safe, write_xlsx

Make = Callable[..., bytes]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100"><circle r="9"/></svg>'


@pytest.fixture
def template() -> Make:
    """Return a function that makes a template of some lines."""

    def made(*lines: str) -> bytes:
        document, kept = Document(), io.BytesIO()
        for line in lines:
            document.add_paragraph(line)
        document.save(kept)
        return kept.getvalue()

    return made


def lines_of(data: bytes) -> list[str]:
    return [line.text for line in Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("kind", ["programme", "evaluation"])
def test_the_shipped_templates_are_filled_with_their_specimens(kind: str) -> None:
    try_template((queries.templates.FOLDER / f"{kind}.docx").read_bytes(), queries.specimen(kind))


def test_a_home_may_word_and_order_it_as_it_likes(template: Make) -> None:
    own = template("Kata kami: {{ subject }}", "{%p for row in facts %}", "{{ row[0] }}={{ row[1] }}", "{%p endfor %}")
    given = queries.specimen("programme")
    found = lines_of(write_docx(own, given["data"], given["pictures"]).data)
    assert found[0] == f"Kata kami: {given['data']['subject']}"
    assert found[1:] == [f"{name}={value}" for name, value in given["data"]["facts"]]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("{{ anggaran }}",), "“anggaran”"),
        (("{{ budget.jumlah }}",), "“jumlah”"),
        (("{{ words.nothing_such }}",), "“nothing_such”"),
        (("{% if subject %}", "tanpa akhir"), "mark in the template is not complete"),
        (("{{ subject",), "mark in the template is not complete"),
        (("{% for x in 3 %}{% endfor %}",), "could not be filled"),
    ],
)
def test_what_cannot_be_filled_is_told_in_a_sentence(template: Make, lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused) as told:
        try_template(template(*lines), queries.specimen("programme"))
    assert said in str(told.value.message.format(**told.value.params))


@pytest.mark.parametrize(
    "escape",
    [
        "{{ picture.swot.tpl }}",
        "{{ picture.swot.tpl.new_subdoc('/etc/hostname') }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ subject.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% include '/etc/hostname' %}",
        "{{ range(9) }}",
        "{{ words.update({'a': 1}) }}",
    ],
)
def test_a_template_reaches_nothing_but_the_values(template: Make, escape: str) -> None:
    with pytest.raises(Refused):
        try_template(template(escape), queries.specimen("programme"))


def test_a_template_that_never_ends_is_stopped(template: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laras.stages.reports.writers.docx.SECONDS", 3)
    loop = "{% for a in words %}{% for b in words %}{% for c in words %}{% for d in words %}{% for e in words %}"
    with pytest.raises(Refused):
        try_template(template(loop + "x" + "{% endfor %}" * 5), queries.specimen("programme"))


def test_pictures_from_outside_are_refused_and_links_are_not(template: Make) -> None:
    def related(to: str) -> bytes:
        document, kept = Document(), io.BytesIO()
        document.part.relate_to("https://example.org/x", f"http://schemas.example.org/{to}", is_external=True)
        document.save(kept)
        return kept.getvalue()

    specimen = queries.specimen("programme")
    try_template(related("hyperlink"), specimen)
    for reaching in ("image", "attachedTemplate"):
        with pytest.raises(Refused, match="from outside"):
            try_template(related(reaching), specimen)


def test_what_people_wrote_is_never_a_mark(template: Make) -> None:
    given = queries.specimen("programme")
    given["data"]["subject"] = "{{ home.name }} {% for %} <w:t> & “é”"
    assert lines_of(write_docx(template("{{ subject }}"), given["data"], {}).data) == [given["data"]["subject"]]


def test_a_picture_becomes_a_png_no_wider_than_the_text(template: Make) -> None:
    drawn = pngs({"a.svg": SVG, "b.svg": SVG})
    assert [data[:8] for data in drawn.values()] == [b"\x89PNG\r\n\x1a\n"] * 2
    assert pngs({}) == {}
    assert (width_of(SVG.replace("200", "5000")), round(width_of(SVG), 1)) == (160, 47.6)


def test_the_language_and_the_head_of_a_table_are_in_the_file() -> None:
    given: dict[str, Any] = queries.specimen("programme")
    shipped = (queries.templates.FOLDER / "programme.docx").read_bytes()
    made = write_docx(shipped, given["data"], given["pictures"]).data
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b'w:val="id-ID"' in archive.read("word/styles.xml")
        assert b"w:tblHeader" in archive.read("word/document.xml")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    data = write_xlsx([{"name": "A[1]: x", "header": ["=Kepala"], "rows": [[text, 3, 0.5, None]]}]).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_same_rows_make_the_same_workbook() -> None:
    sheets = [{"name": "Skor", "header": ["Anggota"], "rows": [[1], ["x" * 40_000]]}]
    assert write_xlsx(sheets).data == write_xlsx(sheets).data

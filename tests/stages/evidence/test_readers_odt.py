"""OpenDocument texts come in whole."""

from __future__ import annotations

from laras.base.files.guard import Kind
from laras.stages.evidence.readers import Document, docx, html, read
from tests.base.files import hostile

CONTENT = """<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:svg="s">
<office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>Dihapus</text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:h>Wawancara &amp; catatan</text:h>
<text:p>P:<text:tab/>\u201cApa <text:s text:c="2"/><text:span>kabar</text:span>?\u201d
 \U0001f642<text:line-break/>baris <office:annotation><text:p>komentar</text:p></office:annotation>kedua<text:note>
<text:note-citation>1</text:note-citation><text:note-body><text:p>Sumbernya.</text:p></text:note-body></text:note></text:p>
<text:p/>
<text:list><text:list-item><text:p>satu</text:p><text:p>lanjut</text:p>
<text:list><text:list-item><text:p>dalam</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>dua</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Waktu</text:p></table:table-cell>
<table:table-cell><text:p>Kata</text:p><text:p>lagi</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>Halo</text:p></table:table-cell></table:table-row></table:table>
<text:p>Akhir<draw:frame><draw:text-box><text:p>Kotak</text:p></draw:text-box><draw:image/></draw:frame>.</text:p>
</office:text></office:body></office:document-content>"""


def odt(content: str) -> bytes:
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "meta.xml": '<m xmlns:dc="d"><dc:title>Judul  dokumen</dc:title><dc:creator>Ratri</dc:creator></m>',
        "styles.xml": '<s xmlns:style="s"><style:header>Rahasia</style:header></s>',
    }
    return hostile.zipped(parts)


def test_headings_lists_tables_notes_and_boxes_are_read_and_the_rest_is_told() -> None:
    assert read("a.odt", odt(CONTENT)) == Document(
        text=(
            "Wawancara & catatan\n\n"
            "P:\t\u201cApa   kabar?\u201d \U0001f642\nbaris kedua[1]\n\n"
            "- satu\n  lanjut\n  - dalam\n- dua\n\n"
            "Waktu\tKata lagi\n\tHalo\n\n"
            "Kotak\n\nAkhir.\n\n"
            "[1] Sumbernya."
        ),
        title="Judul dokumen",
        notes=(docx.COMMENTS, docx.CHANGES, html.PICTURES, docx.HEADERS),
        kind=Kind.ODT,
    )


def test_a_request_for_a_million_spaces_is_answered_with_a_few() -> None:
    content = '<o xmlns:text="t"><text:p>a<text:s text:c="1000000"/>b</text:p></o>'
    assert read("a.odt", odt(content)).text == f"a{' ' * 200}b"

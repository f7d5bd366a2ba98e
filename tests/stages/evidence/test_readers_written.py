"""Text, Markdown and HTML come in whole, in one form."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laras.base.files.guard import Kind
from laras.stages.evidence.readers import Document, html, read, text
from laras.stages.evidence.readers.text import tidy

TALK = "P: \u201cApa kabar, Bu?\u201d\nI: Baik \U0001f642 e\u0301 \u2026\n\nP: Syukurlah."


def test_importing_the_readers_loads_no_parser() -> None:
    heavy = "{'bs4', 'mammoth', 'pypdf', 'markdown_it', 'lxml', 'django', 'defusedxml'}"
    code = f"import sys, laras.stages.evidence.readers; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (TALK.encode(), ()),
        (TALK.encode("utf-8-sig"), ()),
        (TALK.encode("utf-16"), ()),
        (b"\xfe\xff" + TALK.encode("utf-16-be"), ()),
        (TALK.replace("\n", "\r\n").encode("utf-8-sig"), ()),
        (TALK.replace("\n", "\r").encode(), ()),
        (TALK.replace("\n", "  \t\r\n").encode(), ()),
        (("\n\n" + TALK.replace("\n\n", "\n \n\n\n") + "\n\n\n").encode(), ()),
        (TALK.replace("kabar", "ka\x01bar").encode(), (text.CLEANED,)),
    ],
)
def test_plain_text_is_kept_letter_for_letter_in_one_form(data: bytes, notes: tuple[str, ...]) -> None:
    assert read("Wawancara 3.txt", data) == Document(TALK, "Wawancara 3", notes, Kind.TXT)


def test_old_windows_letters_are_read_and_told() -> None:
    words = "\u201cCaf\u00e9\u201d \u2013 10 \u20ac"
    assert read("a.txt", words.encode("cp1252")) == Document(words, "a", (text.OLD_LETTERS,), Kind.TXT)


def test_the_name_of_the_file_is_never_a_path() -> None:
    assert read("..\\..\\C:\\Users\\wawancara.1.txt", b"kata").title == "wawancara.1"


@given(st.text())
@settings(max_examples=300)
def test_every_text_comes_to_rest_in_one_form(raw: str) -> None:
    kept = tidy(raw)
    assert tidy(kept) == kept
    assert not set(kept) & set("\r\0\ufeff\x0b\x0c\u2028\u2029")
    assert "\n\n\n" not in kept
    assert [line.rstrip(" \t\u00a0") for line in kept.split("\n")] == kept.split("\n")
    kept.encode()


MARKDOWN = """# Wawancara dengan IBU-1

P: Apa kabar?
I: *Baik* <tertawa pelan> **sekali**[^1], lihat [lagu](https://contoh.id) ini & itu.

## Yang dibicarakan

- bernyanyi
- berkebun
  1. cabai
  2. tomat

| Waktu | Siapa | Kata |
|-------|-------|------|
| 00:01 | P     | Halo |
| 00:02 | I     |      |

> Dikutip
> dua baris

<tertawa>

![gambar](x.png)

[^1]: Catatan

<script>alert(1)</script>

<!-- tidak ikut -->
    kode   apa adanya
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_markdown_keeps_headings_turns_lists_tables_and_unknown_marks(line_end: str) -> None:
    assert read("a.md", MARKDOWN.replace("\n", line_end).encode()) == Document(
        text=(
            "Wawancara dengan IBU-1\n\n"
            "P: Apa kabar?\nI: Baik <tertawa pelan> sekali[^1], lihat lagu ini & itu.\n\n"
            "Yang dibicarakan\n\n"
            "- bernyanyi\n- berkebun\n  1. cabai\n  2. tomat\n\n"
            "Waktu\tSiapa\tKata\n00:01\tP\tHalo\n00:02\tI\n\n"
            "Dikutip\ndua baris\n\n"
            "<tertawa>\n\n"
            "[^1]: Catatan\n\n"
            "kode   apa adanya"
        ),
        title="Wawancara dengan IBU-1",
        notes=(html.PICTURES,),
        kind=Kind.MD,
    )


HTML = """<!DOCTYPE html>
<html><head><meta charset="windows-1252"><title>Catatan \u2013
 lapangan</title><style>p { color: red }</style></head>
<body onload="alert(1)"><script>alert("x")</script><noscript>nyalakan</noscript>
<h1>Hari   pertama</h1>
Kata tanpa <i>paragraf</i>
<p>Satu<br>dua &amp; <b>ti</b>ga &lt;empat&gt; \u201clima\u201d<a href="#fn1"><sup>[1]</sup></a></p>
<p>Tak ditutup<p>Juga tidak
<ul><li>apel<li>jeruk <ul><li>manis</ul><li><p>mangga</p><p>muda</p></ul>
<ol start="3"><li>tiga</li><li>empat</li></ol>
<table><caption>Hadir</caption><thead><tr><th>Nama<th>Kali</thead>
<tbody><tr><td>Ani<br>(contoh)</td><td><p>3</p></td></tr><tr><td>Budi<td>4</table>
<pre>a   b
  c</pre>
<!-- rahasia --><img src="x.png" alt="foto"><dl><dt>ODGJ</dt><dd>orang</dd></dl>
<ol><li id="fn1"><p>Sumbernya. <a href="#ref1">&#8617;</a></p></li></ol>
</body></html>"""


def test_html_keeps_what_a_person_reads_and_nothing_else() -> None:
    assert read("a.html", HTML.encode("cp1252")) == Document(
        text=(
            "Hari pertama\n\n"
            "Kata tanpa paragraf\n\n"
            "Satu\ndua & tiga <empat> \u201clima\u201d[1]\n\n"
            "Tak ditutup\n\nJuga tidak\n\n"
            "- apel\n- jeruk\n  - manis\n- mangga\n  muda\n\n"
            "3. tiga\n4. empat\n\n"
            "Hadir\nNama\tKali\nAni (contoh)\t3\nBudi\t4\n\n"
            "a   b\n  c\n\n"
            "ODGJ\n\norang\n\n"
            "[1] Sumbernya."
        ),
        title="Catatan \u2013 lapangan",
        notes=(html.PICTURES,),
        kind=Kind.HTML,
    )


def test_html_titled_only_by_its_first_heading_takes_that() -> None:
    assert html.parse(b"<h2>Judul</h2><p>isi")["title"] == "Judul"
    assert html.parse(b"<p>isi<h2>Judul</h2>")["title"] == ""


def test_a_declared_letter_set_that_is_none_is_not_obeyed() -> None:
    assert html.parse(b'<meta charset="zlib"><p>caf\xc3\xa9')["text"] == "caf\u00e9"


NAMES = "p div ul ol li table tr td th b i span h1 blockquote pre br tbody dl dd caption"
TAGS = st.sampled_from(NAMES.split())
MARKUP = st.lists(
    st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.integers(0, 10**9).map(" w{} ".format)), max_size=40
)


@given(MARKUP)
@example(["<li>", "<p>", "<li>", " w1 ", "</p>", " w0 "])
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_or_doubled_or_moved_however_broken_the_html_is(pieces: list[str]) -> None:
    words = [piece.strip() for piece in pieces if piece.startswith(" ")]
    kept = html.markup_to_part("".join(pieces))["text"]
    assert [word for word in kept.split() if word.startswith("w")] == words

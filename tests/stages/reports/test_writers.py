"""Typesetting: what people wrote is data, whatever it looks like."""

from __future__ import annotations

import base64
import json
import socket
from pathlib import Path
from typing import Any

import pytest

from laras.base.files import child
from laras.domain.errors import Refused
from laras.stages.reports.writers import pdf
from laras.stages.reports.writers.pdf import compiler_of, typeset, write_pdf
from tests.stages.reports.paper import words_of

HOSTILE = [
    '#let x = read("/etc/passwd")',
    "*tebal* _miring_ $a^2 + b_2$ `kode` <label> @rujukan",
    "= Judul\n- butir\n+ nomor\n/ istilah: arti",
    "https://example.org/ \\ \\u{41} // bukan komentar /* ini juga */",
    "“ngéyèl”, ‘dhèwèké’ – rêksa … Rp 2.850.000, −2,0",
]


@pytest.fixture
def plain(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a template in the place of ours that only shows its texts."""
    template = '#set document(title: "Uji")\n#let d = json("data.json")\n#for text in d.texts [#text \\ ]\n'
    (tmp_path / "plain.typ").write_text(template)
    monkeypatch.setattr(pdf, "FOLDER", tmp_path)


def set_here(texts: list[str]) -> bytes:
    data = {"texts": texts, "made_at": "2026-11-24T09:42:00+07:00"}
    told = typeset(json.dumps({"template": "plain", "data": data, "pictures": {}}).encode())
    assert told["pages"] == 1
    return base64.b64decode(told["pdf"])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_comes_out_letter_by_letter(plain: None, text: str) -> None:
    assert " ".join(text.split()) in words_of(set_here([text]))


def test_letters_no_font_has_do_not_stop_the_report(plain: None) -> None:
    found = words_of(set_here(["sebelum 🙂 ꦗꦮ \U0001fae8 sesudah"]))
    assert found.startswith("sebelum")
    assert found.rstrip().endswith("sesudah")


def test_the_same_values_make_the_same_file(plain: None) -> None:
    assert set_here(["Kata."]) == set_here(["Kata."])


def test_a_report_that_cannot_be_set_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="could not be set on paper"):
        write_pdf("appraisal", {"made_at": "2026-11-24T09:42:00+07:00"}, {})


def test_the_child_that_sets_may_not_open_a_socket_or_write() -> None:
    assert child.run(_try_outside, b"") == ["PermissionError", "PermissionError"]


def _try_outside(payload: bytes) -> list[str]:
    told = []
    for deed in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: Path("/tmp/laras-out").write_bytes(b"x")):
        try:
            deed()
        except Exception as reason:
            told.append(type(reason).__name__)
    return told


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "print"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("rahasia")
    (folder / "main_.typ").write_text('#read("../secret.txt")')
    monkeypatch.setattr(pdf, "FOLDER", folder)
    with pytest.raises(Exception, match="file|access|root|path"):
        compiler_of("main_", {}, {}).compile(format="pdf")

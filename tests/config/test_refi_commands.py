"""Projects of other programs on the command line: in, out, and in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from laras.base.access.models import Facility
from laras.config.cli import run
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source, Study
from tests.doors.exchange.refi.made import coding, one_text, selection
from tests.doors.exchange.refi.test_hostile import HOSTILE
from tests.doors.exchange.refi.test_sample import project_part
from tests.shared_folder import SHARED

pytestmark = pytest.mark.django_db
SAMPLE = SHARED / "samples" / "refi" / "skyloom_TestProject.qdpx"
TWELVE = {"sources": 12, "codes": 14, "selections": 15, "codings": 16, "notes": 2}


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Path) -> Any:
    """Return a function that runs a command with --json and gives its exit code and its one object."""
    settings.LARAS_DATA = tmp_path / "var"
    Facility.objects.create(code="UPT", name="UPT Bina Laras (contoh)")

    def call(*words: object) -> tuple[int, dict[str, Any]]:
        code = run([str(word) for word in words] + ["--json"], ready=True)
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return code, json.loads(out)

    return call


def counts(said: dict[str, Any]) -> dict[str, int]:
    return {kind: said[kind] for kind in TWELVE}


@pytest.mark.shared
def test_the_standards_sample_comes_in_and_goes_out_whole(printed: Any, tmp_path: Path) -> None:
    code, said = printed("import", "refi", SAMPLE, "--study", "Skyloom")
    assert (code, counts(said)) == (0, TWELVE)
    assert said["kept"] == {"sources": 0, "codes": 14, "selections": 0, "codings": 0, "notes": 2}
    assert said["offsets"] == {"unit": None, "score": None}
    for kind, found in TWELVE.items():
        assert sum(one["count"] for one in said["lost"] if one["what"] == kind) == found - said["kept"][kind]
    assert sum("file missing" in one["why"] or "berkas tidak ada" in one["why"] for one in said["lost"]) == 6
    out = tmp_path / "keluar.qdpx"
    code, told = printed("export", "refi", "--study", "Skyloom", "--out", out)
    assert (code, counts(told), told["kept"], told["bytes"]) == (0, TWELVE, said["kept"], out.stat().st_size)
    schema = etree.XMLSchema(etree.parse(str(SHARED / "samples" / "refi" / "Project.xsd")))
    assert schema.validate(etree.fromstring(project_part(out.read_bytes()))), schema.error_log


@pytest.mark.shared
def test_a_file_named_like_a_source_without_text_is_its_text(printed: Any, tmp_path: Path) -> None:
    printed("import", "refi", SAMPLE, "--study", "Skyloom")
    text = tmp_path / "Mabel.txt"
    text.write_text("Cornflakes and milk. " * 200, encoding="utf-8")
    code, said = printed("import", "sources", text, "--study", "Skyloom", "--kind", "interview")
    assert (code, said) == (0, {"sources": 1, "refused": []})
    source = Source.objects.get(name="Mabel.txt")
    assert (source.is_missing, source.pending) == (False, {})
    assert Coding.objects.filter(source=source).count() == 3


def spans(study: str) -> list[tuple[object, ...]]:
    rows = Coding.objects.filter(study__name=study).select_related("code").order_by("start")
    return [(one.start, one.end, one.quote, one.code.name, one.coder) for one in rows]


@pytest.mark.parametrize("tool", ["", "nvivo", "maxqda", "atlas"])
def test_what_goes_out_comes_in_again_as_it_was(tool: str, printed: Any, tmp_path: Path) -> None:
    project = tmp_path / "asal.qdpx"
    text = "Baris satu 😊\nbaris dua\nbaris tiga\n"
    places = [text.index(word) for word in ("satu", "dua", "tiga")]
    inside = "".join(selection(20 + n, at, at + 4, coding(30 + n, 1 + n % 2)) for n, at in enumerate(places))
    project.write_bytes(one_text(text.encode(), inside))
    assert printed("import", "refi", project, "--study", "A", "--kind", "interview")[0] == 0
    out, again = tmp_path / "a.qdpx", tmp_path / "b.qdpx"
    way = ["--for", tool] if tool else []
    _, told = printed("export", "refi", "--study", "A", "--out", out, *way)
    assert (told["offsets"]["score"], told["kept"]["codings"], told["lost"], told["left_out"]["sources"]) == (
        1.0,
        3,
        [],
        0,
    )
    code, said = printed("import", "refi", out, "--study", "B")
    assert (code, said["kept"], said["lost"]) == (0, counts(said), [])
    assert spans("B") == spans("A")
    assert Source.objects.get(study__name="B").text == text
    printed("export", "refi", "--study", "B", "--out", again, *way)
    assert again.read_bytes() == out.read_bytes()


def test_a_hostile_file_ends_with_one_and_one_sentence_and_makes_no_study(printed: Any, tmp_path: Path) -> None:
    path = tmp_path / "jahat.qdpx"
    for kind, data in HOSTILE.items():
        path.write_bytes(data)
        code, said = printed("import", "refi", path, "--study", "Jahat")
        assert (code, list(said)) == (1, ["error"]), kind
    assert Study.objects.count() == 0
    assert printed("import", "refi", tmp_path / "tidak-ada.qdpx", "--study", "Jahat")[0] == 1


def test_codings_and_codebook_go_out_as_files(printed: Any, tmp_path: Path) -> None:
    project = tmp_path / "asal.qdpx"
    project.write_bytes(one_text(b"satu dua", selection(20, 0, 4, coding(30, 1))))
    printed("import", "refi", project, "--study", "A")
    code, said = printed("export", "codings", "--study", "A", "--out", tmp_path / "k.csv")
    assert (code, said["codings"]) == (0, 1)
    assert b"satu" in (tmp_path / "k.csv").read_bytes()
    assert printed("export", "codebook", "--study", "A", "--out", tmp_path / "k.qdc")[1]["codes"] == 2
    assert printed("export", "codings", "--study", "A", "--out", tmp_path / "k.doc")[0] == 1
    assert printed("export", "codings", "--study", "A", "--out", tmp_path / "tiada" / "k.csv")[0] == 1
    assert printed("export", "refi", "--study", "Lain", "--out", tmp_path / "k.qdpx")[0] == 1

"""The commands on real files: what they print, and what is in the database afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from laras.base.access.models import Facility
from laras.config.cli import run
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source
from tests.shared_folder import SHARED

pytestmark = pytest.mark.django_db
CODINGS = Path(__file__).parents[1] / "samples" / "bly_codings.csv"


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Path) -> Any:
    """Return a function that runs a command with --json and gives its exit code and its one object."""
    settings.LARAS_DATA = tmp_path
    Facility.objects.create(code="UPT", name="UPT Bina Laras (contoh)")

    def call(*words: object) -> tuple[int, dict[str, Any]]:
        code = run([str(word) for word in words] + ["--json"], ready=True)
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return code, json.loads(out)

    return call


@pytest.mark.shared
def test_the_account_of_1887_is_imported_coded_and_compared(printed: Any) -> None:
    chapters = sorted((SHARED / "samples" / "bly-1887").glob("chapter-*.txt"))
    assert printed("import", "sources", *chapters, "--study", "1887", "--kind", "observation") == (
        0,
        {"sources": 17, "refused": []},
    )
    code, found = printed("import", "codings", CODINGS, "--study", "1887")
    assert (code, found["codings"], found["refused"]) == (0, 163, [])
    quotes = [
        (coding.quote, coding.source.text[coding.start : coding.end]) for coding in Coding.objects.order_by("id")[:40]
    ]
    assert all(quote == text for quote, text in quotes)
    code, said = printed("appraise", "--study", "1887")
    assert code == 0
    assert said["aspects"]["emotional"]["rating"] == "not_assessable"  # one technique only
    code, agreed = printed("agreement", "--study", "1887")
    assert agreed["coders"] == ["coder_a", "coder_b"]
    assert agreed["overall"]["alpha"]["value"] is not None


@pytest.mark.shared
def test_three_real_coders_agree_as_published(printed: Any) -> None:
    code, read = printed("import", "coders", SHARED / "data" / "sunami_three_coders_raw.csv")
    assert (code, read["read"], len(read["told"]), read["missing"]) == (0, 426, 2, 6)
    _, agreed = printed("agreement", "--study", read["study"])
    overall = agreed["overall"]
    assert [round(overall[name]["value"], 2) for name in ("pairwise", "fleiss", "ac1")] == [0.81, 0.30, 0.74]


def test_what_cannot_be_read_is_refused_for_itself(printed: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "baik.txt", tmp_path / "rusak.pdf"
    good.write_text("T: Bagaimana kabarnya?\nP1: Baik.", encoding="utf-8")
    bad.write_bytes(b"not a pdf at all")
    code, found = printed("import", "sources", good, bad, "--study", "Uji", "--kind", "interview")
    assert (code, found["sources"], [row["file"] for row in found["refused"]]) == (0, 1, ["rusak.pdf"])
    assert list(Source.objects.values_list("name", flat=True)) == ["baik"]


def test_an_unknown_study_ends_with_one_and_a_sentence(printed: Any) -> None:
    code, said = printed("appraise", "--study", "Tidak ada")
    assert code == 1
    assert "Tidak ada" in said["error"]


def test_the_chains_are_read(printed: Any) -> None:
    code, verdict = printed("verify")
    assert (code, verdict["faults"]) == (0, [])

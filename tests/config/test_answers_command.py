"""`laras import answers`: real and made tables, what is read, what is refused, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from laras.base.access.models import Facility
from laras.config.cli import run
from laras.stages.measures.models import Administration
from tests.shared_folder import SHARED

pytestmark = pytest.mark.django_db


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
def test_223_real_people_are_read_scored_and_described(printed: Any) -> None:
    file = SHARED / "data" / "ukm_phq9_gad7_pss10.csv"
    code, told = printed("import", "answers", file, "--instrument", "PSS-10")
    scores = told.pop("scores")
    columns = [f"S{n}" for n in range(1, 11)]
    assert (code, told) == (0, {"read": 223, "refused": [], "columns": columns, "sample": "ukm_phq9_gad7_pss10"})
    assert scores["n"] == 223
    assert [scores[name] for name in ("mean", "alpha", "omega")] == pytest.approx([15.399, 0.834, 0.796], abs=0.0005)
    first = Administration.objects.order_by("id").first()
    assert first is not None
    assert (first.client_id, first.person_code, first.score, first.mode) == (None, "1", 12.0, "import")
    code, again = printed("import", "answers", file, "--instrument", "PSS-10", "--columns", "S1-S10", "--sample", "UKM")
    assert (code, again["sample"], again["scores"]) == (0, "UKM", scores)


def test_a_bad_row_is_told_and_the_same_file_gets_a_number(printed: Any, tmp_path: Path) -> None:
    file = tmp_path / "uji.csv"
    file.write_text("1;2;3;4;5\n1;2;3;4;5\n9;1;1;1;1\n", encoding="utf-8")
    code, told = printed("import", "answers", file, "--instrument", "WHO-5")
    assert (code, told["read"], told["sample"]) == (0, 1, "uji")
    reason = "Jawaban 9 untuk butir 1 di luar 0 sampai 5. Perbaiki jawabannya."
    assert told["refused"] == [{"row": 3, "reason": reason}]
    assert told["scores"] == {"n": 1, "mean": 60.0, "sd": None, "alpha": None, "omega": None}
    assert printed("import", "answers", file, "--instrument", "WHO-5")[1]["sample"] == "uji (2)"


def test_nothing_usable_ends_with_one(printed: Any, tmp_path: Path) -> None:
    file = tmp_path / "uji.csv"
    file.write_text("1,2,3,4,5\n9,9,9,9,9\n", encoding="utf-8")
    code, told = printed("import", "answers", file, "--instrument", "WHO-5")
    assert (code, told["read"], len(told["refused"])) == (1, 0, 1)
    assert printed("import", "answers", tmp_path / "tidak-ada.csv", "--instrument", "WHO-5")[0] == 1
    assert printed("import", "answers", file, "--instrument", "XXX")[0] == 1
    assert not Administration.objects.exists()

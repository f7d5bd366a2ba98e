"""`laras report`: the file it writes, and that the quotes in it stand where it says."""

from __future__ import annotations

import csv
import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from laras.base.access.models import Facility
from laras.base.access.queries import operator
from laras.base.audit.models import Entry
from laras.config.cli import run
from laras.domain.aspects import indicator
from laras.stages.coding.models import Coding
from laras.stages.evidence.actions import create_study
from laras.stages.programmes.models import Group
from tests.cast import Cast
from tests.shared_folder import SHARED
from tests.stages.outcomes.circle import whole
from tests.stages.reports.paper import words_of

pytestmark = pytest.mark.django_db
CODINGS = Path(__file__).parents[1] / "samples" / "bly_codings.csv"
POLARITIES = "given|received|lacking|refused|harmful"
CITED = re.compile(
    rf"(?P<quote>.+?) (?:{POLARITIES}) (?P<source>chapter-\d\d) · lines? (?P<first>\d+)(?:–(?P<last>\d+))?, "
    r"paragraph (?P<paragraph>\d+) · (?P<code>[A-Z]{3}-\d\d) "
)
RUNNING = re.compile(r"UPT Bina Laras \(contoh\) Appraisal of social support · 1887 |Made on .+? asked for only\.\s?")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Path) -> Any:
    """Return a function that runs a command with --json and gives its exit code and its one object."""
    settings.LARAS_DATA = tmp_path / "data"
    settings.LARAS_DATA.mkdir()
    if not Facility.objects.exists():
        Facility.objects.create(code="UPT", name="UPT Bina Laras (contoh)")

    def call(*words: object) -> tuple[int, dict[str, Any]]:
        code = run([str(word) for word in words] + ["--json"], ready=True)
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return code, json.loads(out)

    return call


def citations(text: str) -> list[dict[str, str]]:
    """Return every quote of a report with where it is said to stand; the label of a code ends a citation."""
    text = RUNNING.sub("", text)
    begin = max(text.find("What did harm"), text.find("Quotes by aspect"))
    assert begin > 0
    found, at = [], text.index("What did harm")
    while match := CITED.search(text, at):
        found.append(match.groupdict())
        at = match.end() + len(indicator(match["code"]).short.en)
    return found


@pytest.mark.shared
def test_the_quotes_of_the_account_of_1887_stand_in_the_chapters_at_the_lines_named(
    printed: Any, tmp_path: Path
) -> None:
    folder = SHARED / "samples" / "bly-1887"
    printed("import", "sources", *sorted(folder.glob("chapter-*.txt")), "--study", "1887", "--kind", "observation")
    printed("import", "codings", CODINGS, "--study", "1887")
    out = tmp_path / "bly.pdf"
    code, told = printed("report", "appraisal", "--study", "1887", "--out", out, "--language", "en")
    data = out.read_bytes()
    assert (code, told) == (0, {"path": str(out), "pages": told["pages"], "bytes": len(data)})

    found = citations(words_of(data))
    for one in found:
        chapter = (folder / f"{one['source']}.txt").read_text(encoding="utf-8")
        lines = numbered(chapter)
        first, last = int(one["first"]), int(one["last"] or one["first"])
        standing = " ".join(" ".join(lines[n - 1] for n in range(first, last + 1)).split())
        quote = one["quote"].split(" passages ")[-1]  # the heading of an aspect stands before its first quote
        assert any(quote.endswith(known) and known in standing for known in quotes_of(one["source"])), one
        paragraph = [part for part in chapter.split("\n") if part.strip()][int(one["paragraph"]) - 1]
        assert any(quote.endswith(known) and known in " ".join(paragraph.split()) for known in quotes_of(one["source"]))
    harmful = Coding.objects.filter(polarity="harmful").values("source", "start", "end", "code").distinct()
    assert len(found) >= harmful.count() + 5 * 4
    assert {one["source"] for one in found} == {f"chapter-{n:02}" for n in range(3, 18)}


def numbered(text: str) -> list[str]:
    """Break a text into the lines of the reading page, told again in other words than the program's own."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > 72:
                found.append(line)
                line = ""
            line = f"{line} {word}" if line else word
            while len(line) > 72:
                found.append(line[:72])
                line = line[72:]
        found.append(line)
    return found


def quotes_of(source: str) -> list[str]:
    """Return the quotes of the sample file in one chapter, white space made alike."""
    with CODINGS.open(encoding="utf-8", newline="") as file:
        return [" ".join(row["quote"].split()) for row in csv.DictReader(file) if row["source"] == source]


@pytest.fixture
def small(printed: Any) -> str:
    """A study without a source."""
    create_study(name="Uji", by=operator(Facility.objects.order_by("id")[0]))
    return "Uji"


def test_only_the_owner_can_read_the_file_and_the_deed_is_in_the_trail(
    printed: Any, small: str, tmp_path: Path
) -> None:
    out = tmp_path / "uji.PDF"
    code, told = printed("report", "appraisal", "--study", small, "--out", out, "--purpose", "Sidang contoh")
    assert (code, told["bytes"]) == (0, out.stat().st_size)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = Entry.objects.filter(verb__startswith="reports.").order_by("seq").values_list("verb", "purpose")
    assert list(rows) == [
        ("reports.ask_report", "Sidang contoh"),
        ("reports.keep_report", "Sidang contoh"),
        ("reports.hand_out", "Sidang contoh"),
    ]


def test_it_speaks_the_language_asked_for_else_that_of_the_installation(
    printed: Any, small: str, tmp_path: Path, settings: Any
) -> None:
    out = tmp_path / "uji.pdf"
    printed("report", "appraisal", "--study", small, "--out", out)
    assert "Penilaian dukungan sosial" in words_of(out.read_bytes())
    settings.LANGUAGE_CODE = "en"
    printed("report", "appraisal", "--study", small, "--out", out)
    assert "Appraisal of social support" in words_of(out.read_bytes())
    printed("report", "appraisal", "--study", small, "--out", out, "--language", "id")
    assert "Penilaian dukungan sosial" in words_of(out.read_bytes())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("appraisal", "--study", "Tidak ada", "--out", "x.pdf"), "Tidak ada"),
        (("nothing", "--study", "Uji", "--out", "x.pdf"), "nothing"),
        (("appraisal", "--study", "Uji", "--out", "x.docx"), "x.docx"),
        (("appraisal", "--study", "Uji", "--out", "tidak-ada/x.pdf"), "tidak-ada"),
    ],
)
def test_what_cannot_be_done_ends_with_one_and_a_sentence(
    printed: Any, small: str, tmp_path: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = printed("report", *words)
    assert code == 1
    assert said in told["error"]
    assert not list(tmp_path.glob("x.*"))


def test_a_user_without_the_right_gets_none(
    cast: Cast, printed: Any, small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "x.pdf"
    code, told = printed("report", "appraisal", "--study", small, "--out", out, "--as", "pengasuh")
    assert code == 1
    assert told["error"]
    assert not out.exists()
    code, _ = printed("report", "appraisal", "--study", small, "--out", out, "--as", "peneliti")
    assert code == 0


@pytest.fixture
def group(cast: Cast, printed: Any) -> Group:
    """A group of six that met twice."""
    return whole(cast).group


@pytest.mark.parametrize(
    ("kind", "name", "has_pages"),
    [
        ("programme", "usulan.pdf", True),
        ("programme", "usulan.docx", False),
        ("evaluation", "evaluasi.pdf", True),
        ("evaluation", "evaluasi.docx", False),
        ("evaluation", "evaluasi.xlsx", False),
        ("summary", "ringkasan.pdf", True),
    ],
)
def test_a_paper_of_a_programme_or_a_group_is_written(
    group: Group, printed: Any, tmp_path: Path, kind: str, name: str, has_pages: bool
) -> None:
    about = ("--programme", group.programme.title) if kind == "programme" else ("--group", group.name)
    out = tmp_path / name
    code, told = printed("report", kind, *about, "--out", out)
    assert (code, told["path"], told["bytes"]) == (0, str(out), out.stat().st_size)
    assert (told["pages"] is not None) == has_pages
    assert out.read_bytes().startswith(b"%PDF" if has_pages else b"PK")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("summary", "--group", "Tidak ada", "--out", "x.pdf"), "Tidak ada kelompok “Tidak ada”. Periksa namanya."),
        (("programme", "--programme", "Tidak ada", "--out", "x.pdf"), "Tidak ada program “Tidak ada”."),
        (("summary", "--group", "Sahabat Dengar (contoh)", "--out", "x.docx"), "x.docx"),
        (("evaluation", "--programme", "Sahabat Dengar melalui Recreation Group", "--out", "x.pdf"), "evaluation"),
    ],
)
def test_a_wrong_name_kind_or_format_ends_with_one_and_a_sentence(
    group: Group, printed: Any, tmp_path: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told = printed("report", *words)
    assert code == 1
    assert said in told["error"]
    assert not list(tmp_path.glob("x.*"))


def test_a_report_is_about_one_record(group: Group, printed: Any) -> None:
    for words in (("report", "summary", "--out", "x.pdf"), ("report", "summary", "--group", "a", "--study", "b")):
        with pytest.raises(SystemExit) as ended:
            run(list(words))
        assert ended.value.code == 2

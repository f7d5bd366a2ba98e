"""The standard's own sample: everything found comes out again, valid."""

import io
import zipfile
from collections import Counter
from xml.etree.ElementTree import Element, fromstring

import pytest
from lxml import etree

from laras.doors.exchange.refi.model import KINDS
from laras.doors.exchange.refi.read import read_project
from laras.doors.exchange.refi.read_text import place_text
from laras.doors.exchange.refi.write import write_project
from tests.shared_folder import SHARED

pytestmark = pytest.mark.shared
FOLDER = SHARED / "samples" / "refi"


def sample() -> bytes:
    return (FOLDER / "skyloom_TestProject.qdpx").read_bytes()


def project_part(data: bytes, name: str = "project.qde") -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def everything(root: Element) -> Counter[object]:
    """Every element with its attributes and text; of the root only what does not name program, schema and folder."""
    left = ("origin", "basePath")
    root.attrib = {key: value for key, value in root.attrib.items() if key not in left and not key.startswith("{")}
    return Counter((each.tag, frozenset(each.items()), (each.text or "").strip()) for each in root.iter())


def test_it_counts_what_the_file_holds_and_what_can_be_worked_with() -> None:
    result = read_project(sample())
    assert result.counts == {"sources": 12, "codes": 14, "selections": 15, "codings": 16, "notes": 2}
    assert result.kept == {"sources": 0, "codes": 14, "selections": 0, "codings": 0, "notes": 2}
    assert (result.offsets.unit, result.offsets.score) == (None, None)


def test_losses_add_up_to_found_minus_kept() -> None:
    result = read_project(sample())
    lost: Counter[str] = Counter()
    for each in result.lost:
        lost[each.what] += each.count
        assert each.why.format(**each.params)
    assert {kind: result.counts[kind] - result.kept[kind] for kind in KINDS} == {kind: lost[kind] for kind in KINDS}
    assert {kind: lost[kind] for kind in ("sets", "graphs", "links", "guids")} == {
        "sets": 16,
        "graphs": 1,
        "links": 1,
        "guids": 2,
    }


@pytest.mark.parametrize("tool", [None, "nvivo", "maxqda", "atlas"])
def test_everything_found_comes_out_again_and_is_valid(tool: str | None) -> None:
    written = write_project(read_project(sample()).project, tool)  # type: ignore[arg-type]  # one of the four
    root = etree.fromstring(project_part(written))
    schema = etree.XMLSchema(etree.parse(str(FOLDER / "Project.xsd")))
    assert schema.validate(root), schema.error_log
    assert everything(fromstring(project_part(written))) == everything(
        fromstring(project_part(sample(), "Project.qde"))
    )


def test_the_second_round_changes_nothing() -> None:
    once = write_project(read_project(sample()).project)
    again = read_project(once)
    assert write_project(again.project) == once
    assert again.kept == read_project(sample()).kept


@pytest.mark.parametrize("rounds", [0, 1])
def test_a_text_added_later_is_measured_by_the_stored_quotes(rounds: int) -> None:
    data = sample() if rounds == 0 else write_project(read_project(sample()).project, "nvivo")
    project = read_project(data).project
    diet = next(each for each in project.sources if each.name.startswith("1994"))
    quote = "Oh, that was great. See you tomorrow? Eleven thirty. Mm."
    # Two units for the emoji, two for the line end: 139 in UTF-16.
    text = "Girl 🥤\r\n" + "y" * 130 + quote
    assert len(text[: text.index(quote)].encode("utf-16-le")) // 2 == 139
    placed, losses = place_text(diet, text, origin=project.origin)
    assert losses == ()
    assert [placed.text[each.start : each.end] for each in placed.selections] == [quote]  # type: ignore[index]  # placed
    assert placed.missing == ""

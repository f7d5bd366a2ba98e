"""Whatever Laras holds goes out valid and comes back the same."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from laras.doors.exchange.refi.model import Code, Coding, Project, Raw, Selection, Stamp, TextSource, User
from laras.doors.exchange.refi.read import read_project
from laras.doors.exchange.refi.write import write_project
from tests.doors.exchange.refi.made import guid
from tests.shared_folder import SHARED

CODERS = (guid(1), guid(2))
CODES = (guid(3), guid(4), guid(5))
TEXT = st.text(
    st.sampled_from("a b\n😀é𐍈ख़\t.\x07\ufeff&<\"'") | st.characters(codec="utf-8", exclude_characters="\r"),
    max_size=60,
)
NAME = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12)
TIMES = st.datetimes(
    min_value=datetime(1990, 1, 2),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7)), timezone(timedelta(hours=-3, minutes=-30))]),
)


@st.composite
def selections(draw: st.DrawFn, text: str) -> Selection:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    given_codes = draw(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODERS), TIMES), max_size=3))
    codings = tuple(Coding(_new(draw), code, coder, when) for code, coder, when in given_codes)
    made = Stamp(draw(st.sampled_from(CODERS)), draw(TIMES), draw(st.sampled_from(CODERS)), draw(TIMES))
    return Selection(_new(draw), start, end, description=draw(NAME), codings=codings, stamp=made)


@st.composite
def sources(draw: st.DrawFn) -> TextSource:
    text = draw(TEXT)
    parts = draw(st.lists(selections(text), max_size=4)) if text else []
    return TextSource(_new(draw), draw(NAME), text, selections=tuple(parts), description=draw(NAME))


@st.composite
def projects(draw: st.DrawFn) -> Project:
    tree = Code(CODES[0], "akar", children=(Code(CODES[1], "daun", False, "#0aF", draw(NAME)),))
    return Project(
        name=draw(NAME),
        users=(User(CODERS[0], draw(NAME), "s1"), User(CODERS[1], "Bu Ani (contoh)")),
        codes=(tree, Code(CODES[2], draw(NAME))),
        sources=tuple(draw(st.lists(sources(), max_size=3))),
        notes=tuple(TextSource(_new(draw), "memo", text) for text in draw(st.lists(NAME.filter(bool), max_size=2))),
    )


def _new(draw: st.DrawFn) -> str:
    """A GUID that nothing else in this project has."""
    return guid(next(draw(st.shared(st.builds(count, st.just(100)), key="guids"))))


def told(project: Project) -> list[object]:
    """What must survive: every text, passage, author and time, in order."""
    return [
        (
            source.guid,
            source.name,
            source.text,
            [
                (each.guid, each.start, each.end, each.description, each.stamp, each.codings)
                for each in source.selections
            ],
        )
        for source in project.sources
    ]


@settings(max_examples=150, deadline=None)
@given(projects(), st.sampled_from([None, "nvivo", "maxqda", "atlas"]))
def test_every_offset_author_and_time_comes_back(project: Project, tool: None) -> None:
    result = read_project(write_project(project, tool))
    assert told(result.project) == told(project)
    assert (result.project.users, result.project.codes) == (project.users, project.codes)
    assert [note.text for note in result.project.notes] == [note.text for note in project.notes]
    assert result.kept == result.counts
    assert result.lost == ()


@pytest.mark.shared
@settings(max_examples=60, deadline=None)
@given(projects(), st.sampled_from([None, "nvivo", "maxqda", "atlas"]))
def test_every_project_is_valid(project: Project, tool: None) -> None:
    assert_valid(write_project(project, tool))


def assert_valid(data: bytes) -> None:
    schema = etree.XMLSchema(etree.parse(str(SHARED / "samples" / "refi" / "Project.xsd")))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("project.qde"))
    assert schema.validate(root), schema.error_log


def small(text: str = "Ibu 😀\ndatang") -> Project:
    passage = Selection(guid(20), 4, 12, codings=(Coding(guid(30), guid(3), guid(9)),))
    return Project(
        "Contoh", codes=(Code(guid(3), "k"),), sources=(TextSource(guid(10), "w", text, selections=(passage,)),)
    )


def parts(data: bytes) -> tuple[str, dict[str, bytes]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    assert names[0] == "project.qde"
    return archive.read(names[0]).decode(), {name: archive.read(name) for name in names[1:]}


def test_the_file_is_the_same_each_time_and_carries_quote_and_every_coder() -> None:
    data = write_project(small())
    assert data == write_project(small())
    xml, files = parts(data)
    assert files == {f"sources/{guid(10)}.txt": "Ibu 😀\ndatang".encode()}
    assert 'name="😀&#10;datang" startPosition="4" endPosition="12"' in xml
    assert f'<Users><User guid="{guid(9)}" /></Users>' in xml
    assert "<Notes" not in xml
    assert "<Sets" not in xml


@pytest.mark.parametrize(("tool", "bom"), [("nvivo", b"\xef\xbb\xbf"), ("maxqda", b"")])
def test_windows_programs_get_crlf_and_utf16_positions(tool: str, bom: bytes) -> None:
    xml, files = parts(write_project(small(), tool))  # type: ignore[arg-type]  # one of the tools
    assert files == {f"sources/{guid(10)}.txt": bom + "Ibu 😀\r\ndatang".encode()}
    assert 'startPosition="4" endPosition="14"' in xml


def test_half_an_emoji_is_replaced_and_nothing_moves() -> None:
    [source] = read_project(write_project(small("Ibu \ud83d\ndatang"))).project.sources
    assert source.text == "Ibu \ufffd\ndatang"
    assert [(each.start, each.end) for each in source.selections] == [(4, 12)]


def test_an_unknown_program_is_an_error() -> None:
    with pytest.raises(KeyError):
        write_project(small(), "excel")  # type: ignore[arg-type]  # that is the point


@pytest.mark.shared
def test_what_came_broken_goes_out_valid() -> None:
    broken = Raw(
        "Set", guid(50), "s", f'<Set guid="{guid(50)}" name="s"><Odd/><MemberCode targetGUID="{guid(3)}" x="1"/></Set>'
    )
    useless = Raw("Link", "", "", '<Link name="no guid"/>')
    odd = replace(
        small(),
        name="",
        sets=(broken,),
        links=(useless,),
        codes=(Code("bukan guid", "k", colour="merah", description="a\x00b"),),
    )
    data = write_project(odd)
    assert_valid(data)
    assert "Link" not in parts(data)[0]

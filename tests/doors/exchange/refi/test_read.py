"""What other programs write, read as they meant it."""

import pytest

from laras.doors.exchange.refi.read import read_project
from laras.doors.exchange.refi.read_text import place_text
from laras.doors.exchange.refi.write import write_project
from tests.doors.exchange.refi.made import (
    codebook,
    coding,
    guid,
    one_text,
    project_xml,
    qdpx,
    selection,
    text_source,
    told,
)

TEXT = "Ibu datang 😀 tiap Jumat.\nDia 😀 membawa kue 😀 lagi.\nKami duduk bersama di teras."
WORDS = ("datang", "Jumat", "membawa", "kue", "duduk bersama", "teras")


def quotes(data: bytes) -> list[str]:
    [source] = read_project(data).project.sources
    assert source.text is not None
    return [source.text[each.start : each.end] for each in source.selections]


def written_by(unit: str, newline: str, bom: bytes, *, names: bool = False, origin: str = "Test") -> bytes:
    """A project whose passages are counted the way `unit` says, in a file with `newline`."""
    full = TEXT.replace("\n", newline)
    counted = TEXT if unit == "one" else full

    def position(at: int) -> int:
        return len(counted[:at].encode("utf-16-le")) // 2 if unit == "utf16" else at

    found = [(counted.index(word), word) for word in WORDS]
    inside = "".join(
        selection(20 + at, position(at), position(at + len(word)), name=word if names else "") for at, word in found
    )
    return one_text(bom + full.encode(), inside, origin=origin)


@pytest.mark.parametrize(
    ("unit", "newline", "bom", "name"),
    [
        ("point", "\n", b"", "code point"),
        ("point", "\r\n", b"\xef\xbb\xbf", "code point"),
        ("one", "\r\n", b"", "code point, CRLF 1"),
        ("utf16", "\n", b"", "UTF-16"),
        ("utf16", "\r\n", b"\xef\xbb\xbf", "UTF-16"),
    ],
)
@pytest.mark.parametrize("names", [True, False])
def test_it_finds_out_how_positions_are_counted(unit: str, newline: str, bom: bytes, name: str, names: bool) -> None:
    data = written_by(unit, newline, bom, names=names)
    result = read_project(data)
    assert (result.offsets.unit, result.offsets.score) == (name, 1.0)
    assert quotes(data) == list(WORDS)
    assert result.project.sources[0].text == TEXT
    assert result.kept == result.counts == {"sources": 1, "codes": 2, "selections": 6, "codings": 0, "notes": 0}
    assert result.lost == ()


def test_the_origin_breaks_a_tie() -> None:
    data = one_text("😀 aaaa".encode(), selection(20, 0, 7))
    assert read_project(data).offsets.unit == "UTF-16"
    even = b"satu dua"
    assert read_project(one_text(even, selection(20, 0, 4), origin="NVivo 12")).offsets.unit == "UTF-16"
    assert read_project(one_text(even, selection(20, 0, 4), origin="QualCoder")).offsets.unit == "code point"


def test_a_folded_and_shortened_quote_still_tells() -> None:
    text = "😀 satu dua tiga empat\nlima enam tujuh delapan sembilan sepuluh"
    inside = selection(20, 3, len(text) + 1, name="satu dua tiga empat lima enam…")
    assert (
        read_project(one_text(text.encode(), inside)).offsets == read_project(one_text(text.encode(), inside)).offsets
    )
    assert (read_project(one_text(text.encode(), inside)).offsets.unit) == "UTF-16"


@pytest.mark.parametrize("path", ["internal://A.TXT", "a.txt", "sources/a.txt", "internal://a%2Etxt", "./a.txt"])
@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES"])
@pytest.mark.parametrize("name", ["project.qde", "Trial.qde", "Project.QDE"])
def test_it_finds_text_and_project_however_they_are_spelled(path: str, folder: str, name: str) -> None:
    xml = project_xml(f"<Sources>{text_source(10, path)}</Sources>")
    [source] = read_project(qdpx(xml, {f"{folder}/a.txt": b"isi"}, name)).project.sources
    assert (source.text, source.missing) == ("isi", "")


@pytest.mark.parametrize(
    ("path", "missing", "sentence"),
    [
        ("internal://b.txt", "file", "“wawancara”: file missing (internal://b.txt)."),
        (
            "absolute:///etc/passwd",
            "outside",
            "“wawancara”: file missing (absolute:///etc/passwd lies outside the project).",
        ),
        ("relative:///a.txt", "outside", "“wawancara”: file missing (relative:///a.txt lies outside the project)."),
        ("/etc/passwd", "outside", "“wawancara”: file missing (/etc/passwd lies outside the project)."),
        ("C:\\teks\\a.txt", "outside", "“wawancara”: file missing (C:\\teks\\a.txt lies outside the project)."),
        ("", "none", "“wawancara”: file missing (the project names no plain text)."),
    ],
)
def test_a_source_without_text_waits_and_says_so(path: str, missing: str, sentence: str) -> None:
    result = read_project(one_text(b"isi", selection(20, 0, 3, coding(30, 1)), path=path))
    [source] = result.project.sources
    assert (source.text, source.missing, len(source.selections)) == (None, missing, 1)
    assert result.kept == {"sources": 0, "codes": 2, "selections": 0, "codings": 0, "notes": 0}
    assert told(result.lost) == [
        ("sources", 1, f"{sentence} Add its text and its passages take their places."),
        ("selections", 1, "“wawancara”: passages that wait for the text: 1. Add it and they take their places."),
        ("codings", 1, "“wawancara”: codings that wait for the text: 1. Add it and they take their places."),
    ]
    placed, losses = place_text(source, "\ufeffisi\r\nlagi")
    assert (placed.text, placed.missing, losses) == ("isi\nlagi", "", ())
    assert [(each.start, each.end, len(each.codings)) for each in placed.selections] == [(0, 3, 1)]


def test_a_text_that_is_not_utf8_is_missing() -> None:
    [source] = read_project(one_text(b"caf\xe9")).project.sources
    assert (source.text, source.missing) == (None, "unreadable")


NO_PLACE = "“wawancara”: codings of passages that have no place in the text: 1. They go where the passage goes."


def test_ranges_without_a_place_are_told_kept_and_written_back() -> None:
    inside = (
        selection(20, 5, 2, coding(30, 1))
        + selection(21, 3, 3)
        + selection(22, 2, 99)
        + selection(23, -1, 2)
        + selection(24, "", 2, coding(31, 1))
        + selection(25, 0, 4, coding(32, 1) + coding(33, 9))
    )
    result = read_project(one_text(b"satu dua", inside))
    [source] = result.project.sources
    assert [(each.start, each.end) for each in source.selections] == [(0, 4)]
    assert [(each.start, each.end) for each in source.unplaced] == [(5, 2), (3, 3), (2, 99), (-1, 2)]
    kept = "It is kept and written back at export."
    assert told(result.lost) == [
        ("selections", 1, "“wawancara”: a passage has no position. It cannot be kept."),
        (
            "codings",
            1,
            "“wawancara”: codings of passages that have no place in the text: 1. They go where the passage goes.",
        ),
        ("codings", 1, "“wawancara”: codings that point at no code: 1. They are kept and written back at export."),
        ("selections", 1, f"“wawancara”: the passage from 5 to 2 ends before it begins. {kept}"),
        ("selections", 1, f"“wawancara”: the passage at 3 is empty. {kept}"),
        ("selections", 1, f"“wawancara”: the passage from 2 to 99 lies outside the text. {kept}"),
        ("selections", 1, f"“wawancara”: the passage from -1 to 2 lies outside the text. {kept}"),
        (
            "codings",
            1,
            "“wawancara”: codings of passages that have no place in the text: 1. They go where the passage goes.",
        ),
    ]
    assert result.counts == {"sources": 1, "codes": 2, "selections": 6, "codings": 4, "notes": 0}
    assert result.kept == {"sources": 1, "codes": 2, "selections": 1, "codings": 1, "notes": 0}
    again = read_project(write_project(result.project))
    assert again.project.sources[0].unplaced == source.unplaced
    assert again.counts == {**result.counts, "selections": 5, "codings": 3}


def test_guids_are_one_whatever_their_case_and_braces_and_repeated_ones_are_told() -> None:
    body = (
        f'<CodeBook><Codes><Code guid="{{{guid(0xA).lower()}}}" name="a" isCodable="1"/>'
        f'<Code guid="{guid(0xA)}" name="b" isCodable="true" color="255,0,0"/>'
        '<Code guid="kode-1" name="c" isCodable="yes" color="merah"/></Codes></CodeBook>'
        f'<Sources><TextSource guid="{guid(2)}" plainTextPath="a.txt">'
        f'<PlainTextSelection guid="{guid(3)}" startPosition="0" endPosition="3">'
        f'<Coding guid="{guid(4)}"><CodeRef targetGUID="{guid(0xA).upper()}"/></Coding>'
        f'<Coding guid="{guid(5)}"><CodeRef targetGUID="kode-1"/></Coding>'
        "</PlainTextSelection></TextSource></Sources>"
    )
    result = read_project(qdpx(project_xml(body), {"sources/a.txt": b"isi"}))
    first, second, third = result.project.codes
    assert [code.name for code in result.project.codes] == ["a", "b", "c"]
    assert first.guid == guid(0xA).upper()
    assert len({first.guid, second.guid, third.guid}) == 3
    assert [code.colour for code in result.project.codes] == ["", "#FF0000", ""]
    [passage] = result.project.sources[0].selections
    assert [each.code for each in passage.codings] == [first.guid, third.guid]
    assert [(what, count) for what, count, _ in told(result.lost)] == [("guids", 1), ("guids", 1)]
    assert read_project(qdpx(project_xml(body), {"sources/a.txt": b"isi"})) == result


def test_a_note_keeps_text_and_passages_and_whole_source_codings_are_told() -> None:
    body = (
        codebook(1)
        + f"<Sources>{text_source(10, 'a.txt', coding(30, 1))}</Sources>"
        + f'<Notes><Note guid="{guid(40)}" name="memo"><PlainTextContent>a\nb</PlainTextContent>'
        + selection(41, 0, 1, coding(42, 1))
        + f'</Note><Note guid="{guid(43)}" name="kosong"/></Notes>'
    )
    result = read_project(qdpx(project_xml(body), {"sources/a.txt": b"isi"}))
    assert result.counts == {"sources": 1, "codes": 1, "selections": 1, "codings": 2, "notes": 2}
    assert result.kept == {"sources": 1, "codes": 1, "selections": 0, "codings": 0, "notes": 1}
    assert [note.text for note in result.project.notes] == ["a\nb", None]
    assert read_project(write_project(result.project)).counts == result.counts


def test_what_stands_in_the_wrong_place_is_told_too() -> None:
    body = codebook(1) + f"<Sources>{text_source(10, 'a.txt', selection(20, 0, 1, selection(21, 0, 1)))}</Sources>"
    result = read_project(qdpx(project_xml(body), {"sources/a.txt": b"isi"}))
    assert (result.counts["selections"], result.kept["selections"]) == (2, 1)
    sentence = "Parts (selections) that stand where the standard has no place for them: 1. They cannot be kept."
    assert told(result.lost) == [("selections", 1, sentence)]


def test_files_of_pictures_and_shared_texts_are_carried_along() -> None:
    body = (
        "<Sources>"
        + text_source(10, "internal://a.txt")
        + f'<PictureSource guid="{guid(11)}" name="foto" path="internal://p.jpg"/>'
        + f'<VideoSource guid="{guid(12)}"><Transcript guid="{guid(13)}" plainTextPath="internal://a.txt"/></VideoSource>'
        + "</Sources>"
    )
    files = {"Sources/a.txt": b"isi", "Sources/p.jpg": b"\xff\xd8"}
    project = read_project(qdpx(project_xml(body), files)).project
    assert project.files == {"a.txt": b"isi", "p.jpg": b"\xff\xd8"}
    again = read_project(write_project(project)).project
    assert (again.files, again.sources[0].text) == (project.files, "isi")


def test_three_hundred_kilobytes_with_five_hundred_passages_are_read() -> None:
    text = ("Ibu Sari 😀 datang tiap hari Jumat.\r\n" * 8000)[:300_000]
    counted = [(at * 500, at * 500 + 40) for at in range(500)]
    inside = "".join(selection(100 + at, start, end, coding(1000 + at, 1)) for at, (start, end) in enumerate(counted))
    data = one_text(text.encode(), inside)
    result = read_project(data)
    assert result.counts["selections"] == 500

"""Small made-up projects, each written the way one program is known to write: units, line ends, names, variables.

The people and the words are invented. What each program does is from measured files (domain notes of the peers).
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.doors.exchange.refi.made import guid, project_xml, qdpx

TEXT = (
    "T: Siapa yang datang 😀 minggu lalu?\n"
    "P1: Ibu saya 🥤 datang, lalu pulang.\n"
    "P1: Saya merasa ditemani 😊😊 sepanjang sore.\n"
    "T: Apa lagi yang membantu?\n"
    "P1: Perawat menjelaskan obat pelan-pelan.\n"
)
WORDS = ("datang", "Ibu saya", "ditemani", "sepanjang sore", "membantu", "menjelaskan obat")
BOM = b"\xef\xbb\xbf"


def counted(at: int, *, utf16: bool = False, crlf: int = 1) -> int:
    """The place of code point `at` of `TEXT`, in UTF-16 units, with a line end counting `crlf`."""
    before = TEXT[:at].replace("\n", "\r\n") if crlf == 2 else TEXT[:at]
    return len(before.encode("utf-16-le")) // 2 if utf16 else len(before)


def users(*names: str) -> str:
    each = "".join(f'<User guid="{guid(900 + n)}" name="{name}"/>' for n, name in enumerate(names))
    return f"<Users>{each}</Users>"


def codes(*names: str, colour: str = "", nested: bool = False) -> str:
    shade = f' color="{colour}"' if colour else ""
    made = [f'<Code guid="{guid(1 + n)}" name="{name}" isCodable="true"{shade}>' for n, name in enumerate(names)]
    inside = "".join(made) + "</Code>" * len(made) if nested else "".join(f"{one}</Code>" for one in made)
    return f"<CodeBook><Codes>{inside}</Codes></CodeBook>"


def passages(
    places: Sequence[tuple[int, int]],
    *,
    named: bool = False,
    first: int = 20,
    created: str = "2024-05-06T10:11:12Z",
    coders: int = 1,
) -> str:
    """A passage with one coding for each place, the coders taking turns."""
    made = []
    for number, (start, end) in enumerate(places):
        name = WORDS[number] if named else ""
        coder = guid(900 + number % coders)
        made.append(
            f'<PlainTextSelection guid="{guid(first + number)}" name="{name}" startPosition="{start}" '
            f'endPosition="{end}"><Description/><Coding guid="{guid(first + 100 + number)}" creatingUser="{coder}" '
            f'creationDateTime="{created}"><CodeRef targetGUID="{guid(1 + number % 2)}"/></Coding>'
            "</PlainTextSelection>"
        )
    return "".join(made)


def spots(*, utf16: bool = False, crlf: int = 1, first: int = 0, last: int = 0) -> list[tuple[int, int]]:
    """Where `WORDS` stand in `TEXT`, wrong by `first` and `last`."""
    found = [(TEXT.index(word), TEXT.index(word) + len(word)) for word in WORDS]
    return [(counted(a, utf16=utf16, crlf=crlf) + first, counted(b, utf16=utf16, crlf=crlf) + last) for a, b in found]


def source(inside: str, *, number: int = 10, name: str = "Wawancara", path: str = "internal://s.txt") -> str:
    called = f' name="{name}"' if name else ""
    return f'<TextSource guid="{guid(number)}"{called} plainTextPath="{path}">{inside}</TextSource>'


def variables(*names: str) -> str:
    made = "".join(f'<Variable guid="{guid(500 + n)}" name="{v}" typeOfVariable="Text"/>' for n, v in enumerate(names))
    return f"<Variables>{made}</Variables>"


def value(number: int, text: str) -> str:
    ref = f'<VariableRef targetGUID="{guid(500 + number)}"/>'
    return f"<VariableValue>{ref}<TextValue>{text}</TextValue></VariableValue>"


def nvivo() -> bytes:
    """NVivo for Windows: UTF-16 units, a CRLF counts two, BOM in the file and not counted, no quotes."""
    body = users("CTH") + codes("Dukungan", "Kehadiran") + "<Sources>"
    body += source(passages(spots(utf16=True, crlf=2))) + "</Sources>"
    data = BOM + TEXT.replace("\n", "\r\n").encode()
    return qdpx(project_xml(body, "NVivo 12.6"), {"sources/s.txt": data})


def atlas() -> bytes:
    """ATLAS.ti: `Trial.qde`, `Sources/`, CRLF in the file counts one, empty and uncoded quotations, repeated GUIDs."""
    places = spots()
    extra = (
        f'<PlainTextSelection guid="{guid(60)}" name="" startPosition="5" endPosition="5"/>'
        f'<PlainTextSelection guid="{guid(61)}" name="" startPosition="{places[0][0]}" endPosition="{places[0][1]}"/>'
        f'<PlainTextSelection guid="{guid(61)}" name="" startPosition="{places[1][0]}" endPosition="{places[1][1]}"/>'
    )
    body = users("Ani (contoh)") + codes("Dukungan", "Kehadiran") + "<Sources>"
    body += source(passages(places) + extra) + "</Sources>"
    body += f'<Notes><Note guid="{guid(70)}" name="Kesan"><Description>Suasana hangat.</Description></Note></Notes>'
    xml = project_xml(body, "ATLAS.ti 8.4.0").replace(" name=", ' basePath="/Users/ani/Documents/proyek" name=', 1)
    return qdpx(xml, {"Sources/s.txt": TEXT.replace("\n", "\r\n").encode()}, name="Trial.qde")


def maxqda() -> bytes:
    """MAXQDA: one name for two sources, a comment without code, values in the source, a passage of a PDF."""
    places = spots()
    comment = (
        f'<PlainTextSelection guid="{guid(60)}" name="pulang" startPosition="{TEXT.index("pulang")}" '
        f'endPosition="{TEXT.index("pulang") + 6}"><Description>Tanyakan lagi.</Description></PlainTextSelection>'
    )
    box = 'page="0" firstX="1" firstY="9" secondX="5" secondY="2"'
    pdf = (
        f'<PDFSource guid="{guid(12)}" name="Laporan" path="internal://l.pdf"><PDFSelection guid="{guid(62)}" '
        f'name="kotak" {box}><Coding guid="{guid(63)}"><CodeRef targetGUID="{guid(1)}"/></Coding></PDFSelection>'
        "</PDFSource>"
    )
    second = source(value(0, "pria"), number=11, name="Survei", path="internal://s2.txt")
    body = (
        users("MX")
        + codes("Dukungan", "Kehadiran")
        + variables("Jenis kelamin", "Peran")
        + "<Sources>"
        + source(passages(places, named=True) + comment + value(0, "wanita") + value(1, "Keluarga"), name="Survei")
        + second
        + pdf
        + "</Sources>"
    )
    files = {"sources/s.txt": TEXT.encode(), "sources/s2.txt": b"Jawaban kedua.", "sources/l.pdf": b"%PDF-1.4"}
    return qdpx(project_xml(body, "MAXQDA 2022"), files)


def qualcoder() -> bytes:
    """QualCoder: code points, LF, a BOM that is not counted, quotes in `name`, dates in its own forms, no stray code."""
    body = users("default") + codes("Dukungan", "Kehadiran") + "<Sources>"
    inside = passages(spots()[:3], named=True, created="2024-05-06 10:11:12")
    later = passages(spots(), named=True, first=40, created="2026-01-01TZ", coders=1).split("</PlainTextSelection>")
    inside += "</PlainTextSelection>".join([*later[3:5], later[5]]) + "</PlainTextSelection>"
    body += source(inside) + "</Sources>"
    return qdpx(project_xml(body, "QualCoder 4.0"), {"sources/s.txt": BOM + TEXT.encode()})


def quirkos() -> bytes:
    """Quirkos: the properties of a source stand in a case of that one source."""
    body = users("Q") + codes("Dukungan", "Kehadiran") + variables("Usia", "Peran")
    body += f'<Cases><Case guid="{guid(80)}" name="Siti (contoh)">{value(0, "41")}{value(1, "Keluarga")}'
    body += f'<SourceRef targetGUID="{guid(10)}"/></Case></Cases><Sources>'
    body += source(passages(spots(), named=True)) + "</Sources>"
    return qdpx(project_xml(body, "Quirkos 2.5"), {"sources/s.txt": TEXT.encode()})


def qualitative_coding() -> bytes:
    """qualitative-coding: a bare file name, and a source without any name."""
    body = users("qc") + codes("Dukungan", "Kehadiran") + "<Sources>"
    body += source(passages(spots()), name="", path="board_2017.txt") + "</Sources>"
    return qdpx(project_xml(body, "qualitative-coding 1.3"), {"sources/board_2017.txt": TEXT.encode()})


def taguette() -> bytes:
    """Taguette: a codebook alone with an empty Sets (which the standard forbids) and paths for names."""
    names = ("dukungan", "dukungan.emosional", "dukungan.emosional_lain", "rumah.ibu", "sendiri")
    made = "".join(
        f'<Code guid="{guid(300 + n)}" name="{name}" isCodable="true"></Code>' for n, name in enumerate(names)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2">'
        f"<Codes>{made}</Codes><Sets/></CodeBook>"
    ).encode()


def slipped(how: str) -> bytes:
    """A program that is wrong by one: `mark`, `last`, `late` or `early`."""
    first, last = {"mark": (1, 1), "last": (0, -1), "late": (1, 1), "early": (-1, -1)}[how]
    body = users("X") + codes("Dukungan", "Kehadiran") + "<Sources>"
    body += source(passages(spots(first=first, last=last))) + "</Sources>"
    data = (BOM if how == "mark" else b"") + TEXT.encode()
    return qdpx(project_xml(body, "Contoh"), {"sources/s.txt": data})

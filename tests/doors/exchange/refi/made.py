"""Project files made by hand, as other programs (or an attacker) would make them."""

import io
import zipfile
from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
NAMESPACE = "urn:QDA-XML:project:1.0"


def guid(number: int) -> str:
    """A GUID that one recognises in a failing test."""
    return f"00000000-0000-4000-8000-{number:012d}"


def project_xml(body: str, origin: str = "Test", namespace: str = NAMESPACE) -> str:
    return f'{HEAD}<Project xmlns="{namespace}" name="Contoh" origin="{origin}">{body}</Project>'


def qdpx(xml: str | bytes, files: Mapping[str, bytes] | None = None, name: str = "project.qde") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for member, data in (files or {}).items():
            archive.writestr(member, data)
    return buffer.getvalue()


def codebook(*numbers: int) -> str:
    codes = "".join(f'<Code guid="{guid(each)}" name="kode {each}" isCodable="true"/>' for each in numbers)
    return f"<CodeBook><Codes>{codes}</Codes></CodeBook>"


def coding(number: int, code: int) -> str:
    return f'<Coding guid="{guid(number)}"><CodeRef targetGUID="{guid(code)}"/></Coding>'


def selection(number: int, start: object, end: object, inside: str = "", name: str = "") -> str:
    return (
        f'<PlainTextSelection guid="{guid(number)}" name="{name}" startPosition="{start}" endPosition="{end}">'
        f"{inside}</PlainTextSelection>"
    )


def text_source(number: int, path: str, inside: str = "", name: str = "wawancara") -> str:
    return f'<TextSource guid="{guid(number)}" name="{name}" plainTextPath="{path}">{inside}</TextSource>'


def one_text(data: bytes, inside: str = "", *, path: str = "internal://a.txt", origin: str = "Test") -> bytes:
    """A project with one source whose file is `data`, and two codes, 1 and 2."""
    body = codebook(1, 2) + f"<Sources>{text_source(10, path, inside)}</Sources>"
    return qdpx(project_xml(body, origin), {"sources/a.txt": data})


def told(lost: object) -> list[tuple[str, int, str]]:
    """The losses as (what, count, sentence)."""
    return [(each.what, each.count, each.why.format(**each.params)) for each in lost]  # type: ignore[attr-defined]  # tuple of Loss

"""PDF → text: a PDF knows lines and not paragraphs, so these are put together again by simple signs."""

from __future__ import annotations

import io
import re

from laras.base.files.safe_zip import LOCKED
from laras.domain.errors import N_, Refused
from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.text import tidy

MOST_PAGES = 1000

NO_PAGES = N_("The PDF has no pages. Choose another file.")
TOO_MANY_PAGES = N_("The PDF has more than {most} pages. Split it.")
SCANNED = N_("The PDF holds only pictures of pages, no text. Run text recognition (OCR) on it, or type it out.")
SOME_SCANNED = N_("Some pages hold only pictures; their text is missing here.")
REBUILT = N_("Paragraphs were put together from the lines of the PDF. Compare them with the original.")

_PAGE_NUMBER = re.compile(r"(?i)^\W*(?:(?:page|hal(?:aman)?\.?) *)?\d{1,4}(?: *(?:/|of|dari) *\d{1,4})?\W*$")
_OPENS = re.compile(r"^(?:[•●▪◦–—-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s|[A-Z][\w. ]{0,24}:\s)")
_ENDS = (".", "?", "!", ":", "…", "”", '"', "’", ")")
_SPLIT_WORD = re.compile(r"(\w+)[-\u00ad\u2010]$")
_PROGRAM_NAME = re.compile(r"(?i)^Microsoft \w+ - |\.(?:docx?|indd|rtf|odt|pdf)$|^\(?(?:untitled|anonymous)\)?$")
_SHORT = 0.8  # of the usual line; a line below it may end a paragraph


def parse(data: bytes) -> Part:
    """Return the text of a PDF; Refused when locked or without text; a damaged one fails anywhere inside pypdf."""
    import pypdf  # half a second; only in the child

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Refused(TOO_MANY_PAGES, most=MOST_PAGES)
    pages = [tidy(page.extract_text()) for page in reader.pages]
    title = str((reader.metadata and reader.metadata.title) or "").strip()
    return _part(pages, "" if _PROGRAM_NAME.search(title) else title)


def _part(pages: list[str], title: str) -> Part:
    if not pages:
        raise Refused(NO_PAGES)
    if not any(pages):
        raise Refused(SCANNED)
    notes = [REBUILT] if all(pages) else [SOME_SCANNED, REBUILT]
    return {"text": tidy(paragraphs([_without_number(page) for page in pages])), "title": title, "notes": notes}


def _without_number(page: str) -> list[str]:
    """Return the lines of a page without the page number above or below."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in page.split("\n")]
    for at in (-1, 0):
        if len(lines) > 1 and _PAGE_NUMBER.match(lines[at]):
            del lines[at]
    return lines


def paragraphs(pages: list[list[str]]) -> str:
    """Return the lines of all pages joined to paragraphs, which may run over the end of a page."""
    lines = [line for page in pages for line in page]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    done: list[str] = []
    ended = True
    for at, line in enumerate(lines):
        if line and ended:
            done.append(line)
        elif line:
            done[-1] = _joined(done[-1], line)
        following = lines[at + 1] if at + 1 < len(lines) else ""
        ended = not line or _paragraph_ends(line, following, usual)
    return "\n\n".join(done)


def _paragraph_ends(line: str, following: str, usual: int) -> bool:
    if not following or _OPENS.match(following):
        return True
    if _SPLIT_WORD.search(line):
        return False
    short = len(line) < _SHORT * usual
    return short and (line.endswith(_ENDS) or not following[0].islower())


def _joined(before: str, line: str) -> str:
    split = _SPLIT_WORD.search(before)
    if split is None:
        return f"{before} {line}"
    if not (split[1].isalpha() and line[0].islower()):
        return before + line  # se-Indonesia, 2024-2025
    left, right = split[1].lower(), re.split(r"\W", line, maxsplit=1)[0].lower()
    # Indonesian doubles words (anak-anak, berlari-lari): there the hyphen belongs to the word.
    doubled = right[:4] == left[:4] or left.endswith(right[:4]) or right.startswith(left[-4:])
    return before + line if doubled else before[: split.end(1)] + line

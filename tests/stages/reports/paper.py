"""What a finished PDF says, for the tests."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader


def pages_of(data: bytes) -> list[str]:
    """Return the text of every page, line ends as they are set."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def words_of(data: bytes) -> str:
    """Return the whole text with every run of white space as one space."""
    return re.sub(r"\s+", " ", " ".join(pages_of(data)))

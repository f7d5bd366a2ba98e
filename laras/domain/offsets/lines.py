"""Numbered lines, so that a passage can be cited: by paragraph, or wrapped at a fixed width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from laras.domain.errors import N_, BadInput

WIDTH = 72
NARROWEST = 10


class Line(NamedTuple):
    """A numbered line (from 1); `end` is exclusive and leaves out the line end and the space at the break."""

    number: int
    start: int
    end: int


def lines(text: str) -> npt.NDArray[np.int64]:
    """Where every line of an LF text begins; a text always has at least one line."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.concatenate(([0], np.flatnonzero(points == ord("\n")) + 1)).astype(np.int64)


def line_of(starts: Sequence[int] | npt.NDArray[np.int64], offset: int) -> int:
    """The number (from 1) of the line an offset stands on, given where lines start. Raises BadInput below 0."""
    if offset < 0:
        raise BadInput(N_("A place cannot lie before the text. Check the offset."))
    return int(np.searchsorted(np.asarray(starts), offset, side="right"))


def numbered_lines(text: str) -> list[Line]:
    """One number a line of the file, without wrapping."""
    starts = lines(text)
    ends = np.append(starts[1:] - 1, len(text))
    return [
        Line(number, int(start), int(end))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]


def layout(text: str, width: int = WIDTH) -> list[Line]:
    """The lines of the file, long ones broken at word edges so that none is longer than `width` code points.

    Depends on the text and the width alone, so that a line number means the same on screen, in print and next year. A
    word longer than the width is broken inside; an empty line has its number too. Raises BadInput for a width below 10.
    """
    if width < NARROWEST:
        raise BadInput(N_("A line must be at least {n} characters wide. Choose a larger width."), n=NARROWEST)
    found: list[Line] = []
    start, length = 0, len(text)
    while start <= length:  # each turn one paragraph; an empty text has one too
        end = text.find("\n", start)
        end = length if end < 0 else end
        at = start
        while end - at > width:
            stop = _break(text, at, at + width)
            found.append(Line(len(found) + 1, at, stop))
            at = stop
            while at < end and text[at] == " ":
                at += 1
        if at < end or at == start:
            found.append(Line(len(found) + 1, at, end))
        start = end + 1
    return found


def _break(text: str, start: int, latest: int) -> int:
    """Where a line from `start` ends: before the last space that keeps it within `latest`, else hard at `latest`."""
    space = text.rfind(" ", start, latest + 1)
    while space > start and text[space - 1] == " ":
        space -= 1
    return space if space > start else latest

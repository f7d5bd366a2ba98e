"""A source as numbered lines, the way it is read, cited and coded."""

from __future__ import annotations

import re
from typing import NamedTuple

from laras.domain.offsets import layout
from laras.stages.evidence.models import Source

WIDTH = 72
# “T:” and “P3:” as transcribers write them; a short name in capitals counts too. Not “Tempat:” or “08.00:”.
_SPEAKER = re.compile(r"([A-Z][A-Z0-9]{0,3})[ \t]*:[ \t]+")
_QUESTIONERS = frozenset({"T", "Q", "I"})


class ReadingLine(NamedTuple):
    """One line: `start`…`end` are code points of the whole text, `text` is what is shown of it.

    `speaker` stands on the first line of a turn, '' elsewhere; its mark (“P3: ”) is left out of the line, so that
    `text` is always the text between `start` and `end`. `is_question` marks the turns of the one who asks, `opens`
    the first line of a turn or paragraph.
    """

    number: int
    start: int
    end: int
    text: str
    speaker: str = ""
    is_question: bool = False
    opens: bool = False


def lines(source: Source, width: int = WIDTH) -> list[ReadingLine]:
    """Return a source's text as lines of at most `width` characters; numbers depend on the text and the width alone."""
    text = source.text
    found = []
    asking = False
    for number, begin, end in layout(text, width):
        opens = begin == 0 or text[begin - 1] == "\n"
        start, speaker = begin, ""
        if opens:
            mark = _SPEAKER.match(text, begin, end)
            if mark:
                start, speaker = mark.end(), mark[1]
            asking = speaker in _QUESTIONERS if mark else False
        found.append(ReadingLine(number, start, end, text[start:end], speaker, asking, opens))
    return found

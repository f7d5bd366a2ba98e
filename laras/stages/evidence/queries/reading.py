"""A source as numbered lines, the way it is read, cited and coded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from laras.domain.offsets import layout
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries.speakers import NO_CODES, asks, turns_of

WIDTH = 72


class ReadingLine(NamedTuple):
    """One line: `start`…`end` are code points of the whole text, `text` is what is shown of it.

    `speaker` stands on the first line of a turn, '' elsewhere; its mark (“P3: ”) is left out of the line, so that
    `text` is always the text between `start` and `end`; whoever was given a code of an informant stands there by it.
    `is_question` marks the turns of the one who asks, `opens`
    the first line of a turn or paragraph. `at` is the second of the recording it begins at, None where nobody noted it.
    """

    number: int
    start: int
    end: int
    text: str
    speaker: str = ""
    is_question: bool = False
    opens: bool = False
    at: float | None = None

    @property
    def seconds(self) -> str:
        """The time as a script reads it, '' without one."""
        return "" if self.at is None else f"{self.at:.3f}".rstrip("0").rstrip(".")

    @property
    def clock(self) -> str:
        """The time as a person reads it, 1:05 or 1:00:05, '' without one."""
        if self.at is None:
            return ""
        minutes, seconds = divmod(int(self.at), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def lines(source: Source, width: int = WIDTH) -> list[ReadingLine]:
    """Return a source's text as lines of at most `width` characters; numbers depend on the text and the width alone."""
    text = source.text
    turns = {turn.start: turn for turn in turns_of(source)}
    told = source.speakers
    asking_names = {turn.name for turn in turns.values() if asks(source, turn.name)}
    times = source.times or []
    places = [at for at, _ in times]
    found = []
    asking = False
    for number, begin, end in layout(text, width):
        opens = begin == 0 or text[begin - 1] == "\n"
        start, speaker = begin, ""
        if opens:
            turn = turns.get(begin)
            if turn and turn.said <= end:
                start, speaker = turn.said, turn.name
            asking = speaker in asking_names
            code = told.get(speaker, "")
            speaker = speaker if code in NO_CODES else code
        near = bisect_left(places, begin)
        second = float(times[near][1]) if near < len(places) and places[near] < max(end, begin + 1) else None
        found.append(ReadingLine(number, start, end, text[start:end], speaker, asking, opens, second))
    return found


def second_at(source: Source, offset: int) -> float | None:
    """Return the second of the recording at which the words at `offset` begin, None where no time is noted before."""
    times = source.times or []
    at = bisect_right(times, offset, key=lambda pair: pair[0]) - 1
    return float(times[at][1]) if at >= 0 else None

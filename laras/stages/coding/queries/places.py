"""Where words and lines stand in a source."""

from __future__ import annotations

from bisect import bisect_right

from laras.domain.errors import N_, BadInput, Incomplete, Refused
from laras.domain.offsets import Absent, Ambiguous, find_quote, layout
from laras.stages.evidence.models import Source
from laras.stages.evidence.queries import WIDTH, ReadingLine, lines


def quote_place(source: Source, quote: str, line: ReadingLine | None = None) -> tuple[int, int]:
    """Return where a quote stands in a source; Refused when it does not, or in more than one place.

    Of several places the one that begins on `line` is meant.
    """
    text, wanted = source.text, quote.strip()
    at = text.find(wanted) if wanted else -1
    # Letter by letter and once: nothing to weigh. The patient search folds the whole text, which takes a moment.
    if at >= 0 and text.find(wanted, at + 1) < 0:
        return at, at + len(wanted)
    match find_quote(text, wanted):
        case Absent():
            raise Refused(
                N_("The quote does not stand in “{name}”. Copy it letter by letter."), name=source.name, field="quote"
            )
        case Ambiguous(starts):
            here = [start for start in starts if line and line.start <= start < line.end]
            if len(here) == 1 and text.startswith(wanted, here[0]):
                return here[0], here[0] + len(wanted)
            raise Refused(
                N_("The quote stands {n} times in “{name}”. Make it longer until it is the only one."),
                n=len(starts),
                name=source.name,
                field="quote",
            )
        case found:
            return found.start, found.end


def passage(source: Source, quote: str, number: int | None) -> tuple[int, int]:
    """Return the span of a pasted quote, of a whole line named by its number, or of a quote on that line."""
    line = None
    if number is not None:
        every = lines(source)
        if not 1 <= number <= len(every):
            raise BadInput(N_("There are {n} lines. Write a number from 1 to {n}."), n=len(every), field="line")
        line = every[number - 1]
    if quote.strip():
        return quote_place(source, quote, line)
    if line is None:
        raise Incomplete(N_("Paste the words, or write the number of the line."), field="quote")
    return line.start, line.end


def line_numbers(source: Source, offsets: list[int]) -> list[int]:
    """Return the number of the line each offset stands on."""
    starts = [line.start for line in layout(source.text, WIDTH)]
    return [max(1, bisect_right(starts, offset)) for offset in offsets]

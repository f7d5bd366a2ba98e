"""Regular expressions over many texts at once, in the form in which a process of its own is asked for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from laras.domain.searching.finding import MOST_HITS, Span, pattern_spans


def asked(patterns: Sequence[str], texts: Iterable[str]) -> bytes:
    """Return the question for `spans_asked_for`."""
    return json.dumps([list(patterns), list(texts)]).encode()


def spans_asked_for(question: bytes) -> list[list[list[Span]]]:
    """Return the places of each pattern in each text, in the order of the question; 20,000 places in all."""
    patterns, texts = json.loads(question)
    left = MOST_HITS
    found: list[list[list[Span]]] = []
    for text in texts:
        rows = []
        for pattern in patterns:
            rows.append(pattern_spans(pattern, text)[:left])
            left -= len(rows[-1])
        found.append(rows)
    return found

"""One query put to many texts; regular expressions in a process of their own, which is ended when it takes too long.

Python cannot interrupt a regular expression, and one that goes astray in our own process would hold a thread of the
server for good.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from laras.base.files import child
from laras.domain.errors import N_, Refused
from laras.domain.searching import Prepared, Query, asked, find, spans_asked_for
from laras.domain.searching.query import QueryError

K = TypeVar("K", bound=Hashable)
Span = tuple[int, int]

LONGEST_SECONDS = 3
MOST_MEMORY = 768 * child.MIB
TOO_SLOW = N_("The regular expression takes more than {seconds} seconds on these texts. Make it simpler.")


def found_in(query: Query, texts: Mapping[K, str | Prepared], *, by_line: bool = False) -> dict[K, list[Span]]:
    """Return where each text meets the query; texts that do not meet it are left out.

    QueryError where the regular expressions of the query take too long.
    """
    known = _patterns(query, texts) if query.patterns and texts else {}
    found = {}
    for key, text in texts.items():
        spans = find(query, text, by_line=by_line, patterns=known.get(key))
        if spans:
            found[key] = spans
    return found


def _patterns(query: Query, texts: Mapping[K, str | Prepared]) -> dict[K, dict[str, list[Span]]]:
    plain = [text.text if isinstance(text, Prepared) else text for text in texts.values()]
    try:
        told = child.run(spans_asked_for, asked(query.patterns, plain), seconds=LONGEST_SECONDS, memory=MOST_MEMORY)
    except Refused:
        raise QueryError(TOO_SLOW, query.words.find("/"), seconds=LONGEST_SECONDS) from None
    rows = [dict(zip(query.patterns, [[(a, b) for a, b in spans] for spans in row], strict=True)) for row in told]
    return dict(zip(texts, rows, strict=True))

"""Searching in texts: a query as it is typed, and the places in a text that it finds.

Words, "phrases", beginnings (kat*), AND, OR, NOT, NEAR/5, parentheses and /regular expressions/; accents and capitals
make no difference. Everything but a regular expression takes time in proportion to the text.
"""

from laras.domain.searching.finding import Prepared, find, matches, pattern_spans, prepared
from laras.domain.searching.folding import fold
from laras.domain.searching.parsing import parse
from laras.domain.searching.query import And, Near, Node, Not, Or, Pattern, Phrase, Query, QueryError, Word
from laras.domain.searching.together import asked, spans_asked_for

__all__ = [
    "And",
    "Near",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "Phrase",
    "Prepared",
    "Query",
    "QueryError",
    "Word",
    "asked",
    "find",
    "fold",
    "matches",
    "parse",
    "pattern_spans",
    "prepared",
    "spans_asked_for",
]

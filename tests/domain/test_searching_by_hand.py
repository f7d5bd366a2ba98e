"""Searching agrees with a search by hand: word by word, with numbers instead of places."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from laras.domain.searching import And, Near, Node, Not, Or, Phrase, Query, Word, find

LETTERS = ("obat", "obatnya", "kopi", "kop", "minum", "dan")
words_of = st.builds(Word, st.sampled_from(("obat", "kopi", "kop", "minum")), st.booleans(), st.booleans())
placed = st.recursive(
    words_of | st.builds(lambda one, two: Phrase((one, two)), words_of, words_of),
    lambda inner: (
        st.builds(lambda a, b: Or((a, b)), inner, inner)
        | st.builds(Near, inner, inner, st.integers(min_value=0, max_value=3))
    ),
    max_leaves=4,
)
nodes = st.recursive(
    placed,
    lambda inner: (
        st.builds(lambda a, b: And((a, b)), inner, inner)
        | st.builds(lambda a, b: Or((a, b)), inner, inner)
        | st.builds(Not, inner)
    ),
    max_leaves=5,
)
lines_of_words = st.lists(st.lists(st.sampled_from(LETTERS), max_size=6), min_size=1, max_size=3)


def naive(node: Node, lines: list[list[str]]) -> tuple[set[int], set[tuple[int, int]]]:
    """Lines in which a node holds, and ranges of words (numbered through the text) it is about."""
    flat = [(number, word) for number, line in enumerate(lines) for word in line]
    every = set(range(len(lines)))

    def fits(word: Word, at: int) -> bool:
        there = flat[at][1]
        return (
            there == word.letters
            or (word.begins and there.startswith(word.letters))
            or (not word.exact and not word.begins and there == word.letters + "nya")
        )

    def ranges(one: Node) -> set[tuple[int, int]]:
        match one:
            case Word():
                return {(at, at + 1) for at in range(len(flat)) if fits(one, at)}
            case Phrase(words):
                n = len(words)
                return {
                    (at, at + n) for at in range(len(flat) - n + 1) if all(fits(w, at + i) for i, w in enumerate(words))
                }
            case Or(parts):
                return set().union(*(ranges(part) for part in parts))
            case Near(left, right, most):
                pairs = [
                    (a, b)
                    for a in ranges(left)
                    for b in ranges(right)
                    if 0 <= b[0] - a[1] <= most or 0 <= a[0] - b[1] <= most
                ]
                return {one for pair in pairs for one in pair}
        raise AssertionError

    match node:
        case And(parts):
            sides = [naive(part, lines) for part in parts]
            units = set.intersection(*(side[0] for side in sides))
            return units, {one for side in sides for one in side[1] if flat[one[0]][0] in units}
        case Or(parts) if any(isinstance(part, (And, Not, Or)) for part in parts):
            sides = [naive(part, lines) for part in parts]
            return set().union(*(side[0] for side in sides)), set().union(*(side[1] for side in sides))
        case Not(part):
            return every - naive(part, lines)[0], set()
    mine = ranges(node)
    return {flat[start][0] for start, _ in mine}, mine


@given(nodes, lines_of_words)
@settings(max_examples=600)
def test_find_agrees_with_the_search_by_hand(node: Node, lines: list[list[str]]) -> None:
    text = "\n".join(" ".join(line) for line in lines)
    starts = [met.start() for met in re.finditer(r"\w+", text)]
    ends = [met.end() for met in re.finditer(r"\w+", text)]
    _, ranges = naive(node, lines)
    covered = {place for start, end in ranges for place in range(starts[start], ends[end - 1])}
    marked = {place for start, end in find(Query("", node), text, by_line=True) for place in range(start, end)}
    assert marked == covered

"""Whatever is edited in a transcript, every passage the edit did not touch keeps its words, and points keep their order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from laras.domain.deidentify import Pair, pseudonymise
from laras.domain.offsets import follow, reanchor

# Few letters and words, so that the same words stand in many places and alignment has something to get wrong.
WORDS = st.lists(
    st.sampled_from(["obat", "Ya.", "😊", "saya ", "\n", " ", "T: ", "é", "a", "aa", "Slamet"]), max_size=60
)
TEXT = WORDS.map("".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, int, int]], str]:
    """A text, the edits made to it (old[a:b] became new[c:d]), and the text afterwards."""
    old = draw(TEXT.filter(lambda text: len(text) > 2))
    cuts = sorted(draw(st.lists(st.integers(0, len(old)), min_size=2, max_size=6, unique=True)))
    edits, new, at = [], "", 0
    for a, b in zip(cuts[::2], cuts[1::2], strict=False):
        words = draw(TEXT)
        new += old[at:a]
        edits.append((a, b, len(new), len(new) + len(words)))
        new += words
        at = b
    return old, edits, new + old[at:]


def untouched(old: str, edits: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """The longest passages between the edits."""
    ends = [0, *(b for _, b, _, _ in edits)]
    starts = [*(a for a, _, _, _ in edits), len(old)]
    return [(start, end) for start, end in zip(ends, starts, strict=True) if end > start]


@given(edited())
@settings(max_examples=400, deadline=None)
def test_known_edits_keep_every_untouched_passage_in_its_place(
    case: tuple[str, list[tuple[int, int, int, int]], str],
) -> None:
    old, edits, new = case
    spans = untouched(old, edits)
    anchors = reanchor(spans, old, new, edits)
    assert [new[one.start : one.end] for one in anchors] == [old[start:end] for start, end in spans]
    assert {one.state for one in anchors} <= {"kept"}


@given(edited())
@settings(max_examples=400, deadline=None)
def test_one_unknown_edit_keeps_the_words_of_every_untouched_passage(
    case: tuple[str, list[tuple[int, int, int, int]], str],
) -> None:
    old, edits, _ = case
    a, b, c, d = edits[0]
    new = old[:a] + case[2][c:d] + old[b:]
    for start, end in untouched(old, edits[:1]):
        # A passage may slide over equal letters, but never lose its words.
        [anchor] = reanchor([(start, end)], old, new)
        assert new[anchor.start : anchor.end] == old[start:end]


@given(edited())
@settings(max_examples=200, deadline=None)
def test_points_keep_their_order_and_stay_inside(case: tuple[str, list[tuple[int, int, int, int]], str]) -> None:
    old, edits, new = case
    for known in (edits, []):
        moved = follow(range(len(old) + 1), old, new, known)
        assert moved == sorted(moved)
        assert not moved or (moved[0] >= 0 and moved[-1] <= len(new))


@given(TEXT, st.sampled_from(["Slamet", "obat", "aa", "é", "Ya."]))
@settings(max_examples=200, deadline=None)
def test_a_replacement_says_exactly_what_it_did(text: str, real: str) -> None:
    new, moves = pseudonymise(text, [Pair("person", real, "[X]"), Pair("other", "T", "[Y]")])
    rebuilt, at = "", 0
    for move in moves:
        rebuilt += text[at : move.start] + new[move.to_start : move.to_end]
        assert new[move.to_start : move.to_end] in ("[X]", "[Y]")
        at = move.end
    assert rebuilt + text[at:] == new


@given(edited())
@settings(max_examples=300, deadline=None)
def test_several_unknown_edits_keep_what_stands_between_them(
    case: tuple[str, list[tuple[int, int, int, int]], str],
) -> None:
    """With words that do not recur nothing can be taken for anything else, however many edits there are."""
    _, edits, _ = case
    old = " ".join(f"kata{n}" for n in range(40))
    cuts = sorted({min(cut, len(old)) for edit in edits for cut in edit[:2]})
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    new, at = "", 0
    for a, b in pairs:
        new, at = new + old[at:a] + "sisipan", b
    new += old[at:]
    spans = [(start, end) for start, end in untouched(old, [(a, b, 0, 0) for a, b in pairs])]
    words = [(start, end) for start, end in spans if old[start:end].count(" ") > 2]
    whole = [(start + old[start:end].index(" ") + 1, start + old[start:end].rindex(" ")) for start, end in words]
    assert [new[one.start : one.end] for one in reanchor(whole, old, new)] == [old[a:b] for a, b in whole]

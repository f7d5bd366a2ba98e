"""What changed between two versions of an interview guide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from laras.domain.guide_versions import QuestionChange, compare_guides

QUESTIONS = st.lists(st.tuples(st.sampled_from(["", "group", "esteem"]), st.text("ab ?", min_size=1)), max_size=7)


def test_added_removed_changed_moved_and_same_are_told_apart() -> None:
    before = [("", "Apa tugas Ibu?"), ("group", "Kegiatan apa?"), ("esteem", "Siapa memuji?"), ("group", "Hujan?")]
    after = [
        ("", "Apa tugas Ibu?"),
        ("group", "Kegiatan apa saja?"),
        ("group", "Siapa memuji?"),
        ("emotional", "Siapa yang mendengar?"),
    ]
    assert compare_guides(before, after) == [
        QuestionChange("same", "", "Apa tugas Ibu?", "Apa tugas Ibu?", ""),
        QuestionChange("changed", "group", "Kegiatan apa?", "Kegiatan apa saja?", "group"),
        QuestionChange("moved", "group", "Siapa memuji?", "Siapa memuji?", "esteem"),
        QuestionChange("added", "emotional", after="Siapa yang mendengar?"),
        QuestionChange("removed", "group", before="Hujan?"),
    ]


def test_the_most_alike_are_paired_whatever_their_order() -> None:
    before = [("group", "Siapa diajak ikut senam?")]
    after = [("group", "Siapa diajak ikut?"), ("group", "Siapa diajak ikut senam pagi?")]
    found = compare_guides(before, after)
    assert [(one.kind, one.after) for one in found] == [
        ("added", "Siapa diajak ikut?"),
        ("changed", "Siapa diajak ikut senam pagi?"),
    ]


@given(QUESTIONS, QUESTIONS)
def test_every_question_of_both_versions_is_told_once(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    found = compare_guides(before, after)
    newer = [(one.aspect, one.after) for one in found if one.kind != "removed"]
    older = [(one.aspect_before if one.kind != "removed" else one.aspect, one.before) for one in found if one.before]
    assert newer == after
    assert sorted(older) == sorted(before)


@given(QUESTIONS)
def test_a_guide_is_the_same_as_itself(guide: list[tuple[str, str]]) -> None:
    assert {one.kind for one in compare_guides(guide, guide)} <= {"same"}

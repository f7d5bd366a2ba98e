"""A codebook in use is changed step by step, each with its reason, and can be gone back over."""

from __future__ import annotations

import pytest

from laras.base.access.actor import Actor
from laras.domain.errors import Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Code, CodeChange, Coding
from laras.stages.evidence.models import Source, Study
from tests.stages.coding.conftest import code, span

pytestmark = pytest.mark.django_db
WHY = "terlalu mirip"


def coded(source: Source, words: str, key: str, by: Actor) -> Coding:
    start, end = span(words)
    made: Coding = actions.add_coding(source, start=start, end=end, code=code(source.study, key), by=by)
    return made


@pytest.fixture
def own(study: Study, by: Actor) -> Code:
    made: Code = actions.add_code(study, name="Harapan", parent=code(study, "emotional"), by=by)
    return made


def changes(study: Study) -> list[tuple[str, str, str]]:
    return [(one.code.name, one.kind, one.reason) for one in queries.code_history(study)]


def test_another_definition_is_a_new_version_and_a_new_name_is_none(study: Study, own: Code, by: Actor) -> None:
    actions.edit_code(own, label="Asa", definition="", reason="lebih lazim", by=by)
    assert own.version == 1
    actions.edit_code(own, label="Asa", definition="Kata tentang nanti", reason="lebih jelas", by=by)
    assert own.version == 2
    assert changes(study) == [("Harapan", "defined", "lebih jelas"), ("Harapan", "renamed", "lebih lazim")]
    last = queries.code_history(study, own)[0]
    assert (last.before, last.after["definition"]["id"], last.version) == ({"definition": {}}, "Kata tentang nanti", 2)


@pytest.mark.parametrize("reason", ["", "  ab "])
def test_every_change_needs_a_reason(reason: str, own: Code, by: Actor) -> None:
    for deed in (
        lambda: actions.edit_code(own, label="x", definition="y", reason=reason, by=by),
        lambda: actions.retire_code(own, reason=reason, by=by),
        lambda: actions.move_code(own, parent=None, reason=reason, by=by),
    ):
        with pytest.raises(Incomplete):
            deed()
    own.refresh_from_db()
    assert (own.retired_at, own.version, own.parent is not None, CodeChange.objects.count()) == (None, 1, True, 0)


def test_a_merge_moves_codings_to_be_looked_at_and_reopening_brings_them_back(
    study: Study, source: Source, own: Code, by: Actor
) -> None:
    alone = coded(source, "terus terang", "Harapan", by)
    twice = coded(source, "Saya pegang", "Harapan", by)
    kept = coded(source, "Saya pegang", "EMO-01", by)
    into = code(study, "EMO-01")
    assert actions.merge_code(own, into=into, reason=WHY, by=by) == into
    own.refresh_from_db()
    alone.refresh_from_db()
    twice.refresh_from_db()
    assert (own.merged_into, own.retired_at is not None) == (into, True)
    assert (alone.code, alone.code_version, twice.removed_at is not None) == (into, 0, True)
    assert [one.pk for one in queries.look_again(study, by)] == [alone.pk]
    actions.still_fits(alone, by=by)
    assert not queries.look_again(study, by)
    actions.reopen_code(own, reason="ternyata berbeda", by=by)
    alone.refresh_from_db()
    twice.refresh_from_db()
    kept.refresh_from_db()
    # What was looked at since stays where it was judged to fit.
    assert (alone.code, twice.code, twice.removed_at, kept.code) == (into, own, None, into)
    assert (own.merged_into, own.retired_at) == (None, None)


def test_reopening_at_once_gives_everything_back(source: Source, own: Code, by: Actor) -> None:
    alone = coded(source, "terus terang", "Harapan", by)
    actions.merge_code(own, into=code(source.study, "EMO-01"), reason=WHY, by=by)
    own.refresh_from_db()
    actions.reopen_code(own, reason="ternyata berbeda", by=by)
    alone.refresh_from_db()
    assert (alone.code, alone.code_version) == (own, 1)


def test_an_indicator_is_merged_or_retired_only_by_who_knows_what_it_changes(study: Study, by: Actor) -> None:
    indicator = code(study, "INF-02")
    with pytest.raises(Incomplete) as refused:
        actions.retire_code(indicator, reason=WHY, by=by)
    assert refused.value.field == "knows"
    with pytest.raises(Incomplete):
        actions.merge_code(indicator, into=code(study, "INF-03"), reason=WHY, by=by)
    with pytest.raises(Closed):
        actions.move_code(indicator, parent=code(study, "group"), reason=WHY, by=by)
    actions.merge_code(indicator, into=code(study, "INF-03"), reason=WHY, knows=True, by=by)
    indicator.refresh_from_db()
    assert indicator.merged_into == code(study, "INF-03")


def test_merges_that_cannot_be(study: Study, own: Code, by: Actor, second: Actor) -> None:
    below = actions.add_code(study, name="Doa", parent=own, by=by)
    for wrong, into in ((own, own), (own, below)):
        with pytest.raises(Conflict):
            actions.merge_code(wrong, into=into, reason=WHY, by=by)
    with pytest.raises(Closed):
        actions.merge_code(code(study, "group"), into=own, reason=WHY, by=by)
    with pytest.raises(NotAllowed):
        actions.merge_code(own, into=code(study, "EMO-01"), reason=WHY, by=second)
    actions.retire_code(below, reason=WHY, by=by)
    with pytest.raises(Closed):
        actions.merge_code(own, into=below, reason=WHY, by=by)


def test_a_split_gives_the_chosen_codings_to_a_new_code(study: Study, source: Source, own: Code, by: Actor) -> None:
    going, staying = coded(source, "terus terang", "Harapan", by), coded(source, "Saya pegang", "Harapan", by)
    made = actions.split_code(own, codings=[going.pk], name="Asa", definition="Lain", reason="dua hal", by=by)
    going.refresh_from_db()
    staying.refresh_from_db()
    assert (made.aspect, made.parent, going.code, staying.code) == ("emotional", own.parent, made, own)
    assert [(name, kind) for name, kind, _ in changes(study)] == [("Harapan", "split"), ("Asa", "split")]
    for wrong in ([], [staying.pk, going.pk]):
        with pytest.raises(Incomplete):
            actions.split_code(own, codings=wrong, name="Lain", reason="dua hal", by=by)
    assert not Code.objects.filter(name="Lain").exists()


def test_a_moved_code_takes_the_aspect_of_its_place(study: Study, own: Code, by: Actor) -> None:
    below = actions.add_code(study, name="Doa", parent=own, by=by)
    with pytest.raises(Conflict):
        actions.move_code(own, parent=below, reason=WHY, by=by)
    actions.move_code(own, parent=code(study, "group"), reason=WHY, by=by)
    below.refresh_from_db()
    assert (own.aspect, below.aspect, own.parent) == ("group", "group", code(study, "group"))
    actions.add_code(study, name="Harapan", parent=code(study, "esteem"), by=by)
    with pytest.raises(Conflict):
        actions.move_code(own, parent=code(study, "esteem"), reason=WHY, by=by)


def test_a_coding_under_an_older_definition_waits_until_somebody_says_it_fits(
    source: Source, coding: Coding, by: Actor, second: Actor
) -> None:
    study = source.study
    actions.edit_code(code(study, "INF-02"), label="x", definition="baru", reason="lebih jelas", by=by)
    assert [(one.pk, one.code_version) for one in queries.look_again(study, by)] == [(coding.pk, 1)]
    assert not queries.look_again(study, second)
    with pytest.raises(NotFound):
        actions.still_fits(coding, by=second)
    assert actions.still_fits(Coding.objects.get(), by=by).code_version == 2


def test_a_code_named_by_its_own_words(source: Source, by: Actor, second: Actor) -> None:
    start, end = span("terus terang jarang")
    made = actions.code_in_vivo(source, start=start, end=end, polarity="lacking", by=by)
    assert (made.code.name, made.code.aspect, made.quote, made.polarity) == (
        "terus terang jarang",
        "",
        "terus terang jarang",
        "lacking",
    )
    start, end = span("Saya pegang")
    again = actions.code_in_vivo(source, start=start, end=end, name="terus terang jarang", by=by)
    assert again.code == made.code
    with pytest.raises(NotAllowed):
        actions.code_in_vivo(source, start=start, end=end, by=second)


def test_codings_of_one_code_become_one(source: Source, by: Actor, second: Actor) -> None:
    first, last = coded(source, "terus terang", "INF-02", by), coded(source, "Saya pegang", "INF-02", by)
    other = coded(source, "Saya pegang", "INF-03", by)
    with pytest.raises(Incomplete):
        actions.merge_codings(first, others=[other.pk], by=by)
    with pytest.raises(NotAllowed):
        actions.merge_codings(first, others=[last.pk], by=second)
    span_of_last = last.end
    merged = actions.merge_codings(first, others=[last.pk], by=by)
    last.refresh_from_db()
    assert (merged.end, merged.quote.startswith("terus terang"), last.removed_at is not None) == (
        span_of_last,
        True,
        True,
    )
    actions.change_coding(merged, end=first.start + len("terus terang"), by=by)
    actions.restore_coding(last, by=by)
    assert queries.codings_of(source, by=by).count() == 3

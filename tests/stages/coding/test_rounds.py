"""Second readings: drawn, blind, compared, settled, closed."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, Conflict, Incomplete, LarasError, NotAllowed, NotFound
from laras.domain.sampling import Unit, draw
from laras.stages.appraisal import actions as appraisal
from laras.stages.appraisal.queries import quotes_of
from laras.stages.coding import actions, queries
from laras.stages.coding.models import Coding, Round
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import code, drawn, open_for, read_again

pytestmark = pytest.mark.django_db


def test_the_draw_is_stored_whole_and_can_be_repeated(opened: Round, ten: list[Source], study: Study) -> None:
    assert (opened.number, len(opened.sample), opened.share) == (2, 2, 0.2)
    assert opened.frame == [str(one.pk) for one in ten]
    assert opened.sample == draw([Unit(pk, "document") for pk in opened.frame], 0.2, opened.seed)
    again = queries.draft(study, kind="second_coder", coder="auditor", share=0.2)
    assert again.number == 3
    assert again.seed != opened.seed


def test_what_may_not_be_read_is_left_out_with_its_reason(
    ten: list[Source], study: Study, by: Actor, informant: Informant
) -> None:
    Source.objects.filter(pk=ten[0].pk).update(is_set_aside=True)
    Source.objects.filter(pk=ten[1].pk).update(is_missing=True)
    Source.objects.filter(pk=ten[2].pk).update(kind="interview", informant=informant)
    evidence.give_research_consent(informant, agreed=False, by=by)
    draft = queries.draft(study, kind="second_coder", coder="auditor", share=1.0)
    assert [(one.source.name, one.why.message) for one in draft.left_out] == [
        ("S0", "Set aside for comparison later."),
        ("S1", "The text is missing."),
        ("S2", "The consent was refused or withdrawn."),
    ]
    assert [one.name for one in draft.sample] == [f"S{n}" for n in range(3, 10)]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kind": "third"}, BadInput),
        ({"second_coder": "peksos"}, BadInput),
        ({"first_coder": "nobody"}, BadInput),
        ({"second_coder": "peneliti"}, BadInput),
        ({"kind": "recode"}, BadInput),
        ({"share": 0.05}, BadInput),
        ({"reason": "x"}, Incomplete),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(
    ten: list[Source], study: Study, by: Actor, changes: dict[str, object], error: type[LarasError]
) -> None:
    with pytest.raises(error):
        open_for(study, by, **changes)
    assert not Round.objects.exists()


def test_only_who_leads_the_study_opens_a_round(ten: list[Source], study: Study, second: Actor) -> None:
    with pytest.raises(NotAllowed):
        open_for(study, second)


def test_one_open_round_a_person(opened: Round, study: Study, by: Actor) -> None:
    with pytest.raises(Conflict):
        open_for(study, by)


def test_the_second_coder_codes_in_the_round_and_others_in_round_one(
    opened: Round, ten: list[Source], second: Actor, by: Actor
) -> None:
    inside = drawn(opened)[0]
    outside = next(one for one in ten if str(one.pk) not in opened.sample)
    assert [queries.round_for(one, second) for one in (inside, outside)] == [2, 1]
    assert queries.round_for(inside, by) == 1
    made = actions.add_coding(inside, start=0, end=4, code=code(inside.study, "INF-02"), by=second)
    assert (made.round, actions.finish_reading(inside, by=second).round) == (2, 2)


def test_neither_sees_the_other_until_both_have_finished(
    ten: list[Source], study: Study, by: Actor, second: Actor, cast: Cast
) -> None:
    source = ten[0]
    mine = actions.add_coding(source, start=0, end=4, code=code(study, "INF-02"), by=by)
    open_for(study, by, share=1.0)
    theirs = actions.add_coding(source, start=5, end=8, code=code(study, "EMO-01"), by=second)

    def seen(actor: Actor) -> list[Coding]:
        return list(queries.visible_codings(study, actor).filter(source=source).order_by("start"))

    assert (seen(by), seen(second)) == ([mine], [theirs])
    actions.finish_reading(source, by=by)
    assert (seen(by), seen(second)) == ([mine], [theirs])
    actions.finish_reading(source, by=second)
    assert (seen(by), seen(second)) == ([mine, theirs], [mine, theirs])
    assert seen(cast.actor("penyelia")) == [mine, theirs]


def test_codings_brought_in_from_elsewhere_are_hidden_too(
    ten: list[Source], study: Study, by: Actor, second: Actor
) -> None:
    """Outside a blind round what another program brought is open; inside it would tell the second coder."""
    actions.add_coding(ten[0], start=0, end=4, code=code(study, "INF-02"), coder="Rini", by=by)
    assert queries.visible_codings(study, second).count() == 1
    open_for(study, by, first_coder="Rini", share=1.0)
    assert queries.visible_codings(study, second).count() == 0


def test_a_second_reading_counts_as_no_further_evidence(opened: Round, study: Study, second: Actor) -> None:
    before = (queries.evidence_values(study), queries.counts_by_source(study), queries.coding_list(study).count())
    read_again(opened, second)
    after = (queries.evidence_values(study), queries.counts_by_source(study), queries.coding_list(study).count())
    assert after == before
    assert (queries.counted_codings(study).count(), queries.visible_codings(study, None).count()) == (10, 12)


def test_every_coding_of_the_first_round_is_evidence_also_where_two_saw_the_same(
    ten: list[Source], study: Study, by: Actor, second: Actor
) -> None:
    for actor in (by, second):
        actions.add_coding(ten[0], start=0, end=4, code=code(study, "INF-02"), by=actor)
    actions.add_coding(ten[0], start=5, end=8, code=code(study, "INF-02"), by=second)
    assert len(queries.evidence_values(study)) == 3


def test_what_was_compared_stays_until_the_round_is_closed(
    opened: Round, study: Study, by: Actor, second: Actor
) -> None:
    source = drawn(opened)[0]
    read_again(opened, second)
    for actor in (by, second):
        with pytest.raises(Closed):
            actions.reopen_reading(source, by=actor)
    actions.close_round(opened, by=by)
    kept = Round.objects.get(pk=opened.pk).result["source"]["overall"]
    actions.reopen_reading(source, by=by)
    actions.add_coding(source, start=9, end=13, code=code(study, "EMO-01"), by=by)
    assert Round.objects.get(pk=opened.pk).result["source"]["overall"] == kept
    assert queries.intercoder_alpha(study) == kept["alpha"]["value"]


def test_agreement_of_a_round_is_of_its_sample_and_reckoned_by_hand(opened: Round, study: Study, second: Actor) -> None:
    read_again(opened, second)
    found = queries.agreement(study, queries.of_round(opened))
    assert (found.coders, found.sources, found.sources_shared) == (("peneliti", "auditor"), 2, 2)
    by_key = {one.key: one.report for one in found.codes}
    # INF-02: yes-yes, yes-no. EMO-01: no-no, no-yes. Over all four units two agree; Cohen: the first says yes 2 of 4,
    # the second 2 of 4: chance .5, kappa 0... agreement is 2 of 4.
    assert {key: one.pairwise.value for key, one in by_key.items()} == {"EMO-01": 0.5, "INF-02": 0.5}
    assert found.overall.cohen is not None
    assert (found.overall.pairwise.value, found.overall.cohen.value) == (0.5, 0.0)
    assert queries.double_coded_share(study) == 0.2


def test_lines_and_characters_are_units_too(opened: Round, study: Study, second: Actor) -> None:
    read_again(opened, second)
    sides = queries.of_round(opened)
    line = queries.agreement(study, sides, "line").overall
    # Each source is one line: the same four units as by source.
    assert (line.n_units, line.pairwise.value) == (4, 0.5)
    character = queries.agreement(study, sides, "character").overall
    # 18 characters, two sources, two codes; they differ on 4 (INF-02) and 3 (EMO-01) of them.
    assert (character.n_units, character.pairwise.value) == (72, pytest.approx(65 / 72))
    assert character.alpha.interval is None


def test_the_same_person_reads_again_after_fourteen_days(ten: list[Source], study: Study, by: Actor) -> None:
    for source in ten[:5]:
        actions.add_coding(source, start=0, end=4, code=code(study, "INF-02"), by=by)
        actions.finish_reading(source, by=by)
    again = {"kind": "recode", "second_coder": "peneliti", "share": 1.0}
    with pytest.raises(Closed) as refused:
        open_for(study, by, **again)
    first_day = clock.today() + dt.timedelta(days=14)
    assert refused.value.params == {"day": f"{first_day:%d/%m/%Y}"}
    with clock.at(clock.now() + dt.timedelta(days=14)):
        row = open_for(study, by, **again)
        assert len(row.sample) == 5  # what was never read to its end is not read again
        source = drawn(row)[0]
        # Blind against oneself: the first codings are hidden while the second reading runs.
        assert list(queries.codings_of(source, by=by)) == []
        actions.add_coding(source, start=0, end=4, code=code(study, "INF-02"), by=by)
        assert [one.round for one in queries.visible_codings(study, by).filter(source=source)] == [2]
        for one in drawn(row):
            actions.finish_reading(one, by=by)
        found = queries.agreement(study, queries.of_round(row))
        assert found.coders == ("peneliti (1)", "peneliti (2)")
        assert found.overall.pairwise.value == pytest.approx(0.2)
        assert queries.recode_alpha(study) == found.overall.alpha.value
        assert queries.double_coded_share(study) == 0.0


def test_a_round_is_cancelled_while_nothing_is_coded_and_closed_afterwards(
    opened: Round, study: Study, by: Actor, second: Actor
) -> None:
    with pytest.raises(Incomplete):
        actions.close_round(opened, by=by)
    actions.cancel_round(opened, by=by)
    with pytest.raises(Closed):
        actions.close_round(opened, by=by)
    assert queries.round_for(drawn(opened)[0], second) == 1
    again = open_for(study, by)
    assert again.number == 3
    read_again(again, second)
    with pytest.raises(Closed):
        actions.cancel_round(again, by=by)
    actions.close_round(again, by=by)
    assert sorted(Round.objects.get(pk=again.pk).result) == ["character", "line", "source"]


def test_two_people_settle_a_difference_and_both_originals_stay(
    opened: Round, study: Study, by: Actor, second: Actor, cast: Cast
) -> None:
    read_again(opened, second)
    source = drawn(opened)[1]
    before = list(Coding.objects.order_by("id").values_list("id", "code", "polarity", "removed_at"))
    found = queries.differences(study, by, opened)
    assert [(one.passage.source_id, one.passage.start, one.passage.difference) for one in found] == [
        (source.pk, 0, "first_only"),
        (source.pk, 5, "second_only"),
    ]
    given = {"settled_by": ["peneliti", "auditor"], "reason": "bukan dukungan", "round": opened}
    with pytest.raises(Incomplete):
        actions.settle(source, start=0, outcome="first", **{**given, "settled_by": ["auditor"]}, by=second)
    with pytest.raises(Incomplete):
        actions.settle(source, start=0, outcome="other", **given, by=second)
    with pytest.raises(NotFound):
        actions.settle(source, start=1, outcome="first", **given, by=second)
    made = actions.settle(source, start=0, outcome="second", **given, by=second)
    assert (made.code.name, made.polarity, made.end) == ("INF-02", "", 4)
    other = actions.settle(
        source, start=5, outcome="other", code=code(study, "EMO-02"), polarity="given", **given, by=by
    )
    assert (other.code.name, other.polarity) == ("EMO-02", "given")
    with pytest.raises(Conflict):
        actions.settle(source, start=0, outcome="first", **given, by=by)
    assert queries.next_open(queries.differences(study, by, opened)) is None
    assert list(Coding.objects.order_by("id").values_list("id", "code", "polarity", "removed_at")) == before
    third = cast.actor("peksos2", roles=frozenset({"auditor"}), role_order=("auditor",))
    with pytest.raises(NotAllowed):
        actions.undo_settlement(made, by=third)
    actions.undo_settlement(made, by=by)
    assert [one.settlement for one in queries.differences(study, by, opened)] == [None, other]


def test_quotes_behind_a_finding_are_kept_from_who_reads_their_source_blind(
    opened: Round, study: Study, by: Actor, second: Actor
) -> None:
    finding = appraisal.add_finding(study, text="Obat jarang dijelaskan.", by=by)
    inside = Coding.objects.get(source=drawn(opened)[0])
    outside = Coding.objects.exclude(source__in=opened.sample).order_by("id").first()
    appraisal.link_codings(finding, codings=[inside, outside], relation="supports", by=by)

    def quoted(actor: Actor) -> set[Coding]:
        return {one.coding for one in quotes_of(finding, actor)}

    assert (quoted(by), quoted(second)) == ({inside, outside}, {outside})
    read_again(opened, second)
    assert quoted(second) == {inside, outside}

"""Agreement, reckoned by hand on a small case."""

from __future__ import annotations

import pytest

from laras.base.access.actor import Actor
from laras.domain.agreement import unitizing_alpha
from laras.stages.coding import actions, queries
from laras.stages.coding.queries.agreement import joined
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.cast import Cast
from tests.stages.coding.conftest import code

pytestmark = pytest.mark.django_db

WORDS = "satu dua tiga lima"  # 18 code points; satu 0–4, dua 5–8, tiga 9–13


@pytest.fixture
def four(study: Study, by: Actor) -> list[Source]:
    """Four short sources; the first three are read by both coders, the last by one."""
    names = ("A", "B", "C", "D")
    sources = [evidence.add_source(study, name=name, kind="document", text=WORDS, by=by) for name in names]
    return sources


def coded(source: Source, start: int, end: int, key: str, by: Actor, polarity: str = "given") -> None:
    actions.add_coding(source, start=start, end=end, code=code(source.study, key), polarity=polarity, by=by)


@pytest.fixture
def both(four: list[Source], by: Actor, second: Actor) -> list[Source]:
    """INF-02: A yes/yes, B yes/no, C no/no, D yes/not read. EMO-01: A no/yes."""
    coded(four[0], 0, 4, "INF-02", by)
    coded(four[0], 0, 4, "INF-02", second, "lacking")
    coded(four[1], 5, 8, "INF-02", by)
    coded(four[3], 0, 4, "INF-02", by)
    coded(four[0], 9, 13, "EMO-01", second)
    for source in four:
        actions.finish_reading(source, by=by)
    for source in four[:3]:
        actions.finish_reading(source, by=second)
    return four


def test_absence_means_no_after_a_finished_reading_and_is_missing_before(both: list[Source], study: Study) -> None:
    # Columns in alphabetical order: auditor, peneliti.
    assert queries.unit_table(study, code(study, "INF-02")) == [
        ["yes", "yes"],
        ["no", "yes"],
        ["no", "no"],
        [None, "yes"],
    ]


def test_a_coding_without_a_finished_reading_is_missing(four: list[Source], study: Study, by: Actor) -> None:
    coded(four[0], 0, 4, "INF-02", by)
    assert queries.unit_table(study, code(study, "INF-02")) == [[], [], [], []]
    found = queries.agreement(study)
    assert (found.sources_shared, found.codes, found.overall.alpha.value) == (0, (), None)
    assert found.reading == {"id": "tidak terdefinisi", "en": "not defined"}


def test_coefficients_of_a_case_reckoned_by_hand(both: list[Source], study: Study) -> None:
    found = queries.agreement(study)
    assert (found.coders, found.sources, found.sources_shared) == (("auditor", "peneliti"), 4, 3)
    by_key = {one.key: one.report for one in found.codes}
    assert list(by_key) == ["EMO-01", "INF-02"]
    inf = by_key["INF-02"]
    # Three units: yes-yes, no-yes, no-no; 2 of 3 agree. Cohen: margins 1/3 and 2/3 of yes,
    # chance 1/3·2/3 + 2/3·1/3 = 4/9, kappa (2/3 − 4/9) / (5/9) = .4.
    assert (inf.n_units, inf.n_single, inf.pairwise.value) == (3, 1, pytest.approx(2 / 3))
    assert inf.cohen is not None
    assert inf.cohen.value == pytest.approx(0.4)
    # Alpha: six values, three of each; observed disagreement 2/6, expected 2·3·3 / (6·5) = .6.
    assert inf.alpha.value == pytest.approx(1 - (1 / 3) / 0.6)
    # EMO-01: A yes/no, B and C no/no, D single. One of six values is yes: expected 2·1·5 / 30 = 1/3.
    assert by_key["EMO-01"].alpha.value == pytest.approx(0.0)


def test_aspects_lay_their_codes_together_and_overall_lays_all(both: list[Source], study: Study) -> None:
    found = queries.agreement(study)
    by_aspect = {one.aspect: one for one in found.aspects}
    assert by_aspect["informational"].report.n_units == 3
    assert by_aspect["group"].report.n_units == 0
    assert by_aspect["group"].reading == {"id": "tidak terdefinisi", "en": "not defined"}
    assert found.overall.n_units == 6
    assert found.overall.pairwise.value == pytest.approx(4 / 6)


def test_passages_are_compared_over_the_sources_both_have_read(both: list[Source], study: Study) -> None:
    informational = next(one for one in queries.agreement(study).aspects if one.aspect == "informational")
    passages = informational.passages
    assert (informational.passage_coders, informational.passage_sources) == (("auditor", "peneliti"), 3)
    # The three texts stand end to end; INF-02 of the source that only one has read is left out.
    expected = unitizing_alpha(
        3 * len(WORDS),
        {
            "auditor": [(0, 4, "informational")],
            "peneliti": [(0, 4, "informational"), (len(WORDS) + 5, len(WORDS) + 8, "informational")],
        },
    )
    assert passages == expected
    assert passages is not None
    assert passages.value is not None


def test_spans_that_overlap_are_joined_and_those_that_touch_are_not() -> None:
    assert joined([(5, 9), (0, 4), (3, 6), (9, 12)]) == [(0, 9), (9, 12)]


def test_the_same_passage_is_compared_by_its_code_without_a_finished_reading(
    four: list[Source], study: Study, by: Actor, second: Actor
) -> None:
    coded(four[0], 0, 4, "INF-02", by)
    coded(four[0], 0, 4, "INF-02", second)
    coded(four[1], 0, 4, "INF-02", by)
    coded(four[1], 0, 4, "EMO-01", second)
    coded(four[1], 5, 8, "EMO-01", second)
    same = queries.agreement(study).same_passages
    assert (same.n_units, same.pairwise.value) == (2, 0.5)


def test_passages_judged_differently_are_shown_with_both_originals(both: list[Source], study: Study, by: Actor) -> None:
    found = [
        (
            passage.source_id,
            passage.start,
            passage.end,
            [(side.coder, [(one.code.name, one.polarity) for one in side.codings]) for side in passage.sides],
        )
        for passage in queries.disagreements(study, by)
    ]
    a, b = both[0].pk, both[1].pk
    assert found == [
        (a, 0, 4, [("auditor", [("INF-02", "lacking")]), ("peneliti", [("INF-02", "given")])]),
        (a, 9, 13, [("auditor", [("EMO-01", "given")]), ("peneliti", [])]),
        (b, 5, 8, [("auditor", []), ("peneliti", [("INF-02", "given")])]),
    ]
    assert {passage.source_id for passage in queries.disagreements(study, by, source=both[1])} == {b}


def test_codings_that_differ_only_in_their_borders_agree(
    four: list[Source], study: Study, by: Actor, second: Actor
) -> None:
    coded(four[0], 0, 8, "INF-02", by)
    coded(four[0], 5, 13, "INF-02", second)
    for actor in (by, second):
        actions.finish_reading(four[0], by=actor)
    assert queries.disagreements(study, by) == []


def test_a_third_coder_sees_no_passage_before_reading(both: list[Source], study: Study, cast: Cast) -> None:
    third = cast.actor("peksos2", roles=frozenset({"researcher"}), role_order=("researcher",))
    assert queries.disagreements(study, third) == []
    assert len(queries.disagreements(study, cast.actor("penyelia"))) == 3

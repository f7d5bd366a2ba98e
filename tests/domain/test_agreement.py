"""Agreement of coders."""

from __future__ import annotations

import csv
import math
import subprocess
import sys
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laras.domain import agreement
from laras.domain.errors import BadInput
from tests.shared_folder import SHARED

YES_NO = [["y"] * 2] * 20 + [["y", "n"]] * 5 + [["n", "y"]] * 3 + [["n", "n"]] * 22
CODE = st.sampled_from([1, 2, 3, None])
UNITS = st.lists(st.tuples(CODE, CODE, CODE), min_size=2, max_size=15)


def by_coder(units: list[tuple[int | None, ...]]) -> list[list[int | None]]:
    return [list(column) for column in zip(*units, strict=True)]


def test_cohen_kappa_of_the_textbook_table_is_68() -> None:
    kappa = agreement.cohen_kappa_table([[20, 5], [3, 22]])
    assert (kappa.value, kappa.observed, kappa.chance) == pytest.approx((0.68, 0.84, 0.50))
    assert kappa.n_used == 50
    raw = agreement.cohen_kappa([a for a, _ in YES_NO], [b for _, b in YES_NO], categories=["y", "n"])
    assert raw.value == pytest.approx(0.68)


def test_cohen_kappa_counts_pairs_left_out() -> None:
    kappa = agreement.cohen_kappa(["a", "b", None, "a"], ["a", "b", "a", None])
    assert (kappa.value, kappa.n_used, kappa.n_missing) == (1.0, 2, 2)
    assert [str(n) for n in kappa.warnings] == ["Units left out because fewer than two coders coded them: 2."]


def test_an_unused_middle_category_changes_a_weighted_kappa() -> None:
    first, second = [1, 1, 3, 3, 4], [1, 3, 3, 4, 4]
    without = agreement.cohen_kappa(first, second, weights="quadratic")
    with_two = agreement.cohen_kappa(first, second, weights="quadratic", categories=[1, 2, 3, 4])
    assert without.value == pytest.approx(0.6875)
    assert with_two.value == pytest.approx(2 / 3)


def test_weights_have_names_and_other_names_are_refused() -> None:
    plain = agreement.cohen_kappa([1, 2, 3], [1, 2, 2], weights="unweighted").value
    assert plain == agreement.cohen_kappa([1, 2, 3], [1, 2, 2]).value
    with pytest.raises(BadInput, match="no weights called heavy"):
        agreement.cohen_kappa([1, 2], [1, 2], weights="heavy")


def test_a_category_outside_the_list_is_refused() -> None:
    with pytest.raises(BadInput, match="category 9 was used"):
        agreement.cohen_kappa([1, 9], [1, 1], categories=[1, 2])


def test_percent_agreement_says_which_one_it_is() -> None:
    units = [["a", "a", "b"], ["a", "a", None], ["b", None, None]]
    pairwise = agreement.percent_agreement(units)
    same = agreement.percent_agreement(units, mode="all_raters_identical")
    assert (pairwise.value, pairwise.variant, pairwise.n_missing) == (pytest.approx(2 / 3), "mean_pairwise", 1)
    assert (same.value, same.variant) == (0.5, "all_raters_identical")


def test_fleiss_kappa_with_gaps_uses_them_or_drops_the_unit() -> None:
    units = [["a", "a", "a"], ["b", "b", "a"], ["b", "b", None], ["a", None, None]]
    every = agreement.fleiss_kappa(units)
    listwise = agreement.fleiss_kappa(units, missing="listwise")
    assert (every.n_used, every.n_missing, listwise.n_used, listwise.n_missing) == (3, 1, 2, 2)
    assert listwise.variant == "listwise"
    assert every.value == pytest.approx((7 / 9 - 37 / 72) / (1 - 37 / 72))


def test_fleiss_kappa_from_counts_equals_that_from_codes() -> None:
    units = [["a", "a", "b"], ["b", "b", "b"], ["a", "b", "b"]]
    counts = [[2, 1], [0, 3], [1, 2]]
    assert agreement.fleiss_kappa_counts(counts).value == pytest.approx(agreement.fleiss_kappa(units).value)


@pytest.mark.parametrize("name", ["linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"])
def test_ac2_lies_between_ac1_and_one_when_codes_nearly_agree(name: str) -> None:
    units = [[1, 1], [2, 3], [3, 3], [4, 4], [2, 2], [5, 4], [1, 2], [3, 3]]
    ac1, ac2 = agreement.gwet_ac(units), agreement.gwet_ac(units, weights=name)
    assert ac2.variant == f"AC2, {name} weights"
    assert ac1.value is not None
    assert ac2.value is not None
    assert ac1.value < ac2.value < 1


def test_ac1_of_a_table_equals_that_of_its_units() -> None:
    table = agreement.gwet_ac_table([[20, 5], [3, 22]])
    units = agreement.gwet_ac(YES_NO, categories=["y", "n"])
    assert (table.value, table.se) == pytest.approx((units.value, units.se))
    assert agreement.gwet_ac_counts([[2, 0]] * 20 + [[1, 1]] * 8 + [[0, 2]] * 22).value == pytest.approx(units.value)


@given(UNITS)
def test_alpha_of_an_array_equals_alpha_of_lists(units: list[tuple[int | None, ...]]) -> None:
    coders = by_coder(units)
    array = np.array([[math.nan if v is None else v for v in row] for row in coders])
    for level in ("nominal", "ordinal", "interval", "ratio"):
        listed, fast = (agreement.krippendorff_alpha(c, level=level) for c in (coders, array))
        assert listed.value == pytest.approx(fast.value, abs=1e-12)
        assert (listed.n_used, listed.n_missing) == (fast.n_used, fast.n_missing)


@given(UNITS)
def test_alpha_does_not_depend_on_the_order_of_coders_or_units(units: list[tuple[int | None, ...]]) -> None:
    plain = agreement.krippendorff_alpha(by_coder(units)).value
    turned = agreement.krippendorff_alpha(by_coder(units)[::-1]).value
    mixed = agreement.krippendorff_alpha(by_coder(units[::-1])).value
    assert turned == pytest.approx(plain)
    assert mixed == pytest.approx(plain)


def test_alpha_in_numbers_far_apart_needs_no_narrow_range() -> None:
    wide = np.array([[1, 10**9, 5, 10**9], [1, 10**9, 5, 5]])
    small = np.array([[1, 3, 2, 3], [1, 3, 2, 2]])
    assert agreement.krippendorff_alpha(wide).value == agreement.krippendorff_alpha(small).value


def test_alpha_of_text_at_a_numeric_level_is_refused() -> None:
    with pytest.raises(BadInput, match="level interval needs codes that are numbers"):
        agreement.krippendorff_alpha([["a", "b"], ["a", "b"]], level="interval")


def test_alpha_of_a_million_units_is_quick_and_lean() -> None:
    rng = np.random.default_rng(0)
    first = rng.integers(1, 6, 1_000_000)
    second = np.where(rng.random(1_000_000) < 0.7, first, rng.integers(1, 6, 1_000_000))
    both = np.stack([first, second])
    started = time.perf_counter()
    alpha = agreement.krippendorff_alpha(both)
    seconds = time.perf_counter() - started
    tracemalloc.start()
    agreement.krippendorff_alpha(both)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    assert alpha.value == pytest.approx(0.7, abs=0.002)
    assert peak < 200
    assert seconds < 2


def test_the_bootstrap_repeats_with_its_seed_and_holds_the_point() -> None:
    coders = by_coder([(1, 1, 2), (2, 2, 2), (1, 1, 1), (3, 3, 1), (2, 3, 2), (1, 2, 1)] * 4)
    one, same, other = (agreement.krippendorff_alpha_bootstrap(coders, seed=s) for s in (7, 7, 8))
    assert one == same
    assert one.interval != other.interval
    assert one.interval is not None
    assert one.value is not None
    assert one.interval.low < one.value < one.interval.high


def test_the_bootstrap_says_how_many_replicates_it_dropped() -> None:
    found = agreement.krippendorff_alpha_bootstrap([[1, 1, 1, 2], [1, 1, 1, 2]])
    assert 0.25 < found.replicates_dropped / found.replicates < 0.40
    assert "Replicates dropped because one value was left" in str(found.warnings[-1])
    with pytest.raises(BadInput, match="too few"):
        agreement.krippendorff_alpha_bootstrap([[1, 2], [1, 2]], replicates=100)


def test_unitizing_alpha_is_one_when_both_mark_the_same() -> None:
    spans = [(2, 5, "a"), (7, 9, "b")]
    found = agreement.unitizing_alpha(20, [spans, list(spans)])
    assert (found.value, found.binary, found.coding) == pytest.approx((1.0, 1.0, 1.0))
    assert found.by_value == pytest.approx({"a": 1.0, "b": 1.0})


def test_unitizing_alpha_of_two_texts_end_to_end_ignores_their_names() -> None:
    one = agreement.unitizing_alpha(30, {"x": [(0, 6, "a"), (12, 20, "b")], "y": [(0, 8, "a"), (12, 18, "b")]})
    two = agreement.unitizing_alpha(30, {"p": [(0, 8, 1), (12, 18, 2)], "q": [(0, 6, 1), (12, 20, 2)]})
    assert one.value == pytest.approx(two.value)
    assert one.value is not None
    assert 0 < one.value < 1


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([(0, 5, "a"), (4, 6, "b")], "overlapping passages at 4"),
        ([(3, 3, "a")], "3-3 does not lie"),
        ([(8, 12, "a")], "8-12 does not lie"),
    ],
)
def test_impossible_spans_are_refused(spans: list[tuple[int, int, str]], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        agreement.unitizing_alpha(10, [spans, [(0, 2, "a")]])


@pytest.mark.parametrize(
    ("value", "english"),
    [
        (-0.1, "worse than chance"),
        (0.0, "slight"),
        (0.30, "fair"),
        (0.6, "moderate"),
        (0.61, "substantial"),
        (1, "almost perfect"),
    ],
)
def test_the_reading_follows_landis_and_koch(value: float, english: str) -> None:
    assert agreement.plain_reading(value)["en"] == english


def test_the_reading_of_an_undefined_value_says_so_in_both_languages() -> None:
    assert agreement.plain_reading(None) == {"id": "tidak terdefinisi", "en": "not defined"}


def test_the_report_of_two_coders_holds_cohen_and_of_three_does_not() -> None:
    two = agreement.report(YES_NO)
    assert two.cohen is not None
    assert [name for name, _, _ in two.rows()] == ["pairwise", "identical", "cohen", "fleiss", "alpha", "ac1"]
    assert two.prevalence == pytest.approx({"y": 0.48, "n": 0.52})
    three = agreement.report([[*row, "y"] for row in YES_NO])
    assert three.cohen is None
    assert (three.n_units, three.n_raters) == (50, 3)


@pytest.mark.shared
def test_three_coders_of_the_sunami_essays() -> None:
    with (SHARED / "data" / "sunami_three_coders_raw.csv").open(encoding="utf-8") as file:
        units = [[row[c].replace("yes", "Yes") or None for c in "ABC"] for row in csv.DictReader(file)]
    found = agreement.report(units)
    values = {name: round(value, 2) for name, value, _ in found.rows() if value is not None}
    assert values == {"pairwise": 0.81, "identical": 0.71, "fleiss": 0.30, "alpha": 0.30, "ac1": 0.74}
    assert (found.n_units, found.n_uncoded, found.n_single) == (420, 6, 0)
    assert found.prevalence == pytest.approx({"No": 0.1635, "Yes": 0.8365}, abs=1e-4)


def test_the_statistics_load_neither_scipy_nor_networkx_at_import() -> None:
    code = (
        "import sys; from laras.domain import agreement, change, goals, groups, saturation, scoring, sociometry;"
        "print(sorted(m for m in ('scipy', 'networkx', 'pandas', 'django') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

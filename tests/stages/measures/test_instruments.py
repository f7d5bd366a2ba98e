"""The instruments as their files say them: texts, keys, bands, missing rules, parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from laras.domain.change import measurement_error
from laras.domain.errors import BadInput, Incomplete, NotFound
from laras.domain.results import MaybeNumber
from laras.domain.scoring import cronbach_alpha, mcdonald_omega
from laras.domain.texts import Text
from laras.stages.measures.instruments import (
    alarms,
    changed,
    checked,
    gaps,
    instrument,
    instruments,
    missing_items,
    quality,
    scored,
)
from laras.stages.measures.instruments.reading import ORDER
from laras.stages.measures.readers import people_of, read_cells
from tests.shared_folder import SHARED
from tests.stages.measures.conftest import numbered


def _total(code: str, answers: Mapping[str, int | None]) -> float | None:
    return scored(instrument(code), answers)["total"]


def test_every_file_is_read_and_named_as_its_code() -> None:
    assert tuple(one.code for one in instruments()) == ORDER
    assert {one.code for one in instruments() if not one.has_text} == {"WHO-5", "PSS-10", "RSES", "MSPSS"}


@pytest.mark.parametrize("about", instruments(), ids=lambda one: one.code)
def test_an_instrument_is_whole(about: Any) -> None:
    items = [item.code for item in about.items]
    assert len(items) == len(set(items))
    assert (about.tier, about.label == "no_text") in {("A", False), ("B", True)}
    assert all(item.options for item in about.items)
    scored_items = {code for scale in about.scales if scale.scale for code in scale.scale.items}
    assert scored_items == {item.code for item in about.items if not item.is_extra and not item.is_probe}
    for scale in about.scales:
        if scale.scale:
            for code in scale.scale.items:
                values = [option.value for option in about.item(code).options]
                assert (values[0], values[-1]) == (scale.scale.minimum, scale.scale.maximum)
    assert [band.low for band in about.bands] == sorted(band.low for band in about.bands)
    assert all(text.id and text.en for text in (about.name, about.short, about.about, about.licence))


def test_no_band_or_text_names_an_illness() -> None:
    words = " ".join(
        f"{band.label.id} {band.label.en} {about.about.id} {about.about.en}"
        for about in instruments()
        for band in about.bands
    ).casefold()
    assert not [word for word in ("depres", "disorder", "gangguan", "positif", "positive", "diagnos") if word in words]


def test_of_the_three_texts_taken_over_none_is_called_validated() -> None:
    assert {one.code for one in instruments() if one.label == "translation"} == {
        "MHI-5", "K6", "K10", "IPIP-SE", "MOS-SSS",
    }  # fmt: skip


def test_support_received_is_the_mean_of_its_five_aspects() -> None:
    answers = numbered(4, 4) | {str(item): 2 for item in range(5, 17)} | {str(item): 0 for item in range(17, 21)}
    assert scored(instrument("DDD-20"), answers) == {
        "emotional": 100, "esteem": 50, "instrumental": 50, "informational": 50, "group": 0, "total": 50,
    }  # fmt: skip


def test_an_aspect_needs_three_of_four_answers_and_the_total_all_aspects() -> None:
    answers = numbered(20, 3)
    assert _total("DDD-20", answers | {"1": None}) == 75
    found = scored(instrument("DDD-20"), answers | {"1": None, "2": None})
    assert (found["emotional"], found["esteem"], found["total"]) == (None, 75, None)


def test_the_short_list_has_two_items_an_aspect_and_needs_both() -> None:
    about = instrument("DDD-10")
    assert [item.code for item in about.items] == ["1", "3", "5", "7", "9", "12", "13", "15", "17", "18", "21"]
    answers = {item.code: 1 for item in about.items[:-1]}
    assert scored(about, answers)["total"] == 25
    assert scored(about, answers | {"1": None})["emotional"] is None


def test_the_mirror_asks_the_same_items_in_the_same_aspects() -> None:
    client, worker = instrument("DDD-20"), instrument("DDD-20-W")
    parts = [(item.code, item.part) for item in client.items if not item.is_probe]
    assert [(item.code, item.part) for item in worker.items] == parts
    assert not {item.text for item in client.items} & {item.text for item in worker.items}


def test_mhi_5_rises_with_well_being() -> None:
    best = {"1": 6, "2": 6, "3": 1, "4": 6, "5": 1}
    worst = {"1": 1, "2": 1, "3": 6, "4": 1, "5": 6}
    assert (_total("MHI-5", best), _total("MHI-5", worst)) == (100, 0)
    assert _total("MHI-5", {"1": 2, "2": 2, "3": 2, "4": 2, "5": 2}) == pytest.approx((20 * 3 + 80 * 2) / 5)
    assert _total("MHI-5", {"1": 6, "3": 1, "5": 1}) == 100
    assert _total("MHI-5", {"1": 6, "3": 1}) is None


def test_k6_takes_no_gap_and_k10_one() -> None:
    six = dict.fromkeys(("2", "4", "5", "8", "9", "10"), 2)
    assert (_total("K6", six), _total("K6", six | {"2": None})) == (12, None)
    assert _total("K10", numbered(10, 3)) == 30
    assert _total("K10", numbered(10, 3, i1=None)) == 30
    assert _total("K10", numbered(10, 3, i1=None, i4=None)) is None


def test_k10_counts_what_is_passed_over_as_never() -> None:
    about = instrument("K10")
    answers = {code: value for code, value in numbered(10, 2, i2=1, i5=1).items() if code not in ("3", "6")}
    assert scored(about, answers)["total"] == 2 * 6 + 4
    assert missing_items(about, answers) == ()
    assert scored(about, {**answers, "3": None})["total"] == pytest.approx((2 * 6 + 3) / 9 * 10)


@pytest.mark.parametrize(
    ("code", "value", "band"),
    [
        *(("K6", 4, "low"), ("K6", 5, "moderate"), ("K6", 13, "high"), ("K10", 15, "low"), ("K10", 16, "moderate")),
        *(("K10", 29, "high"), ("K10", 30, "very high"), ("SPL-8", 24.9, "very limited"), ("SPL-8", 25, "limited")),
        *(("SPL-8", 50, "fair"), ("SPL-8", 75, "good"), ("STRESS-10", 3, "light"), ("STRESS-10", 10, "heavy")),
    ],
)
def test_a_band_begins_where_it_says(code: str, value: float, band: str) -> None:
    found = instrument(code).band(value)
    assert found is not None
    assert found.label.en == band


def test_ipip_turns_its_items_by_identity() -> None:
    down = ("1", "2", "4", "5", "9")
    answers: dict[str, int | None] = {str(item): 1 if str(item) in down else 5 for item in range(1, 11)}
    assert _total("IPIP-SE", answers) == 5
    assert _total("IPIP-SE", dict(reversed(answers.items()))) == 5
    assert _total("IPIP-SE", {code: v for code, v in answers.items() if code not in ("1", "2")}) == 5
    assert _total("IPIP-SE", {code: v for code, v in answers.items() if code not in ("1", "2", "3")}) is None


def test_rosenberg_turns_the_same_sentences_whatever_the_print_order() -> None:
    about = instrument("RSES")
    scale = about.main.scale
    assert scale is not None
    places = {
        name: [place for place, item in enumerate(order, 1) if item in scale.reversed_items]
        for name, order in about.orders.items()
    }
    assert places == {"phenx": [3, 5, 8, 9, 10], "umd": [2, 5, 6, 8, 9]}
    assert sorted(about.orders["umd"]) == sorted(about.orders["phenx"])


def test_mos_has_four_parts_and_one_item_more() -> None:
    about = instrument("MOS-SSS")
    answers = {item.code: 3 for item in about.items}
    assert scored(about, answers) == {
        "emotional_informational": 50, "tangible": 50, "affectionate": 50, "positive_interaction": 50, "total": 50,
    }  # fmt: skip
    no_hug = answers | {"A3": None}
    assert scored(about, no_hug)["affectionate"] == 50
    assert scored(about, no_hug | {"A2": None})["affectionate"] is None


def test_the_climate_turns_mocking_and_needs_five() -> None:
    assert _total("CLIMATE-6", numbered(6, 4, i3=0)) == 100
    assert _total("CLIMATE-6", numbered(6, 4)) == pytest.approx(100 * 20 / 24)
    assert _total("CLIMATE-6", numbered(6, 4, i3=None)) == 100
    assert _total("CLIMATE-6", numbered(6, 4, i3=None, i4=None)) is None


def test_the_small_ones_follow_their_rules() -> None:
    assert _total("WHO-5", {"1": 3, "2": 2, "3": 3, "4": 1, "5": 2}) == 44
    assert _total("CARD-4", numbered(4, 3)) == 75
    assert _total("LADDER-3", {"1": 4, "2": 9}) == 6.5
    assert _total("LADDER-3", {"1": 4}) is None
    assert _total("SPL-8", numbered(6, 3)) == 75
    assert _total("SPL-8", numbered(5, 3)) is None
    assert _total("MOOD-1", {"1": 4, "word": 2}) == 4


def test_an_unknown_item_or_value_is_refused_and_so_is_nothing_at_all() -> None:
    about = instrument("PSS-10")
    for wrong in ({"11": 1}, {"1": 5}, {"1": -1}, {"1": True}):
        with pytest.raises(BadInput):
            checked(about, wrong)
    with pytest.raises(Incomplete):
        checked(about, {})
    assert checked(about, {"2": 3, "1": None}) == {"1": None, "2": 3}
    with pytest.raises(NotFound):
        instrument("XXX")


@pytest.mark.parametrize(
    ("code", "place", "points"),
    [
        *(("WHO-5", 0, 23.5), ("WHO-5", 1, 29.7), ("PSS-10", 0, 7.7), ("RSES", 0, 6.2), ("MOS-SSS", 0, 31.5)),
        *(("MOS-SSS", 1, 11.6), ("MSPSS", 0, 0.92), ("K6", 0, 6.1), ("MHI-5", 0, 19.3)),
    ],
)
def test_the_parameters_give_the_points_of_the_table(code: str, place: int, points: float) -> None:
    errors = instrument(code).errors[place]
    assert 1.96 * measurement_error(errors.sd, errors.reliability)[1] == pytest.approx(points, abs=0.06)


def test_change_takes_the_retest_before_alpha_and_says_which_way_is_better() -> None:
    mos, pss = instrument("MOS-SSS"), instrument("PSS-10")
    found = changed(mos, 40, 60, mos.errors)
    assert (found.difference, found.better, found.errors) == (20, True, mos.errors[0])
    assert found.reliable is not None
    assert found.reliable.direction == "unchanged"
    down = changed(pss, 28, 16, pss.errors)
    assert (down.better, down.reliable and down.reliable.direction) == (True, "improved")
    assert changed(instrument("DDD-20"), 40, 40, ()).better is None


def test_the_gap_is_the_workers_view_less_the_clients() -> None:
    rows = gaps({"emotional": 50.0, "group": None}, {"emotional": 68.75, "group": 80.0, "total": 70.0})
    assert [(row.aspect, row.difference, row.is_wide) for row in rows] == [
        ("emotional", 18.75, True), ("group", None, False),
    ]  # fmt: skip


def test_a_sheet_is_flagged_for_sameness_haste_and_contradiction() -> None:
    ipip = instrument("IPIP-SE")
    assert quality(ipip, numbered(10, 5), seconds=60) == ["same_answer", "contradiction"]
    assert quality(ipip, numbered(10, 3), seconds=19) == ["same_answer", "fast"]
    assert quality(ipip, numbered(10, 2, i3=4), seconds=20) == []
    assert quality(instrument("MOOD-1"), {"1": 3}, seconds=0.5) == []


@pytest.mark.parametrize(
    ("mood", "context", "told"),
    [
        (1, {}, True),
        (2, {}, False),
        (1, {"occasion": "after"}, True),
        (1, {"occasion": "before"}, False),
        (1, {"occasion": "before", "last": 1.0}, True),
        (1, {"occasion": "before", "last": 2.0}, False),
        (3, {"occasion": "after", "before": 5.0}, True),
        (3, {"occasion": "after", "before": 4.0}, False),
        (3, {"occasion": "", "before": 5.0}, False),
    ],
)
def test_a_very_low_or_fallen_mood_is_told(mood: int, context: dict[str, Any], told: bool) -> None:
    found = alarms(instrument("MOOD-1"), {"1": mood}, {"total": float(mood)}, **context)
    assert [alarm.kind for alarm in found] == (["mood"] if told else [])


def test_an_uneasy_session_high_distress_and_low_well_being_are_told() -> None:
    card = instrument("CARD-4")
    low = alarms(card, {"1": 4, "2": 1, "3": 0, "4": None}, {"total": 40.0})
    assert [(alarm.kind, alarm.answer) for alarm in low] == [("card", {"2": 1, "3": 0})]
    assert alarms(card, numbered(4, 2), {"total": 50.0}) == ()
    for code, limit, beyond in (("K10", 29.0, 30.0), ("WHO-5", 32.0, 28.0)):
        assert alarms(instrument(code), {}, {"total": limit}) == ()
        assert [one.answer for one in alarms(instrument(code), {}, {"total": beyond})] == [{"total": beyond}]


def test_a_threat_is_told_to_supervisor_and_head_only() -> None:
    (alarm,) = alarms(instrument("DDD-20"), {"21": 1}, {"total": None})
    assert (alarm.kind, alarm.roles) == ("safety", ("supervisor", "head"))
    assert alarms(instrument("DDD-20"), {"21": 0}, {"total": None}) == ()
    assert alarms(instrument("DDD-20"), {"21": None}, {"total": None}) == ()


def test_brought_texts_take_the_place_of_the_missing_ones() -> None:
    about = instrument("WHO-5").with_texts({str(n): Text(f"butir {n}", f"item {n}") for n in range(1, 6)})
    assert about.has_text
    assert not instrument("WHO-5").has_text


@pytest.mark.shared
def test_223_real_people_are_scored_as_the_shared_case_says() -> None:
    cases = json.loads((SHARED / "reference" / "shared_cases.json").read_text(encoding="utf-8"))["cases"]
    (case,) = [one for one in cases if one["id"] == "score-ukm-pss10"]
    about = instrument("PSS-10")
    table = people_of(about, *read_cells((SHARED / "data" / "ukm_phq9_gad7_pss10.csv").read_bytes()))
    assert (len(table.people), table.refused, table.columns) == (223, (), tuple(f"S{n}" for n in range(1, 11)))
    totals = [scored(about, person.answers)["total"] for person in table.people]
    assert totals[:20] == case["expected"]["scores"]
    turned: list[list[MaybeNumber]] = [
        [4 - v if code in ("4", "5", "7", "8") and v is not None else v for code, v in person.answers.items()]
        for person in table.people
    ]
    alpha, omega = cronbach_alpha(turned).value, mcdonald_omega(turned).value
    assert alpha == pytest.approx(0.834, abs=0.0005)
    assert omega == pytest.approx(0.796, abs=0.0005)

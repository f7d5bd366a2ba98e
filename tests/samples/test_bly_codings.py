"""The codings of the 1887 account: every quotation is found, every judgement is one the taxonomy knows."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.shared_folder import SHARED

ROWS = list(csv.DictReader((Path(__file__).parent / "bly_codings.csv").read_text("utf-8").splitlines()))
LAST = {"EMO": 9, "EST": 9, "INS": 9, "INF": 10, "GRP": 9}
POLARITIES = {"given", "received", "lacking", "refused", "harmful"}


def _passages(coder: str) -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["source"], row["quote"]): (row["indicator"], row["polarity"]) for row in ROWS if row["coder"] == coder}


@pytest.mark.shared
def test_every_quote_stands_exactly_once_in_its_chapter() -> None:
    folder = SHARED / "samples" / "bly-1887"
    chapters = {source: (folder / f"{source}.txt").read_text("utf-8") for source in {row["source"] for row in ROWS}}

    assert {row["quote"]: chapters[row["source"]].count(row["quote"]) for row in ROWS} == {
        row["quote"]: 1 for row in ROWS
    }


def test_the_columns_are_those_of_the_import_contract() -> None:
    assert list(ROWS[0]) == ["source", "quote", "indicator", "polarity", "coder"]
    assert all(None not in row and all(row.values()) for row in ROWS)


def test_every_indicator_is_one_of_the_46() -> None:
    known = re.compile(r"([A-Z]{3})-(\d\d)")
    codes = {code: known.fullmatch(code) for code in {row["indicator"] for row in ROWS}}

    assert [code for code, match in codes.items() if not match or not 1 <= int(match[2]) <= LAST.get(match[1], 0)] == []


def test_all_aspects_and_all_polarities_occur() -> None:
    assert {row["indicator"][:3] for row in ROWS} == set(LAST)
    assert {row["polarity"] for row in ROWS} == POLARITIES


def test_quotes_are_short_and_stay_inside_a_paragraph() -> None:
    assert [row["quote"] for row in ROWS if len(row["quote"]) > 240 or "\n" in row["quote"]] == []


def test_no_coder_judges_a_passage_twice() -> None:
    counts = Counter((row["source"], row["quote"], row["coder"]) for row in ROWS)

    assert set(counts.values()) == {1}


def test_the_second_coder_read_a_third_and_mostly_agrees() -> None:
    first, second = _passages("coder_a"), _passages("coder_b")
    same = sum(first[passage] == judgement for passage, judgement in second.items())

    assert {row["coder"] for row in ROWS} == {"coder_a", "coder_b"}
    assert len(first) >= 75
    assert second.keys() <= first.keys()
    assert 0.30 <= len(second) / len(first) <= 0.45
    assert 0.70 <= same / len(second) < 1

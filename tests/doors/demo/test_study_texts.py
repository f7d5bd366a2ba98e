"""The texts of the demo study hold what its pages show: quotes that are found, five bands, one weak aspect."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import laras

FOLDER = Path(laras.__file__).parent / "doors" / "demo" / "data" / "study"
STUDY: dict[str, Any] = tomllib.loads((FOLDER / "study.toml").read_text("utf-8"))
CODINGS = list(csv.DictReader((FOLDER / "codings.csv").read_text("utf-8").splitlines()))
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted((FOLDER / "sources").glob("*.txt"))}
KINDS = {source["file"].removesuffix(".txt"): source["kind"] for source in STUDY["sources"]}

Rows = list[dict[str, str]]
ASPECTS = {"EMO": "emotional", "EST": "esteem", "INS": "instrumental", "INF": "informational", "GRP": "group"}
LAST = {"EMO": 9, "EST": 9, "INS": 9, "INF": 10, "GRP": 9}
POLARITIES = {"given", "received", "lacking", "refused", "harmful"}
GIVERS = {"worker", "other_staff", "family", "peer", "community"}
ORDER = ["weak", "adequate", "strong"]


def _by(coder: str) -> Rows:
    return [row for row in CODINGS if row["coder"] == coder]


def _measure(rows: Rows, prefix: str) -> tuple[float, float]:
    """Coverage and share lacking of one aspect, both 0…1."""
    told = [row for row in rows if row["indicator"].startswith(prefix)]
    there = [row for row in told if row["polarity"] in ("given", "received")]
    missing = [row for row in told if row["polarity"] in ("lacking", "harmful")]
    coverage = len({row["indicator"] for row in there}) / LAST[prefix]
    return coverage, len(missing) / (len(there) + len(missing))


def _band(rows: Rows, prefix: str) -> str:
    told = [row for row in rows if row["indicator"].startswith(prefix)]
    if len(told) < 5 or len({KINDS[row["source"]] for row in told}) < 2:
        return "not_assessable"
    coverage, lacking = _measure(rows, prefix)
    if coverage >= 0.70 and lacking < 0.20:
        return "strong"
    return "weak" if coverage < 0.40 or lacking >= 0.40 else "adequate"


def _bands(rows: Rows) -> dict[str, str]:
    return {aspect: _band(rows, prefix) for prefix, aspect in ASPECTS.items()}


def _weakest(rows: Rows) -> str:
    def rank(prefix: str) -> tuple[int, float, float]:
        coverage, lacking = _measure(rows, prefix)
        return ORDER.index(_band(rows, prefix)), -lacking, coverage

    return ASPECTS[min(ASPECTS, key=rank)]


def test_every_quote_stands_exactly_once_in_its_source() -> None:
    evidence = [piece for finding in STUDY["findings"] for piece in finding["evidence"]]
    quotes = [(row["source"], row["quote"]) for row in [*CODINGS, *evidence]]

    assert [(source, quote) for source, quote in quotes if TEXTS[source].count(quote) != 1] == []


def test_every_coding_names_a_known_indicator_polarity_and_giver() -> None:
    def known(row: dict[str, str]) -> bool:
        code = re.fullmatch(r"(EMO|EST|INS|INF|GRP)-(\d\d)", row["indicator"])
        return (
            code is not None
            and 1 <= int(code[2]) <= LAST[code[1]]
            and row["polarity"] in POLARITIES
            and row["giver"] in GIVERS
        )

    assert [row for row in CODINGS if not known(row)] == []
    assert {row["polarity"] for row in CODINGS} == POLARITIES
    assert {row["giver"] for row in CODINGS} == GIVERS


def test_no_coder_puts_the_same_indicator_twice_on_a_quote() -> None:
    counts = Counter((row["coder"], row["source"], row["quote"], row["indicator"]) for row in CODINGS)

    assert set(counts.values()) == {1}


def test_twenty_sources_stand_in_the_folder_and_in_the_study() -> None:
    assert set(KINDS) == set(TEXTS)
    assert Counter(KINDS.values()) == {"interview": 10, "observation": 6, "document": 4}
    assert {row["source"] for row in _by("peneliti")} == set(TEXTS)


def test_five_informants_are_each_interviewed_twice() -> None:
    roles = {informant["code"]: informant["role"] for informant in STUDY["informants"]}
    talks = Counter(source["informant"] for source in STUDY["sources"] if source["kind"] == "interview")

    assert roles == {
        "P1": "social_worker",
        "P2": "social_worker",
        "P3": "social_worker",
        "P4": "nurse",
        "P5": "carer",
    }
    assert talks == dict.fromkeys(roles, 2)


def test_every_line_of_an_interview_is_said_by_the_researcher_or_the_informant() -> None:
    said = {
        source["file"]: re.compile(rf"(T|{source['informant']}): \S.*")
        for source in STUDY["sources"]
        if source["kind"] == "interview"
    }
    strays = [
        (file, line)
        for file, pattern in said.items()
        for line in TEXTS[file.removesuffix(".txt")].splitlines()
        if not pattern.fullmatch(line)
    ]

    assert strays == []


def test_every_source_was_taken_within_the_period_of_the_study() -> None:
    study = STUDY["study"]

    assert [
        source["file"] for source in STUDY["sources"] if not study["starts_on"] <= source["date"] <= study["ends_on"]
    ] == []


@pytest.mark.parametrize("rows", [_by("peneliti"), CODINGS], ids=["first coder", "both coders"])
def test_support_is_quite_good_and_information_is_the_gap(rows: Rows) -> None:
    bands = _bands(rows)

    assert bands == {
        "emotional": "strong",
        "esteem": "adequate",
        "instrumental": "strong",
        "informational": "weak",
        "group": "adequate",
    }
    assert sorted(bands.values(), key=ORDER.index)[2] == "adequate"
    assert _weakest(rows) == "informational"
    assert _measure(rows, "INF")[1] >= 0.40


def test_the_gap_moves_when_what_was_lacking_in_information_is_given() -> None:
    turned = [
        row | {"polarity": "given"} if row["indicator"].startswith("INF") and row["polarity"] == "lacking" else row
        for row in _by("peneliti")
    ]

    assert _weakest(turned) == "esteem"


def test_the_second_coder_reads_a_third_and_mostly_agrees() -> None:
    read = sorted({row["source"] for row in _by("peneliti2")})
    codes = [f"{prefix}-{number:02d}" for prefix, last in LAST.items() for number in range(1, last + 1)]
    first, second = ({(row["source"], row["indicator"]) for row in _by(coder)} for coder in ("peneliti", "peneliti2"))
    pairs = [((source, code) in first, (source, code) in second) for source in read for code in codes]

    counts = Counter(value for pair in pairs for value in pair)
    total = counts.total()
    expected = 2 * counts[True] * counts[False] / (total * (total - 1))
    alpha = 1 - sum(one != other for one, other in pairs) / len(pairs) / expected

    assert len(read) == 7
    assert 0.70 <= alpha <= 0.85


def test_every_finding_rests_on_codings_of_the_first_coder() -> None:
    coded = {(row["source"], row["quote"]) for row in _by("peneliti")}
    evidence = {
        finding["code"]: {(piece["source"], piece["quote"]) for piece in finding["evidence"]}
        for finding in STUDY["findings"]
    }
    relations = {piece["relation"] for finding in STUDY["findings"] for piece in finding["evidence"]}

    assert list(evidence) == [f"T{number}" for number in range(1, 10)]
    assert [code for code, quotes in evidence.items() if not quotes or not quotes <= coded] == []
    assert relations == {"supports", "contradicts", "qualifies"}


def test_the_guide_asks_twice_or_more_about_every_aspect() -> None:
    asked = {part["aspect"]: len(part["questions"]) for part in STUDY["guide"]}

    assert set(asked) == set(ASPECTS.values())
    assert min(asked.values()) >= 2


def test_the_ratings_of_the_researcher_equal_the_computed_bands() -> None:
    assert {rating["aspect"]: rating["rating"] for rating in STUDY["ratings"]} == _bands(_by("peneliti"))
    assert [rating["aspect"] for rating in STUDY["ratings"] if len(rating["reason"]) < 40] == []

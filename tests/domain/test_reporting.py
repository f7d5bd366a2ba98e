"""The reporting checklists: complete, numbered, and every statement has its place in one of them."""

from __future__ import annotations

import pytest

from laras.domain import reporting
from laras.domain.errors import NotFound


@pytest.mark.parametrize(("code", "n"), [("srqr", 21), ("coreq", 32)])
def test_a_checklist_counts_its_items_from_one(code: str, n: int) -> None:
    found = reporting.checklist(code)
    assert [item.number for item in found.items] == list(range(1, n + 1))
    assert list(dict.fromkeys(item.part for item in found.items)) == list(found.parts)


def test_every_item_is_answered_by_a_statement_or_a_fact_that_exists() -> None:
    for code in reporting.CHECKLISTS:
        for item in reporting.checklist(code).items:
            assert item.statements or item.facts, f"{code} {item.number} is answered by nothing"
            assert set(item.statements) <= set(reporting.STATEMENTS)
            assert set(item.facts) <= set(reporting.FACTS)


def test_every_statement_and_every_fact_is_asked_for_somewhere() -> None:
    items = [item for code in reporting.CHECKLISTS for item in reporting.checklist(code).items]
    assert {code for item in items for code in item.statements} == {one.code for one in reporting.statements()}
    assert {code for item in items for code in item.facts} == set(reporting.FACTS)


def test_statements_stand_in_the_order_of_their_parts() -> None:
    rows = reporting.statements()
    assert list(dict.fromkeys(row.part for row in rows)) == list(reporting.PARTS)
    assert all(len(row.code) <= 40 and row.words > 0 for row in rows)


def test_what_a_statement_feeds_is_told_by_number() -> None:
    assert reporting.numbers_fed("positionality") == {"srqr": (6,), "coreq": (8,)}
    assert reporting.numbers_fed("funding") == {"srqr": (21,), "coreq": ()}


def test_the_note_of_coreq_says_that_its_wording_is_not_verified() -> None:
    assert "not been checked" in reporting.checklist("coreq").note.en
    assert "belum dicocokkan" in reporting.checklist("coreq").note.id


def test_an_unknown_checklist_is_told() -> None:
    with pytest.raises(NotFound):
        reporting.checklist("prisma")

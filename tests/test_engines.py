"""Which tests run on which database (docs/decisions/0010)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import _engine_of
from tests.places import copied


def item(*, engine: str = "", fixtures: tuple[str, ...] = (), marked: bool = False, **names: Any) -> Any:
    """A test as pytest shows it: its markers, its fixtures, what its module holds."""
    markers: dict[str, Any] = {"engine": SimpleNamespace(args=(engine,))} if engine else {}
    if marked:
        markers["django_db"] = SimpleNamespace(args=())
    return SimpleNamespace(fixturenames=fixtures, module=SimpleNamespace(**names), get_closest_marker=markers.get)


@pytest.mark.parametrize(
    ("one", "engine"),
    [
        (item(), "sqlite"),
        (item(fixtures=("tmp_path",)), "sqlite"),
        (item(fixtures=("cast", "db")), ""),
        (item(marked=True), ""),
        (item(copied=copied), ""),
        (item(subprocess=object()), ""),
        (item(fixtures=("house",)), ""),
        (item(fixtures=("db",), engine="postgresql"), "postgresql"),
        (item(engine="sqlite", marked=True), "sqlite"),
    ],
)
def test_a_test_runs_on_both_unless_it_asks_for_none_or_names_one(one: Any, engine: str) -> None:
    assert _engine_of(one) == engine

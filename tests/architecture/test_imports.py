"""The import contracts bite: each is broken once, on a copy, and refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What is wrong: (the file that gets a line more, the line, the contract that refuses it).
BREACHES = {
    "a stage looks forward": (
        "laras/stages/people/models/rows.py",
        "import laras.stages.support.models",
        "The work flows one way",
    ),
    "Django in the domain": ("laras/domain/aspects.py", "import django.db", "The domain is plain Python"),
    "an action knows a view": (
        "laras/stages/support/actions/act.py",
        "import laras.stages.support.views",
        "Inside a stage",
    ),
    "a query knows an action": (
        "laras/stages/support/queries/log.py",
        "import laras.stages.support.actions",
        "Inside a stage",
    ),
    "a door knows a door": ("laras/doors/api/apps.py", "import laras.doors.demo", "Doors are strangers"),
    "base upside down": ("laras/base/store/clock.py", "import laras.base.gate.pages", "Base stands in order"),
    "base knows a stage": (
        "laras/base/gate/pages.py",
        "import laras.stages.people.models",
        "Config, doors, stages, base, domain",
    ),
    "a stage knows a door": (
        "laras/stages/people/models/rows.py",
        "import laras.doors.demo",
        "Config, doors, stages, base, domain",
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and its contracts."""
    copy = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "laras", copy / "laras", ignore=shutil.ignore_patterns("static", "__pycache__", "*.mo"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(tree: Path) -> tuple[int, str]:
    """Run import-linter over a tree."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_tree_keeps_every_contract(tree: Path) -> None:
    code, said = lint(tree)
    assert code == 0, said
    assert "0 broken" in said


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_refused(tree: Path, breach: str) -> None:
    name, line, contract = BREACHES[breach]
    file = tree / name
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        code, said = lint(tree)
    finally:
        file.write_text(before, encoding="utf-8")
    assert code == 1
    assert f"{contract} BROKEN" in said

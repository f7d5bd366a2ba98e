"""What stands in no file, and how long files and functions may be."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Put together, so that this file does not hold them itself.
HOSTS = [
    *("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com"),
    *("deb.debian" + ".org", "registry" + ".npm", "archive.ubuntu" + ".com"),
]
PLACES = ["/" + name + "/" for name in ("work", "root", "opt/wheels", "opt/pypi")]
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 300, 60
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".docx", ".xlsx", ".qdpx", ".mo", ".zip", ".odt"}


def tracked() -> list[Path]:
    """Return the files of the repository: those git knows and those it would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


FILES = [path for path in tracked() if path.suffix.lower() not in BINARY]
PYTHON = [path for path in FILES if path.suffix == ".py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def holding(words: list[str]) -> set[str]:
    found = set()
    for path in FILES:
        text = path.read_bytes().decode("utf-8", errors="replace")
        found |= {f"{name_of(path)}: {word}" for word in words if word in text}
    return found


def test_there_are_files() -> None:
    """Without git the tests below would pass over nothing."""
    assert len(PYTHON) > 100


def test_no_file_names_a_package_registry() -> None:
    assert holding(HOSTS) == set()


def test_no_file_names_a_place_of_one_machine() -> None:
    assert holding(PLACES) == set()


STANDS_ALONE = {"tests/reference/adapter.py"}  # loaded by itself from outside, so it may not be taken apart


def test_no_file_is_too_long() -> None:
    code = [path for path in FILES if path.suffix in (".py", ".ts") and "migrations" not in path.parts]
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES and name not in STANDS_ALONE} == {}


def functions(path: Path) -> dict[str, int]:
    """Return the length of every function of a file, decorators left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    return {f"{name_of(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1 for node in found}


def test_no_function_is_too_long() -> None:
    lengths = {name: length for path in PYTHON for name, length in functions(path).items()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "misc", "common"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    assert {name_of(path) for path in PYTHON if name in (path.stem, path.parent.name)} == set()


def test_every_room_of_the_house_is_described() -> None:
    """Every package of the program has a docstring: one sentence of what it holds."""
    packages = [path for path in PYTHON if path.name == "__init__.py" and path.is_relative_to(ROOT / "laras")]
    silent = {
        name_of(path)
        for path in packages
        if not {"migrations", "templatetags"} & set(path.parts)
        and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    }
    assert silent == set()


def test_the_lock_files_carry_a_hash_for_every_package() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        pinned = [line for line in entries if line and not line.lstrip().startswith("#")]
        assert pinned
        assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []

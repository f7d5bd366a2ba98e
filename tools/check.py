"""`make check`: everything that can be said about the code without running it as a person would.

Every tool runs, also after one has found something; what they say is printed tool by tool, and one fault is enough
for exit code 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.setup import FRONTEND, ROOT, node_path

# Only what breaks a page; how it is laid out is nobody's business. D018: the base names the doors by address.
DJLINT_IGNORED = ",".join(
    (
        *("D018", "H005", "H006", "H013", "H014", "H015", "H016", "H017", "H019", "H020", "H021", "H022", "H023"),
        *("H026", "H029", "H030", "H031", "H033", "H035", "H036", "H037", "H043"),
    )
)


@dataclass(frozen=True)
class Check:
    """One tool: its name for people, the command, the folder it runs in, and settings of its own."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    env: tuple[tuple[str, str], ...] = ()


def checks(scratch: str) -> Iterator[Check]:
    """Yield every check; `scratch` is an empty folder for the data of those that start Laras."""
    python = sys.executable
    django = (python, "-W", "error", "-m", "django")
    data = (
        ("DJANGO_SETTINGS_MODULE", "laras.config.settings"),
        ("LARAS_DATA", f"{scratch}/data"),
        ("LARAS_KEY_FILE", f"{scratch}/key"),
    )
    https = (*data, ("LARAS_URL", "https://laras.example.go.id"))
    path = node_path()
    yield Check("style", (python, "-m", "ruff", "check", "."))
    yield Check("layout", (python, "-m", "ruff", "format", "--check", "."))
    yield Check("types", (python, "-m", "mypy"), env=data)
    yield Check("import contracts", (str(Path(python).parent / "lint-imports"), "--no-cache"))
    yield Check(
        "templates",
        (python, "-m", "djlint", "laras", "--lint", "--quiet", "--profile=django", f"--ignore={DJLINT_IGNORED}"),
    )
    yield Check("translations", (python, "-m", "tools.messages", "check"))
    yield Check("migrations", (*django, "makemigrations", "--check", "--dry-run"), env=data)
    yield Check("settings", (*django, "check", "--deploy", "--fail-level", "WARNING"), env=https)
    npm = shutil.which("npm", path=path) or "npm"
    yield Check("front end", (npm, "run", "check"), FRONTEND, (("PATH", path),))


def passes(check: Check) -> bool:
    """Run one check; print its name and time, and what it said when it found something."""
    begun = time.monotonic()
    # The settings of the person at the keyboard have no say here.
    env = {
        name: value for name, value in os.environ.items() if not name.startswith("LARAS_") and name != "DATABASE_URL"
    }
    finished = subprocess.run(
        check.command,
        cwd=check.folder,
        env={**env, **dict(check.env)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    good = finished.returncode == 0
    print(f"{'ok    ' if good else 'FAULTS'} {check.name} ({time.monotonic() - begun:.0f} s)", flush=True)
    if not good:
        print(finished.stdout.rstrip(), flush=True)
    return good


def main() -> int:
    """Run every check and return the exit code."""
    with tempfile.TemporaryDirectory() as scratch:
        results = [passes(check) for check in checks(scratch)]
    wrong = results.count(False)
    print(f"{len(results) - wrong} checks passed, {wrong} found something.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""What must be true before Django reads its settings: a plugin, named by `-p` in pyproject.toml.

The caller's LARAS_* and DATABASE_URL have no say; every process gets a data folder and a key of its own, and with
`--engine postgresql` one real PostgreSQL is started for the whole run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import Server

ENGINES = ("sqlite", "postgresql")
RUN_FOLDER = "TEST_RUN_FOLDER"
HANDED_ON = "TEST_POSTGRESQL_URL"  # both from the controller to its workers; not LARAS_*, which is swept away
_server: Server | None = None
_folder: Path | None = None
_run_folder: Path | None = None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=ENGINES, default="sqlite", help="the database the tests run on")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> Iterator[None]:
    # A wrapper, since pytest-django loads the settings in this hook and would come first otherwise.
    prepare(early_config.known_args_namespace.engine)
    return (yield)


def prepare(engine: str) -> None:
    """Clean the environment and point it to an empty data folder and, where asked for, to a running PostgreSQL."""
    global _server, _folder, _run_folder  # noqa: PLW0603  one of each in a process
    for name in list(os.environ):
        if (name.startswith("LARAS_") and name != "LARAS_CHROMIUM") or name == "DATABASE_URL":
            del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "laras.config.settings"
    _folder = Path(tempfile.mkdtemp(prefix="laras-test-"))
    os.environ["LARAS_DATA"] = str(_folder / "data")
    os.environ["LARAS_KEY_FILE"] = str(_folder / "master.key")
    if RUN_FOLDER not in os.environ:
        _run_folder = Path(tempfile.mkdtemp(prefix="laras-run-"))
        os.environ[RUN_FOLDER] = str(_run_folder)
    if engine == "postgresql":
        if HANDED_ON not in os.environ:
            _server = Server.start()
            os.environ[HANDED_ON] = _server.url("laras")
        os.environ["DATABASE_URL"] = os.environ[HANDED_ON]


def pytest_unconfigure() -> None:
    global _server, _folder, _run_folder  # noqa: PLW0603
    if _server is not None:
        os.environ.pop(HANDED_ON, None)
        _server.stop()
        _server = None
    if _run_folder is not None:
        os.environ.pop(RUN_FOLDER, None)
    for folder in (_folder, _run_folder):
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
    _folder = _run_folder = None

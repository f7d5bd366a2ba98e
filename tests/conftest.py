"""What holds for every test: no network, a deadline, no undefined template variable, one small cast."""

from __future__ import annotations

import signal
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from types import FrameType
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client as Browser
from hypothesis import settings

from laras.base.access.models import Facility
from tests.cast import Cast, login
from tests.places import prepared
from tests.shared_folder import SHARED

# Speed is measured in `make bench`; on a loaded machine an example may take any time.
settings.register_profile("laras", deadline=None)
settings.load_profile("laras")
DEADLINE = 120
DEADLINE_BROWSER = 300


class UndefinedVariable(AssertionError):
    """A template names a variable that the view did not give it."""


class Undefined(str):
    """Stands in for an undefined template variable and names it."""

    def __mod__(self, name: Any) -> str:
        raise UndefinedVariable(f"The template variable “{name}” is undefined.")


class OutsideNetwork(AssertionError):
    """A test wanted to talk to another computer."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "deadline(seconds): how long this test may take")
    config.addinivalue_line("markers", "engine(name): runs on this database only (docs/decisions/0010)")
    config.stash[_left_out] = {}


# Why tests were left out → how many; told at the end of every run.
_left_out = pytest.StashKey[dict[str, int]]()
NOT_HERE = "need the shared reference material, which is not here"
OTHER_ENGINE = "touch no database, or show what does not depend on it: they run on the other one"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    _leave_out(config, items, NOT_HERE, lambda item: not SHARED.exists() and item.get_closest_marker("shared"))
    engine = config.getoption("--engine")
    _leave_out(config, items, OTHER_ENGINE, lambda item: _engine_of(item) not in ("", engine))


def _engine_of(item: pytest.Item) -> str:
    """Return the engine a test runs on alone, '' for both: what it says itself, or SQLite where it asks for none."""
    marker = item.get_closest_marker("engine")
    if marker:
        return str(marker.args[0])
    return "" if _asks_for_a_database(item) else "sqlite"


def _asks_for_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = fixtures & {"db", "transactional_db", "django_db_setup", "house", "place"}
    return bool(asked or item.get_closest_marker("django_db") or _uses_places(item))


def _uses_places(item: pytest.Item) -> bool:
    """Tell whether the module of a test takes anything from `tests.places` or starts programs itself."""
    names = vars(getattr(item, "module", object()))
    return any(getattr(value, "__module__", "") == "tests.places" for value in names.values()) or "subprocess" in names


def _leave_out(
    config: pytest.Config, items: list[pytest.Item], why: str, judged: Callable[[pytest.Item], object]
) -> None:
    out = [item for item in items if judged(item)]
    if not out:
        return
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in set(out)]
    config.stash[_left_out][why] = len(out)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = config.stash[_left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of xdist left out (every worker collects the same)."""
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for why, count in config.stash[_left_out].items():
        terminalreporter.write_line(f"{count} tests {why}.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """End a test that hangs, with a traceback of where it hung."""
    marker = item.get_closest_marker("deadline")
    usual = DEADLINE_BROWSER if item.get_closest_marker("browser") else DEADLINE
    seconds = int(marker.args[0]) if marker else usual

    def too_long(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"The test took longer than {seconds} s.")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _is_here(address: Any) -> bool:
    """Tell whether a socket address is on this computer (a path, or a loopback address)."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host in ("", "localhost", "::1", "0.0.0.0") or host.startswith("127.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give each worker a database of its own: on SQLite it lives in memory anyway, and pytest-django knows only
    Django's own engine by name.
    """
    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
        connection.settings_dict["TEST"]["TEMPLATE"] = prepared("empty").database_name
    connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Begin with a copy of a database that was migrated once for the whole run, triggers and all."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(prepared("empty").file)) as empty:
            connection.ensure_connection()
            empty.backup(connection.connection)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection beyond this computer, and every question to a name server."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def checked(original: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(self: socket.socket, address: Any) -> Any:
            if not _is_here(address):
                raise OutsideNetwork(f"A test wanted to connect to {address}.")
            return original(self, address)

        return guarded

    def looked_up(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and not _is_here((host,)):
            raise OutsideNetwork(f"A test wanted to look up {host}.")
        return look_up(host, *rest, **named)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", checked(connect))
    patch.setattr(socket.socket, "connect_ex", checked(connect_ex))
    patch.setattr(socket, "getaddrinfo", looked_up)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def no_undefined_variables() -> None:
    """Let an undefined template variable fail the test instead of showing nothing."""
    engines["django"].engine.string_if_invalid = Undefined("%s")  # type: ignore[attr-defined]  # of DjangoTemplates


@pytest.fixture
def cast(db: None) -> Cast:
    """The home, the people who work there, and the few they walk with."""
    return Cast.enter()


@pytest.fixture
def home(cast: Cast) -> Facility:
    return cast.home


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[str], Browser]:
    """Return a function that gives a test client logged in as one of the cast."""

    def enter(name: str) -> Browser:
        browser = Browser()
        login(browser, name)
        return browser

    return enter

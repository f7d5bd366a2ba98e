"""The real program on a copy of a prepared home, and windows of a real Chromium on it.

Everything has the life of one module: Playwright keeps an event loop in its thread, beside which Django's database
does not work in tests that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import SIZES, Window
from tests.places import Place, Served, copied, served
from tools import chromium

Open = Callable[[str], Window]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """A copy of the demo home; writing in it harms nobody."""
    with copied("demo") as place:
        yield place


@pytest.fixture(scope="module")
def house(place: Place) -> Iterator[Served]:
    """The program, serving the copy."""
    with served(place) as running:
        yield running


@pytest.fixture(scope="module")
def chromium_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def window_of(house: Served, chromium_browser: Browser) -> Iterator[Open]:
    """Return a function that opens a window of a size; whatever went wrong behind it fails the test at its end."""
    windows: list[Window] = []

    def open_window(size: str) -> Window:
        windows.append(Window.open_in(chromium_browser, house.address, size))
        return windows[-1]

    yield open_window
    problems = [problem for window in windows for problem in window.problems]
    for window in windows:
        window.close()
    assert problems == []


@pytest.fixture
def phone(window_of: Open) -> Window:
    """A window 360 pixels wide, with touch."""
    return window_of("phone")


@pytest.fixture
def desk(window_of: Open) -> Window:
    """A window 1280 pixels wide."""
    return window_of("desk")


@pytest.fixture(params=sorted(SIZES))
def window(request: pytest.FixtureRequest, window_of: Open) -> Window:
    """One after the other: both."""
    return window_of(request.param)

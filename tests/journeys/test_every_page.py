"""Every registered page, as a phone and as a desk show it, in the home of the demo."""

from __future__ import annotations

import json
import sys

import pytest

from tests.journeys.browser import Window
from tests.journeys.conftest import Open
from tests.places import Place

# What a browser shows of a page does not depend on the database; that every page opens on both, tests/architecture asks.
pytestmark = pytest.mark.engine("sqlite")
# Colours are the same in both widths, and looking at them is two thirds of axe's time.
WITHOUT = {"phone": ("color-contrast",), "desk": ()}
# What a person without any record to choose opens every day.
MAIN = (
    "desk:board", "desk:client", "desk:client_list", "desk:more", "desk:today", "casework:goals", "casework:stages",
    "support:record", "support:record_for", "support:act", "support:log", "support:balance", "support:debts",
    "evidence:study_list", "evidence:study", "evidence:reading", "coding:workspace", "coding:codebook",
    "coding:agreement", "appraisal:appraisal", "appraisal:rate", "appraisal:findings", "desk:audit", "desk:user_list",
)  # fmt: skip


# Need what the demo has none of: an original file, a sample, a document half drawn in; or a passage, a part, a paper by
# name.
NOWHERE = (
    "evidence:original", "evidence:sound", "coding:cues", "coding:questions_file", "coding:reopen_code",
    "appraisal:justify", "exchange:complete", "measures:sample", "programmes:section",
    "reports:template_file",
)  # fmt: skip
# The first programme of the demo is locked: the page that refuses is looked at instead.
LOCKED = ("programmes:budget", "programmes:measures", "programmes:session_plan", "programmes:swot")
# Forms over records that somebody else may be changing at the same time.
SHARED = (
    "people:edit", "people:edit_family", "people:edit_ward", "evidence:edit_study", "evidence:edit_source",
    "evidence:context_item", "coding:correct", "coding:edit_code", "appraisal:rate",
)  # fmt: skip


@pytest.fixture(scope="module")
def addresses(place: Place) -> list[tuple[str, str, str]]:
    """(page, log-in, address) of every page that can be opened in this home."""
    found = json.loads(place.run((sys.executable, "-m", "tests.journeys.addresses")))
    return [(page, login, path) for page, login, path in found if path and page not in NOWHERE]


class Walk:
    """The windows of a walk, one a person, opened when first needed."""

    def __init__(self, window_of: Open, size: str, language: str) -> None:
        self.window_of, self.size, self.language = window_of, size, language
        self.windows: dict[str, Window] = {}

    def window(self, login: str) -> Window:
        if login not in self.windows:
            window = self.windows[login] = self.window_of(self.size)
            window.open("/masuk/")
            if login:
                window.sign_in(login)
            if self.language != window.page.get_attribute("html", "lang"):
                window.speak(self.language)
        return self.windows[login]

    def faults(self, page: str, login: str, path: str) -> list[str]:
        """Return what is wrong with a page; it may be one that only a deed opens."""
        window = self.window(login)
        status = window.open(path)
        if status == 405 or (status == 200 and not window.is_page):
            return []
        if status != (400 if page in LOCKED else 200):
            return [f"status {status}"]
        found = window.faults(self.language, WITHOUT[self.size])
        window.problems.clear()  # told with this page, not with the next ones
        return found


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_is_whole_in_indonesian(addresses: list[tuple[str, str, str]], window_of: Open, size: str) -> None:
    walk = Walk(window_of, size, "id")
    found = {page: walk.faults(page, login, path) for page, login, path in addresses}
    faults = [f"{page}: {fault}" for page, faults in found.items() for fault in faults]
    assert not faults, "\n".join(faults)
    assert len(found) > 80


def test_forms_over_shared_records_remember_what_stood_there(
    addresses: list[tuple[str, str, str]], window_of: Open
) -> None:
    walk = Walk(window_of, "desk", "id")
    found = {}
    for page, login, path in addresses:
        if page in SHARED:
            # The first who may look at the context sheet is not one who writes it.
            window = walk.window("peneliti" if page == "evidence:context_item" else login)
            window.open(path)
            found[page] = window.page.locator("form [name=drawn]").count() > 0
    assert found == dict.fromkeys(SHARED, True)


def test_the_main_pages_are_whole_in_english(addresses: list[tuple[str, str, str]], window_of: Open) -> None:
    walk = Walk(window_of, "desk", "en")
    found = {page: walk.faults(page, login, path) for page, login, path in addresses if page in MAIN}
    faults = [f"{page}: {fault}" for page, faults in found.items() for fault in faults]
    assert not faults, "\n".join(faults)
    assert sorted(found) == sorted(MAIN)

"""Every page, in one place: who may open it, where it stands in the navigation, whose tab it is.

A tab or a button that leads forward is declared by the later stage (`page(…, on="client", tab=Tab(…))`) and drawn by
the base page, so that an earlier stage never names a later one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

PUBLIC = "public"
SIGNED_IN = "signed-in"


@dataclass(frozen=True)
class Nav:
    """A place in the rail: label (a marked English message), Tabler icon, order and group (1 daily, 2 study, 3 house).

    `short` is the label in the bar of a phone, where the long one does not fit. A `minor` page stands on the page of
    all places, and in the rail only while one is there: a rail longer than the screen is read by nobody.
    """

    label: str
    icon: str
    order: int
    group: int = 1
    short: str = ""
    minor: bool = False


@dataclass(frozen=True)
class Tab:
    """A tab or button on the pages of a record: label, order, icon; `button` draws it as a deed, not a tab.

    `group` is a word of the record's own page (for a study: setup, material, codes, meaning); records with many
    pages show the groups first and the tabs of one group below.
    """

    label: str
    order: int
    icon: str = ""
    button: bool = False
    group: str = ""


@dataclass(frozen=True)
class Page:
    """One registered page."""

    name: str
    route: str
    permission: str
    view: Callable[..., Any]
    subject: type[models.Model] | None = None
    nav: Nav | None = None
    tab: Tab | None = None
    on: str = ""


PAGES: dict[str, Page] = {}


def register(entry: Page) -> None:
    """Add a page; two pages of one name are a mistake, the same page twice (a reloaded URLconf) is not."""
    known = PAGES.get(entry.name)
    if known is not None and known.route != entry.route:
        raise ValueError(f"Two pages are named {entry.name}: {known.route} and {entry.route}.")
    PAGES[entry.name] = entry


def list_of(kind: str) -> Page | None:
    """Return the page that lists the records of `kind` (`page(…, on="list of client")`), None while there is none."""
    return next((page for page in PAGES.values() if page.on == f"list of {kind}"), None)


def page_on(place: str) -> Page:
    """Return the page that declared to be the one at `place` (`page(…, on="own password")`)."""
    return next(page for page in PAGES.values() if page.on == place)


def tabs_on(kind: str) -> list[Page]:
    """Return the pages that declare a tab on records of `kind`, in their order."""
    return sorted((p for p in PAGES.values() if p.on == kind and p.tab), key=lambda p: p.tab.order if p.tab else 0)

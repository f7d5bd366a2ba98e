"""What stands around every page of a client; later stages use it too (`people/client_base.html`)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from laras.base.access.actor import Actor
from laras.base.gate.http import LarasRequest
from laras.base.gate.registry import Page, list_of, tabs_on
from laras.stages.people.models import Client
from laras.stages.people.queries import age


@dataclass(frozen=True)
class Place:
    """A tab or a button, ready to draw."""

    label: str
    url: str
    icon: str
    current: bool
    group: str = ""


@dataclass(frozen=True)
class Frame:
    """Name, age, tabs and buttons of a client for one person; `list_url` is '' for one who has no list."""

    name: str
    age: int | None
    list_url: str
    tabs: tuple[Place, ...]
    buttons: tuple[Place, ...]


def called(client: Client, actor: Actor) -> str:
    """Return how a client is called, the number for one who sees clients by number only."""
    return (client.short_name or client.full_name) if actor.sees_names else client.number


def _place(entry: Page, pk: uuid.UUID, here: str) -> Place:
    assert entry.tab is not None
    url = reverse(entry.name, args=[pk])
    return Place(gettext(entry.tab.label), url, entry.tab.icon, here == url, entry.tab.group)


def _current(places: list[Place], here: str) -> tuple[Place, ...]:
    """Mark one tab: the page itself, else the tab whose address begins the page's own (a form behind a tab)."""
    if not any(place.current for place in places):
        near = [place for place in places if here.startswith(place.url)]
        best = max(near, key=lambda place: len(place.url), default=None)
        places = [replace(place, current=place is best) for place in places]
    return tuple(places)


def places_on(
    request: LarasRequest, kind: str, pk: uuid.UUID, under: str = ""
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the tabs and the buttons on a record of `kind` (client, study, source) that this person may open.

    `under` names the page whose tab is marked, for one whose own address does not begin with that of its tab.
    """
    here = reverse(under, args=[pk]) if under else request.path
    entries = [entry for entry in tabs_on(kind) if request.actor.may(entry.permission)]
    tabs = [_place(entry, pk, here) for entry in entries if entry.tab and not entry.tab.button]
    buttons = [_place(entry, pk, here) for entry in entries if entry.tab and entry.tab.button]
    return _current(tabs, here), tuple(buttons)


def client_frame(request: LarasRequest, client: Client, under: str = "") -> dict[str, Any]:
    """Return `client` and `frame` for a template that extends `people/client_base.html`; no query of its own."""
    actor = request.actor
    tabs, buttons = places_on(request, "client", client.pk, under)
    listed = list_of("client")
    list_url = reverse(listed.name) if listed and actor.may(listed.permission) else ""
    return {"client": client, "frame": Frame(called(client, actor), age(client), list_url, tabs, buttons)}

"""What stands in the bar of a phone and the rail of a desk, by role (design, section 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from laras.base.access.actor import Actor
from laras.base.access.roles import ROLE_LABELS
from laras.base.gate.registry import PAGES, PUBLIC, SIGNED_IN, Page

# The five places of the phone bar; a page that is not registered or not allowed leaves its place to the next one.
PHONE: dict[str, tuple[str, ...]] = {
    "social_worker": ("desk:today", "desk:client_list", "support:record", "programmes:group_list"),
    "carer": ("desk:today", "desk:client_list", "support:record", "casework:adl_round"),
    "nurse": ("desk:today", "desk:client_list", "support:record", "measures:due"),
    "psychologist": ("desk:today", "desk:client_list", "support:record", "measures:due"),
    "supervisor": ("desk:today", "measures:alerts", "desk:client_list", "desk:board"),
    "head": ("desk:board", "measures:alerts", "outcomes:results", "appraisal:study_choice"),
    "section_head": ("desk:today", "desk:client_list", "desk:board"),
    "researcher": ("evidence:study_list", "coding:study_choice", "appraisal:study_choice"),
    "auditor": ("evidence:study_list", "coding:study_choice", "appraisal:study_choice", "desk:audit"),
    "admin": ("desk:user_list", "desk:audit", "desk:job_list"),
}
RAISED = "support:record"


@dataclass(frozen=True)
class Place:
    """One entry of the navigation, ready to draw."""

    label: str
    url: str
    icon: str
    current: bool
    apart: bool = False
    main: bool = False
    count: int = 0


@dataclass(frozen=True)
class Person:
    """The one who is logged in, as the corner of the page shows them."""

    name: str
    role: str

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isalpha()]
        return "".join(word[0] for word in words[:2]).upper()


def _may_open(actor: Actor, entry: Page) -> bool:
    return entry.permission in (PUBLIC, SIGNED_IN) or actor.may(entry.permission)


def _place(entry: Page, here: str, *, short: bool = False) -> Place:
    assert entry.nav is not None
    url = reverse(entry.name)
    current = here == url or (url != "/" and here.startswith(url))
    label = entry.nav.short if short and entry.nav.short else entry.nav.label
    return Place(gettext(label), url, entry.nav.icon, current, main=entry.name == RAISED)


def _open_to(actor: Actor) -> list[Page]:
    entries = [entry for entry in PAGES.values() if entry.nav and _may_open(actor, entry)]
    return sorted(entries, key=lambda entry: (entry.nav.group, entry.nav.order) if entry.nav else ())


def every_place(actor: Actor, here: str) -> list[Place]:
    """Return every page with a place in the navigation that this person may open, in order, groups set apart."""
    return _apart([(entry, _place(entry, here)) for entry in _open_to(actor)])


def rail(actor: Actor, here: str) -> list[Place]:
    """Return the places of the rail: the minor ones only while one is there, then the page of all places."""
    entries = [(entry, _place(entry, here)) for entry in _open_to(actor)]
    kept = [(entry, place) for entry, place in entries if entry.nav and (not entry.nav.minor or place.current)]
    more = [_more(here)] if len(kept) < len(entries) else []
    return _apart(kept) + more


def _apart(entries: list[tuple[Page, Place]]) -> list[Place]:
    """Draw a line before the first of every group but the first one."""
    groups = [entry.nav.group if entry.nav else 0 for entry, _ in entries]
    begins = [n > 0 and groups[n - 1] != group for n, group in enumerate(groups)]
    return [replace(place, apart=first) for (_, place), first in zip(entries, begins, strict=True)]


def _more(here: str) -> Place:
    url = reverse("desk:more")
    return Place(gettext("More"), url, "dots", here == url)


def phone_bar(actor: Actor, here: str) -> list[Place]:
    """Return at most four places and the page of all others, for the bar of a phone."""
    wanted = [PAGES[name] for name in PHONE.get(actor.role, ()) if name in PAGES]
    entries = [entry for entry in wanted if entry.nav and _may_open(actor, entry)]
    if not entries:
        entries = _open_to(actor)
    return [*(_place(entry, here, short=True) for entry in entries[:4]), _more(here)]


def context(request: HttpRequest) -> dict[str, object]:
    """Give every template the navigation, the home and the person (a context processor)."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    language = request.user.language if request.user.is_authenticated else "id"
    role = ROLE_LABELS[actor.role].get(language) if actor.role in ROLE_LABELS else ""
    return {
        "actor": actor,
        "facility_name": actor.facility.name,
        "person": Person(actor.name, role),
        "nav": rail(actor, request.path),
        "nav_all": every_place(actor, request.path),
        "nav_phone": phone_bar(actor, request.path),
    }


def first_page(actor: Actor) -> str:
    """Return the address of the page a role begins its day with."""
    bar = phone_bar(actor, "")
    return bar[0].url

"""What stands in the bar of a phone and the rail of a desk, by role (design, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

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
    "supervisor": ("desk:today", "desk:client_list", "desk:board", "appraisal:study_choice"),
    "head": ("desk:board", "appraisal:study_choice", "outcomes:index", "desk:audit"),
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


def _place(entry: Page, here: str, *, apart: bool = False, short: bool = False) -> Place:
    assert entry.nav is not None
    url = reverse(entry.name)
    current = here == url or (url != "/" and here.startswith(url))
    label = entry.nav.short if short and entry.nav.short else entry.nav.label
    return Place(gettext(label), url, entry.nav.icon, current, apart, main=entry.name == RAISED)


def _open_to(actor: Actor) -> list[Page]:
    entries = [entry for entry in PAGES.values() if entry.nav and _may_open(actor, entry)]
    return sorted(entries, key=lambda entry: (entry.nav.group, entry.nav.order) if entry.nav else ())


def rail(actor: Actor, here: str) -> list[Place]:
    """Return every page with a place in the navigation that this person may open, in order, groups set apart."""
    places: list[Place] = []
    group = 0
    for entry in _open_to(actor):
        assert entry.nav is not None
        places.append(_place(entry, here, apart=bool(places) and entry.nav.group != group))
        group = entry.nav.group
    return places


def phone_bar(actor: Actor, here: str) -> list[Place]:
    """Return at most four places and the page of all others, for the bar of a phone."""
    wanted = [PAGES[name] for name in PHONE.get(actor.role, ()) if name in PAGES]
    entries = [entry for entry in wanted if entry.nav and _may_open(actor, entry)]
    if not entries:
        entries = _open_to(actor)
    more = reverse("desk:more")
    return [_place(entry, here, short=True) for entry in entries[:4]] + [
        Place(gettext("More"), more, "dots", here == more)
    ]


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
        "nav_phone": phone_bar(actor, request.path),
    }


def first_page(actor: Actor) -> str:
    """Return the address of the page a role begins its day with."""
    bar = phone_bar(actor, "")
    return bar[0].url

"""The same few people in every test.

Made straight through the models, since most tests are about something else than how these came to be there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.base.access.models import Facility, Membership, User
from laras.base.access.queries import actor_for
from laras.base.store import clock
from laras.stages.people.models import Access, Client, Ward, Worker

PASSWORD = "kebun-rimbang-teduh"
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
# Log-in name: (role, name).
STAFF = {
    "kepala": ("head", "Kartini Widodo (contoh)"),
    "penyelia": ("supervisor", "Sri Penyelia (contoh)"),
    "peksos": ("social_worker", "Ratri Lestari (contoh)"),
    "peksos2": ("social_worker", "Bagas Nugroho (contoh)"),
    "pengasuh": ("carer", "Yanto Pengasuh (contoh)"),
    "perawat": ("nurse", "Dewi Perawat (contoh)"),
    "psikolog": ("psychologist", "Maya Psikolog (contoh)"),
    "peneliti": ("researcher", "Nisa Peneliti (contoh)"),
    "auditor": ("auditor", "Joko Auditor (contoh)"),
    "admin": ("admin", "Admin Sistem (contoh)"),
}
ELSEWHERE = "peksos_lain"


@cache
def _password() -> str:
    """One hash for everybody: hashing eleven times a test would be most of its time."""
    return make_password(PASSWORD)


def login(browser: Browser, name: str) -> User:
    """Log a test client in as one of the cast."""
    user = User.objects.get(login=name)
    browser.force_login(user)
    return user


@dataclass
class Cast:
    """Two homes. In the first: `client` of peksos and pengasuh in Melati, `second` of peksos2 in Anggrek.

    `stranger` is a client of the other home, where only `peksos_lain` works.
    """

    home: Facility
    other_home: Facility
    users: dict[str, User] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)

    @classmethod
    def enter(cls) -> Cast:
        """Make everybody."""
        cast = cls(
            home=Facility.objects.create(code="CTH", name="UPT Bina Laras Contoh", number_prefix="RSBL-CTH"),
            other_home=Facility.objects.create(code="LAIN", name="UPT Lain (contoh)", number_prefix="RSBL-LAIN"),
        )
        cast._hire({name: (cast.home, *who) for name, who in STAFF.items()})
        cast._hire({ELSEWHERE: (cast.other_home, "social_worker", "Tono Lain (contoh)")})
        cast.melati = Ward.objects.create(facility=cast.home, name="Melati", capacity=20)
        cast.anggrek = Ward.objects.create(facility=cast.home, name="Anggrek", capacity=20)
        cast.client = cast.client_record(name="Sutini Rahayu (contoh)", short_name="Bu Tini", ward=cast.melati)
        cast.open_access(cast.client, "pengasuh", kind="ward")
        cast.second = cast.client_record(
            name="Slamet Riyadi (contoh)", short_name="Pak Slamet", ward=cast.anggrek, of="peksos2"
        )
        cast.stranger = cast.client_record(name="Wagiman (contoh)", short_name="Pak Wagiman", of=ELSEWHERE)
        return cast

    melati: Ward = field(init=False)
    anggrek: Ward = field(init=False)
    client: Client = field(init=False)
    second: Client = field(init=False)
    stranger: Client = field(init=False)

    def _hire(self, staff: dict[str, tuple[Facility, str, str]]) -> None:
        users = [User(login=name, name=who[2], password=_password()) for name, who in staff.items()]
        self.users |= {user.login: user for user in User.objects.bulk_create(users)}
        Membership.objects.bulk_create(
            Membership(facility=facility, user=self.users[name], role=role, valid_from=LONG_AGO)
            for name, (facility, role, _) in staff.items()
        )
        workers = [Worker(facility=who[0], user=self.users[name], name=who[2]) for name, who in staff.items()]
        self.workers |= {worker.user.login: worker for worker in Worker.objects.bulk_create(workers)}

    def user(self, name: str) -> User:
        return self.users[name]

    def worker(self, name: str) -> Worker:
        return self.workers[name]

    def actor(self, name: str, **changes: Any) -> Actor:
        """Return the actor of a log-in name, with the roles it holds now."""
        found = actor_for(self.users[name], device=changes.pop("device", "test"))
        assert found is not None, f"{name} holds no role now"
        return Actor(**{**found.__dict__, **changes})

    def client_record(self, *, name: str = "Satu Orang (contoh)", of: str = "peksos", **values: Any) -> Client:
        """Return a new client in the caseload of `of` ('' for nobody's), in the home of that worker."""
        facility = self.workers[of].facility if of else self.home
        number = f"{facility.number_prefix}/2026/{Client.objects.filter(facility=facility).count() + 1:05d}"
        given = {"number": number, "recorded_at": clock.now(), "recorded_by": of, "sex": "female", "birth_year": 1980}
        client = Client.objects.create(facility=facility, full_name=name, **{**given, **values})
        if of:
            self.open_access(client, of)
        return client

    def open_access(self, client: Client, name: str, *, kind: str = "caseload", **values: Any) -> Access:
        """Let one of the cast see a client since long ago."""
        given = {"valid_from": LONG_AGO, "opened_by": "test"}
        return Access.objects.create(
            facility=client.facility, client=client, worker=self.workers[name], kind=kind, **{**given, **values}
        )

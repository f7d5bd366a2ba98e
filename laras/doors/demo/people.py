"""The people of the demo: staff, wards, residents, and the way of each through the home."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from laras.base.access.actor import Actor
from laras.base.access.models import Facility, User
from laras.base.access.queries import actor_for, operator
from laras.base.store import clock
from laras.domain.casework import STAGES
from laras.doors.demo import words
from laras.doors.demo.diary import Diary, Scale
from laras.stages.casework.actions import close_episode, move_stage, open_episode
from laras.stages.casework.models import Episode, Goal
from laras.stages.people.actions import (
    MayBeKnown,
    add_family,
    create_client,
    create_ward,
    give_consent,
    hire,
    place,
    put_on_duty,
)
from laras.stages.people.models import NOTICE_BLOCKS, Client, Ward, Worker

FIRST_CASELOAD = 26
# Days spent in a stage before the next one: S1 … S5; later ones depend on the person.
FIRST_STAGES = (("S2", 0.1), ("S3", 2.0), ("S4", 13.0), ("S5", 16.0), ("S6", 22.0))
LATER_STAGES = ("S7", "S8", "S9", "S10")


@dataclass
class Staff:
    """Who works in the home: actors and rows by log-in name, and the wards."""

    operator: Actor
    actors: dict[str, Actor] = field(default_factory=dict)
    workers: dict[str, Worker] = field(default_factory=dict)
    wards: list[Ward] = field(default_factory=list)


@dataclass
class Person:
    """One resident as the demo knows them; `admitted` and `left` are days since the start, `quiet` days by aspect."""

    index: int
    admitted: int
    worker: str
    ward: Ward
    stages: list[tuple[str, float]]
    left: int | None = None
    quiet: dict[str, int] = field(default_factory=dict)
    goals: list[Goal] = field(default_factory=list)
    made: list[Client] = field(default_factory=list)
    stay: list[Episode] = field(default_factory=list)

    @property
    def client(self) -> Client:
        return self.made[0]

    @property
    def in_carers_ward(self) -> bool:
        return self.ward.name in words.WARDS[:2]


def hire_staff(home: Facility, password: str, diary: Diary, scale: Scale) -> Staff:
    """Hire the ten, open the four wards, put the carer on duty; all on the first day."""
    with clock.at(diary.start):
        staff = Staff(operator(home))
        for login, name, role, position in words.STAFF:
            worker = hire(
                login=login,
                name=name,
                roles=(role,),
                password=password,
                position=position,
                must_change=False,
                by=staff.operator,
            )
            actor = actor_for(User.objects.get(pk=worker.user_id), facility_id=str(home.pk), device="demo")
            if actor is not None:
                staff.actors[login] = actor
            staff.workers[login] = worker
        places = max(1, scale.clients // len(words.WARDS) + 2)
        penyelia = staff.actors["penyelia"]
        staff.wards = [create_ward(name=name, capacity=places, by=penyelia) for name in words.WARDS]
        for ward in staff.wards[:2]:
            put_on_duty(staff.workers["pengasuh"], ward=ward, by=penyelia)
    return staff


def residents(scale: Scale, staff: Staff, rng: random.Random) -> list[Person]:
    """Draw who comes when, in the order of coming; nobody comes in the last three weeks."""
    own = max(1, round(scale.clients * FIRST_CASELOAD / Scale().clients))
    of_first = set(rng.sample(range(scale.clients), own))
    found = []
    last = max(1, scale.days - 21)
    for index in range(scale.clients):
        admitted = round(last * ((index + 0.5) / scale.clients) ** 1.1)
        worker = "peksos" if index in of_first else "peksos2"
        person = Person(index, admitted, worker, staff.wards[index % len(staff.wards)], _way(index, admitted, scale))
        leaves = next((day for code, day in person.stages if code == "S10"), None)
        person.left = None if leaves is None else round(leaves)
        if index % 4 == 1 and person.left is None:
            aspects = ("informational",) if index % 8 == 1 else ("esteem", "group")
            person.quiet = {aspect: rng.randint(15, 31) for aspect in aspects}
        found.append(person)
    return found


def _way(index: int, admitted: int, scale: Scale) -> list[tuple[str, float]]:
    """Return the stages after S1 with their days since the start, as far as this person has come."""
    way = [(code, admitted + days) for code, days in FIRST_STAGES]
    stay = scale.days - admitted
    further = 0 if stay < 120 or index % 5 > 2 else 1 if stay < 200 else 2 if index % 3 else 4
    days = float(admitted + 110)
    for code in LATER_STAGES[:further]:
        way.append((code, days))
        days += 45 + index % 20
    return [(code, day) for code, day in way if day < scale.days]


def plan_stays(people: list[Person], staff: Staff, diary: Diary, rng: random.Random) -> None:
    """Plan admission, family, consent and the stages of everybody."""
    for person in people:
        hour = 8 + rng.random() * 3
        came = diary.day(person.admitted, hour)
        diary.plan(came, _Admission(person, staff, came, rng.random(), rng.random()))
        for code, day in person.stages:
            moment = max(diary.day(day, 11 + rng.random() * 3), came + dt.timedelta(hours=2))
            diary.plan(moment, _Move(person, staff, code))
        if person.left is not None:
            diary.plan(diary.day(person.left, 15), _Leaving(person, staff))


@dataclass(frozen=True)
class _Admission:
    """The first day: record, family, consent, episode."""

    person: Person
    staff: Staff
    came: dt.datetime
    luck: float
    other: float

    def __call__(self) -> None:
        by = self.staff.actors[self.person.worker]
        client = self._record(by)
        self.person.made.append(client)
        if self.luck < 0.85:
            self._family(client, by)
        give_consent(
            client,
            purpose="service",
            agreed=True,
            notice_blocks=NOTICE_BLOCKS,
            support_used=("pictures", "read_aloud", "local_language") if self.other < 0.6 else ("read_aloud",),
            own_words=words.OWN_CONSENT[self.person.index % len(words.OWN_CONSENT)],
            proof="thumbprint" if self.other < 0.5 else "signature",
            by=by,
        )
        self.person.stay.append(open_episode(client, by=by))

    def _record(self, by: Actor) -> Client:
        index = self.person.index
        woman = index % 2 == 1
        first = (words.FEMALE if woman else words.MALE)[index // 2 % len(words.MALE)]
        round_again = index // 2 // len(words.MALE)
        second = words.SECOND[(index * 7 + round_again) % len(words.SECOND)]
        born = dt.date(1958 + index * 11 % 45, index % 12 + 1, index * 5 % 28 + 1)
        has_nik = self.luck < 0.7
        values = {
            "full_name": f"{first} {second} (contoh)",
            "short_name": f"{'Bu' if woman else 'Pak'} {first}",
            "address_form": "Ibu" if woman else "Bapak",
            "sex": "female" if woman else "male",
            "birth_place": "Kota Contoh",
            "home_address": f"{words.VILLAGES[index % len(words.VILLAGES)]} (contoh)",
            "nik": _nik(born, woman, index) if has_nik else "",
            "nik_status": "has" if has_nik else "being_arranged" if self.other < 0.5 else "none_yet",
        }
        birth = {"birth_date": born} if has_nik else {"birth_year": born.year}
        try:
            made: Client = create_client(**values, **birth, ward=self.person.ward, by=by)  # type: ignore[arg-type]  # texts and days
        except MayBeKnown as known:
            looked_at = [double.client.pk for double in known.doubles]
            made = create_client(**values, **birth, ward=self.person.ward, checked_doubles=looked_at, by=by)  # type: ignore[arg-type]  # as above
        return made

    def _family(self, client: Client, by: Actor) -> None:
        index = self.person.index
        names = words.FEMALE if index % 3 else words.MALE
        add_family(
            client,
            name=f"{names[(index * 5 + 3) % len(names)]} {words.SECOND[index % len(words.SECOND)]} (contoh)",
            relation=words.RELATIONS[index % len(words.RELATIONS)],
            phone=f"0800-0000-{index:04d}",
            home_address=f"{words.VILLAGES[index % len(words.VILLAGES)]} (contoh)",
            is_responsible=True,
            is_guardian=index % 4 == 0,
            by=by,
        )


@dataclass(frozen=True)
class _Move:
    """One step further, every gate of the stage that is left ticked."""

    person: Person
    staff: Staff
    to: str

    def __call__(self) -> None:
        episode = self.person.stay[0]
        gates = tuple(gate.code for gate in STAGES[episode.stage].gates)
        move_stage(episode, to=self.to, gates=gates, by=self.staff.actors[self.person.worker])


@dataclass(frozen=True)
class _Leaving:
    """Aftercare at home: the bed is free, and for some the stay is closed."""

    person: Person
    staff: Staff

    def __call__(self) -> None:
        place(self.person.client, ward=None, by=self.staff.actors["penyelia"])
        if self.person.index % 2:
            close_episode(self.person.stay[0], outcome="reunified", by=self.staff.actors[self.person.worker])


def _nik(born: dt.date, woman: bool, index: int) -> str:
    """A number of the province that does not exist (99): day plus 40 for women, as in real ones."""
    return f"990101{born.day + (40 if woman else 0):02d}{born:%m%y}{index + 1:04d}"

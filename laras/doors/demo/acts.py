"""A year of support acts: each aspect comes round in its own rhythm, informational the slowest."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial

from laras.domain.aspects import indicators_of
from laras.doors.demo import words
from laras.doors.demo.daily import Days
from laras.doors.demo.people import Person
from laras.stages.people.models import Worker
from laras.stages.support.actions import NewAct, record_supports

# Days from one act to the next; longer than the fortnight after which an aspect counts as silent only where planned.
RHYTHM = {"emotional": 6.9, "esteem": 9.0, "instrumental": 7.6, "informational": 12.2, "group": 8.8}
AT_ONCE = 500
POLARITIES = ("given", "received", "lacking", "refused", "harmful")
USUAL = (84, 6, 5, 4, 1)
OF_THE_THIN = (70, 5, 20, 4, 1)
THIN = "informational"  # explained in passing half as often as that, until lately; and often not at all
LATELY = 45
SOCIAL_WORKERS = ("peksos", "peksos2")
NOTED = 0.22


@dataclass(frozen=True)
class _Seen:
    """An act before its client has a record: who, what, when, by whom."""

    person: Person
    indicator: str
    polarity: str
    giver: str
    happened_at: dt.datetime
    minutes: int
    note: str
    response: str
    has_goal: bool


def plan_acts(people: list[Person], days: Days) -> None:
    """Plan the acts of everybody; what somebody saw on a day is recorded in the evening, in pieces of 500 at most."""
    evenings: dict[tuple[int, str], list[_Seen]] = defaultdict(list)
    codes = {aspect: [one.code for one in indicators_of(aspect) if one.is_active] for aspect in RHYTHM}
    for person in people:
        for aspect in RHYTHM:
            all_days = _days_of(person, aspect, days)
            for day in all_days:
                login = _login(person, days.rng)
                moment = days.diary.day(day, 7 + days.rng.random() * 9)
                seen = _seen(person, aspect, codes[aspect], moment, login, days)
                if day == all_days[-1]:
                    seen = replace(seen, polarity="given")
                if seen.happened_at <= days.diary.end:
                    evenings[day, login].append(seen)
    for (day, login), acts in evenings.items():
        moment = min(days.diary.day(day, 18), days.diary.end)
        for first in range(0, len(acts), AT_ONCE):
            days.diary.plan(moment, partial(_record, acts[first : first + AT_ONCE], login, days))


def _days_of(person: Person, aspect: str, days: Days) -> list[int]:
    """Return the days of one aspect for one person, none in the days it is quiet at the end."""
    last = days.until(person) - person.quiet.get(aspect, 0)
    day = person.admitted + 1 + days.rng.random() * RHYTHM[aspect] / 2
    found = []
    while day < last:
        found.append(int(day))
        rare = 2.2 if aspect == THIN and day < days.scale.days - LATELY else 1.0
        day += RHYTHM[aspect] * rare * days.rng.uniform(0.8, 1.1)
    if person.left is None:
        # The last time is near, so that only who is meant to be silent is; and then for exactly those days.
        found.append(max(person.admitted + 1, last - (0 if aspect in person.quiet else days.rng.randint(1, 12))))
    return found


def _login(person: Person, rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.56:
        return person.worker
    if draw < 0.76:
        return "perawat"
    return "psikolog" if draw < 0.86 or not person.in_carers_ward else "pengasuh"


def _seen(person: Person, aspect: str, codes: list[str], at: dt.datetime, login: str, days: Days) -> _Seen:
    rng = days.rng
    polarity = rng.choices(POLARITIES, OF_THE_THIN if aspect == THIN else USUAL)[0]
    giver = "worker" if login in SOCIAL_WORKERS else "other_staff"
    if aspect == "group" and rng.random() < 0.12:
        giver = "peer"
    note = response = ""
    if rng.random() < NOTED:
        note = words.LACKING if polarity == "lacking" else rng.choice(words.NOTES[aspect])
        response = rng.choice(words.RESPONSES) if polarity == "given" and rng.random() < 0.5 else ""
    # The first indicators of an aspect are the everyday ones; the last ones are rare.
    indicator = codes[min(int(rng.random() ** 1.5 * len(codes)), len(codes) - 1)]
    minutes = rng.choice((5, 10, 10, 15, 20, 30, 45))
    return _Seen(person, indicator, polarity, giver, at, minutes, note, response, rng.random() < 0.2)


def _record(acts: list[_Seen], login: str, days: Days) -> None:
    worker = days.staff.workers[login]
    record_supports([_new(one, worker) for one in acts], by=days.actor(login))


def _new(one: _Seen, worker: Worker) -> NewAct:
    goals = one.person.goals
    return NewAct(
        client=one.person.client,
        indicator=one.indicator,
        polarity=one.polarity,
        giver=one.giver,
        worker=None if one.giver == "peer" else worker,
        happened_at=one.happened_at,
        minutes=one.minutes,
        note=one.note,
        response=one.response,
        goal=goals[0] if one.has_goal and goals else None,
    )

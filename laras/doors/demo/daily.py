"""What comes again and again in the demo: severity, daily living, goals, tasks, topics told back."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from functools import partial

from laras.base.access.actor import Actor
from laras.domain.casework import ADL_ITEMS
from laras.domain.information import TOPICS
from laras.doors.demo import words
from laras.doors.demo.diary import Diary, Scale
from laras.doors.demo.people import Person, Staff
from laras.stages.casework.actions import add_task, finish_task, rate_goal, rate_severity, record_adl, set_goal
from laras.stages.casework.models import Task
from laras.stages.people.models import Worker
from laras.stages.support.actions import record_teach_back

# Topic, the stage it counts from, days after it.
TOLD = (
    ("rights_rules", "S2", 2),
    ("privacy", "S2", 2),
    ("crisis", "S2", 6),
    ("medicine", "S2", 12),
    ("illness", "S3", 27),
    ("plan", "S5", 5),
    ("stress", "S6", 28),
    ("daily_living", "S6", 26),
    ("social", "S6", 55),
    ("warning_signs", "S7", 1),
    ("plan", "S7", 5),
    ("services", "S8", 12),
    ("crisis", "S8", 12),
    ("stigma", "S8", 12),
    ("homecoming", "S8", 27),
)
BY_NURSE = ("medicine", "warning_signs")
TOLD_SHARE = 0.66
POINTS_AT_ONCE = 3
RECENT = 20
SEVERITY_WAY = ("severe", "severe", "moderate", "moderate", "mild")


@dataclass(frozen=True)
class Days:
    """Everything the planning of one person needs."""

    staff: Staff
    diary: Diary
    scale: Scale
    rng: random.Random

    def until(self, person: Person) -> int:
        """The last day of the person in the home, counted from the start."""
        return self.scale.days if person.left is None else person.left

    def actor(self, login: str) -> Actor:
        return self.staff.actors[login]


def plan_days(people: list[Person], days: Days) -> None:
    """Plan what recurs for everybody, until they leave."""
    for person in people:
        for plan in (_severity, _adl, _goals, _tasks, _topics):
            plan(person, days)


def _severity(person: Person, days: Days) -> None:
    first = days.rng.choice((0, 0, 1, 2))
    for step, after in enumerate((0, 60, 130, 210, 290)):
        if person.admitted + after >= days.until(person):
            return
        # A step back now and then: recovery is no straight line.
        place = min(first + step, len(SEVERITY_WAY) - 1) - (days.rng.random() < 0.15)
        level = SEVERITY_WAY[max(0, place)]
        by = days.actor(person.worker if step == 0 else "perawat")
        moment = days.diary.day(person.admitted + after, 14 + days.rng.random())
        days.diary.plan(moment, partial(_rate_severity, person, level, by))


def _rate_severity(person: Person, level: str, by: Actor) -> None:
    rate_severity(person.client, level=level, by=by)


def _adl(person: Person, days: Days) -> None:
    by = days.actor("pengasuh" if person.in_carers_ward else "perawat")
    base = days.rng.uniform(0.9, 1.8)
    for month, day in enumerate(range(person.admitted + 3, days.until(person), 30)):
        mean = min(2.8, base + 0.11 * month)
        answers = {item: max(0, min(3, round(days.rng.gauss(mean, 0.55)))) for item in ADL_ITEMS}
        days.diary.plan(days.diary.day(day, 10), partial(_record_adl, person, answers, by))


def _record_adl(person: Person, answers: dict[str, int], by: Actor) -> None:
    record_adl(person.client, answers=answers, by=by)


def _goals(person: Person, days: Days) -> None:
    for number in range(2):
        set_on = person.admitted + 17 + number
        if set_on >= days.until(person):
            return
        which = (person.index + 2 * number) % len(words.GOALS)
        by = days.actor(person.worker)
        days.diary.plan(days.diary.day(set_on, 10 + number), partial(_set_goal, person, which, days, by))
        level = -2.0 + days.rng.random()
        for day in range(set_on + 40, days.until(person), 45):
            level = max(-2.0, min(2.0, level + days.rng.gauss(0.6, 0.5)))
            moment = days.diary.day(day, 11 + days.rng.random())
            days.diary.plan(moment, partial(_rate_goal, person, number, round(level), by))


def _set_goal(person: Person, which: int, days: Days, by: Actor) -> None:
    title, own_words, aspect, levels = words.GOALS[which]
    day = days.diary.day(person.admitted + 107).date()
    described = {str(level): text for level, text in zip(range(-2, 3), levels, strict=True)}
    goal = set_goal(
        person.client, title=title, own_words=own_words, aspect=aspect, levels=described, review_on=day, by=by
    )
    person.goals.append(goal)


def _rate_goal(person: Person, number: int, level: int, by: Actor) -> None:
    rate_goal(person.goals[number], level=level, by=by)


@dataclass
class _Promise:
    """A task that may be ticked off later."""

    person: Person
    title: str
    worker: Worker
    due_on: dt.date
    made: list[Task] = field(default_factory=list)

    def give(self, by: Actor) -> None:
        self.made.append(add_task(self.person.client, title=self.title, worker=self.worker, due_on=self.due_on, by=by))

    def finish(self, by: Actor) -> None:
        finish_task(self.made[0], by=by)


def _tasks(person: Person, days: Days) -> None:
    """A promise every two months or so, kept; and for every second person one of these days, some of them overdue."""
    by, rng = days.actor(person.worker), days.rng
    until = days.until(person)
    for day in range(person.admitted + 9, until - RECENT - 15, 60):
        due = day + rng.randint(5, 12)
        promise = _promise(person, due, days)
        days.diary.plan(days.diary.day(day, 12), partial(promise.give, by))
        days.diary.plan(days.diary.day(due + rng.choice((-1, 0, 0, 2)), 15), partial(promise.finish, by))
    if person.left is None and person.index % 2 == 0:
        given = max(person.admitted + 1, days.scale.days - rng.randint(8, RECENT))
        promise = _promise(person, days.scale.days + rng.randint(-6, 9), days)
        days.diary.plan(days.diary.day(given, 12), partial(promise.give, by))


def _promise(person: Person, due: int, days: Days) -> _Promise:
    title = words.TASKS[days.rng.randrange(len(words.TASKS))]
    return _Promise(person, title, days.staff.workers[person.worker], days.diary.day(due).date())


def _topics(person: Person, days: Days) -> None:
    """Tell a part of what is due: what is not told stays a debt."""
    entered = dict(person.stages)
    silent_from = days.scale.days - person.quiet.get("informational", 0)
    for topic, stage, after in TOLD:
        if stage not in entered or days.rng.random() > TOLD_SHARE:
            continue
        by = days.actor("perawat" if topic in BY_NURSE else person.worker)
        result = days.rng.choices(("3", "2", "1", "0", "refused", "postponed"), (27, 52, 11, 3, 2, 5))[0]
        tries = [result] if result in ("2", "3", "refused") else [result, days.rng.choice(("2", "2", "1"))]
        for number, came_back in enumerate(tries):
            day = entered[stage] + after + days.rng.randint(-1, 4) + 3 * number
            if day < silent_from and day < days.until(person):
                moment = max(days.diary.day(day, 9 + days.rng.random() * 5), days.diary.day(person.admitted, 14))
                days.diary.plan(moment, partial(_tell, person, topic, came_back, by))


def _tell(person: Person, topic: str, result: str, by: Actor) -> None:
    points = [point.point_id for point in TOPICS[topic].points[:POINTS_AT_ONCE]] or [""]
    # One point may come back while another does not.
    results = {point: "2" if result == "1" and number == 0 else result for number, point in enumerate(points)}
    told = result in ("2", "3")
    record_teach_back(
        person.client,
        topic=topic,
        results=results,
        method=("picture", "spoken", "leaflet")[person.index % 3],
        language=("Jawa", "Indonesia")[person.index % 2],
        minutes=10 + person.index % 3 * 5,
        reason="Mengantuk setelah minum obat." if result == "postponed" else "",
        own_words=words.TOLD_BACK[person.index % len(words.TOLD_BACK)] if told else "",
        misunderstood="Mengira obat hanya untuk tidur." if result in ("0", "1") else "",
        by=by,
    )

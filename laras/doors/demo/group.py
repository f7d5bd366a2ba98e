"""The loop in the demo: the gap is answered by Sahabat Dengar, one group has ended and one is running."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from laras.base.store import clock
from laras.domain.groupwork.programme import sahabat_dengar
from laras.domain.groupwork.terms import SCREENING_LABELS
from laras.doors.demo import group_course as course
from laras.doors.demo.diary import Diary
from laras.doors.demo.people import Person, Staff
from laras.stages.evidence.models import Study
from laras.stages.measures.actions import NewAnswers, record_many
from laras.stages.people.models import Client
from laras.stages.programmes.actions import approve, create_group, end_group, enrol, propose, start_group, submit
from laras.stages.programmes.actions.session.saving import save_session
from laras.stages.programmes.actions.session.tapping import NewTap, open_session, record_taps
from laras.stages.programmes.models import Group, Member, Programme, Session

# In weeks before the last day of the demo.
PROPOSED, FIRST_GROUP, RUNNING_GROUP = 18, 16, 3
SHORTEST_YEAR = 300
LEFT_ALONE = 6  # who gets worse is chosen by nobody in the end
HELD_BEFORE_TODAY = 3
CARE = "Didampingi sahabat pasangan; petugas duduk di dekatnya dan menghitung alat."
MOMENTS: dict[str, float] = {"baseline": 0.0, "mid": 0.5, "end": 1.0, "followup": 0.9}
Answering = Callable[[course.Way, float, random.Random], dict[str, int]]
# Which sheets are filled in when, and who answers.
SHEETS: dict[str, tuple[tuple[str, str, Answering], ...]] = {
    "baseline": (
        ("STRESS-10", "client", course.stress),
        ("MOOD-1", "client", course.mood),
        ("MHI-5", "client", course.wellbeing),
        ("LADDER-3", "client", course.confidence),
        ("IPIP-SE", "client", course.self_esteem),
        ("SPL-8", "observer", course.participation),
    ),
    "mid": (
        ("STRESS-10", "client", course.stress),
        ("MOOD-1", "client", course.mood),
        ("MHI-5", "client", course.wellbeing),
        ("LADDER-3", "client", course.confidence),
    ),
    "end": (
        ("STRESS-10", "client", course.stress),
        ("MOOD-1", "client", course.mood),
        ("MHI-5", "client", course.wellbeing),
        ("LADDER-3", "client", course.confidence),
        ("IPIP-SE", "client", course.self_esteem),
        ("SPL-8", "observer", course.participation),
    ),
    "followup": (
        ("STRESS-10", "client", course.stress),
        ("MOOD-1", "client", course.mood),
        ("MHI-5", "client", course.wellbeing),
        ("LADDER-3", "client", course.confidence),
    ),
}


@dataclass(frozen=True)
class Circle:
    """A group with the way of each of its members."""

    group: Group
    members: list[Member]
    ways: Sequence[course.Way]


def is_long_enough(diary: Diary) -> bool:
    """Tell whether the year leaves room for a study, a proposal and a group of eight weeks after each other."""
    return (diary.end - diary.start).days >= SHORTEST_YEAR


def make_groups(study: Study, people: Sequence[Person], staff: Staff, diary: Diary, rng: random.Random) -> None:
    """Propose, have it approved, carry out a first group, measure it four weeks later, and begin a second one."""
    with clock.at(_moment(diary, PROPOSED)):
        programme: Programme = propose(study, by=staff.actors["peksos"])
        submit(programme, note="Menjawab aspek informatif yang paling lemah.", by=staff.actors["peksos"])
    with clock.at(_moment(diary, PROPOSED - 1)):
        programme = approve(programme, note="Disetujui, mulai bulan ini.", by=staff.actors["kepala"])
    whole = [person for person in people if person.worker == "peksos" and person.left is None]
    early = [person.client for person in sorted(whole, key=lambda one: one.admitted)]
    first, second = early[:8], early[8:15]
    circle = _begin(programme, "Sahabat Dengar, angkatan 1 (contoh)", first, FIRST_GROUP, staff, diary, rng)
    for session in _sessions(circle.group):
        _hold(session, circle, staff, rng)
    _measure(circle, "end", _after(circle, 1), staff, rng)
    with clock.at(_after(circle, 3)):
        ended = end_group(circle.group, note="Panggung kecil berjalan baik; dua anggota ingin membantu angkatan berikutnya.",
                          by=staff.actors["peksos"])  # fmt: skip
    _measure(Circle(ended, circle.members, circle.ways), "followup", _after(circle, 28), staff, rng)
    running = _begin(programme, "Sahabat Dengar, angkatan 2 (contoh)", second, RUNNING_GROUP, staff, diary, rng)
    for session in _sessions(running.group)[:HELD_BEFORE_TODAY]:
        _hold(session, running, staff, rng)


def _moment(diary: Diary, weeks: float, hour: float = 9.0) -> dt.datetime:
    """Return a moment `weeks` before the last day."""
    last = (diary.end - diary.start).days
    return min(diary.day(last - weeks * 7, hour), diary.end).astimezone(dt.UTC)


def _sessions(group: Group) -> list[Session]:
    return list(Session.objects.filter(group=group).order_by("number"))


def _after(circle: Circle, days: int) -> dt.datetime:
    """Return a moment some days after the last session of the plan."""
    last: dt.datetime = _sessions(circle.group)[-1].planned_at
    return last + dt.timedelta(days=days)


def _begin(
    programme: Programme,
    name: str,
    clients: Sequence[Client],
    weeks: int,
    staff: Staff,
    diary: Diary,
    rng: random.Random,
) -> Circle:
    """Plan the group, take its members in, measure them, and start: which locks the measure plan."""
    by, workers = staff.actors["peksos"], staff.workers
    starts = _moment(diary, weeks)
    with clock.at(starts - dt.timedelta(days=12)):
        group: Group = create_group(
            programme,
            name=name,
            place="Aula",
            starts_on=starts.astimezone(diary.zone).date(),
            # An hour that has passed today leaves the fourth session of the running group for whoever opens the demo.
            meets_at=dt.time(15),
            leader=workers["peksos"],
            co_leader=workers["pengasuh"],
            observer=workers["psikolog"],
            nurse=workers["perawat"],
            by=by,
        )
        yes = dict.fromkeys(SCREENING_LABELS, True)
        members = [
            enrol(group, client=one, screening=yes, care_flags=["noise"] if place == 4 else [], care_note=CARE, by=by)
            for place, one in enumerate(clients)
        ]
    circle = Circle(group, members, course.WAYS[: len(members)])
    for days in (15, 8):
        _stress_alone(circle, starts - dt.timedelta(days=days), 0.02, staff, rng)
    _measure(circle, "baseline", starts - dt.timedelta(days=1), staff, rng)
    with clock.at(starts - dt.timedelta(hours=2)):
        return Circle(start_group(group, by=by), members, circle.ways)


def _stress_alone(circle: Circle, at: dt.datetime, share: float, staff: Staff, rng: random.Random) -> None:
    """Ask for the stress of the week, at no named occasion."""
    rows = [
        NewAnswers(
            client=member.client,
            instrument="STRESS-10",
            answers=course.stress(way, share, rng),
            mode="read_aloud",
            happened_at=at,
        )
        for member, way in zip(circle.members, circle.ways, strict=True)
    ]
    with clock.at(at):
        record_many(rows, by=staff.actors["psikolog"])


def _measure(circle: Circle, occasion: str, at: dt.datetime, staff: Staff, rng: random.Random) -> None:
    """Have every member's sheets of one occasion filled in; the psychologist helps, not the worker in charge."""
    share = MOMENTS[occasion]
    rows = [
        NewAnswers(
            client=member.client,
            instrument=code,
            answers=answer(way, share, rng),
            answered_by=who,
            mode="self" if who == "observer" else "read_aloud",
            occasion=occasion,
            happened_at=at,
        )
        for member, way in zip(circle.members, circle.ways, strict=True)
        for code, who, answer in SHEETS[occasion]
    ]
    with clock.at(at):
        record_many(rows, by=staff.actors["psikolog"])


def _hold(session: Session, circle: Circle, staff: Staff, rng: random.Random) -> None:
    """Open, tap as the people in the room would, save."""
    by = staff.actors["peksos"]
    shipped = sahabat_dengar().sessions[session.number - 1]
    share = (session.number - 1) / 7
    taps = _room_taps(session, shipped.topics, circle, rng)
    there = []
    for member, way in zip(circle.members, circle.ways, strict=True):
        taps += _member_taps(session.number, member, way, share, shipped.topics, shipped.measures, rng)
        if session.number not in way.missed:
            there.append(member)
    if shipped.sociogram:
        taps += _choices(there, session.number, rng)
    taps += [NewTap(_id(rng), "partner", str(b.pk), a.pk) for a, b in zip(there[0::2], there[1::2], strict=False)]
    with clock.at(session.planned_at):
        row = open_session(session, by=by)
        record_taps(row, taps=taps, by=by)
    with clock.at(session.planned_at + dt.timedelta(minutes=80)):
        save_session(row, by=by)
    if session.number == 4:
        _measure(circle, "mid", session.planned_at + dt.timedelta(days=1), staff, rng)
    elif session.number in (3, 6):
        _stress_alone(circle, session.planned_at + dt.timedelta(hours=2), share, staff, rng)


def _id(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)


def _room_taps(session: Session, topics: Sequence[str], circle: Circle, rng: random.Random) -> list[NewTap]:
    said: list[tuple[str, Any]] = [
        ("gjk", session.plan.stage if session.plan else "intimacy"),
        *((f"topic_minutes.{topic}", 8) for topic in topics),
        ("worked", "Permainan membuat yang diam ikut tertawa."),
    ]
    if session.number == 5:
        about = {"kind": "aggression_words", "severity": 1, "injured": False, "member": str(circle.members[6].pk)}
        told = {
            "antecedent": "Berebut alat musik.",
            "behaviour": "Membentak teman, lalu keluar sebentar.",
            "consequence": "Ditemani pengasuh di teras sepuluh menit.",
            "action": "Giliran alat musik diatur ulang bersama.",
            "reported_to": "Penyelia",
        }
        said.append((f"incident.{_id(rng).hex}", {**about, **told}))
    return [NewTap(_id(rng), key, value) for key, value in said]


def _member_taps(
    number: int,
    member: Member,
    way: course.Way,
    share: float,
    topics: Sequence[str],
    measures: Sequence[str],
    rng: random.Random,
) -> list[NewTap]:
    if number in way.missed:
        return [NewTap(_id(rng), "attendance", way.missed[number], member.pk)]
    before, after = course.moods(way, share, rng)
    said: list[tuple[str, Any]] = [
        ("light", "green"),
        ("attendance", "full"),
        ("mood_before", before),
        ("mood_after", after),
        *((f"teach.{topic}", course.told_back(way, rng)) for topic in topics),
        *((f"ans.CARD-4.{item}", value) for item, value in course.card(way, rng).items()),
    ]
    if "SPL-8" in measures:
        said += [(f"spl.{item}", value) for item, value in course.participation(way, share, rng).items()]
    return [NewTap(_id(rng), key, value, member.pk) for key, value in said]


def _choices(there: Sequence[Member], number: int, rng: random.Random) -> list[NewTap]:
    """Whom they would sit with: neighbours more and more, and the one who gets worse is chosen by nobody at the end."""
    taps = []
    for place, member in enumerate(there):
        others = [there[(place + step) % len(there)] for step in (1, len(there) - 1)]
        chosen = [one for one in others[: 1 if number < 4 else 2] if number < 8 or one.pk != there[LEFT_ALONE].pk]
        for other in chosen:
            if rng.random() < (0.55 if number < 4 else 0.9):
                taps.append(NewTap(_id(rng), f"tie.choose.{other.pk.hex}", value=True, member=member.pk))
    return taps

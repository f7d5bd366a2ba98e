"""What a session yields when it is saved: the records that arise, what is missing, what must be mended first.

Pure: the state of the taps and the plan in, plain values out; the action turns them into records of earlier stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from laras.domain import information
from laras.domain.errors import N_
from laras.domain.groupwork.process import may_join, readiness
from laras.domain.groupwork.taps import MOST_CHOICES, NOT_SEEN, REFUSED, State
from laras.domain.groupwork.terms import ATTENDED

HELD_REGULARLY = "GRP-02"
INVITED = "GRP-01"
PAIRED = "GRP-03"
MOOD, CARD, PARTICIPATION = "MOOD-1", "CARD-4", "SPL-8"
MEDICINE = "medicine"
LEAST_FOR_A_GROUP = 4

# What is missing does not stop the saving; the sentences name the members beside them.
MISSING = {
    "mood_before": N_("No mood before"),
    "mood_after": N_("No mood afterwards"),
    "teach_back": N_("Nothing told back yet"),
    "participation": N_("Participation not rated (at least 6 of 8)"),
    CARD: N_("No session card"),
    "steps": N_("Not said what became of a step"),
}
# What is mended first.
BLOCKED = {
    "attendance": N_("Say for everybody whether they were there"),
    "red": N_("The light is red: the nurse is with them, they do not join"),
    "reason": N_("Write why the telling back was postponed"),
    "choices": N_("At most three choices each"),
    "nobody": N_("Nobody was there: cancel the session, with a reason"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned: topic codes, number of steps, instruments that members answer in this session."""

    topics: tuple[str, ...] = ()
    steps: int = 0
    instruments: tuple[str, ...] = (CARD,)


@dataclass(frozen=True, slots=True)
class Presence:
    """How one member was there."""

    member: str
    status: str
    light: str
    signs: tuple[str, ...]
    turns: dict[str, int]
    adverse: tuple[str, ...]
    note: str
    medicine_effect: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An act of group support that arises for a member."""

    member: str
    indicator: str
    polarity: str = "given"


@dataclass(frozen=True, slots=True)
class Told:
    """A topic told back by a member: result 0–3, refused or postponed (with a reason); '' was told, not told back."""

    member: str
    topic: str
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a member answered (None: did not want to), or the observer saw; `kind` says which moment of the session."""

    member: str
    kind: str
    instrument: str
    values: dict[str, int | None]
    answered_by: str
    at: float


@dataclass(frozen=True, slots=True)
class Lack:
    """Something missing or blocking, a key of MISSING or BLOCKED, and whom it is about."""

    kind: str
    members: tuple[str, ...] = ()


@dataclass(slots=True)
class Harvest:
    """Everything a save would make."""

    presences: list[Presence] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    answers: list[Answers] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    ties: list[tuple[str, str, str]] = field(default_factory=list)
    incidents: list[dict[str, Any]] = field(default_factory=list)
    missing: list[Lack] = field(default_factory=list)
    blocked: list[Lack] = field(default_factory=list)

    @property
    def attended(self) -> list[str]:
        """The members who were there, in full or in part."""
        return [one.member for one in self.presences if one.status in ATTENDED]


def light_of(state: State, member: str) -> str:
    """Return the light of a member today, '' where nobody has looked yet."""
    taps = state.of(member)
    signs = state.on(member, "sign.")
    if not signs and "light" not in taps:
        return ""
    return readiness(signs, taps.get("light", "green"))


def harvest(state: State, members: Sequence[str], plan: Plan, mood_item: str = "1") -> Harvest:
    """Return what saving this state would make; `members` are the ids of the group's members in their order.

    `mood_item` is the item id of the one-face instrument. Answers are taken from those who were there; whoever left
    early or came late still answered. Nothing here is stored.
    """
    found = Harvest(presences=[_presence(state, member) for member in members if "attendance" in state.of(member)])
    there = found.attended
    found.given = _given(state, found)
    found.told = [told for member in there for told in _told(state, member, plan)]
    found.answers = [answers for member in there for answers in _answers(state, member, plan, mood_item)]
    found.pairs = [pair for pair in state.pairs() if set(pair) <= set(there)]
    found.ties = _ties(state, there)
    incidents = state.part("", "incident.")
    found.incidents = [{**told, "at": state.at["", f"incident.{name}"]} for name, told in incidents.items()]
    found.blocked = _blocked(state, members, found)
    found.missing = _missing(state, found, plan)
    return found


def _presence(state: State, member: str) -> Presence:
    taps = state.of(member)
    return Presence(
        member=member,
        status=taps["attendance"],
        light=light_of(state, member),
        signs=tuple(state.on(member, "sign.")),
        turns={kind: count for kind, count in state.part(member, "turn.").items() if count},
        adverse=tuple(state.on(member, "adverse.")),
        note=taps.get("note", "").strip(),
        medicine_effect=bool(taps.get("medicine")),
    )


def _given(state: State, found: Harvest) -> list[Given]:
    """The group that took place is support for those who came; an invitation declined is recorded as declined."""
    acts = []
    for one in found.presences:
        if one.status in ATTENDED:
            acts.append(Given(one.member, HELD_REGULARLY))
            if state.partners.get(one.member) in found.attended:
                acts.append(Given(one.member, PAIRED))
        elif one.status == "refused":
            acts.append(Given(one.member, INVITED, "refused"))
    return acts


def told_topics(state: State, plan: Plan) -> list[str]:
    """Return the topics of the plan of which at least one point was told, or somebody told something back."""
    points = {point for point, on in state.part("", "told.").items() if on}
    asked = {key.removeprefix("teach.") for taps in state.members.values() for key in taps if key.startswith("teach.")}
    return [
        topic
        for topic in dict.fromkeys([*plan.topics, *sorted(asked)])
        if topic in asked or points & {point.point_id for point in information.topic(topic).points}
    ]


def _told(state: State, member: str, plan: Plan) -> list[Told]:
    taps = state.of(member)
    return [
        Told(member, topic, taps.get(f"teach.{topic}", ""), taps.get(f"why.{topic}", "").strip())
        for topic in told_topics(state, plan)
    ]


def _answers(state: State, member: str, plan: Plan, mood_item: str) -> list[Answers]:
    taps = state.of(member)
    found = []
    for kind in ("mood_before", "mood_after"):
        if kind in taps:
            value = None if taps[kind] == REFUSED else taps[kind]
            found.append(Answers(member, kind, MOOD, {mood_item: value}, "client", state.at[member, kind]))
    seen = {item: None if value == NOT_SEEN else value for item, value in state.part(member, "spl.").items()}
    if any(value is not None for value in seen.values()):
        seen |= {MEDICINE: 1} if taps.get("medicine") else {}
        found.append(Answers(member, "participation", PARTICIPATION, seen, "observer", _last(state, member, "spl.")))
    for code in plan.instruments:
        prefix = f"ans.{code}."
        given = {item: None if value == REFUSED else value for item, value in state.part(member, prefix).items()}
        if given:
            found.append(Answers(member, code, code, given, "client", _last(state, member, prefix)))
    return found


def _last(state: State, member: str, prefix: str) -> float:
    return max(state.at[member, key] for key in state.of(member) if key.startswith(prefix))


def _ties(state: State, there: Sequence[str]) -> list[tuple[str, str, str]]:
    known = {member.replace("-", ""): member for member in there}
    found = []
    for member in there:
        for rest in state.on(member, "tie."):
            kind, _, other = rest.partition(".")
            if other in known and known[other] != member:
                found.append((member, known[other], kind))
    return found


def _blocked(state: State, members: Sequence[str], found: Harvest) -> list[Lack]:
    known = {one.member for one in found.presences}
    postponed = [t.member for t in found.told if t.result == "postponed" and not t.reason]
    chosen = [member for member, _, kind in found.ties if kind == "choose"]
    lacks = [
        Lack("attendance", tuple(member for member in members if member not in known)),
        Lack("red", tuple(o.member for o in found.presences if o.status in ATTENDED and not may_join(o.light))),
        Lack("reason", tuple(dict.fromkeys(postponed))),
        Lack("choices", tuple(member for member in dict.fromkeys(chosen) if chosen.count(member) > MOST_CHOICES)),
    ]
    if len(known) == len(members) and not found.attended:
        return [Lack("nobody")]
    return [lack for lack in lacks if lack.members]


def _missing(state: State, found: Harvest, plan: Plan) -> list[Lack]:
    there = found.attended
    has = {(answers.member, answers.kind) for answers in found.answers}
    rated = {a.member for a in found.answers if a.kind == "participation" and _rated(a) >= 6}
    told_back = {told.member for told in found.told if told.result}
    steps = sum(bool(state.room.get(f"step.{n}")) for n in range(plan.steps))
    lacks = [
        Lack("mood_before", tuple(m for m in there if (m, "mood_before") not in has)),
        Lack("mood_after", tuple(m for m in there if (m, "mood_after") not in has)),
        Lack("teach_back", tuple(m for m in there if plan.topics and m not in told_back)),
        Lack("participation", tuple(m for m in there if m not in rated)),
        *(Lack(code, tuple(m for m in there if (m, code) not in has)) for code in plan.instruments),
    ]
    unsaid = [Lack("steps")] if steps < plan.steps else []
    return [lack for lack in lacks if lack.members] + unsaid


def _rated(answers: Answers) -> int:
    return sum(value is not None for item, value in answers.values.items() if item != MEDICINE)

"""What a saved session shows: who was there, how moods changed, who is to be greeted, how far it kept to its plan."""

from __future__ import annotations

from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain.groupwork.process import (
    Attendance,
    Fidelity,
    MoodChange,
    Step,
    Turns,
    attendance,
    card_is_low,
    fidelity,
    mood_change,
    teach_back_success,
    turns,
)
from laras.domain.groupwork.terms import ATTENDED
from laras.domain.results import Result
from laras.stages.measures.models import Administration
from laras.stages.programmes.models import Attendance as Presence
from laras.stages.programmes.models import Incident, Pair, Session
from laras.stages.programmes.queries.session import next_session
from laras.stages.programmes.queries.session_answers import Answers, session_answers
from laras.stages.support.models import TeachBack


@dataclass(frozen=True)
class Summary:
    """A saved session in figures. `presences` are those this person may see; the figures speak of everybody.

    `moods` maps member id to (before, after), `greet` member id to the reasons: worse, low, card, adverse.
    """

    session: Session
    presences: list[Presence]
    attendance: Attendance
    moods: dict[str, tuple[int | None, int | None]]
    mood: MoodChange
    greet: dict[str, list[str]]
    participation: dict[str, float]
    told: Result
    turns: Turns
    fidelity: Fidelity
    incidents: list[Incident]
    incidents_in_all: int
    pairs: list[tuple[str, str]]
    next: Session | None


def summary(session: Session, actor: Actor) -> Summary:
    """Return what a saved session shows to this person; a constant number of queries."""
    everybody = list(Presence.objects.filter(session=session).order_by("client__number", "id").select_related("client"))
    seen = set(Presence.objects.visible_to(actor).filter(session=session).values_list("pk", flat=True))
    answers = session_answers([session]).get(session.pk, {})
    moods = _moods(answers)
    mood = mood_change({m: pair[0] for m, pair in moods.items()}, {m: pair[1] for m, pair in moods.items()})
    points = TeachBack.objects.filter(pk__in=session.arisen.get("teach_backs", []), undone_at__isnull=True)
    there = [one for one in everybody if one.status in ATTENDED]
    pairs = Pair.objects.filter(session=session).order_by("id").values_list("first_id", "second_id")
    return Summary(
        session=session,
        presences=[one for one in everybody if one.pk in seen],
        attendance=attendance(one.status for one in everybody),
        moods=moods,
        mood=mood,
        greet=_greet(everybody, answers, mood, moods),
        participation=_participation(answers),
        told=teach_back_success(points.order_by("id").values_list("result", flat=True)),
        turns=turns({str(one.member_id): _spoken(one) for one in there}),
        fidelity=fidelity([Step(one["planned"], one["actual"], one["state"]) for one in session.steps]),
        incidents=list(Incident.objects.visible_to(actor).filter(session=session).order_by("happened_at", "id")),
        incidents_in_all=Incident.objects.filter(session=session).count(),
        pairs=[(str(first), str(second)) for first, second in pairs],
        next=next_session(session),
    )


def _spoken(presence: Presence) -> int:
    """Turns that take part: disturbing is noted, but no turn."""
    return sum(count for kind, count in dict(presence.turns).items() if kind != "disturbs")


def _moods(answers: Answers) -> dict[str, tuple[int | None, int | None]]:
    before, after = answers.get("mood_before", {}), answers.get("mood_after", {})
    return {member: (_face(before.get(member)), _face(after.get(member))) for member in {**before, **after}}


def _face(sheet: Administration | None) -> int | None:
    value = sheet.answers.get("1") if sheet else None
    return int(value) if value is not None else None


def _participation(answers: Answers) -> dict[str, float]:
    scores = {member: sheet.score for member, sheet in answers.get("participation", {}).items()}
    return {member: score for member, score in scores.items() if score is not None}


def _greet(
    everybody: list[Presence],
    answers: Answers,
    mood: MoodChange,
    moods: dict[str, tuple[int | None, int | None]],
) -> dict[str, list[str]]:
    cards = {member: card_is_low(sheet.answers) for member, sheet in answers.get("CARD-4", {}).items()}
    found: dict[str, list[str]] = {}
    for one in everybody:
        member = str(one.member_id)
        reasons = []
        if member in mood.worse:
            reasons.append("low" if moods[member][1] == 1 else "worse")
        if cards.get(member):
            reasons.append("card")
        if list(one.adverse):
            reasons.append("adverse")
        if one.readiness == "red":
            reasons.append("red")
        if reasons:
            found[member] = reasons
    return found

"""What must hold before a deed on a proposal, a group or a member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, NotAllowed
from laras.domain.groupwork.terms import LAST_OPEN_SESSION, OPEN_TO_CHANGE
from laras.stages.people.models import Worker
from laras.stages.people.queries import workers_who_may
from laras.stages.people.rules import must_be_of_home
from laras.stages.programmes.models import Group, Programme, Session

FARTHEST_DAYS = 400


def must_be_open(programme: Programme) -> None:
    """Refuse changes to a proposal that waits for approval or has it."""
    if programme.state not in OPEN_TO_CHANGE:
        raise Closed(N_("This proposal is not open to changes. Withdraw it, or make a revision."))


def must_be_anothers(programme: Programme, by: Actor) -> None:
    """Nobody decides on what they wrote or handed in."""
    if by.login in (programme.proposed_by, programme.recorded_by):
        raise NotAllowed(N_("Nobody approves their own proposal. Ask another person."))


def must_be_a_team(team: Iterable[Worker | None], by: Actor) -> None:
    """Refuse workers of another home, one who may not run a session, and one person in two places of the team.

    The team sees the records of the members: a system administrator or an auditor in it would see clients.
    """
    known = [worker for worker in team if worker is not None]
    for worker in known:
        must_be_of_home(worker, by)
    able = set(workers_who_may(by, "programmes.session").values_list("pk", flat=True))
    stranger = next((worker for worker in known if worker.pk not in able), None)
    if stranger is not None:
        raise BadInput(N_("{name} may not run a session. Choose somebody who may."), name=stranger.name, field="leader")
    if len({worker.pk for worker in known}) < len(known):
        raise BadInput(N_("One person has two places in the team. Choose different people."), field="leader")


def must_be_near(moment: dt.datetime, *, field: str) -> None:
    """Refuse a day far from today: the team would see its members until then."""
    if abs((moment - clock.now()).days) > FARTHEST_DAYS:
        raise BadInput(N_("Choose a day at most {n} days from today."), n=FARTHEST_DAYS, field=field)


def must_run(group: Group, by: Actor) -> None:
    """A group is changed by its team, by whoever planned it, and by those who serve the whole home."""
    team = [one for one in (group.leader, group.co_leader, group.observer, group.nurse) if one is not None]
    if by.sees_whole_home or by.login == group.recorded_by:
        return
    if not any(worker.user_id == by.user_id for worker in team):
        raise NotAllowed(N_("Only the team of this group may do this. Ask its leader."))


def must_take_members(group: Group, sessions: Iterable[Session]) -> None:
    """A group takes members until its second session is over: later ones would find the others grown together."""
    if group.state == "ended":
        raise Closed(N_("This group has ended."))
    for session in sessions:
        over = session.state == "saved" and session.number >= LAST_OPEN_SESSION
        if over or (session.state == "open" and session.number > LAST_OPEN_SESSION):
            raise Closed(N_("New members are taken in until session {n}. Plan the next group."), n=LAST_OPEN_SESSION)

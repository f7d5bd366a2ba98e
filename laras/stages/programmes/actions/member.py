"""Who is in a group: taken in after a look at readiness and risks, paired, let go."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete, NotFound
from laras.domain.groupwork.activities import clashes
from laras.domain.groupwork.terms import EXCLUSION_LABELS, REASON_LENGTH, RISK_TAGS, SCREENING_LABELS
from laras.stages.casework.queries import latest_severity
from laras.stages.people.models import Client
from laras.stages.people.rules import reason_given
from laras.stages.programmes.actions._access import AFTER_END, last_day, open_for, set_end, team_of
from laras.stages.programmes.actions._row import locked_group
from laras.stages.programmes.models import Group, Member
from laras.stages.programmes.queries import planned_activities, sessions
from laras.stages.programmes.rules import must_run, must_take_members


@action("programmes.group")
def enrol(
    group: Group,
    *,
    client: Client,
    screening: Mapping[str, bool],
    exclusions: Collection[str] = (),
    care_flags: Collection[str] = (),
    care_note: str = "",
    goal: str = "",
    by: Actor,
) -> Member:
    """Take a client in and open the record to the team.

    `screening` answers the three questions (all must be yes), `exclusions` names what speaks against it now (none
    may), `care_flags` are risk tags. Where a flag meets an activity, or the category is severe, `care_note` says how
    the risk is met. Whoever enrols must be able to write about the client: an emergency opens nothing to others.
    """
    if not Client.objects.writable_by(by).filter(pk=client.pk).exists():
        raise NotFound(N_("This record is not there, or not yours to see."))
    group = locked_group(group)  # the same person taken in twice at once is told the second time
    must_take_members(group, sessions(group))
    if Member.objects.filter(group=group, client=client, left_at__isnull=True).exists():
        raise Conflict(N_("This person is in the group already."), field="client")
    _screened(screening, exclusions)
    flags = [tag for tag in RISK_TAGS if tag in set(care_flags)]
    _risks_met(group, client, flags, care_note)
    member = Member(
        facility=by.facility,
        group=group,
        client=client,
        screening={
            **{code: bool(screening.get(code)) for code in SCREENING_LABELS},
            "category": latest_severity([client.pk]).get(client.pk, ""),
        },
        care_flags=flags,
        care_note=care_note.strip(),
        goal=goal.strip(),
        joined_at=clock.now(),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    member.save(force_insert=True)
    open_for(member, workers=team_of(group), until=last_day(group), by=by)
    return member


def _screened(screening: Mapping[str, bool], exclusions: Collection[str]) -> None:
    """Refuse where a question is not answered with yes, or something speaks against it now."""
    if set(exclusions) & set(EXCLUSION_LABELS):
        raise BadInput(N_("Not now: something speaks against it today. Ask again when it is over."), field="exclusions")
    if not all(screening.get(code) for code in SCREENING_LABELS):
        raise Incomplete(
            N_("All three must be true before somebody joins. If not yet, wait and ask again."), field="screening"
        )


def _risks_met(group: Group, client: Client, flags: list[str], care_note: str) -> None:
    """Ask for a note where care flags meet planned activities, or the category is severe."""
    if len(care_note.strip()) >= REASON_LENGTH:
        return
    found = clashes([(client, flags)], planned_activities(group.programme_id))
    if found:
        raise Incomplete(
            N_("Care and planned activities meet ({n}). Write how the risk is met, at least {least} characters."),
            n=len(found),
            least=REASON_LENGTH,
            field="care_note",
        )
    if latest_severity([client.pk]).get(client.pk) == "severe":
        raise Incomplete(
            N_("The category is severe. Write why the group is right now, at least {least} characters."),
            least=REASON_LENGTH,
            field="care_note",
        )


@action("programmes.group")
def change_care(member: Member, *, care_flags: Collection[str], care_note: str, goal: str, by: Actor) -> Member:
    """Change what is known about a member: care flags, how risks are met, the goal in own words."""
    _must_be_in(member, by)
    flags = [tag for tag in RISK_TAGS if tag in set(care_flags)]
    _risks_met(member.group, member.client, flags, care_note)
    member.care_flags, member.care_note, member.goal = flags, care_note.strip(), goal.strip()
    member.save(update_fields=["care_flags", "care_note", "goal"])
    return member


@action("programmes.group")
def set_buddy(member: Member, *, buddy: Member | None, by: Actor) -> Member:
    """Make two members buddies, or part them; a former buddy of either is free again."""
    _must_be_in(member, by)
    if buddy is not None and (buddy.group_id != member.group_id or buddy.left_at is not None or buddy.pk == member.pk):
        raise BadInput(N_("Choose another member of the same group."), field="buddy")
    pair = [one for one in (member, buddy) if one is not None]
    Member.objects.filter(group_id=member.group_id, buddy__in=[one.pk for one in pair]).update(buddy=None)
    for one, other in ((member, buddy), (buddy, member)):
        if one is not None:
            one.buddy = other if buddy is not None else None
            one.save(update_fields=["buddy"])
    return member


@action("programmes.group")
def leave_group(member: Member, *, reason: str, by: Actor) -> Member:
    """Let a member go, with the reason; leaving is a right, not a failure."""
    _must_be_in(member, by)
    member.left_reason = reason_given(reason, at_least=REASON_LENGTH)
    member.left_at = clock.now()
    Member.objects.filter(buddy=member).update(buddy=None)
    member.buddy = None
    member.save(update_fields=["left_reason", "left_at", "buddy"])
    set_end(member, member.left_at + AFTER_END, by=by)
    return member


def _must_be_in(member: Member, by: Actor) -> None:
    must_run(locked_group(member.group), by)
    member.refresh_from_db(fields=["left_at", "buddy"])
    if member.left_at is not None:
        raise Closed(N_("This person has left the group already."))

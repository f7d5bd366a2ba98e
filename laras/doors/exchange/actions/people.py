"""Cases of a project become informants; what their variables say becomes traits.

A case called like a code keeps its name. Any other name may be somebody's, and is sealed; the code is a new one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.domain.errors import N_
from laras.doors.exchange.refi.model import Loss
from laras.doors.exchange.refi.people import Person
from laras.doors.exchange.refi.plan import Plan
from laras.stages.evidence.actions import add_informant
from laras.stages.evidence.models import Informant, Study

LONGEST_CODE = 20
LONGEST_NAME = 200
_LIKE_A_CODE = re.compile(r"[^\W\d]{0,8}[-_. ]?\d{1,6}[^\W\d]?")
RENAMED = N_("The case “{name}” stands under the code {code}. Its name is sealed and not written at export.")
OF_SOURCE = N_("“{name}”: values of variables: {count}. They are kept and written back at export.")
SHARED = N_("“{name}” stands in several cases. It is taken as a source of the first.")


@dataclass(frozen=True)
class TakenPeople:
    """The informant of each case and of each source by GUID, how many were added, and what is to be told."""

    by_case: Mapping[str, Informant]
    by_source: Mapping[str, Informant]
    added: int
    lost: tuple[Loss, ...]


def take_people(study: Study, *, plan: Plan, kind: str, by: Actor) -> TakenPeople:
    """Add an informant for each case that is not there; sources with values of their own only where they are talks.

    An informant who came with an earlier project, or has the code of the case, is that case; what is known stays.
    """
    there = {one.code: one for one in Informant.objects.filter(study=study).order_by("code")}
    known = _known(study, there)
    own = plan.project.origin.startswith("Laras")
    by_case: dict[str, Informant] = {}
    by_source: dict[str, Informant] = {}
    lost: list[Loss] = []
    added = 0
    names = {source.guid: source.name for source in plan.project.sources}
    for person in plan.people:
        if person.of_source and kind not in ("interview", "fgd"):
            count = len(person.traits)
            lost.append(Loss("variables", OF_SOURCE, {"name": person.name, "count": count}, count))
            continue
        as_it_is = not person.of_source and (own or _LIKE_A_CODE.fullmatch(person.name) is not None)
        informant = known.get(person.guid) or (there.get(person.name[:LONGEST_CODE]) if as_it_is else None)
        if informant is None:
            informant = _added(study, person, _code(person, as_it_is, there), as_it_is, by)
            there[informant.code] = informant
            added += 1
            if not as_it_is:
                lost.append(Loss("names", RENAMED, {"name": person.name or person.guid, "code": informant.code}))
        by_case[person.guid] = informant
        for guid in person.sources:
            if guid in by_source and by_source[guid].pk != informant.pk:
                lost.append(Loss("cases", SHARED, {"name": names.get(guid, guid)}))
            by_source.setdefault(guid, informant)
    return TakenPeople(by_case, by_source, added, tuple(lost))


take_people.permission = "evidence.edit"  # type: ignore[attr-defined]  # asked by every deed it does


def _known(study: Study, there: Mapping[str, Informant]) -> dict[str, Informant]:
    by_pk = {str(one.pk): one for one in there.values()}
    pairs = (pair for entry in study.kept.get("refi", ()) for pair in entry.get("cases", {}).items())
    return {guid: by_pk[pk] for guid, pk in pairs if pk in by_pk}


def _added(study: Study, person: Person, code: str, as_it_is: bool, by: Actor) -> Informant:
    made: Informant = add_informant(
        study,
        code=code,
        role=person.role or _("not said"),
        years=person.years,
        name="" if as_it_is else person.name[:LONGEST_NAME],
        by=by,
    )
    if person.traits:
        made.traits = dict(person.traits)
        made.save(update_fields=["traits"])
    return made


def _code(person: Person, as_it_is: bool, there: Mapping[str, Informant]) -> str:
    wanted = person.name[:LONGEST_CODE].strip() if as_it_is else ""
    number = 1
    while not wanted or wanted in there:
        wanted = f"K{number}"
        number += 1
    return wanted

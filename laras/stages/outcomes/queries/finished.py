"""The way from gap to programme to change, aspect by aspect: what the board of the home shows."""

from __future__ import annotations

from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain.appraisal import Band
from laras.domain.aspects import ASPECT_CODES
from laras.domain.outcomes import Target
from laras.stages.appraisal.queries import appraise
from laras.stages.evidence.models import Study
from laras.stages.outcomes.queries.evaluation import evaluation
from laras.stages.programmes.models import Group, Programme


@dataclass(frozen=True)
class GroupState:
    """The group whose change is read for an aspect and, once it has ended, how many of its targets were met."""

    group: Group
    targets: tuple[Target, ...]

    @property
    def met(self) -> int:
        return sum(target.met is True for target in self.targets)

    @property
    def assessable(self) -> int:
        return sum(target.met is not None for target in self.targets)


def answers_of_home(actor: Actor) -> dict[str, GroupState]:
    """Return, for each aspect that a programme answers, its newest ended group with its targets, else a running one.

    A group that runs has no change yet, so it does not hide the one that ended before it.
    """
    rows = Group.objects.visible_to(actor).filter(state__in=("running", "ended")).select_related("programme")
    newest: dict[str, Group] = {}
    for group in sorted(rows.order_by("starts_on", "id"), key=lambda one: one.state == "ended"):
        newest[group.programme.aspect] = group
    return {
        aspect: GroupState(group, evaluation(group).targets if group.state == "ended" else ())
        for aspect, group in newest.items()
        if aspect
    }


@dataclass(frozen=True)
class Way:
    """One aspect from gap to change; what is not there yet is None.

    `band` is what the newest study found, `is_gap` tells its weakest aspect.
    """

    aspect: str
    study: Study | None
    band: Band | None
    is_gap: bool
    programme: Programme | None
    answer: GroupState | None

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to say about the aspect beyond its band."""
        return self.is_gap or self.programme is not None


def ways_of_home(actor: Actor) -> list[Way]:
    """Return the five aspects in their order: gap of the newest study, newest programme, change in its newest group.

    The number of queries grows with the aspects that were answered, not with studies, programmes or groups.
    """
    study = Study.objects.visible_to(actor).order_by("-recorded_at", "-id").first()
    found = appraise(study) if study is not None else None
    bands = {one.aspect: one.band for one in found.aspects} if found else {}
    answers = answers_of_home(actor)
    rows = Programme.objects.visible_to(actor).exclude(state="retired").order_by("recorded_at", "id")
    proposed = {programme.aspect: programme for programme in rows.defer("text", "evidence")}
    return [
        Way(
            aspect=code,
            study=study,
            band=bands.get(code),
            is_gap=found is not None and found.weakest == code,
            programme=answers[code].group.programme if code in answers else proposed.get(code),
            answer=answers.get(code),
        )
        for code in ASPECT_CODES
    ]

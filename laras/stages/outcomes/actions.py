"""The one deed of the stage: everything else here is read."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.errors import N_, Conflict, NotFound
from laras.stages.evidence.actions import add_source
from laras.stages.evidence.models import Source, Study
from laras.stages.programmes.models import Group


@action("evidence.import")
def file_evaluation(group: Group, *, study: Study, text: str, by: Actor) -> Source:
    """Take the evaluation of a group into a study as a document, without names; Conflict when it is there already.

    `text` is what the person has read before: what is filed is what was shown.
    """
    if study.facility_id != group.facility_id:
        raise NotFound(N_("This record is not there, or not yours to see."))
    name = f"Evaluasi: {group.name}"
    if Source.objects.filter(study=study, name=name, removed_at__isnull=True).exists():
        raise Conflict(N_("The evaluation of this group is a source of this study already."), field="study")
    return add_source(study, name=name, kind="document", text=text, happened_at=group.ended_at, by=by)

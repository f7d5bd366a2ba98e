"""The key: which words stand for which name; the texts themselves are changed by the coding stage."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict
from laras.stages.evidence.models import PSEUDONYM_KINDS, Pseudonym, Study
from laras.stages.evidence.rules import chosen, written

LONGEST_REAL = 200
LONGEST_STANDS = 80


@action("evidence.key")
def add_pseudonym(
    study: Study, *, kind: str, real: str, stands: str = "", is_kept: bool = False, by: Actor
) -> Pseudonym:
    """Put a name with the words that stand for it into the key, or note that words are no name (`is_kept`).

    Conflict when the key has these words already, and where the new words name somebody of the key themselves.
    """
    plain = written(real, field="real", most=LONGEST_REAL)
    words = plain if is_kept else written(stands, field="stands", most=LONGEST_STANDS)
    if not is_kept and plain.lower() in words.lower():
        raise BadInput(N_("The words that stand there must not hold the name itself. Write others."), field="stands")
    for row in Pseudonym.objects.filter(study=study).order_by("recorded_at", "id"):
        if row.real.lower() == plain.lower():
            raise Conflict(N_("These words stand in the key already."), field="real")
        if not is_kept and not row.is_kept and row.real.lower() == words.lower():
            raise Conflict(N_("These words are a name of the key themselves. Write others."), field="stands")
    return Pseudonym.objects.create(
        facility_id=by.facility_id,
        study=study,
        kind=chosen(kind, PSEUDONYM_KINDS, field="kind"),
        real=plain,
        stands=words[:LONGEST_STANDS],
        is_kept=is_kept,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )


@action("evidence.key")
def forget_pseudonym(pseudonym: Pseudonym, *, by: Actor) -> Pseudonym:
    """Take an entry out of the key; texts stay as they are (see `coding.actions.take_back_pseudonym`)."""
    pk = pseudonym.pk
    pseudonym.delete()
    pseudonym.pk = pk
    return pseudonym

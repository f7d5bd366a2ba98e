"""Opening, closing and cancelling a second reading."""

from __future__ import annotations

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete
from laras.stages.coding.models import ROUND_KINDS, Coding, Reading, Round
from laras.stages.coding.queries import coders_here, coders_of, draft, open_rounds, result_of
from laras.stages.coding.rules import with_reason
from laras.stages.evidence.models import Study


@action("coding.round")
def open_round(
    study: Study, *, kind: str, first_coder: str, second_coder: str, share: float, reason: str, by: Actor
) -> Round:
    """Draw sources and let `second_coder` read them blind; for a `recode` both coders are the same person.

    The software sets the seed from study and number, so that nobody draws until the sample pleases. Refused earlier
    than 14 days after the first reading, with the first day on which it may be.
    """
    if kind not in ROUND_KINDS:
        raise BadInput(N_("“{value}” is no kind of second reading. Choose one."), value=kind, field="kind")
    first, second = first_coder.strip(), second_coder.strip()
    if second not in dict(coders_here(by)):
        raise BadInput(
            N_("“{name}” may not code here. Choose a person of the list."), name=second, field="second_coder"
        )
    if first not in {*dict(coders_here(by)), *coders_of(study)}:
        raise BadInput(N_("“{name}” has coded nothing here. Choose a coder."), name=first, field="first_coder")
    if (kind == "recode") != (first == second):
        told = N_("A second coder is another person. To read again oneself, choose “Code–recode”.")
        again = N_("Whoever reads again is the one who read first. Choose the same person twice.")
        raise BadInput(again if kind == "recode" else told, field="second_coder")
    if any(row.second_coder == second for row in open_rounds(study_id=study.pk)):
        raise Conflict(N_("“{name}” has an open round in this study. Close it first."), name=second)
    drawn = draft(study, kind=kind, coder=second, share=share)
    if drawn.may_from is not None:
        raise Closed(
            N_("A second reading by the same person needs 14 days. It may begin on {day}."),
            day=f"{drawn.may_from:%d/%m/%Y}",
        )
    if not drawn.sample:
        raise Incomplete(N_("There is no source to draw from. Look at what was left out and why."))
    made = Round(
        facility_id=by.facility_id,
        study=study,
        number=drawn.number,
        kind=kind,
        first_coder=first,
        second_coder=second,
        seed=drawn.seed,
        share=share,
        frame=[str(source.pk) for source in drawn.frame],
        sample=[str(source.pk) for source in drawn.sample],
        reason=with_reason(reason),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    made.save(force_insert=True)
    return made


@action("coding.round")
def close_round(round: Round, *, by: Actor) -> Round:
    """End a second reading and keep how far the two agreed: what is talked over or changed later changes no number.

    Sources that only one of the two has finished count nowhere. Incomplete where there is none that both finished.
    """
    _must_stand(round)
    result = result_of(round.study, round)
    if not result["source"]["shared"]:
        raise Incomplete(N_("No drawn source has been finished by both. Let both finish one, or cancel the round."))
    round.closed_at, round.result = clock.now(), result
    round.save(update_fields=["closed_at", "result"])
    return round


@action("coding.round")
def cancel_round(round: Round, *, by: Actor) -> Round:
    """Give up a second reading in which nothing was coded; what was drawn stays to be seen."""
    _must_stand(round)
    begun = {"study_id": round.study_id, "round": round.number}
    if Coding.objects.filter(**begun).exists() or Reading.objects.filter(**begun).exists():
        raise Closed(N_("Somebody has coded in this round already. Close it instead."))
    round.cancelled_at = clock.now()
    round.save(update_fields=["cancelled_at"])
    return round


def _must_stand(round: Round) -> None:
    if round.closed_at is not None or round.cancelled_at is not None:
        raise Closed(N_("This round has ended."))

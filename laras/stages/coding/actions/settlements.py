"""Settling what two people judged differently; both originals stay as they are."""

from __future__ import annotations

from collections.abc import Collection

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.aspects import POLARITIES
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete, NotAllowed, NotFound
from laras.stages.coding.models import SETTLEMENTS, Code, Round, Settlement
from laras.stages.coding.queries import Passage, coders_here, differences
from laras.stages.coding.rules import NOT_THERE, must_be_usable, with_reason
from laras.stages.evidence.models import Source, Study


@action("coding.code")
def settle(
    source: Source,
    *,
    start: int,
    outcome: str,
    settled_by: Collection[str],
    reason: str,
    round: Round | None = None,
    code: Code | None = None,
    polarity: str = "",
    by: Actor,
) -> Settlement:
    """Note how the passage that begins at `start` was settled, with who was there and why.

    `outcome` first or second: that judgement holds as a whole, silence too; both, neither; other: `code` holds.
    `polarity` is the direction agreed on. One of the two, or whoever leads the rounds, writes it down; two people are
    there, one where a coder settles with themselves. Conflict where it is settled: take that back first.
    """
    found = next((one for one in differences(source.study, by, round, source) if one.passage.start == start), None)
    if found is None:
        raise NotFound(NOT_THERE)
    if found.settlement is not None:
        raise Conflict(N_("This passage is settled. Take that back first."))
    _may_settle(found.passage, by)
    if outcome not in SETTLEMENTS:
        raise BadInput(N_("Choose how you settled it."), field="outcome")
    if polarity and polarity not in POLARITIES:
        raise BadInput(N_("“{value}” is not a direction. Choose one of the five."), value=polarity, field="polarity")
    holds = _holding(found.passage, outcome, code, source.study)
    made = Settlement(
        facility_id=by.facility_id,
        study_id=source.study_id,
        source=source,
        round=round,
        code=holds,
        start=found.passage.start,
        end=found.passage.end,
        outcome=outcome,
        polarity=polarity or _direction(found.passage, outcome),
        settled_by=_present(settled_by, round, by),
        reason=with_reason(reason),
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    made.save(force_insert=True)
    return made


@action("coding.code")
def undo_settlement(settlement: Settlement, *, by: Actor) -> Settlement:
    """Take a settlement back; it stays to be seen, and the passage is open again."""
    if by.login not in settlement.settled_by and settlement.recorded_by != by.login and not by.may("coding.round"):
        raise NotAllowed(N_("Only those who settled it take it back."))
    if settlement.withdrawn_at is not None:
        raise Closed(N_("This was taken back already."))
    settlement.withdrawn_at = clock.now()
    settlement.save(update_fields=["withdrawn_at"])
    return settlement


def _may_settle(passage: Passage, by: Actor) -> None:
    coders = {one.coder for side in passage.sides for one in side.codings} | {side.coder for side in passage.sides}
    if by.login not in coders and not by.may("coding.round"):
        raise NotAllowed(N_("The two who coded settle this, or whoever leads the study."))


def _holding(passage: Passage, outcome: str, code: Code | None, study: Study) -> Code:
    if outcome == "other":
        if code is None:
            raise Incomplete(N_("Choose the code that holds."), field="code")
        must_be_usable(code, study)
        return code
    order = passage.sides[::-1] if outcome == "second" else passage.sides
    return next(one.code for side in order for one in side.codings)


def _direction(passage: Passage, outcome: str) -> str:
    """The direction of the judgement that holds, '' where it has none or several."""
    if outcome not in ("first", "second"):
        return ""
    found = {one.polarity for one in passage.sides[0 if outcome == "first" else 1].codings}
    return found.pop() if len(found) == 1 else ""


def _present(settled_by: Collection[str], round: Round | None, by: Actor) -> list[str]:
    here = dict(coders_here(by))
    names = [name for name in dict.fromkeys(settled_by) if name]
    coders = {round.first_coder, round.second_coder} if round else set(names)
    if any(name not in here and name not in coders for name in names):
        raise BadInput(N_("Choose people of the list."), field="settled_by")
    least = 1 if round is not None and round.kind == "recode" else 2
    if len(names) < least:
        raise Incomplete(N_("Name everybody who was there: at least {n}."), n=least, field="settled_by")
    return names

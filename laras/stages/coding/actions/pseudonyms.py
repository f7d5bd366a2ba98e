"""Names in a text give way to pseudonyms, and its codings move along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.domain.deidentify import Pair, pseudonymise
from laras.domain.errors import N_, Conflict, Incomplete
from laras.stages.coding.actions.moving import replace_text
from laras.stages.coding.rules import must_be_open_to_readers
from laras.stages.evidence.actions import add_pseudonym, forget_pseudonym
from laras.stages.evidence.models import Pseudonym, Source, Study
from laras.stages.evidence.queries import key_of, pairs_of
from laras.stages.evidence.queries.pseudonyms import kind_of
from laras.stages.evidence.queries.speakers import turns_of

NAMES = N_("Names were replaced by pseudonyms.")
BACK = N_("A pseudonym was taken back.")
MOST_PICKS = 500


@dataclass(frozen=True)
class Pick:
    """What was decided about words found in a text: to be replaced by `stands`, or kept because they are no name."""

    kind: str
    real: str
    stands: str = ""
    is_kept: bool = False


@action("evidence.key")
def apply_pseudonyms(source: Source, *, picks: Sequence[Pick], by: Actor) -> int:
    """Put what was decided into the key of the study and replace the names in the text; return how many places.

    Words that stand in the key already are replaced by what stands there. `coding.actions.undo_correction` goes back.
    """
    must_be_open_to_readers(source)
    if not picks:
        raise Incomplete(N_("Tick what is to be replaced, or what is no name."))
    if len(picks) > MOST_PICKS:
        raise Incomplete(N_("At most {n} records at once. Divide them."), n=MOST_PICKS)
    known = {row.real.lower(): row for row in key_of(source.study)}
    pairs = []
    for pick in picks:
        row = known.get(pick.real.lower())
        if row is None or row.is_kept:
            row = _entered(source.study, row, pick, by)
            known[row.real.lower()] = row
        if not row.is_kept:
            pairs.append(_pair(row, pick.real))
    return _replaced(source, pairs, NAMES, by)


def _entered(study: Study, before: Pseudonym | None, pick: Pick, by: Actor) -> Pseudonym:
    if before is not None and pick.is_kept:
        return before
    if before is not None:
        forget_pseudonym(before, by=by)
    made: Pseudonym = add_pseudonym(
        study, kind=pick.kind, real=pick.real, stands=pick.stands, is_kept=pick.is_kept, by=by
    )
    return made


def _pair(row: Pseudonym, real: str) -> Pair:
    return Pair(kind_of(row.kind), real, row.stands)


def _replaced(source: Source, pairs: Sequence[Pair], reason: str, by: Actor) -> int:
    text, moves = pseudonymise(source.text, pairs)
    if moves:
        # Whoever spoke under a name speaks under the pseudonym; the old name stays known for the way back.
        told = source.speakers
        renamed = {pseudonymise(turn.name, pairs)[0]: told.get(turn.name, "") for turn in turns_of(source)}
        source.speakers = {**told, **renamed}
        replace_text(source, text=text, edits=moves, reason=reason, by=by)
    return len(moves)


@action("evidence.key", bulk=True)
def apply_key(study: Study, *, by: Actor) -> list[int]:
    """Replace what stands in the key in every text of a study; return the places of each text that changed."""
    pairs = pairs_of(study)
    done = []
    for source in Source.objects.filter(study=study, removed_at__isnull=True, is_missing=False).order_by("position"):
        count = _replaced(source, pairs, NAMES, by) if source.text else 0
        done += [count] if count else []
    return done


@action("evidence.key")
def take_back_pseudonym(pseudonym: Pseudonym, *, by: Actor) -> Pseudonym:
    """Put the name back wherever its pseudonym stands, in every text of the study, and take it out of the key.

    Conflict where another name has the same pseudonym: nobody could tell whose place it was. A form of address that
    went with the name does not come back.
    """
    study = pseudonym.study
    same = Pseudonym.objects.filter(study=study, stands=pseudonym.stands, is_kept=False).exclude(pk=pseudonym.pk)
    if not pseudonym.is_kept:
        if same.exists():
            raise Conflict(
                N_("“{words}” stands for several names; it cannot be told which. Undo it source by source."),
                words=pseudonym.stands,
            )
        pair = Pair("other", pseudonym.stands, pseudonym.real)
        for source in Source.objects.filter(study=study, removed_at__isnull=True, is_missing=False).order_by(
            "position"
        ):
            if pseudonym.stands in source.text:
                _replaced(source, [pair], BACK, by)
    gone: Pseudonym = forget_pseudonym(pseudonym, by=by)
    return gone

"""Which answers are brought to a person on the same day. The program names no condition, it asks somebody to go and see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from laras.stages.measures.instruments.definition import Instrument, Watch


@dataclass(frozen=True)
class Alarm:
    """Something to see to: its kind, the roles that are told, and the answers that led to it."""

    kind: str
    roles: tuple[str, ...]
    answer: Mapping[str, float] = field(default_factory=dict, hash=False)


def alarms(
    about: Instrument,
    answers: Mapping[str, int | None],
    scores: Mapping[str, float | None],
    *,
    occasion: str = "",
    before: float | None = None,
    last: float | None = None,
) -> tuple[Alarm, ...]:
    """What a sheet of answers asks for, at most one alarm for each watch.

    `occasion` 'before' (a session), 'after' or ''. `before` is the main score of the same day's 'before', `last` the
    main score of the sheet before this one.
    """
    found = (_alarm(watch, answers, scores, occasion, before, last) for watch in about.watches)
    return tuple(alarm for alarm in found if alarm)


def _alarm(
    watch: Watch,
    answers: Mapping[str, int | None],
    scores: Mapping[str, float | None],
    occasion: str,
    before: float | None,
    last: float | None,
) -> Alarm | None:
    if watch.score:
        value = scores.get(watch.score)
        if value is None or not _score_speaks(watch, value, occasion, before, last):
            return None
        return Alarm(watch.kind, watch.roles, {watch.score: value})
    wanted = answers if watch.item == "any" else {watch.item: answers.get(watch.item)}
    spoken = {code: value for code, value in wanted.items() if value is not None and _beyond(watch, value)}
    return Alarm(watch.kind, watch.roles, spoken) if spoken else None


def _beyond(watch: Watch, value: float) -> bool:
    if watch.at_most is not None and value <= watch.at_most:
        return True
    return watch.at_least is not None and value >= watch.at_least


def _score_speaks(watch: Watch, value: float, occasion: str, before: float | None, last: float | None) -> bool:
    if watch.fall is not None and occasion == "after" and before is not None and before - value >= watch.fall:
        return True
    if not _beyond(watch, value):
        return False
    # What is low before a session may lift in it; low again after it, or twice running, is told.
    return occasion != "before" or (watch.twice and last is not None and _beyond(watch, last))

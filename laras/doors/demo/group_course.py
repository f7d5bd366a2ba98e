"""How the eight members of the demo group fare: made up, with some who do not improve and one who gets worse.

A course gives targets by point of time; answers are drawn around them, so that every figure comes from records.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

IPIP_REVERSED = frozenset({"1", "2", "4", "5", "9"})
MHI_GLOOMY = frozenset({"1", "2", "4"})


@dataclass(frozen=True)
class Way:
    """One member: scores before and at the end, how mood moves in a session, and the sessions missed with the reason.

    `stress` 0-10, `wellbeing` (MHI-5), `participation` (SPL-8) 0-100, `confidence` 0-10, `told` chance that a topic
    is explained back right.
    """

    stress: tuple[int, int]
    wellbeing: tuple[int, int]
    participation: tuple[int, int]
    confidence: tuple[int, int]
    lift: float
    told: float
    missed: dict[int, str]


WAYS = (
    Way((7, 4), (44, 64), (38, 72), (4, 7), 0.9, 0.85, {}),
    Way((6, 4), (52, 64), (50, 75), (5, 7), 0.8, 0.80, {6: "sick"}),
    Way((8, 5), (36, 56), (28, 60), (3, 6), 1.0, 0.70, {3: "excused"}),
    Way((5, 4), (60, 68), (56, 72), (6, 7), 0.5, 0.95, {}),
    Way((7, 7), (44, 44), (40, 44), (4, 4), 0.2, 0.45, {4: "refused", 7: "sick"}),
    Way((6, 3), (48, 72), (34, 66), (4, 7), 0.9, 0.85, {}),
    Way((4, 6), (60, 52), (52, 48), (6, 5), 0.0, 0.55, {2: "refused", 5: "refused"}),
    Way((8, 5), (40, 52), (44, 69), (4, 6), 0.7, 0.70, {}),
)


def between(ends: tuple[int, int], share: float) -> float:
    """Return the target `share` of the way from the first to the last."""
    return ends[0] + (ends[1] - ends[0]) * share


def stress(way: Way, share: float, rng: random.Random) -> dict[str, int]:
    """Answers to STRESS-10; the ends are kept, the way between wavers."""
    waver = 0 if share in (0.0, 1.0) else rng.choice((-1, 0, 0, 0, 1))
    return {"1": max(0, min(10, round(between(way.stress, share)) + waver))}


def wellbeing(way: Way, share: float, rng: random.Random) -> dict[str, int]:
    """Answers to MHI-5 whose mean lies near the target."""
    target = between(way.wellbeing, share)
    found = {}
    for item in ("1", "2", "3", "4", "5"):
        step = max(0, min(5, round((target + rng.uniform(-8, 8)) / 20)))
        found[item] = step + 1 if item in MHI_GLOOMY else 6 - step
    return found


def participation(way: Way, share: float, rng: random.Random) -> dict[str, int]:
    """The observer's ratings on SPL-8, 0-4 an item."""
    mean = between(way.participation, share) / 25
    return {str(item): max(0, min(4, round(mean + rng.uniform(-0.6, 0.6)))) for item in range(1, 9)}


def confidence(way: Way, share: float, rng: random.Random) -> dict[str, int]:
    """Answers to LADDER-3."""
    target = between(way.confidence, share)
    return {item: max(0, min(10, round(target + rng.uniform(-0.8, 0.8)))) for item in ("1", "2", "3")}


def self_esteem(way: Way, share: float, rng: random.Random) -> dict[str, int]:
    """Answers to IPIP-SE, 1-5, the reversed items turned."""
    mean = 1 + between(way.confidence, share) * 0.4
    found = {}
    for item in range(1, 11):
        value = max(1, min(5, round(mean + rng.uniform(-0.7, 0.7))))
        found[str(item)] = 6 - value if str(item) in IPIP_REVERSED else value
    return found


def moods(way: Way, share: float, rng: random.Random) -> tuple[int, int]:
    """The faces before and after a session."""
    before = max(1, min(4, round(2.4 + share * way.lift + rng.uniform(-0.7, 0.7))))
    after = max(1, min(5, round(before + way.lift + rng.uniform(-0.4, 0.5))))
    return before, max(2, after)


def mood(way: Way, share: float, rng: random.Random) -> dict[str, int]:
    """The face on an ordinary day."""
    return {"1": moods(way, share, rng)[0]}


def card(way: Way, rng: random.Random) -> dict[str, int]:
    """The session card, 0-4 an item."""
    mean = 2.6 + way.lift
    return {item: max(1, min(4, round(mean + rng.uniform(-0.6, 0.6)))) for item in ("1", "2", "3", "4")}


def told_back(way: Way, rng: random.Random) -> str:
    """What came back of a topic."""
    return rng.choice(("2", "3")) if rng.random() < way.told else "1"

"""Drawing a sample that anybody can draw again: the same frame, share and seed give the same sample, for ever."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from laras.domain.errors import N_, BadInput, Incomplete

LEAST_SHARE = 0.10
USUAL_SHARE = 0.20


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that may be drawn; units of one `stratum` are drawn among themselves."""

    id: str
    stratum: str = ""


def draw(frame: Sequence[Unit], share: float, seed: int) -> list[str]:
    """Return the ids drawn from a frame, at least one, in the order of the frame.

    1. The sample has ⌈share × N⌉ units. 2. Each stratum gets its part of them by largest remainder (a tie goes to
    the stratum that comes first by name); where there are as many places as strata, every stratum gets one at least,
    taken from the stratum with most. 3. In each stratum the units are put in the order of the SHA-256 of
    "<seed>:<id>", and the first ones are drawn. No random number generator of any library is asked, so that the draw
    can be done again by hand, in any language, in twenty years.

    `share` from 0.10 to 1; BadInput outside it, Incomplete for an empty frame.
    """
    if not LEAST_SHARE <= share <= 1:
        raise BadInput(N_("Draw at least {least} % of the sources and at most all of them."), least=10, field="share")
    if not frame:
        raise Incomplete(N_("There is no source to draw from."))
    strata: dict[str, list[str]] = defaultdict(list)
    for unit in frame:
        strata[unit.stratum].append(unit.id)
    # A share such as 0.2 is not exact in binary: 0.2 × 15 must give 3, not 4.
    wanted = math.ceil(round(share * len(frame), 9))
    places = _places({name: len(ids) for name, ids in strata.items()}, wanted)
    drawn = {pk for name, ids in strata.items() for pk in sorted(ids, key=lambda pk: rank(pk, seed))[: places[name]]}
    return [unit.id for unit in frame if unit.id in drawn]


def rank(pk: str, seed: int) -> str:
    """Return the place of a unit in the lot of `seed`: the lower it sorts, the earlier it is drawn."""
    return sha256(f"{seed}:{pk}".encode()).hexdigest()


def seed_of(*parts: object) -> int:
    """Return the seed that belongs to these words, 0 to 2³¹ - 1.

    A seed that follows from what is drawn for cannot be tried out until the sample pleases.
    """
    return int(sha256(":".join(map(str, parts)).encode()).hexdigest()[:8], 16) & 0x7FFFFFFF


def _places(sizes: dict[str, int], wanted: int) -> dict[str, int]:
    total = sum(sizes.values())
    exact = {name: wanted * size / total for name, size in sizes.items()}
    places = {name: math.floor(part + 1e-9) for name, part in exact.items()}
    left = wanted - sum(places.values())
    for name in sorted(sizes, key=lambda name: (places[name] - exact[name], name))[:left]:
        places[name] += 1
    if wanted >= len(sizes):
        for name in sorted(name for name, n in places.items() if n == 0):
            giver = max(sorted(places), key=lambda one: places[one])
            places[giver], places[name] = places[giver] - 1, 1
    return places

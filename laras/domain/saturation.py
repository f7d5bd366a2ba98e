"""Are new sources still bringing new codes? Guest, Namey & Chen (2020), coverage, and how many codes stay unseen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

from laras.domain.errors import N_, BadInput
from laras.domain.results import Note, Result, note

Codes = Collection[Hashable]
SOURCE = "Guest, Namey & Chen (2020) PLoS ONE 15:e0232076"
TOO_FEW = N_("Sources: {n}. A base of {base} and a run of {run} need {needed}: not assessable.")
NO_BASE = N_("The base holds no code: the ratio is not defined.")
LATER = N_("New codes came after that point: in sources {places}. Look at the whole curve.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation(Result):
    """`value` is the number of sources after which a run brought (nearly) nothing new, None if not reached.

    `notation` reads "k+run"; `ratios` one per run, starting right after the base; `new_codes` and `cumulative` one
    per source; `new_after` the later sources (1-based) that still brought codes.
    """

    base_codes: int
    ratios: tuple[float, ...] = ()
    notation: str | None = None
    assessable: bool = True
    new_codes: tuple[int, ...] = ()
    cumulative: tuple[int, ...] = ()
    new_after: tuple[int, ...] = ()


def new_codes(documents: Sequence[Codes]) -> tuple[int, ...]:
    """How many codes each source uses that no earlier one did; an empty source brings 0."""
    seen: set[Hashable] = set()
    found = []
    for document in documents:
        fresh = set(document) - seen
        seen |= fresh
        found.append(len(fresh))
    return tuple(found)


def saturation(
    documents: Sequence[Codes], *, base_size: int = 4, run_length: int = 2, threshold: float = 0.05
) -> Saturation:
    """Saturation from the codes used in each source, in the order of collection.

    The base is the first `base_size` sources; runs of `run_length` move on by one; a run is saturated when its new
    codes are at most `threshold` of the base's codes. Order and grain of the codebook matter.
    """
    return saturation_of_counts(new_codes(documents), base_size=base_size, run_length=run_length, threshold=threshold)


def saturation_of_counts(
    counts: Sequence[int], *, base_size: int = 4, run_length: int = 2, threshold: float = 0.05
) -> Saturation:
    """The same from the number of new codes per source."""
    _check(counts, base_size, run_length, threshold)
    base, needed = sum(counts[:base_size]), base_size + run_length
    runs = range(base_size, len(counts) - run_length + 1)
    ratios = tuple(sum(counts[s : s + run_length]) / base for s in runs) if base else ()
    reached = next((base_size + i for i, r in enumerate(ratios) if r <= threshold + 1e-12), None)
    later = tuple(i + 1 for i in range(reached, len(counts)) if counts[i]) if reached else ()
    return Saturation(
        value=reached,
        n_used=len(counts),
        n_missing=0,
        method="saturation",
        variant=f"base {base_size}, run {run_length}, threshold {threshold:g}",
        warnings=_told(len(counts), base, (base_size, run_length, needed), later),
        source=SOURCE,
        base_codes=base,
        ratios=ratios,
        notation=f"{reached}+{run_length}" if reached else None,
        assessable=len(counts) >= needed and base > 0,
        new_codes=tuple(counts),
        cumulative=tuple(accumulate(counts)),
        new_after=later,
    )


def _check(counts: Sequence[int], base_size: int, run_length: int, threshold: float) -> None:
    if base_size < 1 or run_length < 1:
        raise BadInput(N_("Base size and run length must be 1 or more."))
    if not 0 <= threshold < 1:
        raise BadInput(N_("The threshold lies between 0 and 1, not {value}."), value=threshold)
    if any(isinstance(c, bool) or not isinstance(c, int) or c < 0 for c in counts):
        raise BadInput(N_("The number of new codes must be a whole number of zero or more."))


def _told(n: int, base: int, sizes: tuple[int, int, int], later: tuple[int, ...]) -> tuple[Note, ...]:
    base_size, run, needed = sizes
    if n < needed:
        return (note(TOO_FEW, n=n, base=base_size, run=run, needed=needed),)
    if not base:
        return (note(NO_BASE),)
    return (note(LATER, places=", ".join(map(str, later))),) if later else ()


def order_sensitivity(
    documents: Sequence[Codes],
    *,
    base_size: int = 4,
    run_length: int = 2,
    threshold: float = 0.05,
    orders: int = 1000,
    seed: int = 1,
) -> Result:
    """Median saturation point over random orders; `n_used` orders reached it, `n_missing` did not."""
    rng, found = random.Random(seed), []  # noqa: S311  (a repeatable shuffle, not a secret)
    shuffled = list(documents)
    for _ in range(orders):
        rng.shuffle(shuffled)
        once = saturation(shuffled, base_size=base_size, run_length=run_length, threshold=threshold)
        found.append(once.value)
    reached = [v for v in found if v is not None]
    return Result(
        value=float(median(reached)) if reached else None,
        n_used=len(reached),
        n_missing=orders - len(reached),
        method="saturation over random orders",
        variant=f"{orders} orders, seed {seed}",
        warnings=() if reached else (note(N_("No order reached saturation.")),),
        source=SOURCE,
    )


def chao2(documents: Sequence[Codes]) -> Result:
    """Estimated number of codes in all, unseen ones included: S + (m-1)/m · Q1(Q1-1) / (2(Q2+1)).

    Q1, Q2 codes found in one, two sources of m. Chao (1987), bias-corrected.
    """
    m = len(documents)
    sources = Counter(Counter(c for d in documents for c in set(d)).values())
    seen, q1, q2 = sum(sources.values()), sources[1], sources[2]
    return Result(
        value=seen + (m - 1) / m * q1 * (q1 - 1) / (2 * (q2 + 1)) if seen else None,
        n_used=m,
        n_missing=0,
        method="Chao2",
        variant="bias-corrected",
        warnings=() if seen else (note(N_("No code was used.")),),
        source="Chao (1987) Biometrics 43:783-791",
    )


def coverage(applications: Sequence[Hashable]) -> Result:
    """Good-Turing coverage 1 - f1/N: f1 codes applied once among N applications. Good (1953)."""
    once = sum(1 for n in Counter(applications).values() if n == 1)
    total = len(applications)
    return Result(
        value=1 - once / total if total else None,
        n_used=total,
        n_missing=0,
        method="Good-Turing coverage",
        variant="1 - f1/N",
        warnings=() if total else (note(N_("No code was used.")),),
        source="Good (1953) Biometrika 40:237-264",
    )

"""Did one person change more than the measure errs, and did they reach the healthy side? (Jacobson & Truax 1991)"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laras.domain.errors import N_, BadInput
from laras.domain.results import MaybeNumber, Note, Result, note, number, pairs

SOURCE = "Jacobson & Truax (1991) J. Consult. Clin. Psychol. 59:12-19"
CLASSES = ("recovered", "improved", "unchanged", "deteriorated", "harmed")
NO_ERROR = N_("The measure has no spread or a reliability of 1: the index is not defined.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliableChange(Result):
    """`value` is RC in raw direction (after - before); `direction` improved, unchanged or deteriorated.

    `sem` standard error of measurement, `s_diff` of a difference, `points` the change needed to be reliable.
    """

    sem: float
    s_diff: float
    points: float
    direction: str | None
    reliable: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoffs(Result):
    """a: beyond the clinical group; b: within the functional one; c: nearer to the functional one. `value` is c."""

    a: float | None
    b: float | None
    c: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalSignificance(Result):
    """The class of each person in order (None: a score is missing) and the counts; `value` is the share recovered."""

    cutoff: float
    classes: tuple[str | None, ...]
    counts: Mapping[str, int] = field(hash=False)


def measurement_error(sd: float, reliability: float) -> tuple[float, float]:
    """SEM = s√(1-r) and S_diff = √2·SEM; s from a norm or pre-treatment population, r test-retest or internal."""
    if number(sd, "SD") < 0:
        raise BadInput(N_("An SD cannot be negative. Correct the SD."))
    if not 0 <= number(reliability, "reliability") <= 1:
        raise BadInput(N_("A reliability lies between 0 and 1, not {value}."), value=reliability)
    sem = sd * math.sqrt(1 - reliability)
    return sem, math.sqrt(2) * sem


def reliable_change(
    pre: MaybeNumber,
    post: MaybeNumber,
    *,
    sd: float,
    reliability: float,
    higher_is_better: bool = True,
    criterion: float = 1.96,
) -> ReliableChange:
    """RC = (after - before) / S_diff; reliable when |RC| >= `criterion` (inclusive).

    Take `sd` from norms, never from a handful of clients: a narrow sample makes every change look reliable.
    """
    sem, s_diff = measurement_error(sd, reliability)
    before, after, missing = pairs([pre], [post])
    rc = (after[0] - before[0]) / s_diff if before and s_diff > 0 else None
    better = rc if rc is None or higher_is_better else -rc
    # A hair of tolerance keeps 1.96 inclusive under floating arithmetic.
    reliable = None if rc is None else abs(rc) >= criterion - 1e-12
    return ReliableChange(
        value=rc,
        n_used=len(before),
        n_missing=missing,
        method="reliable change index",
        variant="Jacobson-Truax, S_diff = √2·SEM",
        warnings=_why(s_diff, missing),
        source=SOURCE,
        sem=sem,
        s_diff=s_diff,
        points=criterion * s_diff,
        direction=None if better is None else _direction(better, bool(reliable)),
        reliable=reliable,
    )


def _why(s_diff: float, missing: int) -> tuple[Note, ...]:
    if missing:
        return (note(N_("One of the two scores is missing.")),)
    return () if s_diff > 0 else (note(NO_ERROR),)


def _direction(better: float, reliable: bool) -> str:
    if not reliable:
        return "unchanged"
    return "improved" if better > 0 else "deteriorated"


def reliable_changes(
    pre: Sequence[MaybeNumber],
    post: Sequence[MaybeNumber],
    *,
    sd: float,
    reliability: float,
    higher_is_better: bool = True,
    criterion: float = 1.96,
) -> tuple[ReliableChange, ...]:
    """`reliable_change` for each person in order."""
    pairs(pre, post)
    return tuple(
        reliable_change(x, y, sd=sd, reliability=reliability, higher_is_better=higher_is_better, criterion=criterion)
        for x, y in zip(pre, post, strict=True)
    )


def cutoffs(
    *,
    m_clinical: float | None = None,
    sd_clinical: float | None = None,
    m_functional: float | None = None,
    sd_functional: float | None = None,
    higher_is_better: bool = True,
) -> Cutoffs:
    """The three cut-offs, each where its norms are known.

    a = M_c ± 2 s_c towards better, b = M_f ∓ 2 s_f, c = (s_c M_f + s_f M_c) / (s_c + s_f).
    """
    for sd in (sd_clinical, sd_functional):
        if sd is not None and number(sd, "SD") < 0:
            raise BadInput(N_("An SD cannot be negative. Correct the SD."))
    up = 1 if higher_is_better else -1
    a = b = c = None
    if m_clinical is not None and sd_clinical is not None:
        a = m_clinical + up * 2 * sd_clinical
    if m_functional is not None and sd_functional is not None:
        b = m_functional - up * 2 * sd_functional
    if a is not None and b is not None:
        c = _between(m_clinical, sd_clinical, m_functional, sd_functional)
    return Cutoffs(
        value=c,
        n_used=0,
        n_missing=0,
        method="clinical cut-offs",
        variant="a, b, c",
        warnings=() if c is not None else (note(N_("Cut-off c needs mean and SD of both groups, not both SDs zero.")),),
        source=SOURCE,
        a=a,
        b=b,
        c=c,
    )


def _between(m_c: float | None, s_c: float | None, m_f: float | None, s_f: float | None) -> float | None:
    if m_c is None or s_c is None or m_f is None or s_f is None or s_c + s_f == 0:
        return None
    return (s_c * m_f + s_f * m_c) / (s_c + s_f)


def clinical_significance(
    pre: Sequence[MaybeNumber],
    post: Sequence[MaybeNumber],
    *,
    sd: float,
    reliability: float,
    cutoff: float,
    higher_is_better: bool = True,
    criterion: float = 1.96,
) -> ClinicalSignificance:
    """Class of each person: recovered (reliable and crossed to the healthy side), improved, unchanged, deteriorated,
    harmed (reliably worse and crossed back). Standing exactly on the cut-off is not crossing.
    """
    changes = reliable_changes(
        pre, post, sd=sd, reliability=reliability, higher_is_better=higher_is_better, criterion=criterion
    )
    limit, up = number(cutoff, "cut-off"), 1 if higher_is_better else -1
    classes = tuple(_class(change, x, y, limit, up) for change, x, y in zip(changes, pre, post, strict=True))
    counts = Counter(c for c in classes if c is not None)
    n = sum(counts.values())
    return ClinicalSignificance(
        value=counts["recovered"] / n if n else None,
        n_used=n,
        n_missing=len(classes) - n,
        method="clinical significance",
        variant=f"Jacobson-Truax, |RC| >= {criterion:g} and cut-off crossed",
        warnings=() if n else (note(N_("Nobody has both scores and a defined index.")),),
        source=SOURCE,
        cutoff=limit,
        classes=classes,
        counts={name: counts[name] for name in CLASSES},
    )


def _class(change: ReliableChange, pre: MaybeNumber, post: MaybeNumber, cutoff: float, up: int) -> str | None:
    if change.direction is None or pre is None or post is None:
        return None
    was_ill, is_well = up * pre < up * cutoff, up * post > up * cutoff
    if change.direction == "improved":
        return "recovered" if was_ill and is_well else "improved"
    if change.direction == "deteriorated":
        return "harmed" if not was_ill and not is_well else "deteriorated"
    return "unchanged"

"""Every coefficient for one code side by side, and words for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from laras.domain.agreement.gwet import GwetAC, gwet_of
from laras.domain.agreement.krippendorff import Alpha, alpha_of
from laras.domain.agreement.nominal import Agreement, Kappa, category_shares, fleiss_of, kappa_of, pairwise_agreement
from laras.domain.agreement.ratings import Label, Ratings, Row, from_tally, tally_of
from laras.domain.errors import N_, BadInput
from laras.domain.results import Interval, Note

# Landis & Koch (1977) Biometrics 33:159-174: upper limits; a hint, never a verdict.
READINGS: tuple[tuple[float, str, str], ...] = (
    (0.0, "lebih buruk daripada kebetulan", "worse than chance"),
    (0.20, "sangat lemah", "slight"),
    (0.40, "lemah", "fair"),
    (0.60, "sedang", "moderate"),
    (0.80, "kuat", "substantial"),
    (1.0, "hampir sempurna", "almost perfect"),
)
UNDEFINED = {"id": "tidak terdefinisi", "en": "not defined"}


def plain_reading(coefficient: float | None) -> dict[str, str]:
    """The Landis-Koch label of a chance-corrected coefficient as {id, en}; a hint that depends on prevalence."""
    if coefficient is None:
        return dict(UNDEFINED)
    if coefficient < 0:
        return {"id": READINGS[0][1], "en": READINGS[0][2]}
    for limit, indonesian, english in READINGS[1:]:
        if round(coefficient, 9) <= limit:
            return {"id": indonesian, "en": english}
    return {"id": READINGS[-1][1], "en": READINGS[-1][2]}


@dataclass(frozen=True, slots=True)
class Report:
    """All coefficients of one code.

    `prevalence` is the mean share of coders per category; `cohen` is there for two coders only. `n_units` were coded
    at least twice, `n_uncoded` by nobody, `n_single` by one coder.
    """

    n_units: int
    n_uncoded: int
    n_single: int
    n_raters: int
    pairwise: Agreement
    identical: Agreement
    cohen: Kappa | None
    fleiss: Kappa
    alpha: Alpha
    ac1: GwetAC
    prevalence: Mapping[Label, float] = field(hash=False)

    @property
    def warnings(self) -> tuple[Note, ...]:
        """Every note of every coefficient, each once."""
        parts = (self.pairwise, self.identical, self.cohen, self.fleiss, self.alpha, self.ac1)
        return tuple(dict.fromkeys(n for part in parts if part is not None for n in part.warnings))

    def rows(self) -> tuple[tuple[str, float | None, Interval | None], ...]:
        """Name, value and interval of each coefficient in the order to be shown."""
        listed: list[tuple[str, float | None, Interval | None]] = [
            ("pairwise", self.pairwise.value, None),
            ("identical", self.identical.value, None),
        ]
        if self.cohen is not None:
            listed.append(("cohen", self.cohen.value, self.cohen.interval))
        listed.append(("fleiss", self.fleiss.value, None))
        listed.append(("alpha", self.alpha.value, self.alpha.interval))
        listed.append(("ac1", self.ac1.value, self.ac1.interval))
        return tuple(listed)


def report(
    units_by_raters: Sequence[Sequence[Label]],
    *,
    categories: Sequence[Label] | None = None,
    conf: float = 0.95,
    replicates: int = 2000,
    seed: int = 1,
) -> Report:
    """Every coefficient for one code: one row a unit, one column a coder, None for not coded.

    Rows nobody coded are missing, not agreement. Read kappa and AC1 together with the prevalence: with a frequent
    category kappa falls although coders agree.
    """
    return report_of(
        tally_of(units_by_raters),
        n_raters=len(units_by_raters[0]) if units_by_raters else 0,
        categories=categories,
        conf=conf,
        replicates=replicates,
        seed=seed,
    )


def report_of(
    tally: Mapping[Row, int],
    *,
    n_raters: int,
    categories: Sequence[Label] | None = None,
    conf: float = 0.95,
    replicates: int = 2000,
    seed: int = 1,
) -> Report:
    """Every coefficient from rows of codes with how often each occurs: millions of units cost no more than four.

    Without `replicates` alpha has no interval.
    """
    if any(len(row) != n_raters for row in tally):
        raise BadInput(N_("The rows of ratings differ in length. Give every unit one cell per coder."))
    ratings = from_tally(tally, categories, n_raters)
    pairwise = pairwise_agreement(ratings)
    return Report(
        n_units=pairwise.n_used,
        n_uncoded=ratings.n_missing,
        n_single=pairwise.n_missing - ratings.n_missing,
        n_raters=n_raters,
        pairwise=pairwise,
        identical=_identical(ratings, pairwise),
        cohen=_cohen(tally, ratings, conf) if n_raters == 2 else None,
        fleiss=fleiss_of(ratings),
        alpha=alpha_of(ratings, conf=conf, replicates=replicates, seed=seed),
        ac1=gwet_of(ratings, conf=conf),
        prevalence=_prevalence(ratings),
    )


def _identical(ratings: Ratings, pairwise: Agreement) -> Agreement:
    both = ratings.per_unit >= 2
    alike = (ratings.counts[both] > 0).sum(axis=1) == 1
    used = float(ratings.times[both].sum())
    return replace(
        pairwise,
        value=float(ratings.times[both][alike].sum()) / used if used else None,
        variant="all_raters_identical",
        source="",
    )


def _cohen(tally: Mapping[Row, int], ratings: Ratings, conf: float) -> Kappa:
    place = {c: k for k, c in enumerate(ratings.categories)}
    table = np.zeros((len(place), len(place)))
    missing = 0
    for (first, second), times in tally.items():
        if first is None or second is None:
            missing += times
        else:
            table[place[first], place[second]] += times
    return kappa_of(table, ratings.categories, conf=conf, missing=missing)


def _prevalence(ratings: Ratings) -> dict[Label, float]:
    if not ratings.n_units:
        return {}
    return {c: float(share) for c, share in zip(ratings.categories, category_shares(ratings), strict=True)}

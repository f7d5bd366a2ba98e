"""Every coefficient for one code side by side, and words for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from laras.domain.agreement.gwet import GwetAC, gwet_of
from laras.domain.agreement.krippendorff import Alpha, krippendorff_alpha_bootstrap
from laras.domain.agreement.nominal import (
    Agreement,
    Kappa,
    category_shares,
    cohen_kappa,
    fleiss_of,
    pairwise_agreement,
    percent_agreement,
)
from laras.domain.agreement.ratings import Label, Ratings, from_units
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
    ratings = from_units(units_by_raters, categories)
    by_coder = [list(column) for column in zip(*units_by_raters, strict=True)]
    pairwise = pairwise_agreement(ratings)
    two = len(by_coder) == 2
    return Report(
        n_units=pairwise.n_used,
        n_uncoded=ratings.n_missing,
        n_single=pairwise.n_missing - ratings.n_missing,
        n_raters=len(by_coder),
        pairwise=pairwise,
        identical=percent_agreement(units_by_raters, mode="all_raters_identical"),
        cohen=cohen_kappa(by_coder[0], by_coder[1], categories=categories, conf=conf) if two else None,
        fleiss=fleiss_of(ratings),
        alpha=krippendorff_alpha_bootstrap(by_coder, conf=conf, replicates=replicates, seed=seed),
        ac1=gwet_of(ratings, conf=conf),
        prevalence=_prevalence(ratings),
    )


def _prevalence(ratings: Ratings) -> dict[Label, float]:
    if not ratings.n_units:
        return {}
    return {c: float(share) for c, share in zip(ratings.categories, category_shares(ratings), strict=True)}

"""Figures of the calculations, each in a process of its own so that its peak of memory is its own; prints JSON."""

from __future__ import annotations

import resource
import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from tests.load.figures import Figures, median, milliseconds, tell

BEFORE = (14, 9, 12, 11, 8, 15, 10, 13, 9, 12, 11, 14)
AFTER = (17, 12, 12, 15, 9, 14, 14, 15, 12, 13, 15, 16)
VALUES = 5
CHANGED = 0.2


def peak_mib() -> float:
    """Return the most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _measured(deed: Callable[[], float], runs: int) -> Figures:
    before = peak_mib()
    first = deed()
    return {
        "ms": median([milliseconds(deed) for _ in range(runs)]),
        "value": round(first, 6),
        "peak_mib": round(peak_mib(), 1),
        "peak_above_start_mib": round(peak_mib() - before, 1),
    }


def _codes(units: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    rng = np.random.default_rng(20_261_120)
    first = rng.integers(0, VALUES, units)
    second = np.where(rng.random(units) < CHANGED, rng.integers(0, VALUES, units), first)
    return np.stack([first, second]).astype(float)


def alpha(units: int, runs: int) -> Figures:
    """Ours: two coders, nominal."""
    from laras.domain.agreement import krippendorff_alpha

    codes = _codes(units)
    return {"units": units, **_measured(lambda: krippendorff_alpha(codes).value or 0.0, runs)}


def alpha_of_package(units: int, runs: int) -> Figures:
    """The package `krippendorff` on the same codes; no figure where it is not installed."""
    if find_spec("krippendorff") is None:
        return {"ms": None, "reason": "not installed"}
    import krippendorff

    codes = _codes(units)
    return {
        "units": units,
        **_measured(lambda: float(krippendorff.alpha(codes, level_of_measurement="nominal")), runs),
    }


def wilcoxon(runs: int) -> Figures:
    """Ours: exact with ties, twelve people, one without change."""
    from laras.domain.groups import wilcoxon_signed_rank

    return _measured(lambda: wilcoxon_signed_rank(BEFORE, AFTER).value or 0.0, max(runs, 9))


def wilcoxon_of_scipy(runs: int) -> Figures:
    """The way scipy offers where there are ties: every change of sign tried."""
    from scipy import stats

    differences = np.subtract(AFTER, BEFORE)
    differences = differences[differences != 0]
    way = stats.PermutationMethod(n_resamples=np.inf)

    def deed() -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return float(stats.wilcoxon(differences, method=way).pvalue)

    return _measured(deed, runs)


WHAT = {
    "alpha": alpha,
    "alpha_of_package": alpha_of_package,
    "wilcoxon": wilcoxon,
    "wilcoxon_of_scipy": wilcoxon_of_scipy,
}

if __name__ == "__main__":
    tell(WHAT[sys.argv[1]](*map(int, sys.argv[2:])))

"""How consistently the items of a scale hang together: Cronbach alpha and McDonald omega."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laras.domain.errors import N_
from laras.domain.results import Interval, MaybeNumber, Note, Result, confidence, note, rows

Floats = npt.NDArray[np.float64]
Table = Sequence[Sequence[MaybeNumber]]
LEFT_OUT = N_("People left out because an answer is missing: {n}.")
NO_SPREAD = N_("Too few complete answers or no spread in the total. The coefficient is not defined.")
SMALL = N_("With {n} people omega is not steady; about 50 are needed.")
HEYWOOD = N_("The one-factor model does not fit (an item without error of its own): omega is not given.")
BOUND = 1e-4  # least share of own variance: a solution at the bound is a Heywood case


@dataclass(frozen=True, slots=True, kw_only=True)
class CronbachAlpha(Result):
    """`value` is alpha; `if_dropped` alpha without each item, `item_rest` each item's correlation with the rest."""

    interval: Interval | None = None
    if_dropped: tuple[float | None, ...] = ()
    item_rest: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Omega(Result):
    """`value` is omega total of a one-factor model; `loadings` and `uniquenesses` in raw units, in item order."""

    loadings: tuple[float, ...] = ()
    uniquenesses: tuple[float, ...] = ()


def cronbach_alpha(items: Table, *, conf: float = 0.95) -> CronbachAlpha:
    """Alpha of people × items (already reversed), people with a gap left out; Feldt interval.

    Cronbach (1951); Feldt, Woodruff & Salih (1987).
    """
    level = confidence(conf)
    kept, missing = rows(items)
    x = _matrix(kept)
    n, k = x.shape
    value = _alpha(x)
    left = (note(LEFT_OUT, n=missing),) if missing else ()
    return CronbachAlpha(
        value=value,
        n_used=n,
        n_missing=missing,
        method="Cronbach alpha",
        variant="raw, listwise, Feldt interval",
        warnings=left if value is not None else (*left, note(NO_SPREAD)),
        source="Cronbach (1951); Feldt, Woodruff & Salih (1987)",
        interval=_feldt(value, n, k, level) if value is not None else None,
        if_dropped=tuple(_alpha(np.delete(x, i, axis=1)) for i in range(k)) if k > 2 else (),
        item_rest=tuple(_rest(x, i) for i in range(k)) if k > 1 and n > 1 else (),
    )


def _matrix(kept: list[list[float]]) -> Floats:
    return np.array(kept, dtype=float).reshape(len(kept), len(kept[0]) if kept else 0)


def _alpha(x: Floats) -> float | None:
    n, k = x.shape
    if n < 2 or k < 2:
        return None
    total = float(x.sum(axis=1).var(ddof=1))
    if total <= 1e-12:
        return None
    own = float(x.var(axis=0, ddof=1).sum())
    return float(k / (k - 1) * (1 - own / total))


def _feldt(alpha: float, n: int, k: int, level: float) -> Interval:
    from scipy.special import fdtri

    df1, df2, tail = n - 1, (n - 1) * (k - 1), (1 - level) / 2
    low = 1 - (1 - alpha) * float(fdtri(df1, df2, 1 - tail))
    high = 1 - (1 - alpha) * float(fdtri(df1, df2, tail))
    return Interval(low, high, level, "Feldt")


def _rest(x: Floats, item: int) -> float | None:
    own, rest = x[:, item], np.delete(x, item, axis=1).sum(axis=1)
    a, b = own - own.mean(), rest - rest.mean()
    room = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / room if room > 1e-12 else None


def mcdonald_omega(items: Table) -> Omega:
    """Omega total (Σλ)² / ((Σλ)² + Σθ) of a one-factor maximum-likelihood model on the covariances.

    At least three items that vary, and more people than items. McDonald (1999); ML as in Jöreskog (1967).
    """
    kept, missing = rows(items)
    x = _matrix(kept)
    n, k = x.shape
    told = (note(LEFT_OUT, n=missing),) if missing else ()
    sd = x.std(axis=0, ddof=1) if n > 1 else np.zeros(k)
    if k < 3 or n <= k or (sd <= 1e-12).any():
        return _omega(None, n, missing, (*told, note(NO_SPREAD)))
    correlations: Floats = np.asarray(np.corrcoef(x, rowvar=False))
    if np.linalg.eigvalsh(correlations)[0] < 1e-10:
        return _omega(None, n, missing, (*told, note(HEYWOOD)))
    own = _uniquenesses(correlations)
    if own is None or (own <= BOUND * 1.01).any():
        return _omega(None, n, missing, (*told, note(HEYWOOD)))
    loadings, theta = _loadings(correlations, own) * sd, own * sd**2
    common = float(loadings.sum()) ** 2
    small = (note(SMALL, n=n),) if n < 50 else ()
    return _omega(common / (common + float(theta.sum())), n, missing, (*told, *small), loadings=loadings, theta=theta)


def _omega(
    value: float | None,
    n: int,
    missing: int,
    warnings: tuple[Note, ...],
    *,
    loadings: Floats | None = None,
    theta: Floats | None = None,
) -> Omega:
    return Omega(
        value=value,
        n_used=n,
        n_missing=missing,
        method="McDonald omega",
        variant="one factor, ML, (Σλ)²/((Σλ)²+Σθ)",
        warnings=warnings,
        source="McDonald (1999)",
        loadings=() if loadings is None else tuple(float(v) for v in loadings),
        uniquenesses=() if theta is None else tuple(float(v) for v in theta),
    )


def _scaled(correlations: Floats, own: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues and vectors (rising) of R scaled by the uniquenesses; the last one is the factor."""
    root = 1 / np.sqrt(own)
    values, vectors = np.linalg.eigh(root[:, None] * correlations * root[None, :])
    return values, vectors


def _loadings(correlations: Floats, own: Floats) -> Floats:
    values, vectors = _scaled(correlations, own)
    found = np.sqrt(own) * vectors[:, -1] * np.sqrt(max(float(values[-1]) - 1, 0.0))
    return np.asarray(found if found.sum() >= 0 else -found)


def _uniquenesses(correlations: Floats) -> Floats | None:
    """Minimise the likelihood over the uniquenesses alone: given them the loading is an eigenvector (Jöreskog 1967)."""
    from scipy.optimize import minimize

    def misfit(own: Floats) -> float:
        values = _scaled(correlations, own)[0][:-1]
        return float((values - np.log(values) - 1).sum())

    def slope(own: Floats) -> Floats:
        load = _loadings(correlations, own)
        return np.asarray((load**2 + own - 1) / own**2)

    start = 0.5 / np.diag(np.linalg.inv(correlations))
    limits = [(BOUND, 1.0)] * len(start)
    options = {"maxiter": 2000, "ftol": 1e-15, "gtol": 1e-9}
    fit = minimize(misfit, start, jac=slope, bounds=limits, method="L-BFGS-B", options=options)
    return np.asarray(fit.x) if np.isfinite(fit.fun) else None

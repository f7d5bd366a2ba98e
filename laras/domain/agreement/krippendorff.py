"""Krippendorff alpha at four levels of measurement, with missing codes, and its bootstrap interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from laras.domain.agreement.nominal import FEW_CODERS, ONE_CATEGORY
from laras.domain.agreement.ratings import Floats, Label, Ratings, ordered
from laras.domain.errors import N_, BadInput
from laras.domain.results import Interval, Note, Result, confidence, is_missing, note

LEVELS = ("nominal", "ordinal", "interval", "ratio")
CHUNK_CELLS = 1 << 20  # counts held at once: bounds memory whatever the number of units
MOST_VALUES = 3000  # the coincidence matrix is values × values
SOURCE = "Krippendorff (2011) Computing Krippendorff's Alpha-Reliability; Krippendorff (2019)"

Ints = npt.NDArray[np.intp]
Coders = Sequence[Sequence[Label]] | npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha(Result):
    """Alpha with observed and expected disagreement, the pairable values and, if asked for, a bootstrap interval."""

    observed: float | None = None
    expected: float | None = None
    values: tuple[Label, ...] = ()
    interval: Interval | None = None
    replicates: int = 0
    replicates_dropped: int = 0


def krippendorff_alpha(coders: Coders, *, level: str = "nominal") -> Alpha:
    """Alpha over all units with two codes or more.

    `coders` is one row a coder, one column a unit (None or NaN missing), or a numpy array of that shape, which is the
    fast way. `level`: nominal, ordinal, interval, ratio; all but nominal need numeric codes.
    """
    codes, values = _encode(coders, _level(level))
    n_units = codes.shape[1]
    if len(values) > MOST_VALUES:
        raise BadInput(N_("{n} different values are too many to compare. Round the values first."), n=len(values))
    coincidences, used = _coincidences(codes, len(values))
    base = Alpha(
        value=None,
        n_used=used,
        n_missing=n_units - used,
        method="Krippendorff alpha",
        variant=level,
        source=SOURCE,
        values=values,
    )
    return _judge(base, coincidences)


def _level(level: str) -> str:
    if level not in LEVELS:
        names = ", ".join(LEVELS)
        raise BadInput(N_("There is no level of measurement called {level}. Choose {names}."), level=level, names=names)
    return level


def _judge(base: Alpha, coincidences: Floats) -> Alpha:
    x, level = _points(base.values, base.variant), base.variant
    margin = coincidences.sum(axis=1)
    in_use = int((margin > 0).sum())
    alpha = float(_alpha(coincidences, x, level)) if in_use > 1 else None
    distance = _distance(margin, x, level) if in_use else None
    n = float(margin.sum())
    warnings: tuple[Note, ...] = ()
    if alpha is None:
        warnings = (note(ONE_CATEGORY if in_use else FEW_CODERS),)
    return replace(
        base,
        value=alpha,
        warnings=warnings,
        observed=float((coincidences * distance).sum() / n) if distance is not None else None,
        expected=float(margin @ distance @ margin / (n * (n - 1))) if distance is not None and n > 1 else None,
    )


def _points(values: tuple[Label, ...], level: str) -> Floats:
    return np.arange(len(values), dtype=float) if level == "nominal" else np.array(values, dtype=float)


def _encode(coders: Coders, level: str) -> tuple[Ints, tuple[Label, ...]]:
    """Codes as places in the sorted value list, -1 for missing."""
    if isinstance(coders, np.ndarray) and coders.dtype.kind in "biuf":
        return _encode_array(coders)
    if len({len(row) for row in coders}) > 1:
        raise BadInput(N_("The coders have different numbers of units. Give every coder one cell per unit."))
    clean = [[None if is_missing(v) else v for v in row] for row in coders]
    values = ordered({v for row in clean for v in row if v is not None})
    if level != "nominal" and not all(isinstance(v, (int, float)) for v in values):
        raise BadInput(N_("The level {level} needs codes that are numbers."), level=level)
    place: dict[Label, int] = {v: k for k, v in enumerate(values)}
    place[None] = -1
    codes = np.array([[place[v] for v in row] for row in clean], dtype=np.intp)
    return codes.reshape(len(clean), len(clean[0]) if clean else 0), values


def _encode_array(array: npt.NDArray[np.generic]) -> tuple[Ints, tuple[Label, ...]]:
    if array.ndim != 2:
        raise BadInput(N_("Give the codes as coders by units."))
    if array.dtype.kind == "f":
        present = ~np.isnan(array)
        seen = array[present]
        if not np.isfinite(seen).all():
            raise BadInput(N_("A code is infinite. Correct the code."))
        whole = bool((seen == np.rint(seen)).all()) and _narrow(seen)
    else:
        present, seen = None, array.reshape(-1).astype(np.int64, copy=False)
        whole = _narrow(seen)
    if not whole:
        unique, inverse = np.unique(seen, return_inverse=True)
        codes = np.full(array.shape, -1, dtype=np.intp)
        if present is None:
            codes[:] = inverse.reshape(array.shape)
        else:
            codes[present] = inverse
        return codes, tuple(unique.tolist())
    return _encode_whole(array, present, seen)


def _narrow(seen: npt.NDArray[np.generic]) -> bool:
    return seen.size > 0 and float(seen.max()) - float(seen.min()) < 4 * MOST_VALUES


def _encode_whole(
    array: npt.NDArray[np.generic], present: npt.NDArray[np.bool_] | None, seen: npt.NDArray[np.generic]
) -> tuple[Ints, tuple[Label, ...]]:
    # Whole numbers in a narrow range need no sort: a count over the range names the values in use.
    low = int(seen.min())
    filled = array if present is None else np.where(present, array, low)
    shifted = filled.astype(np.intp) - low
    used = np.bincount(shifted.reshape(-1)) > 0
    if present is not None:
        used[0] = True  # low itself occurs: it is the minimum of what is present
    codes = shifted if bool(used.all()) else (np.cumsum(used) - 1)[shifted]
    if present is not None:
        codes[~present] = -1
    return codes, tuple((np.flatnonzero(used) + low).tolist())


def _coincidences(codes: Ints, n_values: int) -> tuple[Floats, int]:
    """Sum over units of the pairs of values, each unit weighted by 1/(m-1); and the number of pairable units."""
    total, used = np.zeros((n_values, n_values)), 0
    n_coders, n_units = codes.shape
    if n_values == 0 or n_coders < 2:
        return total, 0
    step = max(1, CHUNK_CELLS // n_values)
    for start in range(0, n_units, step):
        counts = _counts(codes[:, start : start + step], n_values)
        m = counts.sum(axis=1)
        keep = m >= 2
        if not keep.all():
            counts, m = counts[keep], m[keep]
        used += len(m)
        scaled = counts / (m - 1)[:, None]
        total += counts.T @ scaled
        total[np.diag_indices(n_values)] -= scaled.sum(axis=0)
    return total, used


def _counts(codes: Ints, n_values: int) -> Floats:
    """Units × values: how many coders gave which value."""
    n_units = codes.shape[1]
    # Missing is -1: one spare column in front takes it.
    cells = (codes + 1) + np.arange(n_units) * (n_values + 1)
    counts = np.bincount(cells.reshape(-1), minlength=n_units * (n_values + 1))
    return counts.reshape(n_units, n_values + 1)[:, 1:].astype(float)


def _distance(margin: Floats, x: Floats, level: str) -> Floats:
    """Squared differences between values; `margin` may carry leading axes (bootstrap replicates)."""
    if level == "nominal":
        return 1.0 - np.eye(len(x))
    if level == "interval":
        return np.asarray((x[:, None] - x[None, :]) ** 2)
    if level == "ratio":
        if (x < 0).any():
            raise BadInput(N_("The level ratio needs codes of zero or more."))
        total = x[:, None] + x[None, :]
        return np.asarray(np.divide(x[:, None] - x[None, :], total, out=np.zeros_like(total), where=total != 0) ** 2)
    # Ordinal: ranks passed between c and k, half of the two end categories: a difference of mid-ranks.
    middle = np.cumsum(margin, axis=-1) - margin / 2
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def _alpha(coincidences: Floats, x: Floats, level: str) -> Floats:
    """Alpha of one or many coincidence matrices (leading axes); NaN where one value is in use."""
    margin = coincidences.sum(axis=-1)
    distance = _distance(margin, x, level)
    n = margin.sum(axis=-1)
    observed = (coincidences * distance).sum(axis=(-2, -1))
    expected = (margin[..., :, None] * margin[..., None, :] * distance).sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha = 1 - (n - 1) * observed / expected
    return np.where(expected > 0, alpha, np.nan)


def krippendorff_alpha_bootstrap(
    coders: Coders, *, level: str = "nominal", conf: float = 0.95, replicates: int = 2000, seed: int = 1
) -> Alpha:
    """Alpha with a percentile interval from resampling units with replacement.

    At least 1,000 `replicates`; those in which one value is left are dropped and counted. This is not Krippendorff's
    own bootstrap, which gives other limits. `seed` makes it repeatable.
    """
    limit = confidence(conf)
    if replicates < 1000:
        raise BadInput(N_("{n} replicates are too few. Use at least 1000."), n=replicates)
    point = krippendorff_alpha(coders, level=level)
    if point.value is None:
        return point
    codes, values = _encode(coders, level)
    counts = _counts(codes, len(values))
    pattern, times = np.unique(counts[counts.sum(axis=1) >= 2], axis=0, return_counts=True)
    return _with_interval(point, pattern, times, limit, replicates=replicates, seed=seed)


def alpha_of(ratings: Ratings, *, conf: float = 0.95, replicates: int = 0, seed: int = 1) -> Alpha:
    """Nominal alpha from patterns; with `replicates` (1,000 or more) its bootstrap interval too.

    The same numbers as from one row a coder, in a time that does not grow with the number of units.
    """
    limit = confidence(conf)
    in_use = ratings.counts.sum(axis=0) > 0
    values = tuple(value for value, is_used in zip(ratings.categories, in_use, strict=True) if is_used)
    pairable = ratings.per_unit >= 2
    counts, often = ratings.counts[pairable][:, in_use], ratings.times[pairable]
    scaled = counts * (often / (counts.sum(axis=1) - 1))[:, None]
    coincidences = counts.T @ scaled - np.diag(scaled.sum(axis=0))
    used = round(float(often.sum()))
    base = Alpha(
        value=None,
        n_used=used,
        n_missing=round(ratings.n_units + ratings.n_missing) - used,
        method="Krippendorff alpha",
        variant="nominal",
        source=SOURCE,
        values=values,
    )
    point = _judge(base, coincidences)
    if point.value is None or not replicates:
        return point
    pattern, place = np.unique(counts, axis=0, return_inverse=True)
    times = np.bincount(place.reshape(-1), weights=often).astype(np.intp)
    return _with_interval(point, pattern, times, limit, replicates=replicates, seed=seed)


def _with_interval(point: Alpha, pattern: Floats, times: Ints, limit: float, *, replicates: int, seed: int) -> Alpha:
    level = point.variant
    alphas = _replicates(pattern, times, _points(point.values, level), level, replicates=replicates, seed=seed)
    kept = alphas[~np.isnan(alphas)]
    dropped = replicates - len(kept)
    interval, warnings = None, point.warnings
    if len(kept) >= replicates / 2:
        low, high = np.quantile(kept, [(1 - limit) / 2, (1 + limit) / 2])
        interval = Interval(float(low), float(high), limit, f"percentile bootstrap of units, seed {seed}")
    else:
        warnings += (note(N_("Too few replicates held two values: no interval.")),)
    if dropped:
        warnings += (note(N_("Replicates dropped because one value was left: {n}."), n=dropped),)
    return replace(point, interval=interval, warnings=warnings, replicates=replicates, replicates_dropped=dropped)


def _replicates(pattern: Floats, times: Ints, x: Floats, level: str, *, replicates: int, seed: int) -> Floats:
    """Alpha of each replicate. Equal units are one pattern, so a resample is one multinomial draw."""
    rng = np.random.default_rng(seed)
    n, (p, v) = int(times.sum()), pattern.shape
    scaled = pattern / (pattern.sum(axis=1) - 1)[:, None]
    batch = max(1, CHUNK_CELLS // max(1, p * v, v * v))
    alphas = []
    for start in range(0, replicates, batch):
        drawn = rng.multinomial(n, times / n, size=min(batch, replicates - start)).astype(float)
        o = (pattern.T[None] * drawn[:, None, :]) @ scaled
        o -= np.eye(v) * (drawn @ scaled)[:, None, :]
        o[np.abs(o) < 1e-9] = 0.0
        alphas.append(_alpha(o, x, level))
    return np.concatenate(alphas)

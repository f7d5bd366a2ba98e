"""How much credit a near miss gets: agreement weights between categories."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from laras.domain.agreement.ratings import Floats, Label
from laras.domain.errors import N_, BadInput

Weights = str | Sequence[Sequence[float]] | None

NAMES = ("linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar")
SAME = {"equal": "linear", "squared": "quadratic", "unweighted": "", "identity": "", "none": "", "nominal": ""}


def agreement_weights(weights: Weights, categories: Sequence[Label], *, by_value: bool) -> Floats:
    """Categories × categories weights, 1 on the diagonal.

    `by_value` takes numeric categories at their value (Gwet 2014), else at their place in the list (Cohen 1968).
    Names: linear, quadratic, ordinal, radical, ratio, circular, bipolar; or a full matrix; None is identity.
    """
    q = len(categories)
    if weights is None or isinstance(weights, str):
        name = SAME.get(weights or "", weights or "")
        return _named(name, _positions(categories, by_value=by_value)) if name else np.eye(q)
    matrix = np.array(weights, dtype=float)
    if matrix.shape != (q, q):
        raise BadInput(N_("The weight matrix must have {q} rows and {q} columns, one per category."), q=q)
    if not np.allclose(np.diag(matrix), 1) or not np.allclose(matrix, matrix.T):
        raise BadInput(N_("Agreement weights must be symmetric with 1 on the diagonal."))
    return matrix


def _positions(categories: Sequence[Label], *, by_value: bool) -> Floats:
    numeric = [float(c) for c in categories if isinstance(c, (int, float)) and not isinstance(c, bool)]
    if by_value and len(numeric) == len(categories):
        return np.array(numeric)
    return np.arange(1, len(categories) + 1, dtype=float)


def _named(name: str, x: Floats) -> Floats:
    if name not in NAMES:
        raise BadInput(N_("There are no weights called {name}. Choose {names}."), name=name, names=", ".join(NAMES))
    if len(x) < 2:
        return np.eye(len(x))
    gap = np.abs(x[:, None] - x[None, :])
    span = float(x.max() - x.min())
    if name == "linear":
        return np.asarray(1 - gap / span)
    if name == "quadratic":
        return np.asarray(1 - (gap / span) ** 2)
    if name == "radical":
        return np.asarray(1 - np.sqrt(gap / span))
    if name == "ratio":
        if x.min() < 0:
            raise BadInput(N_("Ratio weights need categories of zero or more."))
        total = x[:, None] + x[None, :]
        lost = np.divide(gap, total, out=np.zeros_like(gap), where=total != 0) ** 2
        return np.asarray(1 - lost / (span / (x.max() + x.min())) ** 2)
    return _ranked(name, x, gap, span)


def _ranked(name: str, x: Floats, gap: Floats, span: float) -> Floats:
    if name == "ordinal":
        steps = np.abs(np.subtract.outer(np.arange(len(x)), np.arange(len(x)))) + 1
        return np.asarray(1 - (steps * (steps - 1) / 2) / math.comb(len(x), 2))
    if name == "circular":
        lost = np.sin(math.pi * gap / (span + 1)) ** 2
        return np.asarray(1 - lost / lost.max())
    total = x[:, None] + x[None, :]
    room = (total - 2 * x.min()) * (2 * x.max() - total)
    lost = np.divide(gap**2, room, out=np.zeros_like(gap), where=(room != 0) & (gap != 0))
    return np.asarray(1 - lost / lost.max())

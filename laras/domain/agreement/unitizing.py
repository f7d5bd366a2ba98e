"""Agreement on where a passage begins and ends and what it says: Krippendorff's unitizing alpha, 2016/2019 family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from laras.domain.agreement.ratings import Floats, Label, ordered
from laras.domain.errors import N_, BadInput
from laras.domain.results import Note, Result, note

Span = tuple[int, int, Label]
SOURCE = "Krippendorff, Mathet, Bouvry & Widlöcher (2016) Qual. Quant. 50:2347-2364; Krippendorff (2019) §12.6"
GAP = 0  # the place of unmarked text in every matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitizingAlpha(Result):
    """`value` is uα (marking and coding); `binary` |uα (marked or not); `coding` cuα (codes where both marked).

    `by_value` holds (k)uα: how reliably one code is told from the others. Each may be None.
    """

    binary: float | None = None
    coding: float | None = None
    by_value: Mapping[Label, float | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class _Segment:
    coder: int
    start: int
    end: int
    value: int


def unitizing_alpha(length: int, coders: Mapping[str, Sequence[Span]] | Sequence[Sequence[Span]]) -> UnitizingAlpha:
    """Compare the marked spans of two or more coders over one text.

    `length` in Unicode code points; spans are 0-based half-open (start, end, code). Several texts may be laid end to
    end. A coder's spans must not overlap: compare code by code where they do. Not to be mixed with the older α_U
    (1995/2004), which is another coefficient.
    """
    lists = list(coders.values()) if isinstance(coders, Mapping) else list(coders)
    values = ordered({value for spans in lists for _, _, value in spans})
    segments = [
        _Segment(i, s, e, values.index(v) + 1) for i, spans in enumerate(lists) for s, e, v in _checked(length, spans)
    ]
    base = UnitizingAlpha(
        value=None,
        n_used=length,
        n_missing=0,
        method="unitizing alpha",
        variant="2016/2019: uα, |uα, cuα",
        source=SOURCE,
    )
    if length == 0 or len(lists) < 2 or not segments:
        return replace(base, warnings=(_why(length, len(lists)),))
    ell, valued = _overlaps(length, len(lists), segments, len(values))
    eps = _expected(ell, _own_text(ell, segments, len(lists), length))
    pairable = _pairable(segments, valued, len(lists))
    inner = ell[1:, 1:]
    inner_eps = _expected(inner, np.array([(pairable[k + 1] ** 2).sum() for k in range(len(values))]))
    both, coding = _alpha(ell, eps), _alpha(inner, inner_eps)
    warnings = (note(N_("The passages marked by two coders carry one code only: cuα is not defined.")),)
    return replace(
        base,
        value=both,
        binary=_alpha(_collapsed(ell), _collapsed(eps)),
        coding=coding,
        by_value=dict(zip(values, _by_value(inner, inner_eps), strict=True)),
        warnings=() if coding is not None else warnings,
    )


def _why(length: int, coders: int) -> Note:
    if length == 0:
        return note(N_("The text is empty. Agreement is not defined."))
    if coders < 2:
        return note(N_("Only one coder marked the text. Agreement is not defined."))
    return note(N_("Nobody marked a passage. Agreement is not defined."))


def _checked(length: int, spans: Sequence[Span]) -> list[Span]:
    if length < 0:
        raise BadInput(N_("The length of a text cannot be negative."))
    result, at = sorted(spans, key=lambda s: (s[0], s[1])), 0
    for start, end, _ in result:
        if not 0 <= start < end <= length:
            raise BadInput(
                N_("The passage {start}-{end} does not lie in the text of {length} characters."),
                start=start,
                end=end,
                length=length,
            )
        if start < at:
            raise BadInput(
                N_("A coder marked overlapping passages at {start}. Compare one code at a time."), start=start
            )
        at = end
    return result


def _overlaps(length: int, m: int, segments: Sequence[_Segment], n_values: int) -> tuple[Floats, _Pieces]:
    """Coincidence lengths ℓ (gap first), and the text cut at every border with the coders' values on each piece."""
    borders = np.unique([0, length, *(s.start for s in segments), *(s.end for s in segments)])
    values = np.zeros((m, len(borders) - 1), dtype=np.intp)
    for s, part in zip(segments, _parts(borders, segments), strict=True):
        values[s.coder, part] = s.value
    lengths = np.diff(borders).astype(float)
    ell = np.zeros((n_values + 1, n_values + 1))
    for i in range(m):
        for j in range(m):
            if i != j:
                np.add.at(ell, (values[i], values[j]), lengths / (m - 1))
    return ell, _Pieces(borders, lengths, values)


def _parts(borders: npt.NDArray[np.intp], segments: Sequence[_Segment]) -> list[slice]:
    """Return for each segment the pieces of text it covers."""
    starts = np.searchsorted(borders, [s.start for s in segments]).tolist()
    ends = np.searchsorted(borders, [s.end for s in segments]).tolist()
    return list(map(slice, starts, ends))


@dataclass(frozen=True, slots=True)
class _Pieces:
    borders: npt.NDArray[np.intp]
    lengths: Floats
    values: npt.NDArray[np.intp]


def _own_text(ell: Floats, segments: Sequence[_Segment], m: int, length: int) -> Floats:
    """What a coder shares with itself: length² of every marked passage, the plain length of gaps."""
    own = np.zeros(len(ell))
    for s in segments:
        own[s.value] += (s.end - s.start) ** 2
    own[GAP] = m * length - sum(s.end - s.start for s in segments)
    return own


def _expected(ell: Floats, own: Floats) -> Floats | None:
    """Chance coincidences ε: products of margins without a coder's own text."""
    margin, total = ell.sum(axis=1), float(ell.sum())
    room = total - float(own.sum()) / total if total else 0.0
    if room <= 0:
        return None
    return np.asarray((np.outer(margin, margin) - np.diag(own)) / room)


def _alpha(ell: Floats, eps: Floats | None) -> float | None:
    if eps is None:
        return None
    chance = float(eps.sum() - np.trace(eps))
    return 1 - float(ell.sum() - np.trace(ell)) / chance if chance > 1e-12 else None


def _collapsed(matrix: Floats | None) -> Floats:
    if matrix is None:
        return np.zeros((2, 2))
    return np.array([[matrix[0, 0], matrix[0, 1:].sum()], [matrix[1:, 0].sum(), matrix[1:, 1:].sum()]])


def _pairable(segments: Sequence[_Segment], pieces: _Pieces, m: int) -> dict[int, Floats]:
    """Per code, each passage's mean overlap with the marked text of the *other* coders.

    The mean, not the union: it gives the book's .724 (Fig. 12.11), the union .7283.
    """
    marked = pieces.values > GAP
    found: dict[int, list[float]] = {}
    others = (marked.sum(axis=0) - 1) * pieces.lengths
    for s, part in zip(segments, _parts(pieces.borders, segments), strict=True):
        found.setdefault(s.value, []).append(float(others[part].sum()) / (m - 1))
    return {value: np.array(lengths) for value, lengths in found.items()}


def _by_value(ell: Floats, eps: Floats | None) -> list[float | None]:
    if eps is None:
        return [None] * len(ell)
    seen, chance = ell.sum(axis=1) - np.diag(ell), eps.sum(axis=1) - np.diag(eps)
    return [1 - float(s) / float(c) if c > 1e-12 else None for s, c in zip(seen, chance, strict=True)]

"""Agreement as plain values: what a page shows, a closed round keeps, a table carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from laras.domain.agreement import Report, UnitizingAlpha, plain_reading
from laras.domain.results import Interval, Note
from laras.stages.coding.models import Coding, Reading, Round
from laras.stages.coding.queries.agreement import StudyAgreement, agreement
from laras.stages.coding.queries.compared import of_round
from laras.stages.coding.queries.rounds import Progress, is_apart, progress_of
from laras.stages.coding.queries.tallies import UNITS
from laras.stages.evidence.models import Source, Study

Figures = dict[str, Any]
SORTS = ("code", "n", "prevalence", "percent", "kappa", "ac1", "alpha", "passages")


def figures(found: StudyAgreement) -> Figures:
    """Return {coders, sources, shared, unit, seed, overall, aspects, codes}; a row as `row_of_figures` gives it."""
    # Units of one text hang together; an interval that treats thousands of characters as independent would lie.
    bare = found.unit == "character"
    return {
        "coders": list(found.coders),
        "sources": found.sources,
        "shared": found.sources_shared,
        "unit": found.unit,
        "seed": found.seed,
        "overall": row_of_figures("", found.overall, found.passages, bare=bare),
        "aspects": [row_of_figures(one.aspect, one.report, one.passages, bare=bare) for one in found.aspects],
        "codes": [
            {**row_of_figures(one.key, one.report, one.passages, bare=bare), "label": dict(one.label)}
            for one in found.codes
        ],
    }


def row_of_figures(key: str, report: Report, passages: UnitizingAlpha | None, *, bare: bool = False) -> Figures:
    """Return every coefficient of one report: {value, low, high, why}; value None where it is not defined.

    `prevalence` is the mean share of *yes*; `why` are the notes that say why a value is not there.
    """
    cohen = report.cohen
    return {
        "key": key,
        "n": report.n_units,
        "single": report.n_single,
        "prevalence": report.prevalence.get("yes"),
        "percent": _one(report.pairwise.value, None, report.pairwise.warnings),
        "kappa": _one(cohen.value, cohen.interval, cohen.warnings, bare=bare) if cohen else _one(None, None, ()),
        "fleiss": _one(report.fleiss.value, None, report.fleiss.warnings),
        "ac1": _one(report.ac1.value, report.ac1.interval, report.ac1.warnings, bare=bare),
        "alpha": _one(report.alpha.value, report.alpha.interval, report.alpha.warnings, bare=bare),
        "passages": _one(passages.value, None, passages.warnings) if passages else _one(None, None, ()),
        "reading": dict(plain_reading(report.alpha.value)),
    }


def _one(value: float | None, interval: Interval | None, notes: Iterable[Note], *, bare: bool = False) -> Figures:
    low, high = (interval.low, interval.high) if interval and not bare else (None, None)
    why = [] if value is not None else [{"message": one.message, "params": dict(one.params)} for one in notes]
    return {"value": value, "low": low, "high": high, "why": why}


def result_of(study: Study, row: Round) -> dict[str, Figures]:
    """Return the figures of a round for every unit, as they stand now: what is kept when it is closed."""
    return {unit: figures(agreement(study, of_round(row), unit)) for unit in UNITS}


def sorted_rows(rows: list[Figures], by: str, *, falling: bool) -> list[Figures]:
    """Return rows by a column of `SORTS`; what is not defined stands last either way, equals in codebook order."""
    if by not in SORTS or by == "code":
        return rows[::-1] if falling and by == "code" else rows

    def value(row: Figures) -> float | None:
        found = row[by]
        known = found["value"] if isinstance(found, Mapping) else found
        return None if known is None else float(known)

    known = [row for row in rows if value(row) is not None]
    known.sort(key=lambda row: value(row) or 0.0, reverse=falling)
    return known + [row for row in rows if value(row) is None]


def _of_round(study: Study, kind: str) -> Figures | None:
    """Return the figures by source of the newest round of a kind that may be compared; of a closed one as kept."""
    rounds = list(Round.objects.filter(study=study, kind=kind, cancelled_at__isnull=True).order_by("-number"))
    for progress in progress_of(study, rounds):
        row = progress.round
        if row.closed_at is not None and row.result:
            kept: Figures = row.result["source"]
            return kept
        if progress.may_be_compared and (kind != "recode" or _lies_apart(progress)):
            return figures(agreement(study, of_round(row)))
    return None


def _lies_apart(progress: Progress) -> bool:
    """Tell whether 14 days lie between the two readings of every source: a first one can be finished anew later."""
    row, ids = progress.round, [one.source.pk for one in progress.standing if one.source is not None]
    rows = Reading.objects.filter(source_id__in=ids, coder=row.second_coder, round__in=(1, row.number)).order_by()
    at = {(pk, number): when for pk, number, when in rows.values_list("source_id", "round", "finished_at")}
    read = [pk for pk in ids if {(pk, 1), (pk, row.number)} <= at.keys()]
    return all(is_apart(at[pk, 1], at[pk, row.number]) for pk in read)


def _alpha(found: Figures | None) -> float | None:
    value = found["overall"]["alpha"]["value"] if found else None
    return None if value is None else float(value)


def reported_figures(study: Study) -> Figures:
    """Return the agreement a report tells of: of the newest finished second reading by another coder, else of round 1.

    The one before anything was talked over: of a closed round what was kept.
    """
    return _of_round(study, "second_coder") or figures(agreement(study))


def recode_alpha(study: Study) -> float | None:
    """Return Krippendorff's alpha of one coder with themselves, None while no second reading is finished."""
    return _alpha(_of_round(study, "recode"))


def intercoder_alpha(study: Study) -> float | None:
    """Return Krippendorff's alpha of two coders: of the newest finished round, else of round 1 where two read."""
    return _alpha(reported_figures(study))


def double_coded_share(study: Study) -> float | None:
    """Return the share of the sources somebody coded or read that two different people have read to their end."""
    rows = Reading.objects.filter(study=study, source__removed_at__isnull=True).order_by()
    readers: dict[Any, set[str]] = {}
    for source, coder in rows.values_list("source_id", "coder"):
        readers.setdefault(source, set()).add(coder)
    coded = Coding.objects.filter(study=study, removed_at__isnull=True, source__removed_at__isnull=True)
    sources = set(Source.objects.filter(pk__in=coded.values("source_id")).values_list("pk", flat=True)) | set(readers)
    return sum(len(names) > 1 for names in readers.values()) / len(sources) if sources else None

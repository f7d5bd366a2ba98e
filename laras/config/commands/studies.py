"""`laras appraise` and `laras agreement`: what a study says, and how far its coders agree."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laras.base.access.actor import Actor
    from laras.domain.agreement import Report, UnitizingAlpha
    from laras.stages.coding.queries import Progress
    from laras.stages.evidence.models import Study


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("appraise", parents=[common], help="five ratings, the weakest aspect, four tests")
    command.add_argument("--study", required=True)
    command.set_defaults(deed=appraise)
    command = commands.add_parser("agreement", parents=[common], help="every coefficient of agreement")
    command.add_argument("--study", required=True)
    command.set_defaults(deed=agreement)


def existing_study(name: str, by: Actor) -> Study:
    """Return the study called `name`; NotFound otherwise."""
    from laras.domain.errors import N_, NotFound
    from laras.stages.evidence.models import Study

    study = Study.objects.visible_to(by).filter(name=name).first()
    if study is None:
        raise NotFound(N_("There is no study “{name}”. Check the name."), name=name)
    return study


def appraise(options: argparse.Namespace, console: Any) -> int:
    """Print the ratings of a study as the pages show them."""
    from laras.config.acting import actor_of
    from laras.stages.appraisal import queries

    study = existing_study(options.study, actor_of(options))
    found = queries.appraise(study)
    tests: dict[str, list[dict[str, object]]] = {}
    for check in queries.report_card(study):
        tests.setdefault(check.test, []).append(
            {"technique": check.technique, "status": check.status, "value": check.value}
        )
    aspects = {
        one.aspect: {
            "rating": one.band,
            "coverage": round(one.profile.coverage, 4),
            "lacking": None if one.profile.lacking_share is None else round(one.profile.lacking_share, 4),
            "evidence": one.profile.evidence,
            "sources": one.profile.sources,
            "techniques": one.profile.techniques,
        }
        for one in found.aspects
    }
    console.result({"aspects": aspects, "overall": found.overall, "weakest": found.weakest, "tests": tests})
    return 0


def agreement(options: argparse.Namespace, console: Any) -> int:
    """Print every coefficient over all, per aspect and per code, with n, interval and reading."""
    from laras.config.acting import actor_of
    from laras.stages.coding import queries

    study = existing_study(options.study, actor_of(options))
    found = queries.agreement(study)
    console.result(
        {
            "coders": list(found.coders),
            "sources": found.sources,
            "shared": found.sources_shared,
            "overall": {**_coefficients(found.overall), "reading": found.reading},
            "aspects": {one.aspect: {**_coefficients(one.report), "reading": one.reading} for one in found.aspects},
            "codes": {
                one.key: {**_coefficients(one.report), "unitizing": _unitizing(one.passages), "reading": one.reading}
                for one in found.codes
            },
            "unitizing": _unitizing(found.passages),
            "rounds": [_round(study, one) for one in reversed(queries.progress_of(study, queries.rounds_of(study)))],
        }
    )
    return 0


def _unitizing(found: UnitizingAlpha | None) -> float | None:
    return found.value if found else None


def _round(study: Study, progress: Progress) -> dict[str, object]:
    """Return one second reading; its figures by unit (source, line, character) once nobody is blind any more.

    Of a closed round those that were kept.
    """
    from laras.stages.coding import queries

    row = progress.round
    state = "cancelled" if row.cancelled_at else "closed" if row.closed_at else "open"
    shown = progress.may_be_compared
    return {
        "number": row.number,
        "kind": row.kind,
        "state": state,
        "coders": [row.first_coder, row.second_coder],
        "seed": row.seed,
        "drawn": len(row.sample),
        "read_by_both": progress.both,
        "waiting_for": list(progress.waiting_for) if state == "open" else [],
        "figures": (row.result or queries.result_of(study, row)) if shown else None,
    }


def _coefficients(report: Report) -> dict[str, object]:
    """Return the coefficients of a report as plain values; an undefined one is null, `warnings` says why."""
    return {
        name: {"value": value, "interval": [interval.low, interval.high] if interval else None}
        for name, value, interval in report.rows()
    } | {
        "n": report.n_units,
        "raters": report.n_raters,
        "uncoded": report.n_uncoded,
        "warnings": [str(note) for note in report.warnings],
    }

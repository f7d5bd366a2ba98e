"""`laras import answers`: what unnamed people answered elsewhere comes in as a sample, scored."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laras.base.access.actor import Actor
    from laras.stages.measures.queries import SampleSummary


def add_kind(kinds: Any, common: argparse.ArgumentParser) -> None:
    answers = kinds.add_parser("answers", parents=[common], help="answers to an instrument, one unnamed person a row")
    answers.add_argument("file", type=Path)
    answers.add_argument("--instrument", required=True, metavar="CODE", help="for example PSS-10")
    answers.add_argument("--columns", default="", help="S1-S10 or a list, in the order of the items")
    answers.add_argument("--sample", default="", help="by default named after the file")
    answers.set_defaults(deed=import_answers)


def import_answers(options: argparse.Namespace, console: Any) -> int:
    """Take in each row that fits the instrument; the others are told with their reason."""
    from laras.base.files.guard import check_size
    from laras.base.gate.sentences import sentence
    from laras.config.acting import actor_of
    from laras.domain.errors import N_, NotFound
    from laras.doors.exchange.answers_file import read_answers
    from laras.stages.measures import actions, queries

    by = actor_of(options)
    about = queries.instrument(options.instrument)
    if not options.file.is_file():
        raise NotFound(N_("There is no file {name}. Check its place."), name=options.file.name)
    check_size(options.file.name, options.file.stat().st_size)
    table = read_answers(options.file.read_bytes(), about, columns=options.columns)
    refused = [{"row": row.row, "reason": sentence(row.error)} for row in table.refused]
    if not table.people:
        console.result({"read": 0, "refused": refused})
        return 1
    name = options.sample.strip() or _free_name(options.file.stem, about.code, by)
    people = [actions.NewPerson(person.code, person.answers) for person in table.people]
    made = actions.record_sample(instrument=about.code, sample=name, people=people, by=by)
    found = _numbers(queries.summary(about, made))
    told = {"columns": list(table.columns), "sample": name, "scores": found}
    console.result({"read": len(made), "refused": refused, **told})
    return 0


def _free_name(stem: str, code: str, by: Actor) -> str:
    """Return the name of the file, numbered where a sample of that name is there already."""
    from laras.stages.measures.queries import sample_rows

    name = stem[:50] or "sampel"
    taken = 1
    while sample_rows(by.facility_id, code, name if taken == 1 else f"{name} ({taken})").exists():
        taken += 1
    return name if taken == 1 else f"{name} ({taken})"


def _numbers(found: SampleSummary) -> dict[str, Any]:
    return {
        "n": found.n_scored,
        "mean": found.mean,
        "sd": found.sd,
        "alpha": found.alpha.value if found.alpha else None,
        "omega": found.omega.value if found.omega else None,
    }

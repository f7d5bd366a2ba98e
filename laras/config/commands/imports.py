"""`laras import …`: what was written elsewhere comes in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laras.base.access.actor import Actor
    from laras.stages.evidence.models import Study

KINDS = ("interview", "observation", "document", "field_note")


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    what = commands.add_parser("import", help="take in what was written elsewhere")
    kinds = what.add_subparsers(dest="what", required=True)
    sources = kinds.add_parser("sources", parents=[common], help="texts of a study")
    sources.add_argument("files", nargs="+", type=Path)
    sources.add_argument("--study", required=True)
    sources.add_argument("--kind", required=True, choices=KINDS)
    sources.set_defaults(deed=import_sources)
    codings = kinds.add_parser(
        "codings", parents=[common], help="judged passages: source, quote, indicator, polarity, coder"
    )
    codings.add_argument("file", type=Path)
    codings.add_argument("--study", required=True)
    codings.set_defaults(deed=import_codings)
    coders = kinds.add_parser("coders", parents=[common], help="a table of coders, one text a row")
    coders.add_argument("file", type=Path)
    coders.add_argument("--study", help="by default named after the file")
    coders.set_defaults(deed=import_coders)


def study_named(name: str, by: Actor) -> Study:
    """Return the study called `name`, made where it is missing."""
    from laras.stages.evidence import actions
    from laras.stages.evidence.models import Study

    found = Study.objects.visible_to(by).filter(name=name).first()
    return found or actions.create_study(name=name, by=by)


def import_sources(options: argparse.Namespace, console: Any) -> int:
    """Take in each file for itself; a refused one is told with its sentence and leaves nothing behind."""
    from laras.base.files.guard import check_size
    from laras.base.gate.sentences import sentence
    from laras.config.acting import actor_of
    from laras.domain.errors import N_, LarasError, NotFound
    from laras.stages.evidence import actions

    by = actor_of(options)
    study = study_named(options.study, by)
    made, refused = 0, []
    for path in options.files:
        console.progress(f"{path.name} …")
        try:
            if not path.is_file():
                raise NotFound(N_("There is no file {name}. Check its place."), name=path.name)
            check_size(path.name, path.stat().st_size)
            actions.import_file(study, filename=path.name, data=path.read_bytes(), kind=options.kind, by=by)
            made += 1
        except LarasError as error:
            refused.append({"file": path.name, "reason": sentence(error)})
    console.result({"sources": made, "refused": refused})
    return 0 if made else 1


def _bytes_of(path: Path) -> bytes:
    from laras.base.files.guard import check_size
    from laras.domain.errors import N_, NotFound

    if not path.is_file():
        raise NotFound(N_("There is no file {name}. Check its place."), name=path.name)
    check_size(path.name, path.stat().st_size)
    return path.read_bytes()


def import_codings(options: argparse.Namespace, console: Any) -> int:
    """Make a coding of each row whose quote stands exactly once in its source; the others are refused with a reason."""
    from laras.base.gate.sentences import sentence
    from laras.config.acting import actor_of
    from laras.config.commands.studies import existing_study
    from laras.domain.errors import Refused
    from laras.doors.exchange.codings_file import read_codings
    from laras.stages.coding.actions import QuoteRow, code_quotes, finish_reading

    by = actor_of(options)
    study = existing_study(options.study, by)
    table = read_codings(_bytes_of(options.file))
    rows = [QuoteRow(row.row, row.source, row.quote, row.indicator, row.polarity, row.coder) for row in table.rows]
    found = code_quotes(study, rows=rows, by=by)
    # A file is finished work: in the sources it judges, what its coder did not mark counts as absent.
    readings = {(coding.source_id, coding.coder): coding.source for coding in found.made}
    for (_, coder), source in readings.items():
        finish_reading(source, coder=coder, by=by)
    bad = [(row.row, sentence(Refused(row.reason, field="", **dict(row.params)))) for row in table.refused]
    bad += [(row.row, sentence(row.error)) for row in found.refused]
    refused = [{"row": row, "reason": reason} for row, reason in sorted(bad)]
    console.result({"codings": len(found.made), "refused": refused, "readings": len(readings)})
    return 0 if found.made else 1


def import_coders(options: argparse.Namespace, console: Any) -> int:
    """Take in a coders table as one study: one code, one source a row; what was read differently is told."""
    from laras.base.gate.sentences import sentence
    from laras.config.acting import actor_of
    from laras.doors.exchange.coders_file import read_coders
    from laras.stages.coding.actions import load_coder_table

    by = actor_of(options)
    study = study_named(options.study or options.file.stem, by)
    table = read_coders(_bytes_of(options.file))
    loaded = load_coder_table(study, table=table, code_name=options.file.stem, by=by)
    told = [{"row": one.row, "column": one.column, "was": one.was, "read_as": one.read_as} for one in table.told]
    refused = [{"row": row.row, "reason": sentence(row.error)} for row in loaded.refused]
    console.result(
        {
            "study": study.name,
            "read": loaded.read,
            "refused": refused,
            "coders": list(table.coders),
            "told": told,
            "missing": len(table.missing),
        }
    )
    return 0 if loaded.read else 1

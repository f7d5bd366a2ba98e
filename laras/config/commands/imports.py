"""`laras import …`: what was written elsewhere comes in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laras.config.commands import answers

if TYPE_CHECKING:
    from laras.base.access.actor import Actor
    from laras.stages.evidence.models import Study

KINDS = ("interview", "fgd", "observation", "document", "field_note")


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
    refi = kinds.add_parser("refi", parents=[common], help="a REFI-QDA project (.qdpx) of another program")
    refi.add_argument("file", type=Path)
    refi.add_argument("--study", required=True)
    refi.add_argument("--kind", choices=KINDS, default="document", help="what its sources are")
    refi.add_argument("--look", action="store_true", help="only say what would come of it; nothing is written")
    refi.add_argument("--finished", action="store_true", help="what a coder did not mark counts as absent")
    refi.set_defaults(deed=import_refi)
    book = kinds.add_parser("codebook", parents=[common], help="a REFI-QDA codebook (.qdc) of another program")
    book.add_argument("file", type=Path)
    book.add_argument("--study", required=True)
    book.set_defaults(deed=import_codebook)
    answers.add_kind(kinds, common)


def study_named(name: str, by: Actor) -> Study:
    """Return the study called `name`, made where it is missing."""
    from laras.stages.evidence import actions
    from laras.stages.evidence.models import Study

    found = Study.objects.visible_to(by).filter(name=name).first()
    return found or actions.create_study(name=name, by=by)


def import_sources(options: argparse.Namespace, console: Any) -> int:
    """Take in each file for itself; a refused one is told with its sentence and leaves nothing behind.

    A file named like a source that came without its text is that text.
    """
    from laras.base.files.guard import check_size
    from laras.base.gate.sentences import sentence
    from laras.config.acting import actor_of
    from laras.domain.errors import N_, LarasError, NotFound
    from laras.doors.exchange.actions import complete_source
    from laras.doors.exchange.queries import missing_source
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
            missing = missing_source(study, path.name)
            if missing is not None:
                complete_source(missing, filename=path.name, data=path.read_bytes(), by=by)
            else:
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
    from laras.doors.exchange.actions import take_codings

    by = actor_of(options)
    study = existing_study(options.study, by)
    found = take_codings(study, data=_bytes_of(options.file), by=by)
    refused = [{"row": row.row, "reason": sentence(row.error)} for row in found.refused]
    console.result({"codings": found.codings, "refused": refused, "readings": found.readings})
    return 0 if found.codings else 1


def import_coders(options: argparse.Namespace, console: Any) -> int:
    """Take in a coders table as one study: one code, one source a row; what was read differently is told."""
    from laras.base.gate.sentences import sentence
    from laras.config.acting import actor_of
    from laras.doors.exchange.actions import take_coders

    by = actor_of(options)
    data = _bytes_of(options.file)
    study = study_named(options.study or options.file.stem, by)
    found = take_coders(study, data=data, code_name=options.file.stem, by=by)
    told = [{"row": one.row, "column": one.column, "was": one.was, "read_as": one.read_as} for one in found.table.told]
    console.result(
        {
            "study": study.name,
            "read": found.read,
            "refused": [{"row": row.row, "reason": sentence(row.error)} for row in found.refused],
            "coders": list(found.table.coders),
            "told": told,
            "missing": len(found.table.missing),
        }
    )
    return 0 if found.read else 1


def import_refi(options: argparse.Namespace, console: Any) -> int:
    """Take in a project of another program: what is in it, what can be worked with, what is lost and why."""
    from django.db import transaction

    from laras.base.files.guard import Kind, inspect
    from laras.config.acting import actor_of
    from laras.config.commands.exchange import losses
    from laras.doors.exchange.actions import import_project

    by = actor_of(options)
    data = _bytes_of(options.file)
    inspect(options.file.name, data, allowed={Kind.QDPX})
    with transaction.atomic():  # a refused project makes no study
        study = study_named(options.study, by)
        made = import_project(
            study,
            data=data,
            file_name=options.file.name,
            kind=options.kind,
            finished=options.finished,
            dry=options.look,
            by=by,
        )
        if options.look:
            transaction.set_rollback(True)
    offsets: dict[str, object] = {"unit": made.offsets.unit, "score": made.offsets.score}
    if made.offsets.slip:
        offsets["slip"] = made.offsets.slip
    console.result(
        {
            **made.counts,
            "kept": dict(made.kept),
            "offsets": offsets,
            "lost": losses(made.lost),
            "informants": made.informants,
            "memos": made.memos,
        }
    )
    return 0


def import_codebook(options: argparse.Namespace, console: Any) -> int:
    """Take in a codebook alone: what is in it, and what is told of it."""
    from django.db import transaction

    from laras.config.acting import actor_of
    from laras.config.commands.exchange import losses
    from laras.doors.exchange.actions import import_codebook

    by = actor_of(options)
    data = _bytes_of(options.file)
    with transaction.atomic():  # a refused codebook makes no study
        made = import_codebook(study_named(options.study, by), data=data, by=by)
    console.result({"codes": made.counts["codes"], "lost": losses(made.lost)})
    return 0

"""`laras report KIND --study|--programme|--group NAME --out FILE`: a report as a file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laras.base.access.actor import Actor


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("report", parents=[common], help="write a report to a file")
    command.add_argument("kind", help="appraisal, study, programme, evaluation or summary")
    about = command.add_mutually_exclusive_group(required=True)
    about.add_argument("--study", help="name of a study, for its appraisal or report")
    about.add_argument(
        "--programme", metavar="TITLE", help="title of a programme, for its proposal; the newest version"
    )
    about.add_argument("--group", metavar="NAME", help="name of a group, for its evaluation or summary")
    command.add_argument(
        "--out", required=True, type=Path, help="a file that ends in .pdf, or in .docx or .xlsx where the kind has it"
    )
    command.add_argument("--language", choices=("id", "en"), help="by default that of the user, else LARAS_LANGUAGE")
    command.add_argument("--purpose", default="laras report", help="what it is for; stands in the audit trail")
    command.set_defaults(deed=report)


def report(options: argparse.Namespace, console: Any) -> int:
    """Make a report at once, keep it, and write it to a file that only its owner can read."""
    from laras.config.acting import actor_of
    from laras.stages.reports import actions, queries, rules

    by = rules.with_purpose(actor_of(options), options.purpose)
    format = _must_be_writable(options.out, queries.kind_of(options.kind).formats)
    subject = _subject(options, by)
    console.progress(f"{subject} …")
    asked = actions.ask_report(
        subject,
        kind=options.kind,
        format=format,
        purpose=options.purpose,
        language=options.language or _language_of(by),
        queued=False,
        by=by,
    )
    made = actions.make_report(asked, by=by)
    data = actions.hand_out(made, by=by)
    _write(options.out, data)
    console.result({"path": str(options.out), "pages": made.pages or None, "bytes": len(data)})
    return 0


def _subject(options: argparse.Namespace, by: Actor) -> Any:
    """Return the record the report is about; NotFound with the name that is not there."""
    from laras.config.commands.studies import existing_study
    from laras.domain.errors import N_, NotFound
    from laras.stages.programmes import queries

    if options.study:
        return existing_study(options.study, by)
    if options.programme:
        found = queries.programmes(by).filter(title=options.programme).first()
        if found is None:
            raise NotFound(N_("There is no programme “{name}”. Check the title."), name=options.programme)
        return found
    group = queries.groups(by).filter(name=options.group).first()
    if group is None:
        raise NotFound(N_("There is no group “{name}”. Check the name."), name=options.group)
    return group


def _language_of(by: Actor) -> str:
    from django.conf import settings

    from laras.base.access.models import User

    chosen = User.objects.filter(pk=by.user_id).values_list("language", flat=True).first() if by.user_id else None
    return str(chosen or settings.LANGUAGE_CODE)


def _must_be_writable(path: Path, formats: tuple[str, ...]) -> str:
    """Return the format a file name asks for; refuse another one, or a folder that is not there, at once."""
    from laras.domain.errors import N_, NotFound
    from laras.stages.reports import rules

    format = rules.known_format(path.name, formats)
    if not path.resolve().parent.is_dir():
        raise NotFound(N_("There is no folder {name}. Make it first."), name=str(path.parent))
    return format


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)

"""`laras report KIND --study NAME --out FILE`: a report as a file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laras.base.access.actor import Actor


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("report", parents=[common], help="write a report to a file")
    command.add_argument("kind", help="appraisal")
    command.add_argument("--study", required=True)
    command.add_argument("--out", required=True, type=Path, help="a file that ends in .pdf")
    command.add_argument("--language", choices=("id", "en"), help="by default that of the user, else LARAS_LANGUAGE")
    command.add_argument("--purpose", default="laras report", help="what it is for; stands in the audit trail")
    command.set_defaults(deed=report)


def report(options: argparse.Namespace, console: Any) -> int:
    """Make a report at once, keep it, and write it to a file that only its owner can read."""
    from laras.config.acting import actor_of
    from laras.config.commands.studies import existing_study
    from laras.stages.reports import actions, queries, rules

    by = rules.with_purpose(actor_of(options), options.purpose)
    _must_be_writable(options.out, queries.kind_of(options.kind).formats)
    study = existing_study(options.study, by)
    console.progress(f"{study.name} …")
    asked = actions.ask_report(
        study,
        kind=options.kind,
        purpose=options.purpose,
        language=options.language or _language_of(by),
        queued=False,
        by=by,
    )
    made = actions.make_report(asked, by=by)
    data = actions.hand_out(made, by=by)
    _write(options.out, data)
    console.result({"path": str(options.out), "pages": made.pages, "bytes": len(data)})
    return 0


def _language_of(by: Actor) -> str:
    from django.conf import settings

    from laras.base.access.models import User

    chosen = User.objects.filter(pk=by.user_id).values_list("language", flat=True).first() if by.user_id else None
    return str(chosen or settings.LANGUAGE_CODE)


def _must_be_writable(path: Path, formats: tuple[str, ...]) -> None:
    """Refuse a file name of another format, or one in a folder that is not there, before anything is made."""
    from laras.domain.errors import N_, NotFound
    from laras.stages.reports import rules

    rules.known_format(path.name, formats)
    if not path.resolve().parent.is_dir():
        raise NotFound(N_("There is no folder {name}. Make it first."), name=str(path.parent))


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)

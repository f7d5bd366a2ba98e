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

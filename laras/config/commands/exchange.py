"""`laras export …`: a study leaves for other programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from laras.doors.exchange.queries import LeftOut
    from laras.doors.exchange.refi.model import Loss

TOOLS = ("nvivo", "maxqda", "atlas")


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    what = commands.add_parser("export", help="give a study to other programs")
    kinds = what.add_subparsers(dest="what", required=True)
    refi = kinds.add_parser("refi", parents=[common], help="a REFI-QDA project (.qdpx)")
    _places(refi)
    refi.add_argument("--for", dest="tool", choices=TOOLS, help="as this program counts positions")
    refi.add_argument("--share", action="store_true", help="only what may be shared outside the study")
    refi.set_defaults(deed=export_refi)
    codings = kinds.add_parser("codings", parents=[common], help="the codings as .csv, .xlsx, .docx or .html")
    _places(codings)
    codings.set_defaults(deed=export_codings)
    book = kinds.add_parser("codebook", parents=[common], help="the codebook as .qdc, .csv, .xlsx, .docx or .html")
    _places(book)
    book.set_defaults(deed=export_codebook)


def _places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--study", required=True)
    parser.add_argument("--out", required=True, type=Path)


def losses(lost: Iterable[Loss]) -> list[dict[str, object]]:
    """Return losses as plain values with their sentences."""
    from laras.base.gate.sentences import sentence
    from laras.domain.errors import Refused

    return [
        {"what": one.what, "count": one.count, "why": sentence(Refused(one.why, field="", **dict(one.params)))}
        for one in lost
    ]


def export_refi(options: argparse.Namespace, console: Any) -> int:
    """Write the project; what is counted is what reading the written file finds."""
    from laras.config.acting import actor_of
    from laras.config.commands.studies import existing_study
    from laras.doors.exchange.actions import export_project

    by = actor_of(options)
    study = existing_study(options.study, by)
    made = export_project(study, for_tool=options.tool, sharing=options.share, by=by)
    _write(options.out, made.data)
    found = made.found
    console.result(
        {
            **found.counts,
            "kept": dict(found.kept),
            "offsets": {"unit": found.offsets.unit, "score": found.offsets.score},
            "lost": losses(found.lost),
            "left_out": _left_out(made.left_out),
            "file": str(options.out),
            "bytes": len(made.data),
        }
    )
    return 0


def export_codings(options: argparse.Namespace, console: Any) -> int:
    """Write the codings in the form that the ending of the file names."""
    from laras.config.acting import actor_of
    from laras.config.commands.studies import existing_study
    from laras.doors.exchange.actions import export_codings

    form = options.out.suffix.lower().lstrip(".")
    by = actor_of(options)
    made = export_codings(existing_study(options.study, by), form=form, by=by)
    _write(options.out, made.data)
    console.result({"codings": made.count, "left_out": _left_out(made.left_out), "file": str(options.out)})
    return 0


def export_codebook(options: argparse.Namespace, console: Any) -> int:
    """Write the codebook alone."""
    from laras.config.acting import actor_of
    from laras.config.commands.studies import existing_study
    from laras.doors.exchange.actions import export_codebook

    by = actor_of(options)
    form = options.out.suffix.lower().lstrip(".") or "qdc"
    made = export_codebook(existing_study(options.study, by), form=form, by=by)
    _write(options.out, made.data)
    console.result({"codes": made.count, "file": str(options.out)})
    return 0


def _left_out(left_out: LeftOut) -> dict[str, int]:
    return {"sources": left_out.sources, "quotes": left_out.quotes, "codings": left_out.hidden} | {
        name: count for name, count in (("memos", left_out.memos), ("informants", left_out.cases)) if count
    }


def _write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all; a sentence where there is no such folder."""
    from laras.domain.errors import N_, NotFound

    if not path.parent.is_dir():
        raise NotFound(N_("There is no folder {name}. Make it first."), name=str(path.parent))
    path.write_bytes(data)

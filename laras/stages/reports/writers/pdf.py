"""A report as PDF: typst sets a template of ours with values it reads as JSON.

What people wrote is data beside the template, never part of it, so a quote with `#let` or `$` stays a quote. Template,
data and pictures are handed over in memory: no plain text of a person lies in a temporary file. The typesetting runs
in a process of its own that may open no socket and write no file.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import laras.base.ui
from laras.base.files import child
from laras.domain.errors import N_, Refused
from laras.stages.reports.writers.made import Made

if TYPE_CHECKING:
    from typst import Compiler

FOLDER = Path(__file__).resolve().parents[1] / "print"
# The front-end build puts the face of the reports here; without it typst falls back on its own.
FONTS = Path(laras.base.ui.__file__).parent / "static" / "ui" / "fonts"
MEDIA_TYPE = "application/pdf"
SECONDS = 120
MEMORY = 2048 * child.MIB
NOT_SET = N_("The report could not be set on paper, and nothing was kept. Ask for it once more.")


def write_pdf(template: str, data: Mapping[str, Any], pictures: Mapping[str, str]) -> Made:
    """Set `print/<template>.typ` with `data` (plain JSON values) and `pictures` (file name → SVG).

    Refused when it cannot be set in two minutes and 2 GiB; what went wrong is our mistake, not the reader's.
    """
    payload = json.dumps({"template": template, "data": data, "pictures": pictures}, ensure_ascii=False).encode()
    try:
        told = child.run(typeset, payload, seconds=SECONDS, memory=MEMORY)
    except Refused as reason:
        raise Refused(NOT_SET) from reason
    return Made(base64.b64decode(told["pdf"]), told["pages"], MEDIA_TYPE)


def typeset(payload: bytes) -> dict[str, Any]:
    """Inside the child process: return `pdf` (base64) and `pages`."""
    from pypdf import PdfReader

    pdf = _compiled(**json.loads(payload))
    return {"pdf": base64.b64encode(pdf).decode(), "pages": len(PdfReader(io.BytesIO(pdf)).pages)}


def _compiled(template: str, data: dict[str, Any], pictures: dict[str, str]) -> bytes:
    """Return the file as PDF/UA-1, for people who listen to it.

    That standard refuses a letter no font here has (an emoji in a quote); such a file is tagged all the same, but does
    not claim the standard.
    """
    import typst

    moment = dt.datetime.fromisoformat(data["made_at"])
    pdf: Any
    try:
        pdf = compiler_of(template, data, pictures).compile(format="pdf", timestamp=moment, pdf_standards="ua-1")
    except typst.TypstError:
        # Anew: a compiler forgets what it was given in memory once it has run.
        pdf = compiler_of(template, data, pictures).compile(format="pdf", timestamp=moment)
    return cast(bytes, pdf)


def compiler_of(template: str, data: Mapping[str, Any], pictures: Mapping[str, str]) -> Compiler:
    """Return typst with everything it may read: our templates, the data, the pictures, the fonts."""
    import typst

    files = {f"{path.name}": path.read_bytes() for path in FOLDER.glob("*.typ")}
    files["main.typ"] = files.pop(f"{template}.typ")
    files["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    files |= {name: svg.encode() for name, svg in pictures.items()}
    given: Any = files  # in memory is one of the forms it takes; its type hints do not know it yet
    return typst.Compiler(given, root=str(FOLDER), font_paths=[str(FONTS)])

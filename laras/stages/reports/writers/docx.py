"""A report as a Word document: a template that can be changed in Word, filled with the values the paper is set from.

Templates come from homes, so they are filled in a process of its own that may open no socket and write no file, by an
engine that reads plain values and nothing else: no attribute of a Python object, no file, no other template.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from laras.base.files import child
from laras.domain.errors import N_, Refused
from laras.stages.reports.writers.made import Made
from laras.stages.reports.writers.pdf import FONTS, MEMORY, SECONDS

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURE_DENSITY = 170
WIDEST_MM = 160
CSS_PIXEL_MM = 25.4 / 96
LANGUAGES = {"id": "id-ID", "en": "en-GB"}

UNKNOWN_WORD = N_("The template asks for “{word}”, which this report has not. Correct it in Word, or take it out.")
BROKEN_TAG = N_("A mark in the template is not complete: {reason}. Every “if” and “for” needs its “end”.")
REACHES_OUT = N_("The document loads a picture or a template from outside. Paste it in, and send it once more.")
CANNOT_BE_FILLED = N_("This template could not be filled. Begin once more with the one that Laras ships.")


def write_docx(template: bytes, data: Mapping[str, Any], pictures: Mapping[str, str]) -> Made:
    """Fill a Word template with `data` (plain JSON values) and `pictures` (file name → SVG); pages are not known.

    Refused with a sentence about what in the template cannot be filled.
    """
    payload = {"template": base64.b64encode(template).decode(), "data": dict(data), "pictures": dict(pictures)}
    told = child.run(filled, json.dumps(payload, ensure_ascii=False).encode(), seconds=SECONDS, memory=MEMORY)
    return Made(base64.b64decode(told["docx"]), 0, MEDIA_TYPE)


def try_template(template: bytes, specimen: Mapping[str, Any]) -> None:
    """Fill a template once with a specimen (`data`, `pictures`); Refused with a sentence when that cannot be done."""
    write_docx(template, specimen["data"], specimen["pictures"])


def filled(payload: bytes) -> dict[str, Any]:
    """Inside the child process: return `docx` (base64)."""
    given = json.loads(payload)
    template = base64.b64decode(given["template"])
    _refuse_what_reaches_out(template)
    return {"docx": base64.b64encode(_filled(template, given["data"], given["pictures"])).decode()}


def _filled(template: bytes, data: dict[str, Any], pictures: dict[str, str]) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    context = {**data, "picture": _pictures(document, pictures, data.get("pictures", {}))}
    try:
        document.render(context, _engine(), autoescape=True)
    except UndefinedError as reason:
        raise Refused(UNKNOWN_WORD, word=_missing_word(str(reason))) from None
    except TemplateSyntaxError as reason:
        raise Refused(BROKEN_TAG, reason=str(reason.message)[:120]) from None
    except (SecurityError, TypeError, ValueError, KeyError, OverflowError):
        raise Refused(CANNOT_BE_FILLED) from None
    _name(document.docx, data)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _engine() -> Any:
    """Return a template engine that sees dictionaries, lists and texts, and a loop's own counter."""
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class PlainValues(ImmutableSandboxedEnvironment):
        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            plain = isinstance(obj, (dict, list, str, int, float, LoopContext))
            return plain and super().is_safe_attribute(obj, attr, value)

    engine = PlainValues(undefined=StrictUndefined, autoescape=True)
    engine.globals.clear()
    return engine


def _missing_word(reason: str) -> str:
    """Return the name in `'xyz' is undefined` or `'dict object' has no attribute 'xyz'`."""
    parts = reason.split("'")
    return parts[-2] if len(parts) > 2 else reason[:60]


def _pictures(document: Any, pictures: Mapping[str, str], spoken: Mapping[str, str]) -> dict[str, Any]:
    """Return each picture under its file name, and without the ending, with the words for who cannot see it."""
    from docx.shared import Mm
    from docxtpl import InlineImage

    class Picture(InlineImage):  # type: ignore[misc]  # docxtpl carries no types
        alt = ""

        def _insert_image(self) -> str:
            return str(super()._insert_image()).replace("<wp:docPr ", f'<wp:docPr descr="{_attribute(self.alt)}" ', 1)

    made = {}
    drawings = pngs(pictures)
    for name, svg in pictures.items():
        drawn = Picture(document, io.BytesIO(drawings[name]), width=Mm(width_of(svg)))
        drawn.alt = spoken.get(name, "")
        made[name] = made[name.rpartition(".")[0]] = drawn
    return made


def _attribute(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(text, {'"': "&quot;"})


def width_of(svg: str) -> float:
    """Return the width in mm a drawing takes on paper, as wide as the text at most."""
    pixels = float(svg.partition('width="')[2].partition('"')[0] or 0)
    return max(1.0, min(WIDEST_MM, pixels * CSS_PIXEL_MM * 0.9))


def pngs(pictures: Mapping[str, str]) -> dict[str, bytes]:
    """Return every drawing as PNG, set in one go: Word of older years does not know SVG."""
    import typst

    if not pictures:
        return {}
    names = list(pictures)
    pages = "\n".join(f'#page(image("{place}.svg"))' for place in range(len(names)))
    given: Any = {f"{place}.svg": pictures[name].encode() for place, name in enumerate(names)}  # see `pdf.compiler_of`
    given["main.typ"] = f"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n{pages}\n".encode()
    compiler = typst.Compiler(given, root=str(Path(__file__).parent), font_paths=[str(FONTS)])
    made: Any = compiler.compile(format="png", ppi=PICTURE_DENSITY)
    drawn = made if isinstance(made, list) else [made]  # one page comes alone
    return dict(zip(names, map(bytes, drawn), strict=True))


def _name(document: Any, data: Mapping[str, Any]) -> None:
    """Write title, author, day and language into the file, for search and for being read aloud."""
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.author = f"{data['title']}, {data['subject']}"[:255], data["home"]["name"][:255]
    about.comments, about.language = "", LANGUAGES[data["language"]]
    about.created = about.modified = dt.datetime.fromisoformat(data["made_at"])
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LANGUAGES[data["language"]])


def _refuse_what_reaches_out(template: bytes) -> None:
    """Refuse pictures and templates that would be fetched when the paper is opened; links are only followed by hand."""
    from defusedxml.ElementTree import ParseError, fromstring

    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        for name in archive.namelist():
            if not name.endswith(".rels"):
                continue
            try:
                relations = fromstring(archive.read(name))
            except ParseError:
                raise Refused(CANNOT_BE_FILLED) from None
            for one in relations:
                if one.get("TargetMode") == "External" and not str(one.get("Type")).endswith("/hyperlink"):
                    raise Refused(REACHES_OUT)

"""Markdown → HTML → text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from laras.stages.evidence.readers.document import Part
from laras.stages.evidence.readers.html import markup_to_part
from laras.stages.evidence.readers.text import decode

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
# A transcript writes <laughs> or <P1>; such a word is kept, only true HTML is read as HTML.
_TRUE_NAMES = (
    "a abbr b blockquote br center cite code dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q s script section small span strong style sub summary sup table tbody td tfoot th "
    "thead tr u ul var"
)
_TRUE_HTML = frozenset(_TRUE_NAMES.split())


def parse(data: bytes) -> Part:
    """Return the text of a Markdown file; a line break stays one, so turns of speech do not run together."""
    import markdown_it  # 0.1 s; only in the child

    raw, notes = decode(data)
    parser = markdown_it.MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
    # `[^1]: word` would be taken for the address of a link and vanish.
    parser.disable("reference")
    parser.add_render_rule("html_inline", _keep_words)
    parser.add_render_rule("html_block", _keep_words)
    part = markup_to_part(str(parser.render(raw)))
    return {**part, "title": part["title"], "notes": notes + part["notes"]}


def _keep_words(_renderer: object, tokens: Sequence[Any], index: int, _options: object, _env: object) -> str:
    content: str = tokens[index].content
    name = _NAME.match(content.lstrip())
    if name is None or name[1].lower() in _TRUE_HTML:
        return content
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")

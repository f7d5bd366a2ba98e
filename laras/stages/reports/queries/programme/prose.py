"""The text of a proposal as lines, the quotes behind its gap, and the chain from input to impact."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.ui.names import aspect_name
from laras.domain.groupwork.programme import sahabat_dengar


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that say something; a paper sets the room between them itself."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def logic_and_rest(text: str) -> tuple[list[list[str]], list[str]]:
    """Split the indicators into the chain (label, words) and the other lines.

    A line belongs to the chain while it begins with a word of it, in either language: who rewrites it as something
    else finds it among the lines.
    """
    known = {name.get(tongue) for name, _words in sahabat_dengar().logic_model for tongue in ("id", "en")}
    chain, rest = [], []
    for line in paragraphs(text):
        label, colon, words = line.partition(":")
        if colon and label in known:
            chain.append([label, words.strip()])
        else:
            rest.append(line)
    return chain, rest


def evidence_rows(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the findings behind the gap; a quote that may not be shown any more is a sentence in its place."""
    return [
        {
            "finding": row["finding"],
            "aspect": row.get("aspect", ""),
            "name": aspect_name(row["aspect"]) if row.get("aspect") else "",
            "quotes": [_quote(quote) for quote in row["quotes"]],
        }
        for row in found
    ]


def _quote(quote: dict[str, Any]) -> dict[str, str]:
    shown = bool(quote["quote"])
    where = _("%(source)s, line %(line)s") % {"source": quote["source"], "line": quote["line"]}
    return {
        "text": quote["quote"],
        "hidden": "" if shown else _("The quote is not shown: there is no consent to quote."),
        "where": f"{where} · {quote['code']}" if shown else "",
    }

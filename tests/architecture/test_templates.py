"""Templates: nothing the content security policy forbids, nothing unused, everything on a base page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
LARAS = ROOT / "laras"
TEMPLATES = {
    path.relative_to(next(parent for parent in path.parents if parent.name == "templates")).as_posix(): path
    for path in sorted(LARAS.rglob("templates/**/*.html"))
}
BASES = {"ui/base.html", "ui/bare.html"}
# Drawn by no page: the sheet of all components, for the eye and for tests.
SHEET = "ui/components.html"
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "a script from elsewhere": re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"\shx-on", re.IGNORECASE),
    "a javascript address": re.compile(r"""["']\s*javascript:""", re.IGNORECASE),
}
BREACHES = {
    "a style attribute": '<p class="x" style="color: red">',
    "a style element": "<style>p {}</style>",
    "an inline script": "<script>alert(1)</script>",
    "a script from elsewhere": '<script src="//example.org/x.js"></script>',
    "an event attribute": '<button class="btn" onclick="x()">',
    "hx-on": '<p hx-on:click="x()">',
    "a javascript address": '<a href="javascript:x()">',
}


def without_comments(text: str) -> str:
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    assert FORBIDDEN[what].search(BREACHES[what]), "the test itself would miss it"
    texts = {name: without_comments(path.read_text(encoding="utf-8")) for name, path in TEMPLATES.items()}
    assert {name for name, text in texts.items() if FORBIDDEN[what].search(text)} == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_can_be_read(name: str) -> None:
    get_template(name)


def test_every_template_is_used() -> None:
    sources = [*TEMPLATES.values(), *LARAS.rglob("*.py")]
    named = {word for path in sources for word in re.findall(r"[\w-]+/[\w/-]+\.html", path.read_text(encoding="utf-8"))}
    assert set(TEMPLATES) - named - {SHEET} == set()
    assert {name for name in named if name.split("/")[0] in {t.split("/")[0] for t in TEMPLATES}} - set(
        TEMPLATES
    ) == set()


def test_every_page_stands_on_a_base_page() -> None:
    """A template either extends one that does, or is a piece that another one or a tag draws."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in TEMPLATES.items()}
    code = "\n".join(path.read_text(encoding="utf-8") for path in LARAS.rglob("*.py"))
    pieces = {word for text in texts.values() for word in re.findall(r'{% include "([^"#]+)', text)}
    pieces |= set(re.findall(r'(?:inclusion_tag|render_to_string|get_template)\(\s*"([^"]+)"', code))
    homeless = {
        name
        for name, text in texts.items()
        if name not in {*BASES, SHEET}
        and name not in pieces
        and not re.match(r"\s*{% extends ", without_comments(text))
    }
    assert homeless == set()

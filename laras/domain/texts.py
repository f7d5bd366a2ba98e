"""Words in two languages, side by side, and the data files that hold them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from laras.domain.errors import N_, BadInput

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Text:
    """One text in Indonesian (`id`) and English (`en`); both are always there."""

    id: str
    en: str

    def get(self, language: str) -> str:
        """The text in `language` ('id' or 'en'; 'en-us' and the like count as 'en'). Raises BadInput for others."""
        code = language.lower().replace("_", "-").partition("-")[0]
        if code not in LANGUAGES:
            raise BadInput(N_("Laras does not speak “{language}”. Choose id or en."), language=language)
        return self.id if code == "id" else self.en

    def format(self, **values: object) -> Text:
        """The same text with its named placeholders filled in, in both languages."""
        return Text(self.id.format(**values), self.en.format(**values))


def text(value: Mapping[str, str]) -> Text:
    """A `Text` from a table `{id = "…", en = "…"}`. Raises KeyError if a language is missing."""
    return Text(value["id"], value["en"])


def texts(values: Iterable[Mapping[str, str]]) -> tuple[Text, ...]:
    """A tuple of `Text` from a list of tables."""
    return tuple(text(value) for value in values)


def labels(table: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    """Code → `Text` in the order of the file."""
    return {code: text(value) for code, value in table.items()}


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `data/<name>.toml`, read once; treat it as read-only."""
    return tomllib.loads(files("laras.domain").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from laras.domain.errors import BadInput
from laras.domain.texts import Text, load, text


def _texts(value: object, path: str) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(value, dict):
        if "id" in value or "en" in value:
            yield path, value
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{number}]")


def test_every_text_of_every_data_file_has_both_languages() -> None:
    folder = files("laras.domain").joinpath("data")
    names = [one.name for one in folder.iterdir() if one.name.endswith(".toml")]
    found = [pair for name in names for pair in _texts(tomllib.loads(folder.joinpath(name).read_text("utf-8")), name)]
    lame = [
        path
        for path, value in found
        if not all(isinstance(value.get(language), str) and str(value[language]).strip() for language in ("id", "en"))
    ]
    assert len(found) > 400
    assert lame == []


def test_a_text_answers_in_the_language_asked_for() -> None:
    words = Text("kurang", "lacking")
    assert [words.get(language) for language in ("id", "en", "en-us", "id_ID")] == [
        "kurang",
        "lacking",
        "lacking",
        "kurang",
    ]


def test_an_unknown_language_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="Laras does not speak “jv”. Choose id or en."):
        Text("a", "b").get("jv")


def test_a_text_without_one_language_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        text({"id": "hanya satu"})


def test_placeholders_are_filled_in_both_languages() -> None:
    assert Text("{n} dari {m}", "{n} of {m}").format(n=1, m=2) == Text("1 dari 2", "1 of 2")


def test_a_data_file_is_read_once() -> None:
    assert load("aspects") is load("aspects")

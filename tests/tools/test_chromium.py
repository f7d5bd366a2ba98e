"""Which browser the journeys drive."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import chromium


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("LARAS_CHROMIUM", raising=False)
    return tmp_path


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_the_first_on_the_path_is_taken(programs: Path) -> None:
    assert chromium.find() == ""
    chrome = program(programs, "google-chrome")
    assert chromium.find() == chrome
    assert chromium.ensure() == chrome
    found = program(programs, "chromium")
    assert chromium.find() == found


def test_a_named_one_comes_first(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(programs, "chromium")
    mine = program(programs, "mine")
    monkeypatch.setenv("LARAS_CHROMIUM", mine)
    assert chromium.find() == mine


def test_a_named_one_that_is_not_there_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LARAS_CHROMIUM", "no-such-browser")
    with pytest.raises(chromium.NoChromium, match="LARAS_CHROMIUM is “no-such-browser”"):
        chromium.find()


@pytest.mark.parametrize("uid", [0, 1000])
def test_where_none_can_be_installed_a_sentence_says_so(
    programs: Path, monkeypatch: pytest.MonkeyPatch, uid: int
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    with pytest.raises(chromium.NoChromium, match="Install it, or name one with LARAS_CHROMIUM"):
        chromium.ensure()

"""Files lie sealed beside the database, and one without a row is swept away."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from laras.base.files import vault
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WORDS = b"Saya takut kalau malam."


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.LARAS_DATA = tmp_path
    return tmp_path / "files"


def test_a_kept_file_is_sealed_and_comes_back(cast: Cast, folder: Path) -> None:
    kept = vault.store(cast.home, name="wawancara.txt", data=WORDS, media_type="text/plain")
    (path,) = folder.glob("*/*")
    assert WORDS not in path.read_bytes()
    assert vault.fetch(kept) == WORDS


def test_what_no_row_names_is_swept_after_a_day(cast: Cast, folder: Path) -> None:
    kept = vault.store(cast.home, name="a.txt", data=WORDS, media_type="text/plain")
    (path,) = folder.glob("*/*")
    lost, new = path.with_name("f" * 32), path.with_name("e" * 32)
    for orphan in (lost, new):
        orphan.write_bytes(b"sealed")
    long_ago = time.time() - 2 * 24 * 3600
    for old in (path, lost):
        os.utime(old, (long_ago, long_ago))
    assert vault.sweep() == 1
    assert (path.exists(), lost.exists(), new.exists()) == (True, False, True)
    assert vault.fetch(kept) == WORDS

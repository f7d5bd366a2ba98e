"""A child process answers, refuses, fails and dies without harm to the parent."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable

import pytest

from laras.base.files import child
from laras.domain.errors import Refused
from tests.base.files import deeds


def refusal(func: Callable[[bytes], object], payload: bytes = b"", **limits: int) -> str:
    with pytest.raises(Refused) as caught:
        child.run(func, payload, **limits)
    return str(caught.value)


def test_it_returns_what_the_function_returns_even_for_megabytes() -> None:
    assert child.run(deeds.count, b"x" * 5_000_000) == {"bytes": 5_000_000}


def test_a_refusal_comes_back_with_template_field_and_values() -> None:
    with pytest.raises(Refused) as caught:
        child.run(deeds.refuse, b"xyz")
    assert (caught.value.message, caught.value.field, caught.value.params, str(caught.value)) == (
        "The file has {n} bytes too many.",
        "file",
        {"n": 3},
        "The file has 3 bytes too many.",
    )


def test_any_failure_over_the_bytes_is_a_damaged_file_and_no_word_of_it_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert refusal(deeds.fail, b"Siti (contoh)") == child.UNREADABLE
    (record,) = caplog.records
    assert re.fullmatch(r"tests\.base\.files\.deeds:fail failed: KeyError at deeds\.py:\d+", record.getMessage())


def test_too_much_memory_is_refused_and_not_taken() -> None:
    assert refusal(deeds.eat_memory) == child.TOO_LARGE


def test_endless_nesting_is_refused() -> None:
    assert refusal(deeds.recurse) == child.TOO_DEEP


@pytest.mark.parametrize("endless", [deeds.never_end, deeds.sleep_on])
def test_endless_work_is_stopped(endless: Callable[[bytes], None]) -> None:
    began = time.monotonic()
    sentence = refusal(endless, seconds=1)
    assert sentence == "Reading the file took longer than 1 seconds. Split it, or save it in a simpler form."
    assert time.monotonic() - began < 3


def test_a_killed_child_is_told_as_too_large() -> None:
    assert refusal(deeds.die) == child.TOO_LARGE


def test_what_a_parser_prints_does_not_disturb_the_answer() -> None:
    assert child.run(deeds.chatter, b"") == "the answer"


def test_no_secret_of_the_environment_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LARAS_KEY_FILE", "/secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    seen = set(child.run(deeds.environment, b""))
    assert seen - {"LD_LIBRARY_PATH", "SYSTEMROOT", "LC_CTYPE"} == {"PYTHONHASHSEED", "PYTHONPATH", "PYTHONUTF8"}


def test_the_child_starts_without_framework_and_parsers() -> None:
    loaded = set(child.run(deeds.modules, b""))
    assert loaded & {"django", "bs4", "lxml", "mammoth", "pypdf", "markdown_it", "numpy", "cryptography"} == set()


@pytest.mark.parametrize("attempt", [b"socket", b"program", b"write"])
def test_a_parser_led_astray_reaches_no_network_no_program_and_no_file(attempt: bytes) -> None:
    assert child.run(deeds.pry, attempt) == "forbidden"
    assert not os.path.exists(os.path.join(os.sep, "laras-was-here"))


@pytest.mark.parametrize("ours", [deeds.unwritable, deeds.import_missing, deeds.quit_early])
def test_our_own_mistakes_are_not_blamed_on_the_file(ours: Callable[[bytes], object]) -> None:
    with pytest.raises(RuntimeError, match=ours.__name__):
        child.run(ours, b"")


def test_a_function_that_cannot_be_imported_is_our_mistake() -> None:
    with pytest.raises(RuntimeError, match="cannot be imported"):
        child.run(lambda payload: payload.decode(), b"")

"""Argon2id, sized for a small office computer."""

from __future__ import annotations

import threading
import time

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, get_hasher, make_password

from laras.base.access.passwords import SmallArgon2
from tests.cast import PASSWORD


def test_the_parameters_are_the_least_that_owasp_allows() -> None:
    assert isinstance(get_hasher(), SmallArgon2)
    found = extract_parameters(make_password(PASSWORD).removeprefix("argon2"))
    assert (found.type, found.memory_cost, found.time_cost, found.parallelism) == (Type.ID, 19 * 1024, 2, 1)


def test_a_password_is_checked_and_never_stored() -> None:
    hashed = make_password(PASSWORD)
    assert PASSWORD not in hashed
    assert (check_password(PASSWORD, hashed), check_password(PASSWORD + " ", hashed)) == (True, False)


def test_at_most_two_are_hashed_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now, most, guard = 0, 0, threading.Lock()

    def slow(self: object, password: str, encoded: str) -> bool:
        nonlocal now, most
        with guard:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with guard:
            now -= 1
        return True

    monkeypatch.setattr(Argon2PasswordHasher, "verify", slow)
    threads = [threading.Thread(target=SmallArgon2().verify, args=("a", "b")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2

"""Log-in: one answer for every wrong pair, and a limit that parallel tries cannot outrun."""

from __future__ import annotations

import datetime as dt
import json
import sys

import pytest

from laras.base.access import login
from laras.base.access.models import LoginTry
from laras.base.access.passwords import SmallArgon2
from laras.base.store import clock
from laras.domain.errors import NotAllowed
from tests.cast import PASSWORD, Cast
from tests.places import copied

HERE, THERE = "198.51.100.7", "203.0.113.9"
WRONG = "Name or password is not right. Check both and try again."
TOO_MANY = "Too many tries. Wait {minutes} minutes, then try again."


def refusal(name: str, password: str, address: str = HERE) -> str:
    with pytest.raises(NotAllowed) as refused:
        login.authenticate(name, password, address=address)
    return refused.value.message


def test_the_right_pair_logs_in_whatever_the_case_of_the_name(cast: Cast) -> None:
    assert login.authenticate(" Peksos ", PASSWORD, address=HERE) == cast.user("peksos")


def test_a_wrong_password_an_unknown_name_and_a_closed_account_read_the_same(cast: Cast) -> None:
    closed = cast.user("auditor")
    closed.is_active = False
    closed.save()
    assert {refusal("peksos", "x"), refusal("nobody", "x"), refusal("auditor", PASSWORD)} == {WRONG}


@pytest.mark.parametrize("name", ["peksos", "nobody"])
def test_known_or_not_a_try_costs_one_hash(cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    costs: list[str] = []
    encode, verify = SmallArgon2.encode, SmallArgon2.verify

    def encoding(self: SmallArgon2, password: str, salt: str) -> str:
        costs.append("encode")
        return encode(self, password, salt)

    def verifying(self: SmallArgon2, password: str, encoded: str) -> bool:
        costs.append("verify")
        return verify(self, password, encoded)

    monkeypatch.setattr(SmallArgon2, "encode", encoding)
    monkeypatch.setattr(SmallArgon2, "verify", verifying)
    refusal(name, "wrong")
    assert len(costs) == 1


def test_the_sixth_try_is_told_to_wait_even_with_the_right_password(cast: Cast) -> None:
    assert [refusal("peksos", "x") for _ in range(6)] == [WRONG] * 5 + [TOO_MANY]
    assert refusal("peksos", PASSWORD) == TOO_MANY
    assert login.authenticate("peksos", PASSWORD, address=THERE) == cast.user("peksos")


def test_after_the_wait_one_may_try_again(cast: Cast) -> None:
    now = clock.now()
    with clock.at(now):
        for _ in range(6):
            refusal("peksos", "x")
    with clock.at(now + dt.timedelta(minutes=15)):
        assert refusal("peksos", PASSWORD) == TOO_MANY
    with clock.at(now + dt.timedelta(minutes=15, seconds=1)):
        assert login.authenticate("peksos", PASSWORD, address=HERE) == cast.user("peksos")


def test_a_log_in_forgets_the_tries_before_it(cast: Cast) -> None:
    for _ in range(4):
        refusal("peksos", "x")
    login.authenticate("peksos", PASSWORD, address=HERE)
    assert [refusal("peksos", "x") for _ in range(6)] == [WRONG] * 5 + [TOO_MANY]


def test_slow_guessing_from_many_addresses_ends_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "check_password", lambda *_: False)
    answers = [refusal("peksos", "x", f"203.0.113.{n}") for n in range(31)]
    assert answers == [WRONG] * 30 + [TOO_MANY]


def test_the_table_of_tries_names_nobody(cast: Cast) -> None:
    refusal("peksos", "x")
    rows = list(LoginTry.objects.order_by("key").values_list("key", flat=True))
    assert len(rows) == 2
    assert not any("peksos" in row or HERE in row for row in rows)


def test_thirty_two_parallel_tries_cost_five_hashes() -> None:
    with copied("cast") as place:
        said = place.run((sys.executable, "-m", "tests.base.access.tries", 32, "peksos", "wrong"))
    assert json.loads(said) == {"hashes": 5, "ended": {WRONG: 5, TOO_MANY: 27}}


def test_five_parallel_tries_with_the_right_password_all_log_in() -> None:
    with copied("cast") as place:
        said = place.run((sys.executable, "-m", "tests.base.access.tries", 5, "peksos", PASSWORD))
    assert json.loads(said) == {"hashes": 5, "ended": {"peksos": 5}}

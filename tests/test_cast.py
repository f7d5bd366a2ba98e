"""The cast itself, and what the floor of the tests promises."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client as Browser

from laras.stages.people.models import Client
from tests.cast import Cast
from tests.conftest import OutsideNetwork, UndefinedVariable


def test_everybody_sees_only_their_own(cast: Cast) -> None:
    seen = {name: list(Client.objects.visible_to(cast.actor(name)).order_by("number")) for name in cast.users}
    everybody = [cast.client, cast.second]
    assert seen == {
        **{"kepala": [], "peneliti": [], "auditor": [], "admin": []},
        **{"penyelia": everybody, "perawat": everybody, "psikolog": everybody},
        **{"peksos": [cast.client], "pengasuh": [cast.client], "peksos2": [cast.second]},
        "peksos_lain": [cast.stranger],
    }


def test_one_of_the_cast_is_logged_in(signed_in: Callable[[str], Browser]) -> None:
    assert signed_in("peksos").session["_auth_user_id"]


def test_the_data_folder_is_one_of_this_process() -> None:
    assert Path(os.environ["LARAS_DATA"]) == settings.LARAS_DATA
    assert "laras-test-" in str(settings.LARAS_DATA)
    assert settings.LARAS_KEY_FILE.is_relative_to(settings.LARAS_DATA.parent)


def test_an_undefined_template_variable_fails() -> None:
    with pytest.raises(UndefinedVariable, match=r"nobody\.name"):
        engines["django"].from_string("{{ nobody.name }}").render({})


def test_no_test_reaches_another_computer() -> None:
    with socket.socket() as outside, pytest.raises(OutsideNetwork):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideNetwork):
        socket.getaddrinfo("example.org", 80)

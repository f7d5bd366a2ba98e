"""One's own password: asked for, checked, and the only way in when somebody else made the last one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.models import User
from laras.base.audit.models import Entry
from laras.base.gate.own_password import change_own_password
from laras.domain.errors import BadInput
from laras.stages.people.actions import reset_password
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
NEW = "sungai-teduh-kemarin-sore"
SignedIn = Callable[[str], Browser]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": "bukan ini sandinya"}, "old"),
        ({"again": NEW + "x"}, "again"),
        ({"new": PASSWORD, "again": PASSWORD}, "password"),
        ({"new": "ratri lestari", "again": "ratri lestari"}, "password"),
        ({"new": "pendek", "again": "pendek"}, "password"),
    ],
)
def test_a_wrong_or_weak_password_changes_nothing(cast: Cast, typed: dict[str, str], field: str) -> None:
    user = cast.user("peksos")
    values = {"old": PASSWORD, "new": NEW, "again": NEW, **typed}
    with pytest.raises(BadInput) as refused:
        change_own_password(user, **values, address="127.0.0.1", by=cast.actor("peksos"))
    assert refused.value.field == field
    assert User.objects.get(login="peksos").check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_from_inside(cast: Cast) -> None:
    values = {"new": NEW, "again": NEW, "address": "127.0.0.1", "by": cast.actor("peksos")}
    for _ in range(5):
        with pytest.raises(BadInput):
            change_own_password(cast.user("peksos"), old="bukan ini sandinya", **values)  # type: ignore[arg-type]  # mixed
    with pytest.raises(BadInput, match="Too many tries"):
        change_own_password(cast.user("peksos"), old=PASSWORD, **values)  # type: ignore[arg-type]  # mixed


def test_who_came_with_a_password_of_somebody_else_chooses_one_first(cast: Cast, signed_in: SignedIn) -> None:
    reset_password(cast.worker("peksos"), password="kebun-lama-dekat-kali", by=cast.actor("admin"))
    browser, elsewhere = signed_in("peksos"), signed_in("peksos")
    own = reverse("desk:own_password")
    for name in ("desk:today", "desk:client_list", "people:create", "desk:search"):
        assert browser.get(reverse(name)).headers["Location"] == own
    page = browser.get(own).content.decode()
    assert "Kata sandi Anda dibuat orang lain" in page

    typed = {"old": "kebun-lama-dekat-kali", "password": NEW, "again": NEW}
    refused = browser.post(own, {**typed, "again": "lain"})
    assert refused.status_code == 200 and "tidak sama" in refused.content.decode()
    assert browser.post(own, typed).headers["Location"] == reverse("desk:first")
    assert browser.get(reverse("desk:today")).status_code == 200
    assert elsewhere.get(reverse("desk:today")).headers["Location"].startswith(reverse("desk:sign_in"))
    assert Entry.objects.filter(verb="session.change_password", actor="peksos").count() == 1

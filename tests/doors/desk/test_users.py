"""Accounts and roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.models import Membership, User
from laras.base.access.queries import current_memberships
from laras.stages.people.models import Worker
from tests.cast import ELSEWHERE, Cast
from tests.doors.desk.rows import queries_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]
GOOD = "sungai-teduh-kemarin-sore"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_accounts_open_in_both_languages(cast: Cast, signed_in: SignedIn, language: str) -> None:
    cast.users["admin"].language = language
    cast.users["admin"].save()
    browser = signed_in("admin")
    text = browser.get(reverse("desk:user_list")).content.decode()
    assert f"<h1>{'Akun' if language == 'id' else 'Accounts'}</h1>" in text
    assert "Ratri Lestari (contoh)" in text and "Tono Lain (contoh)" not in text
    for url in (reverse("desk:user_new"), reverse("desk:user", args=[cast.worker("peksos").pk])):
        assert browser.get(url).status_code == 200


@pytest.mark.parametrize(
    "name", ["kepala", "penyelia", "peksos", "pengasuh", "perawat", "psikolog", "peneliti", "auditor"]
)
def test_nobody_else_sees_or_makes_accounts(cast: Cast, signed_in: SignedIn, name: str) -> None:
    browser = signed_in(name)
    worker = cast.worker("peksos").pk
    assert browser.get(reverse("desk:user_list")).status_code == 403
    assert browser.post(reverse("desk:user_new")).status_code == 403
    assert browser.post(reverse("desk:user", args=[worker])).status_code == 403
    assert browser.post(reverse("desk:user_active", args=[worker])).status_code == 403


def test_an_account_of_another_home_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in("admin").get(reverse("desk:user", args=[cast.worker(ELSEWHERE).pk])).status_code == 404


def test_an_account_is_made_with_its_roles(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"name": "Ayu Baru (contoh)", "login": "Ayu", "roles": ["carer", "nurse"], "password": GOOD}
    done = signed_in("admin").post(reverse("desk:user_new"), typed)
    worker = Worker.objects.get(user__login="ayu")
    assert (done.status_code, done["Location"]) == (302, reverse("desk:user", args=[worker.pk]))
    assert {row.role for row in current_memberships(worker.user_id)} == {"carer", "nurse"}


def test_a_weak_password_is_refused_and_what_was_typed_stays(cast: Cast, signed_in: SignedIn) -> None:
    typed = {"name": "Ayu Baru (contoh)", "login": "ayu", "roles": ["carer"], "password": "12345678"}
    page = signed_in("admin").post(reverse("desk:user_new"), typed)
    assert page.status_code == 200 and "Ayu Baru (contoh)" in page.content.decode()
    assert not User.objects.filter(login="ayu").exists()


def test_a_role_is_given_and_ended(cast: Cast, signed_in: SignedIn) -> None:
    worker, browser = cast.worker("peksos"), signed_in("admin")
    url = reverse("desk:user", args=[worker.pk])
    assert browser.post(url, {"deed": "give_role", "role": "researcher"}).status_code == 302
    assert [row.role for row in current_memberships(worker.user_id)] == ["social_worker", "researcher"]
    membership = Membership.objects.get(user_id=worker.user_id, role="social_worker")
    browser.post(reverse("desk:user_end_role", args=[worker.pk]), {"membership": str(membership.pk)})
    assert [row.role for row in current_memberships(worker.user_id)] == ["researcher"]


def test_the_role_of_somebody_else_is_not_ended_through_this_account(cast: Cast, signed_in: SignedIn) -> None:
    other = Membership.objects.get(user=cast.user("perawat"))
    url = reverse("desk:user_end_role", args=[cast.worker("peksos").pk])
    assert signed_in("admin").post(url, {"membership": str(other.pk)}).status_code == 404
    assert signed_in("admin").post(url, {"membership": "x"}).status_code == 404
    assert current_memberships(cast.user("perawat").pk).exists()


def test_a_password_is_reset_and_a_log_in_closed(cast: Cast, signed_in: SignedIn) -> None:
    worker, browser = cast.worker("peksos"), signed_in("admin")
    url = reverse("desk:user", args=[worker.pk])
    assert browser.post(url, {"deed": "reset_password", "password": GOOD}).status_code == 302
    assert browser.post(reverse("desk:user_active", args=[worker.pk]), {"active": "no"}).status_code == 302
    user = User.objects.get(pk=worker.user_id)
    assert (user.check_password(GOOD), user.must_change_password, user.is_active) == (True, True, False)


def test_nobody_closes_their_own_log_in(cast: Cast, signed_in: SignedIn) -> None:
    done = signed_in("admin").post(reverse("desk:user_active", args=[cast.worker("admin").pk]), {"active": "no"})
    assert done.status_code == 403
    assert User.objects.get(login="admin").is_active


def test_more_accounts_cost_no_more_queries(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("admin"), reverse("desk:user_list")
    before = queries_of(browser, url)
    for number in range(2):
        user = User.objects.create_user(f"baru{number}", GOOD, name="Baru (contoh)")
        Membership.objects.create(facility=cast.home, user=user, role="carer", valid_from=cast.client.recorded_at)
        Worker.objects.create(facility=cast.home, user=user, name="Baru (contoh)")
    assert queries_of(browser, url) == before

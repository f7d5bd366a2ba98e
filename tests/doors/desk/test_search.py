"""Search, and the door itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.audit.models import Entry
from tests.cast import Cast
from tests.doors.desk.rows import queries_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[[str], Browser]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["penyelia", "peksos", "pengasuh", "perawat", "psikolog"])
def test_a_client_is_found_by_a_part_of_the_name(cast: Cast, signed_in: SignedIn, name: str, language: str) -> None:
    cast.users[name].language = language
    cast.users[name].save()
    browser, url = signed_in(name), reverse("desk:search")
    assert f"<h1>{'Cari' if language == 'id' else 'Search'}</h1>" in browser.get(url).content.decode()
    assert "Bu Tini" in browser.get(url, {"words": "rahay"}).content.decode()
    assert Entry.objects.filter(ledger="look").latest("seq").shown == [str(cast.client.pk)]


@pytest.mark.parametrize("name", ["kepala", "peneliti", "auditor", "admin"])
def test_who_may_not_search_is_refused(cast: Cast, signed_in: SignedIn, name: str) -> None:
    assert signed_in(name).get(reverse("desk:search"), {"words": "tini"}).status_code == 403


def test_the_client_of_somebody_else_is_not_found(cast: Cast, signed_in: SignedIn) -> None:
    for words in ("slamet", "wagiman", cast.second.number):
        text = signed_in("peksos").get(reverse("desk:search"), {"words": words}).content.decode()
        assert "Tidak ada yang ditemukan" in text and "Pak " not in text


def test_one_letter_is_not_searched(cast: Cast, signed_in: SignedIn) -> None:
    text = signed_in("peksos").get(reverse("desk:search"), {"words": "t"}).content.decode()
    assert "Tuliskan paling sedikit dua huruf." in text and "Bu Tini" not in text


def test_three_found_cost_as_many_queries_as_one(cast: Cast, signed_in: SignedIn) -> None:
    browser, url = signed_in("peksos"), reverse("desk:search") + "?words=contoh"
    one = queries_of(browser, url)
    cast.client_record()
    cast.client_record()
    assert queries_of(browser, url) == one


def test_the_log_in_page_speaks_both_languages() -> None:
    browser, url = Browser(), reverse("desk:sign_in")
    browser.cookies["language"] = "id"
    assert "Nama masuk" in browser.get(url, headers={"accept-language": "id"}).content.decode()
    browser.post(reverse("desk:language"), {"language": "en"})
    assert "Log-in name" in browser.get(url).content.decode()

"""An emergency opens one record for four hours: for reading, never unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError
from django.test import Client as Browser
from django.urls import reverse

from laras.base.audit import chain
from laras.base.audit.models import Entry
from laras.domain.errors import NotAllowed, NotFound
from laras.stages.people.actions import add_family, break_glass, edit_family, open_access
from laras.stages.people.models import Family
from laras.stages.support.actions import NewAct, record_support, record_supports
from laras.stages.support.models import SupportAct
from tests.cast import Cast

pytestmark = pytest.mark.django_db
REASON = "Keadaan darurat: tidak sadar di kamar mandi."
SignedIn = Callable[[str], Browser]


def test_an_emergency_opens_a_record_for_reading_only(cast: Cast, signed_in: SignedIn) -> None:
    by = cast.actor("peksos")
    there = reverse("people:add_family", args=[cast.second.pk])
    typed = {"name": "Sari (contoh)", "relation": "sister"}
    browser = signed_in("peksos")
    assert browser.get(there).status_code == 404
    break_glass(cast.second.pk, reason=REASON, by=by)
    page = browser.get(there)
    assert page.status_code == 200
    assert "Akses darurat: catatan ini terbuka hanya untuk dibaca" in page.content.decode()
    look = Entry.objects.filter(ledger="look").latest("seq")
    assert (look.verb, look.client_id, look.purpose) == ("people:add_family", str(cast.second.pk), "emergency")

    answer = browser.post(there, typed)
    assert "Keadaan darurat membuka catatan ini hanya untuk dibaca" in answer.content.decode()
    others = add_family(cast.second, name="Tari (contoh)", relation="sister", by=cast.actor("peksos2"))
    deeds: list[Callable[[], object]] = [
        lambda: add_family(cast.second, name="Sari (contoh)", relation="sister", by=by),
        lambda: record_support(cast.second, indicator="EMO-01", by=by),
        lambda: record_supports([NewAct(cast.second, "EMO-01")], by=by),
        lambda: edit_family(others, name="Lain (contoh)", relation="brother", by=by),
    ]
    for deed in deeds:
        with pytest.raises((NotAllowed, NotFound)):
            deed()
    assert [row.name for row in Family.objects.all()] == ["Tari (contoh)"] and not SupportAct.objects.exists()

    open_access(
        cast.second, worker=cast.worker("peksos"), kind="caseload", reason="menggantikan", by=cast.actor("penyelia")
    )
    assert browser.post(there, typed).status_code == 302
    assert "terbuka hanya untuk dibaca" not in browser.get(there).content.decode()


def test_an_emergency_that_cannot_be_written_down_opens_nothing(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_glass(cast.second.pk, reason=REASON, by=cast.actor("peksos"))

    def full_disk(*_args: object, **_values: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(chain, "append", full_disk)
    browser = signed_in("peksos")
    assert browser.get(reverse("people:family", args=[cast.second.pk])).status_code == 503
    assert browser.get(reverse("people:family", args=[cast.client.pk])).status_code == 200

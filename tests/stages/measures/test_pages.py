"""The pages: the tab, results, the queue, instruments, samples."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.stages.measures import actions
from laras.stages.measures.instruments import instruments
from laras.stages.measures.models import LocalParameters, MeasureAlert, OwnText
from laras.stages.people.models import Client
from tests.cast import Cast
from tests.stages.measures.conftest import Enter, begun, numbered, recorded, sent, shown

pytestmark = pytest.mark.django_db


def test_the_tab_shows_scores_what_is_due_and_both_views(cast: Cast, by: Actor, browser: Browser) -> None:
    assert "Belum ada yang ditanyakan" in shown(browser, "of_client", cast.client.pk)
    recorded(cast.client, by, "DDD-20", numbered(20, 1), days=40)
    recorded(cast.client, by, "DDD-20-W", numbered(20, 4), answered_by="worker", mode="self")
    page = shown(browser, "of_client", cast.client.pk)
    assert page.count("waktunya") == 1
    assert "Dua pandangan tentang dukungan" in page
    assert page.count('<span class="pill warn">75</span>') == 5


def test_the_line_says_its_scores_in_words_and_in_a_table(cast: Cast, by: Actor, browser: Browser) -> None:
    assert "m-chart" not in shown(browser, "one", cast.client.pk, "PSS-10")
    for days, value in ((60, 3), (1, 1)):
        recorded(cast.client, by, "PSS-10", numbered(10, value), days=days, mode="paper")
    recorded(cast.client, by, "PSS-10", numbered(10, None), days=30, mode="paper")
    page = shown(browser, "one", cast.client.pk, "PSS-10")
    assert 'role="img" aria-label="Bu Tini: 22 pada ' in page
    drawing = page.split('class="m-chart"')[1].split("</svg>")[0]
    assert drawing.count("<circle") == 2
    assert 'class="way"' not in drawing  # the sheet without a score between them leaves a gap
    assert page.count('<th scope="row">') == 3


def test_a_change_names_the_parameters_and_that_they_are_of_others(cast: Cast, by: Actor, browser: Browser) -> None:
    recorded(cast.client, by, "PSS-10", numbered(10, 4, i4=0, i5=0, i7=0, i8=0), days=30, mode="paper")
    sheet = recorded(cast.client, by, "PSS-10", numbered(10, 0, i4=4, i5=4, i7=4, i8=4), mode="paper")
    page = shown(browser, "sheet", sheet.pk)
    assert "Membaik andal" in page
    assert "Indikatif – parameter dari populasi lain: SD 6,35, r 0,81" in page
    assert "Hanya untuk memantau" in page


def test_an_own_sheet_can_be_taken_back_and_a_colleagues_not(cast: Cast, by: Actor, browser: Browser) -> None:
    mine = recorded(cast.client, by, "MOOD-1", {"1": 4})
    other = recorded(cast.client, cast.actor("pengasuh"), "MOOD-1", {"1": 4})
    assert reverse("measures:undo", args=[mine.pk]) in shown(browser, "sheet", mine.pk)
    assert reverse("measures:undo", args=[other.pk]) not in shown(browser, "sheet", other.pk)
    sent(browser, "undo", mine.pk)
    assert "diurungkan dan tidak dihitung" in shown(browser, "sheet", mine.pk)
    assert browser.post(reverse("measures:undo", args=[other.pk])).status_code == 403


def test_a_stranger_finds_neither_client_nor_sheet(cast: Cast, by: Actor, signed_in: Enter) -> None:
    sheet = recorded(cast.client, by, "MOOD-1", {"1": 4})
    for name in ("peksos2", "peksos_lain"):
        other = signed_in(name)
        for page in ("of_client", "sheet"):
            args = [cast.client.pk if page == "of_client" else sheet.pk]
            assert other.get(reverse(f"measures:{page}", args=args)).status_code == 404
    supervisor = signed_in("penyelia")
    assert supervisor.get(reverse("measures:start", args=[cast.client.pk, "MOOD-1"])).status_code == 403
    start = reverse("measures:start", args=[cast.client.pk, "MOOD-1"])
    assert start not in shown(supervisor, "one", cast.client.pk, "MOOD-1")


def test_the_queue_goes_from_waiting_to_done(cast: Cast, by: Actor, signed_in: Enter) -> None:
    nurse = signed_in("perawat")
    assert "Tidak ada yang menunggu" in shown(nurse, "alerts")
    recorded(cast.client, by, "MOOD-1", {"1": 1})
    alert = MeasureAlert.objects.get()
    assert "Menunggu disapa" in shown(nurse, "alerts")
    assert "Saya yang menyapa" in shown(nurse, "alert", alert.pk)
    sent(nurse, "take", alert.pk)
    assert "Dewi Perawat (contoh)" in shown(signed_in("peksos"), "alert", alert.pk)
    short = nurse.post(reverse("measures:alert", args=[alert.pk]), {"done": "sudah"})
    assert "paling sedikit 10 huruf" in short.content.decode()
    sent(nurse, "alert", alert.pk, done="Duduk bersama di taman (contoh).")
    page = shown(nurse, "alerts")
    assert "Sudah ditangani" in page
    assert "Menunggu disapa" not in page
    assert "di taman" in shown(nurse, "alert", alert.pk)


def test_the_lists_cost_the_same_for_one_and_for_three(cast: Cast, by: Actor, browser: Browser) -> None:
    def cost(name: str, *args: object) -> int:
        with CaptureQueriesContext(connection) as caught:
            shown(browser, name, *args)
        return len(caught)

    pages: list[tuple[Any, ...]] = [
        ("due",),
        ("alerts",),
        ("of_client", cast.client.pk),
        ("one", cast.client.pk, "MOOD-1"),
    ]
    recorded(cast.client, by, "MOOD-1", {"1": 1}, days=9)
    for page in pages:
        cost(*page)
    one = [cost(*page) for page in pages]
    for _ in range(2):
        recorded(cast.client_record(), by, "MOOD-1", {"1": 1}, days=9)
        recorded(cast.client, by, "MOOD-1", {"1": 1}, days=8)
    assert [cost(*page) for page in pages] == one


def test_every_instrument_has_its_page_in_both_languages(cast: Cast, browser: Browser) -> None:
    assert shown(browser, "shelf").count('<li><a href="/instrumen/') == len(instruments())
    for about in instruments():
        page = shown(browser, "instrument", about.code)
        assert about.licence.id.split(";")[0] in page.replace("&#x27;", "'")
    browser.cookies["laras_language"] = "en"
    cast.user("peksos").language = "en"
    cast.user("peksos").save()
    assert "How it is scored" in shown(browser, "instrument", "MHI-5")
    assert browser.get(reverse("measures:instrument", args=["XXX"])).status_code == 404


def test_a_text_is_brought_with_permission_and_then_asked(cast: Cast, signed_in: Enter) -> None:
    expert = signed_in("psikolog")
    rows = "".join(f"{n},Butir {n} (contoh),Item {n}\n" for n in range(1, 6))

    def send(**typed: str) -> Any:
        table = SimpleUploadedFile("teks.csv", f"item_id,text_id,text_en\n{rows}".encode(), "text/csv")
        return expert.post(
            reverse("measures:text", args=["WHO-5"]), {"table": table, "source": "surat (contoh)", **typed}
        )

    assert "Centang bahwa Anda memiliki izin" in send().content.decode()
    assert send(permitted="on").status_code == 302
    assert OwnText.objects.get().number == 1
    assert "Butir 5 (contoh)" in shown(expert, "instrument", "WHO-5")
    peksos = signed_in("peksos")
    assert "item" not in begun(peksos, cast, "WHO-5").split("/isi/")[1]
    assert "Butir 1 (contoh)" in shown(peksos, "item", cast.client.pk, "WHO-5", 1)
    assert peksos.get(reverse("measures:text", args=["WHO-5"])).status_code == 403


def test_own_parameters_are_kept_and_ended(cast: Cast, signed_in: Enter) -> None:
    expert = signed_in("psikolog")
    typed = {"sd": "5,5", "reliability": "0,9", "n": "31", "days": "8", "reason": "uji ulang (contoh)"}
    few = expert.post(reverse("measures:parameters", args=["DDD-20"]), {**typed, "n": "12"})
    assert "Diperlukan sedikitnya 30 orang." in few.content.decode()
    sent(expert, "parameters", "DDD-20", **typed)
    row = LocalParameters.objects.get()
    assert (row.sd, row.reliability, row.reason) == (5.5, 0.9, "uji ulang (contoh)")
    assert "SD 5,50" in shown(expert, "instrument", "DDD-20")
    sent(expert, "end_parameters", row.pk)
    assert "tidak dipakai lagi" in shown(expert, "instrument", "DDD-20")


def test_a_sample_is_taken_in_shown_and_taken_back(cast: Cast, signed_in: Enter) -> None:
    expert = signed_in("psikolog")
    assert "Belum ada sampel" in shown(expert, "samples")
    rows = "".join(f"{(n * 3) % 5},{n % 5},{(n * 2) % 5},{n % 5},{(n + 1) % 5}\n" for n in range(20))
    typed = {"instrument": "WHO-5", "columns": "", "sample": "Uji (contoh)"}
    table = SimpleUploadedFile("uji.csv", f"W1,W2,W3,W4,W5\n{rows}9,1,1,1,1\n".encode(), "text/csv")
    where = sent(expert, "take_in", table=table, **typed)
    page = expert.get(where).content.decode()
    assert page.count('<circle class="on"') == 20
    assert "Baris 22" in page
    assert "Uji (contoh)" in shown(expert, "samples")
    assert shown(signed_in("penyelia"), "sample", "WHO-5", nama="Uji (contoh)")
    assert expert.get(reverse("measures:sample", args=["WHO-5"]), {"nama": "lain"}).status_code == 404
    sent(expert, "undo_sample", "WHO-5", nama="Uji (contoh)")
    assert "Belum ada sampel" in shown(expert, "samples")


def test_a_sheet_of_a_sample_has_no_page_of_its_own(cast: Cast, signed_in: Enter) -> None:
    people = [actions.NewPerson("1", numbered(5, 2))]
    (row,) = actions.record_sample(instrument="WHO-5", sample="uji", people=people, by=cast.actor("psikolog"))
    assert signed_in("psikolog").get(reverse("measures:sheet", args=[row.pk])).status_code == 404


def test_a_sheet_of_a_merged_record_stands_on_the_page_of_the_kept_one(cast: Cast, by: Actor, browser: Browser) -> None:
    double = cast.client_record(name="Sutini (contoh)", short_name="Bu Sutini")
    sheet = recorded(double, by, "MOOD-1", {"1": 4})
    Client.objects.filter(pk=double.pk).update(merged_into=cast.client)
    page = shown(browser, "sheet", sheet.pk)
    assert "Bu Tini" in page
    assert reverse("measures:one", args=[double.pk, "MOOD-1"]) not in page
    assert sent(browser, "undo", sheet.pk) == reverse("measures:one", args=[cast.client.pk, "MOOD-1"])

"""The pages: three taps, what is typed, who may open them, in both languages."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.stages.support import actions
from laras.stages.support.models import SupportAct, TeachBack
from tests.cast import Cast
from tests.stages.support.conftest import episode_of, goal_of, kept_act

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


@pytest.fixture
def browser(cast: Cast, signed_in: Enter) -> Browser:
    """The social worker of `client`, logged in."""
    return signed_in("peksos")


def _text(browser: Browser, name: str, *args: object, **query: str) -> str:
    answer = browser.get(reverse(f"support:{name}", args=args), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_three_taps_record_support_as_given(cast: Cast, browser: Browser) -> None:
    first = _text(browser, "record")
    whom = reverse("support:record_for", args=[cast.client.pk])
    assert f'href="{whom}"' in first
    assert "Pak Slamet" not in first
    assert "?aspek=informational" in _text(browser, "record_for", cast.client.pk)
    third = _text(browser, "record_for", cast.client.pk, aspek="informational")
    assert 'name="indicator" value="INF-02"' in third
    assert 'name="polarity" value="given" form="act" checked' in third
    answer = browser.post(whom + "?aspek=informational", {"indicator": "INF-02", "polarity": "given"})
    act = SupportAct.objects.get()
    assert answer["Location"] == reverse("support:act", args=[act.pk])
    assert (act.client, act.indicator, act.polarity, act.worker) == (
        cast.client,
        "INF-02",
        "given",
        cast.worker("peksos"),
    )
    after = _text(browser, "act", act.pk)
    assert reverse("support:undo", args=[act.pk]) in after
    assert f"{whom}?aspek=informational" in after


def test_the_first_four_stand_open_and_the_rest_behind_a_summary(cast: Cast, browser: Browser) -> None:
    page = _text(browser, "record_for", cast.client.pk, aspek="informational")
    open_part, rest = page.split('<details class="rest-of-shelf">')
    assert open_part.count('name="indicator"') == 4
    assert rest.count('name="indicator"') == 6


def test_a_direction_chosen_first_is_kept(cast: Cast, browser: Browser) -> None:
    browser.post(reverse("support:record_for", args=[cast.client.pk]), {"indicator": "EMO-01", "polarity": "refused"})
    assert SupportAct.objects.get().polarity == "refused"


def test_an_unknown_indicator_is_answered_with_a_sentence(cast: Cast, browser: Browser) -> None:
    answer = browser.post(reverse("support:record_for", args=[cast.client.pk]), {"indicator": "XXX-1"})
    assert answer.status_code == 400
    assert "XXX-1" in answer.content.decode()
    assert not SupportAct.objects.exists()


def test_afterwards_the_circumstances_are_written_down(cast: Cast, browser: Browser) -> None:
    act, goal = kept_act(cast.client), goal_of(cast.client)
    typed = {
        "polarity": "received", "giver": "worker", "minutes": "12", "happened_at": "2026-01-05T09:30",
        "goal": str(goal.pk), "response": "tersenyum", "note": "di taman",
    }  # fmt: skip
    answer = browser.post(reverse("support:act", args=[act.pk]), typed)
    assert answer["Location"] == reverse("support:of_client", args=[cast.client.pk])
    kept = SupportAct.objects.get(pk=act.pk)
    assert (kept.polarity, kept.minutes, kept.goal, kept.response, kept.note) == (
        "received", 12, goal, "tersenyum", "di taman",
    )  # fmt: skip
    assert kept.happened_at.isoformat() == "2026-01-05T02:30:00+00:00"


@pytest.mark.parametrize("minutes", ["abc", "0", "9999"])
def test_what_was_typed_wrongly_stays_in_its_field(cast: Cast, browser: Browser, minutes: str) -> None:
    act = kept_act(cast.client)
    typed = {
        "polarity": "given",
        "giver": "worker",
        "minutes": minutes,
        "happened_at": "2026-01-05T09:30",
        "note": "taman",
    }
    answer = browser.post(reverse("support:act", args=[act.pk]), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'value="{minutes}"' in page
    assert "taman" in page
    assert 'aria-invalid="true"' in page
    assert SupportAct.objects.get(pk=act.pk).note == ""


def test_undo_and_restore_by_button(cast: Cast, browser: Browser) -> None:
    act = kept_act(cast.client)
    undo, restore = (reverse(f"support:{name}", args=[act.pk]) for name in ("undo", "restore"))
    assert browser.get(undo).status_code == 405
    assert browser.post(undo)["Location"] == reverse("support:record_for", args=[cast.client.pk])
    assert SupportAct.objects.get(pk=act.pk).undone_at is not None
    assert restore in _text(browser, "act", act.pk)
    assert browser.post(restore)["Location"] == reverse("support:act", args=[act.pk])
    assert SupportAct.objects.get(pk=act.pk).undone_at is None


def test_what_a_colleague_recorded_is_shown_without_a_form(cast: Cast, signed_in: Enter) -> None:
    act = kept_act(cast.client, note="di taman (contoh)", minutes=7, worker=cast.worker("peksos"))
    page = _text(signed_in("pengasuh"), "act", act.pk)
    assert "di taman (contoh)" in page
    assert 'name="note"' not in page
    assert reverse("support:undo", args=[act.pk]) not in page


def test_points_are_explained_and_told_back(cast: Cast, browser: Browser) -> None:
    address = reverse("support:explain", args=[cast.client.pk, "medicine"])
    page = browser.get(address).content.decode()
    assert page.count('name="point-L2-1"') == 6
    typed = {
        "audience": "client",
        "language": "indonesian",
        "point-L2-1": "2",
        "point-L2-2": "0",
        "own_words": "obat pagi",
    }
    assert browser.post(address, typed)["Location"] == reverse("support:of_client_information", args=[cast.client.pk])
    assert set(TeachBack.objects.values_list("point", "result")) == {("L2.1", "2"), ("L2.2", "0")}
    told = TeachBack.objects.get(point="L2.1")
    history = _text(browser, "of_client_information", cast.client.pk)
    assert "obat pagi" in history
    browser.post(reverse("support:undo_teach_back", args=[told.pk]))
    assert TeachBack.objects.get(pk=told.pk).undone_at is not None


def test_a_postponed_topic_asks_for_the_reason_and_keeps_the_rest(cast: Cast, browser: Browser) -> None:
    address = reverse("support:explain", args=[cast.client.pk, "medicine"])
    typed = {"audience": "client", "language": "indonesian", "point-L2-1": "postponed", "question": "kapan pulang"}
    page = browser.post(address, typed).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'value="kapan pulang"' in page
    assert not TeachBack.objects.exists()


def test_a_topic_that_is_not_there_is_not_found(cast: Cast, browser: Browser) -> None:
    assert browser.get(reverse("support:explain", args=[cast.client.pk, "astronomy"])).status_code == 404


def test_the_worklist_of_debts_narrows_to_a_topic(cast: Cast, browser: Browser) -> None:
    episode_of(cast.client)
    episode_of(cast.second)
    page = _text(browser, "debts")
    explain = reverse("support:explain", args=[cast.client.pk, "medicine"])
    assert explain in page
    assert "Pak Slamet" not in page
    narrowed = _text(browser, "debts", topik="medicine")
    assert explain in narrowed
    assert reverse("support:explain", args=[cast.client.pk, "rights_rules"]) not in narrowed


def test_the_log_keeps_what_it_is_narrowed_by(cast: Cast, browser: Browser) -> None:
    kept_act(cast.client, "EMO-01", note="satu (contoh)")
    kept_act(cast.client, "GRP-01", note="dua (contoh)")
    page = _text(browser, "log", aspect="group", period="7", mine="on")
    assert "dua (contoh)" in page
    assert "satu (contoh)" not in page
    assert '<option value="group" selected>' in page
    assert "satu (contoh)" in _text(browser, "log", aspect="nonsense", period="x")


CLIENT_PAGES = ("record_for", "of_client", "client_balance", "of_client_information")


@pytest.mark.parametrize("who", ["peksos2", "peksos_lain"])
def test_a_stranger_gets_the_answer_of_an_absent_page(cast: Cast, signed_in: Enter, who: str) -> None:
    browser, act = signed_in(who), kept_act(cast.client)
    (told,) = actions.record_teach_back(cast.client, topic="illness", results={"L1.1": "2"}, by=cast.actor("peksos"))
    for name in CLIENT_PAGES:
        for pk in (cast.client.pk, uuid.uuid4()):
            assert browser.get(reverse(f"support:{name}", args=[pk])).status_code == 404
    assert browser.get(reverse("support:explain", args=[cast.client.pk, "illness"])).status_code == 404
    assert browser.get(reverse("support:act", args=[act.pk])).status_code == 404
    for name, pk in (("undo", act.pk), ("restore", act.pk), ("undo_teach_back", told.pk)):
        assert browser.post(reverse(f"support:{name}", args=[pk])).status_code == 404
    assert (
        browser.post(reverse("support:record_for", args=[cast.client.pk]), {"indicator": "EMO-01"}).status_code == 404
    )
    assert SupportAct.objects.get(pk=act.pk).undone_at is None


def test_who_only_reads_sees_no_button_to_record(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("penyelia")
    episode_of(cast.client)
    for name in ("of_client", "client_balance", "of_client_information"):
        page = _text(browser, name, cast.client.pk)
        assert "/catat/" not in page
        assert "/informasi/medicine/" not in page
    assert "/informasi/medicine/" not in _text(browser, "debts")
    assert browser.get(reverse("support:record_for", args=[cast.client.pk])).status_code == 403


def test_whoever_stood_on_a_list_is_named_in_the_look(cast: Cast, browser: Browser) -> None:
    for name in ("record", "balance", "debts", "log"):
        episode_of(cast.client) if name == "record" else None
        kept_act(cast.client) if name == "debts" else None
        cast.client.recorded_at = clock.now().replace(year=2020)
        cast.client.save()
        _text(browser, name)
        looked = Entry.objects.get(ledger="look", verb=f"support:{name}")
        assert looked.shown == [str(cast.client.pk)]


@pytest.mark.parametrize("name", ["record", "log", "balance", "debts"])
def test_a_list_costs_the_same_for_one_and_for_three(cast: Cast, browser: Browser, name: str) -> None:
    def fill(client: object) -> None:
        episode_of(client)  # type: ignore[arg-type]  # any client
        kept_act(client, worker=cast.worker("peksos"))  # type: ignore[arg-type]  # any client

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            _text(browser, name)
        return len(caught)

    fill(cast.client)
    _text(browser, name)  # the session and the caches are there from now on
    one = cost()
    for _ in range(2):
        fill(cast.client_record(ward=cast.melati))
    assert cost() == one


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("is_full", [False, True], ids=["empty", "full"])
def test_every_page_is_drawn_in_both_languages(cast: Cast, browser: Browser, language: str, is_full: bool) -> None:
    cast.user("peksos").language = language
    cast.user("peksos").save()
    browser.cookies["django_language"] = language
    if is_full:
        goal = goal_of(cast.client)
        old = cast.client_record(short_name="", recorded_at=clock.now().replace(year=2020))
        episode_of(old)
        for code, polarity in (("EMO-01", "given"), ("GRP-01", "lacking"), ("INF-02", "harmful")):
            kept_act(cast.client, code, polarity=polarity, minutes=5, note="n", response="r", goal=goal, giver="family")
        words: dict[str, Any] = {"misunderstood": "a", "own_words": "b", "question": "c", "reason": "d"}
        results = {"L2.1": "2", "L2.2": "postponed", "L2.3": "refused"}
        actions.record_teach_back(cast.client, topic="medicine", results=results, **words, by=cast.actor("peksos"))
    pages = [_text(browser, name) for name in ("record", "log", "balance", "debts")]
    pages += [_text(browser, name, cast.client.pk) for name in CLIENT_PAGES]
    pages += [_text(browser, "record_for", cast.client.pk, aspek=aspect) for aspect in ("emotional", "group")]
    pages += [_text(browser, "explain", cast.client.pk, "medicine"), _text(browser, "debts", topik="crisis")]
    pages += [_text(browser, "act", act.pk) for act in SupportAct.objects.all()]
    for page in pages:
        assert f'<html lang="{language}"' in page
        assert "style=" not in page


def test_with_nobody_in_the_caseload_every_list_says_what_to_do(cast: Cast, signed_in: Enter) -> None:
    browser = signed_in("psikolog")
    carer = signed_in("pengasuh")
    cast.client.access.update(valid_until=clock.now())
    for name in ("record", "log", "balance", "debts"):
        assert 'class="empty"' in _text(carer, name)
        assert _text(browser, name)

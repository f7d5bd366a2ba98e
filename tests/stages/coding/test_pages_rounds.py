"""The pages of second readings: what they show, and what they must not tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from laras.base.access.actor import Actor
from laras.base.gate.registry import PAGES
from laras.stages.coding import actions
from laras.stages.coding.models import Coding, Round, Settlement
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Source, Study
from tests.stages.coding.conftest import SECRET, SHORT, code, drawn, read_again
from tests.stages.coding.pages import at, words

pytestmark = pytest.mark.django_db

Enter = Callable[[str], Browser]


def test_no_page_tells_the_second_coder_what_the_first_found(
    opened: Round, study: Study, by: Actor, second: Actor, signed_in: Enter
) -> None:
    """Every page of the study and of the drawn sources, as the auditor opens them in the middle of the round."""
    source = drawn(opened)[0]
    actions.add_coding(source, start=5, end=8, code=code(study, "EMO-01"), memo="punya-kedua", by=second)
    hidden = [
        str(pk)
        for pk in Coding.objects.filter(coder="peneliti", source_id__in=opened.sample).values_list("pk", flat=True)
    ]
    pages = every_page(signed_in("auditor"), study, source, opened)
    assert len(pages) > 12
    assert [address for address, body in pages if any(one in body for one in hidden) or SECRET in body] == []
    assert any("punya-kedua" in body for _, body in pages)  # the walk does see memos where they may be seen
    theirs = str(Coding.objects.get(coder="auditor").pk)
    pages = every_page(signed_in("peneliti"), study, source, opened)
    assert [address for address, body in pages if theirs in body or "punya-kedua" in body] == []
    assert any(SECRET in body for _, body in pages)


def every_page(browser: Browser, study: Study, source: Source, row: Round) -> list[tuple[str, str]]:
    """Return address and words of every page with a study, a source or this round in its address that opens."""
    found = []
    browser.raise_request_exception = False  # a page that breaks is the matter of its own tests
    assert (
        browser.get(at("rounds", study.pk)).status_code == 200
    )  # the pages are registered when the first is asked for
    for entry in PAGES.values():
        subject = {Study: study.pk, Source: source.pk, Round: row.pk}.get(entry.subject)  # type: ignore[arg-type]
        if subject is None or entry.route.count("<") != 1:
            continue
        address = "/" + entry.route.replace("<uuid:id>", str(subject))
        answer = browser.get(address)
        if answer.status_code == 200 and not answer.streaming:
            found.append((address, answer.content.decode("utf-8", "replace")))
    return found


def test_the_page_of_agreement_waits_for_both(opened: Round, study: Study, second: Actor, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    page = words(browser.get(at("agreement", study.pk)))
    assert "Menunggu: auditor" in page
    assert "Kappa Cohen" not in page
    assert browser.get(at("agreement_table", study.pk)).status_code == 400
    read_again(opened, second)
    page = words(browser.get(at("agreement", study.pk), {"urut": "alpha", "turun": "1"}))
    assert "0 dari 2 perbedaan diselesaikan" in page
    for unit in ("sumber", "line", "character"):
        assert browser.get(at("agreement", study.pk), {"satuan": unit}).status_code == 200
    table = browser.get(at("agreement_table", study.pk)).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in table] == [
        ["code", "units"],
        ["EMO-01", "2"],
        ["INF-02", "2"],
        ["Keseluruhan", "4"],
    ]


def test_what_is_not_defined_says_why(
    ten: list[Source], study: Study, by: Actor, second: Actor, signed_in: Enter
) -> None:
    for actor in (by, second):
        actions.add_coding(ten[0], start=0, end=4, code=code(study, "INF-02"), by=actor)
        actions.finish_reading(ten[0], by=actor)
    answer = signed_in("peneliti").get(at("agreement", study.pk))
    row, _name = answer.context["codes"][0]
    assert [cell["value"] for cell in row["cells"]] == [1.0, None, 1.0, None, 1.0]
    page = words(answer)
    assert "tidak terdefinisi" in page
    assert "Hanya satu kategori" in page
    assert page.count("Hanya satu kategori") >= 2


def test_a_round_is_drawn_looked_at_and_opened(ten: list[Source], study: Study, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    assert "Belum ada pembacaan kedua" in words(browser.get(at("rounds", study.pk)))
    given = {"kind": "second_coder", "first_coder": "peneliti", "second_coder": "auditor", "share": 20, "reason": "uji"}
    seen = browser.post(at("new_round", study.pk), {**given, "lihat": "1"})
    assert len(seen.context["drawn"]["sample"]) == 2
    assert not Round.objects.exists()
    refused = browser.post(at("new_round", study.pk), {**given, "buka": "1"})
    assert list(refused.context["form"].errors) == ["reason"]
    browser.post(at("new_round", study.pk), {**given, "reason": "uji kejelasan", "buka": "1"})
    row = Round.objects.get()
    assert row.sample == [str(one["source"].pk) for one in seen.context["drawn"]["sample"]]
    assert "Menunggu: peneliti, auditor" in words(browser.get(at("round", row.pk)))
    theirs = words(signed_in("auditor").get(at("rounds", study.pk)))
    assert "Yang harus saya kode" in theirs
    assert at("workspace", row.sample[0]) in theirs
    signed_in("peneliti").post(at("cancel_round", row.pk))
    assert Round.objects.get().cancelled_at is not None


def test_differences_are_settled_one_after_the_other(
    opened: Round, study: Study, second: Actor, signed_in: Enter
) -> None:
    read_again(opened, second)
    browser = signed_in("auditor")
    page = browser.get(at("disagreements", study.pk))
    assert "0 dari 2 selesai" in words(page)
    only = browser.get(at("disagreements", study.pk), {"beda": "second_only"})
    assert [one.difference.passage.start for one, _ in only.context["rows"]] == [5]
    first, then = page.context["rows"][0][1], page.context["rows"][1][1]
    empty = browser.post(first, {"reason": ""})
    assert sorted(empty.context["form"].errors) == ["outcome", "reason", "settled_by"]
    given = {"outcome": "first", "settled_by": ["peneliti", "auditor"], "reason": "memang ada"}
    answer = browser.post(first, given)
    assert answer.url == then
    assert "1 dari 2 selesai" in words(browser.get(first))
    settlement = Settlement.objects.get()
    assert browser.post(at("undo_settlement", settlement.pk)).status_code == 302
    assert browser.get(at("settle", study.pk)).context["difference"].passage.start == 0


def test_lists_take_the_same_number_of_queries_for_more_sources(
    study: Study, by: Actor, second: Actor, signed_in: Enter
) -> None:
    counts = []
    browser = signed_in("peneliti")
    browser.get(at("rounds", study.pk))  # the first page of a process fills what later ones find ready
    for size in (1, 3):
        for n in range(size):
            source = evidence.add_source(study, name=f"Q{size}{n}", kind="document", text=SHORT, by=by)
            for actor, key in ((by, "INF-02"), (second, "EMO-01")):
                actions.add_coding(source, start=0, end=4, code=code(study, key), by=actor)
                actions.finish_reading(source, by=actor)
        found = []
        for name in ("rounds", "agreement", "disagreements"):
            with CaptureQueriesContext(connection) as ran:
                assert browser.get(at(name, study.pk)).status_code == 200
            found.append(len(ran))
        counts.append(found)
    assert counts[0] == counts[1]

"""Correcting a transcript keeps every coding at its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.domain.errors import Incomplete, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.actions import Corrected
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Source
from tests.stages.coding.conftest import TEXT, code, span

pytestmark = pytest.mark.django_db


def add(source: Source, words: str, key: str, by: Actor) -> Coding:
    start, end = span(words)
    made: Coding = actions.add_coding(source, start=start, end=end, code=code(source.study, key), by=by)
    return made


def quotes(source: Source) -> list[str]:
    found = list(queries.codings_of(source))
    assert [source.text[one.start : one.end] for one in found] == [one.quote for one in found]
    return [one.quote for one in found]


def test_codings_before_inside_and_behind_an_edit(source: Source, by: Actor, second: Actor) -> None:
    add(source, "Kalau soal obat", "INF-01", by)
    add(source, "terus terang jarang", "INF-02", second)
    add(source, "saya bilang ini", "INF-02", by)
    gone = add(source, "tidur", "INF-02", by)
    deleted = add(source, "supaya Bapak", "EMO-03", by)
    actions.remove_coding(deleted, by=by)
    text = TEXT.replace("terus terang jarang", "terus terang sangat jarang").replace(" bisa tidur.", ".")
    assert actions.correct_text(source, text=text.replace("\n", "\r\n"), by=by) == Corrected(kept=2, changed=1, lost=1)
    kept = Source.objects.get(pk=source.pk)
    assert (kept.text, kept.length) == (text, len(text))
    assert quotes(kept) == ["Kalau soal obat", "terus terang sangat jarang", "saya bilang ini"]
    assert Coding.objects.get(pk=gone.pk).removed_at is not None
    back = actions.restore_coding(Coding.objects.get(pk=deleted.pk), by=by)
    assert kept.text[back.start : back.end] == back.quote == "supaya Bapak"


def test_codings_in_a_row_move_into_each_others_places(source: Source, by: Actor) -> None:
    start = TEXT.index("Ya.")
    for place in (start, start + 1, start + 2):
        actions.add_coding(source, start=place, end=place + 1, code=code(source.study, "INF-02"), by=by)
    assert actions.correct_text(source, text="x" + TEXT, by=by) == Corrected(kept=3, changed=0, lost=0)
    assert quotes(Source.objects.get(pk=source.pk)) == ["Y", "a", "."]


def test_only_who_edits_evidence_corrects_and_never_to_nothing(
    source: Source, by: Actor, second: Actor, elsewhere: Actor
) -> None:
    with pytest.raises(NotAllowed):
        actions.correct_text(source, text="x", by=second)
    with pytest.raises(NotFound):
        actions.correct_text(source, text="x", by=elsewhere)
    with pytest.raises(Incomplete):
        actions.correct_text(source, text=" \n", by=by)


def test_a_text_is_corrected_on_its_page(source: Source, by: Actor, signed_in: Callable[[str], Browser]) -> None:
    add(source, "saya bilang ini", "INF-02", by)
    browser = signed_in("peneliti")
    address = reverse("coding:correct", args=[source.pk])
    assert TEXT.split("\n")[0] in browser.get(address).content.decode()
    answer = browser.post(address, {"text": "Pembuka.\r\n" + TEXT})
    assert answer.status_code == 302
    assert quotes(Source.objects.get(pk=source.pk)) == ["saya bilang ini"]
    assert signed_in("auditor").get(address).status_code == 403

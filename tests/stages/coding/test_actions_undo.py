"""A correction can be undone: text, places, times, settlements and passages about harm stand as before."""

from __future__ import annotations

import datetime as dt

import pytest

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.errors import BadInput, Closed, NotAllowed, NotFound
from laras.stages.coding import actions, queries
from laras.stages.coding.actions import Corrected
from laras.stages.coding.models import Coding, Correction, RiskPassage, Settlement
from laras.stages.coding.queries.corrections import Fate, Preview, preview, undoable
from laras.stages.evidence.models import Source
from tests.stages.coding.conftest import TEXT, code, span

pytestmark = pytest.mark.django_db


def add(source: Source, words: str, key: str, by: Actor) -> Coding:
    start, end = span(words)
    made: Coding = actions.add_coding(source, start=start, end=end, code=code(source.study, key), by=by)
    return made


def settled(source: Source, words: str) -> Settlement:
    start, end = span(words)
    return Settlement.objects.create(
        facility_id=source.facility_id,
        study_id=source.study_id,
        source=source,
        code=code(source.study, "INF-01"),
        start=start,
        end=end,
        outcome="first",
        recorded_at=clock.now(),
        recorded_by="a",
    )


def risk(source: Source, words: str) -> RiskPassage:
    start, end = span(words)
    return RiskPassage.objects.create(
        facility_id=source.facility_id,
        study_id=source.study_id,
        source=source,
        kind="other",
        quote=words,
        raised_by="a",
        start=start,
        end=end,
        recorded_at=clock.now(),
        recorded_by="a",
    )


def standing(source: Source) -> list[tuple[str, str]]:
    text = Source.objects.get(pk=source.pk).text
    found = list(queries.codings_of(source))
    return [(text[one.start : one.end], one.quote) for one in found]


def now(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


NEW = "Pembuka.\n" + TEXT.replace("terus terang jarang", "sangat jarang").replace(" bisa tidur.", ".")


def test_everything_that_stands_in_a_text_moves_along_and_comes_back(source: Source, by: Actor, second: Actor) -> None:
    source.times = [[0, 1.0], [span("P1: Tapi")[0], 4.5], [span("bisa tidur")[0], 9.0]]
    source.save()
    add(source, "Kalau soal obat", "INF-01", by)
    add(source, "terus terang jarang", "INF-02", second)
    add(source, "tidur", "INF-02", by)
    agreed, gone = settled(source, "saya bilang ini"), settled(source, "bisa tidur")
    harm, lost = risk(source, "terus terang jarang"), risk(source, "bisa tidur")
    before = standing(source)
    assert actions.correct_text(source, text=NEW, reason="Didengar lagi.", by=by) == Corrected(1, 1, 1)
    text = now(source).text
    assert text == NEW
    assert standing(source) == [("Kalau soal obat", "Kalau soal obat"), ("sangat jarang", "sangat jarang")]
    assert [text[at : at + 6] for at, _ in now(source).times] == ["T: Kal", "P1: Ta", ".\nP1: "]
    agreed.refresh_from_db()
    gone.refresh_from_db()
    assert (text[agreed.start : agreed.end], agreed.withdrawn_at) == ("saya bilang ini", None)
    assert gone.withdrawn_at is not None
    assert [RiskPassage.objects.get(pk=one.pk).quote for one in (harm, lost)] == ["sangat jarang", "bisa tidur"]
    start = NEW.index("Pembuka")
    later = actions.add_coding(now(source), start=start, end=start + 7, code=code(source.study, "EMO-03"), by=by)
    [correction] = Correction.objects.all()
    assert (correction.text, correction.reason, correction.kept, correction.lost) == (TEXT, "Didengar lagi.", 1, 1)

    actions.undo_correction(correction, by=by)
    assert now(source).text == TEXT
    assert standing(source) == before
    assert now(source).times == [[0, 1.0], [span("P1: Tapi")[0], 4.5], [span("bisa tidur")[0], 9.0]]
    for one, words in ((agreed, "saya bilang ini"), (gone, "bisa tidur")):
        one.refresh_from_db()
        assert (TEXT[one.start : one.end], one.withdrawn_at) == (words, None)
    assert [RiskPassage.objects.get(pk=one.pk).quote for one in (harm, lost)] == ["terus terang jarang", "bisa tidur"]
    later.refresh_from_db()
    assert later.removed_at is not None  # its words came with the correction
    with pytest.raises(Closed):
        actions.undo_correction(Correction.objects.get(), by=by)


def test_what_was_deleted_since_stays_deleted(source: Source, by: Actor) -> None:
    kept, other = add(source, "Kalau soal obat", "INF-01", by), add(source, "tidur", "INF-02", by)
    actions.correct_text(source, text="Ya. " + TEXT, by=by)
    actions.remove_coding(Coding.objects.get(pk=kept.pk), by=by)
    actions.undo_correction(Correction.objects.get(), by=by)
    assert standing(source) == [("tidur", "tidur")]
    assert Coding.objects.get(pk=other.pk).start == other.start


def test_corrections_are_undone_from_the_last_one_back(
    source: Source, by: Actor, second: Actor, elsewhere: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = clock.now()
    monkeypatch.setattr(clock, "now", lambda: began)
    actions.correct_text(source, text="Satu. " + TEXT, by=by)
    monkeypatch.setattr(clock, "now", lambda: began + dt.timedelta(seconds=1))
    actions.correct_text(now(source), text="Dua. " + TEXT, by=by)
    first, last = Correction.objects.order_by("recorded_at")
    with pytest.raises(Closed):
        actions.undo_correction(first, by=by)
    with pytest.raises(NotAllowed):
        actions.undo_correction(last, by=second)
    with pytest.raises(NotFound):
        actions.undo_correction(last, by=elsewhere)
    for correction in (last, first):
        assert undoable(source) == correction
        actions.undo_correction(Correction.objects.get(pk=correction.pk), by=by)
    assert (now(source).text, undoable(source)) == (TEXT, None)


def test_the_same_text_is_no_correction(source: Source, by: Actor) -> None:
    with pytest.raises(BadInput):
        actions.correct_text(source, text=TEXT, by=by)
    assert not Correction.objects.exists()


def test_the_preview_counts_every_coding_and_shows_none_that_is_still_hidden(
    source: Source, by: Actor, second: Actor
) -> None:
    add(source, "Kalau soal obat", "INF-01", by)
    add(source, "terus terang jarang", "INF-02", by)
    add(source, "tidur", "INF-02", second)
    assert preview(now(source), NEW, by) == Preview(
        1, 1, 1, (Fate("INF-02", "terus terang jarang", "sangat jarang"),), ()
    )
    assert now(source).text == TEXT

"""Speakers and recordings: who speaks, what is heard, in pieces, only with consent."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.base.files import guard, vault
from laras.base.files.models import Attachment
from laras.domain.errors import BadInput, Incomplete, NotAllowed, NotConsented, Refused
from laras.stages.evidence import actions, queries
from laras.stages.evidence.models import Informant, Source, Study
from tests.cast import Cast
from tests.stages.evidence.pages import Enter, at, words

pytestmark = pytest.mark.django_db

TALK = "Peneliti: Apa kabar?\nRatri: Baik.\nLanjut.\nIbu S.: Saya juga.\nTempat: wisma\n"
SOUND = b"ID3\x03" + bytes(range(256)) * 40


@pytest.fixture
def talk(study: Study, informant: Informant, by: Actor) -> Source:
    made: Source = actions.add_source(
        study, name="Percakapan", kind="interview", text=TALK, times=[(0, 0.5), (21, 61.25)], by=by
    )
    return made


def now(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


def test_names_that_open_turns_are_found_and_mapped(talk: Source, informant: Informant, by: Actor) -> None:
    assert [(one.name, one.turns, one.code, one.words) for one in queries.speakers_of(talk)] == [
        ("Peneliti", 1, "", "Apa kabar?"),
        ("Ibu S.", 1, "", "Saya juga."),
    ]
    actions.map_speakers(talk, speakers={"Peneliti": "?", "Ibu S.": "P1", "Ratri": ""}, by=by)
    mapped = now(talk)
    assert [queries.speaker_at(mapped, TALK.index(said)) for said in ("Apa", "Baik", "Saya", "wisma")] == [
        "",
        "",
        "P1",
        "P1",
    ]
    rows = queries.lines(mapped)
    assert [(row.speaker, row.is_question, row.text, row.clock) for row in rows[:4]] == [
        ("Peneliti", True, "Apa kabar?", "0:00"),
        ("Ratri", False, "Baik.", "1:01"),
        ("", False, "Lanjut.", ""),
        ("P1", False, "Saya juga.", ""),
    ]
    assert [queries.second_at(mapped, place) for place in (0, 25, 70)] == [0.5, 61.25, 61.25]


def test_a_code_of_an_informant_speaks_without_being_told(study: Study, informant: Informant, by: Actor) -> None:
    source = actions.add_source(study, name="A", kind="interview", text="T: Apa?\np1: bukan\nP1: Ya.", by=by)
    assert queries.speaker_at(source, len(source.text) - 1) == "P1"
    actions.map_speakers(source, speakers={"P1": "-"}, by=by)
    assert queries.speaker_at(now(source), len(source.text) - 1) == ""


def test_who_speaks_has_a_say_about_the_text(talk: Source, informant: Informant, by: Actor) -> None:
    assert queries.source_permission(talk).state == "agreed"
    actions.map_speakers(talk, speakers={"Ibu S.": "P1"}, by=by)
    assert queries.source_permission(now(talk)).state == "none"
    actions.give_research_consent(informant, agreed=False, by=by)
    assert not queries.is_quotable(now(talk))


def test_a_speaker_is_nobody_of_another_study(talk: Source, by: Actor, cast: Cast) -> None:
    with pytest.raises(BadInput):
        actions.map_speakers(talk, speakers={"Ibu S.": "X9"}, by=by)
    with pytest.raises(NotAllowed):
        actions.map_speakers(talk, speakers={"Ibu S.": ""}, by=cast.actor("auditor"))


def test_speakers_are_mapped_on_their_page(talk: Source, browser: Browser, signed_in: Enter) -> None:
    page = browser.get(at("speakers", talk.pk))
    assert [row[0].name for row in page.context["rows"]] == ["Peneliti", "Ibu S."]
    sent = {"name-0": "Peneliti", "s-0": "?", "name-1": "Ibu S.", "s-1": "P1"}
    assert browser.post(at("speakers", talk.pk), {**sent, "s-1": "X9"}).status_code == 200
    assert browser.post(at("speakers", talk.pk), sent).status_code == 302
    assert now(talk).speakers == {"Peneliti": "?", "Ibu S.": "P1"}
    assert signed_in("auditor").get(at("speakers", talk.pk)).status_code == 403
    assert signed_in("peksos_lain").get(at("speakers", talk.pk)).status_code == 404


def test_a_text_in_which_nobody_speaks_says_so(study: Study, by: Actor, browser: Browser) -> None:
    source = actions.add_source(study, name="Dokumen", kind="document", text="Hanya kata.", by=by)
    assert browser.get(at("speakers", source.pk)).context["rows"] == []


def test_a_recording_needs_somebody_who_speaks_and_allows_it(talk: Source, informant: Informant, by: Actor) -> None:
    with pytest.raises(Incomplete):
        actions.attach_recording(talk, filename="a.mp3", data=SOUND, by=by)
    actions.map_speakers(talk, speakers={"Ibu S.": "P1"}, by=by)
    for allowed in (None, False):
        if allowed is not None:
            actions.give_research_consent(informant, agreed=True, may_record=allowed, by=by)
        with pytest.raises(NotConsented):
            actions.attach_recording(now(talk), filename="a.mp3", data=SOUND, by=by)
    assert not Attachment.objects.exists()


@pytest.fixture
def heard(talk: Source, informant: Informant, by: Actor) -> Source:
    """A talk whose one informant allowed recording, with its recording."""
    actions.give_research_consent(informant, agreed=True, may_record=True, may_quote=True, by=by)
    actions.map_speakers(talk, speakers={"Ibu S.": "P1"}, by=by)
    made: Source = actions.attach_recording(now(talk), filename="..\\rekaman.mp3", data=SOUND, by=by)
    return made


def test_a_recording_is_kept_sealed_under_its_own_name(heard: Source) -> None:
    audio = now(heard).audio
    assert audio is not None
    assert (audio.name, audio.media_type, audio.size) == ("rekaman.mp3", "audio/mpeg", len(SOUND))
    assert vault.fetch(audio) == SOUND


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.mp3", b"", guard.EMPTY),
        ("a.mp3", b"bukan suara", guard.NO_SUCH),
        ("a.wav", SOUND, guard.FALSE_NAME),
        ("a.txt", b"kata", guard.UNKNOWN),
        ("a.exe", SOUND, guard.UNKNOWN),
    ],
)
def test_what_is_no_sound_is_refused_and_leaves_nothing(
    heard: Source, by: Actor, name: str, data: bytes, told: str
) -> None:
    before = now(heard).audio_id
    with pytest.raises(Refused) as caught:
        actions.attach_recording(now(heard), filename=name, data=data, by=by)
    assert (caught.value.message, now(heard).audio_id, Attachment.objects.count()) == (told, before, 1)


@pytest.mark.parametrize(
    ("asked", "status", "piece", "told"),
    [
        ("", 200, SOUND, None),
        ("bytes=0-99", 206, SOUND[:100], f"bytes 0-99/{len(SOUND)}"),
        ("bytes=100-", 206, SOUND[100:], f"bytes 100-{len(SOUND) - 1}/{len(SOUND)}"),
        ("bytes=-50", 206, SOUND[-50:], f"bytes {len(SOUND) - 50}-{len(SOUND) - 1}/{len(SOUND)}"),
        ("bytes=5-99999999", 206, SOUND[5:], f"bytes 5-{len(SOUND) - 1}/{len(SOUND)}"),
        (f"bytes={len(SOUND)}-", 416, b"", f"bytes */{len(SOUND)}"),
        ("bytes=9-3", 416, b"", f"bytes */{len(SOUND)}"),
    ],
)
def test_a_recording_is_heard_in_pieces(
    heard: Source, browser: Browser, asked: str, status: int, piece: bytes, told: str | None
) -> None:
    answer = browser.get(at("sound", heard.pk), headers={"Range": asked} if asked else {})
    assert (answer.status_code, answer.content, answer.get("Content-Range")) == (status, piece, told)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    looks = Entry.objects.filter(ledger="look", verb="evidence:sound").count()
    assert looks == (1 if status in (200, 206) else 0)


def test_a_recording_is_closed_when_its_consent_ends(
    heard: Source, informant: Informant, browser: Browser, signed_in: Enter, by: Actor
) -> None:
    assert signed_in("peksos_lain").get(at("sound", heard.pk)).status_code == 404
    assert "data-player" in words(browser.get(at("reading", heard.pk)))
    actions.give_research_consent(informant, agreed=True, may_record=False, may_quote=True, by=by)
    assert browser.get(at("sound", heard.pk)).status_code == 400
    page = browser.get(at("reading", heard.pk))
    assert (page.context["sound_url"], page.context["sound_barred"]) == ("", True)


def test_a_recording_is_taken_in_replaced_and_deleted_on_its_page(
    heard: Source, browser: Browser, signed_in: Enter
) -> None:
    assert signed_in("auditor").get(at("recording", heard.pk)).status_code == 403
    page = browser.get(at("recording", heard.pk))
    assert "rekaman.mp3" in words(page)
    wrong = browser.post(at("recording", heard.pk), {"sound": SimpleUploadedFile("a.mp3", b"kata")})
    assert (wrong.status_code, wrong.context["form"].errors != {}) == (200, True)
    other = SimpleUploadedFile("b.wav", b"RIFF....WAVEfmt " + b"x" * 100)
    assert browser.post(at("recording", heard.pk), {"sound": other}).status_code == 302
    assert now(heard).audio.name == "b.wav"
    assert browser.post(at("drop_recording", heard.pk)).status_code == 302
    assert now(heard).audio_id is None
    assert browser.get(at("sound", heard.pk)).status_code == 404


def test_a_recording_may_be_larger_than_a_document(
    heard: Source, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laras.base.files.uploads.LIMIT", 20_000)
    big = SimpleUploadedFile("b.mp3", b"ID3\x03" + bytes(30_000))
    assert browser.post(at("recording", heard.pk), {"sound": big}).status_code == 302
    assert now(heard).audio.size == 30_004


def test_pasted_subtitles_lose_their_time_codes_to_the_times(study: Study, browser: Browser) -> None:
    text = "1\r\n00:00:01,000 --> 00:00:04,000\r\nApa kabar?\r\n\r\n2\r\n00:00:05,500 --> 00:00:06,000\r\nBaik.\r\n"
    answer = browser.post(at("paste", study.pk), {"name": "Tempel", "kind": "interview", "text": text})
    assert answer.status_code == 302
    source = Source.objects.get(name="Tempel")
    assert (source.text, source.times) == ("Apa kabar?\nBaik.", [[0, 1.0], [11, 5.5]])
    broken = browser.post(at("paste", study.pk), {"name": "B", "kind": "interview", "text": "WEBVTT\n\nkata"})
    assert (broken.status_code, Source.objects.filter(name="B").exists()) == (200, False)

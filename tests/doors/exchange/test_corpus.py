"""Whatever is wrong with a file: a sentence in the language of the user, soon, and nothing written; or read and told."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from laras.base.access.actor import Actor
from laras.base.files import child
from laras.base.files.models import Attachment
from laras.base.gate.sentences import sentence
from laras.base.jobs.models import Job
from laras.domain.errors import Refused
from laras.doors.exchange import actions
from laras.doors.exchange.refi.read import read_project
from laras.stages.coding.models import Code, Coding, Memo
from laras.stages.evidence.models import Informant, Source, Study
from tests.doors.exchange.corpus import HEAVY, HOSTILE, MB, SLOPPY
from tests.doors.exchange.corpus_child import LIMIT, in_time
from tests.doors.exchange.refi.test_write import assert_valid

pytestmark = pytest.mark.django_db


def test_the_corpus_is_large_enough() -> None:
    assert len(HOSTILE) + len(SLOPPY) >= 60
    assert set(HEAVY) <= set(HOSTILE)


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_with_a_sentence_in_both_languages(kind: str) -> None:
    refused = _refused(kind)
    said = {}
    for language in ("id", "en"):
        with translation.override(language):
            said[language] = sentence(refused)
    assert all(words.endswith(".") and "{" not in words for words in said.values())
    assert said["id"] != said["en"]


def _refused(kind: str) -> Refused:
    """How a file is refused: in time, the heavy ones in a process that gets 512 MB."""
    data = HOSTILE[kind]()
    if kind in HEAVY:
        with pytest.raises(Refused) as refused:
            child.run(in_time, data, seconds=30, memory=512 * MB)
        return refused.value
    begun = time.process_time()
    with pytest.raises(Refused) as refused:
        read_project(data)
    assert time.process_time() - begun < LIMIT
    return refused.value


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_is_written_of_it(kind: str, empty: Study, by: Actor) -> None:
    data = HOSTILE[kind]()
    before = _everything()
    with pytest.raises(Refused):
        _handed_over(empty, data, by)
    assert _everything() == before
    assert Job.objects.count() == (len(data) > actions.held.AT_ONCE)


def _handed_over(study: Study, data: bytes, by: Actor) -> None:
    """What the page does with an upload, and the worker with a large one."""
    held = actions.hold(study, wish=actions.held.Wish("refi", "uji.qdpx", data, max(1, len(data))), by=by)
    actions.held.look_at(held, None, by)  # type: ignore[arg-type]  # no progress is told while looking


def _everything() -> list[int]:
    return [table.objects.count() for table in (Attachment, Source, Code, Coding, Memo, Informant)]


@pytest.mark.parametrize("kind", SLOPPY)
def test_what_is_merely_sloppy_is_read_and_told(kind: str, empty: Study, by: Actor) -> None:
    make, told, codings, sources = SLOPPY[kind]
    data = make()
    begun = time.process_time()
    made = actions.import_project(empty, data=data, file_name="uji.qdpx", by=by)
    assert time.process_time() - begun < LIMIT
    assert told <= {loss.what for loss in made.lost}
    for loss in made.lost:
        assert loss.why.format(**loss.params).endswith(".")
    assert Coding.objects.filter(study=empty).count() == codings == made.kept["codings"]
    assert Source.objects.filter(study=empty, is_missing=False).count() == sources == made.kept["sources"]


@pytest.mark.shared
@pytest.mark.parametrize("kind", SLOPPY)
def test_what_was_sloppy_goes_out_valid(kind: str, empty: Study, by: Actor) -> None:
    actions.import_project(empty, data=SLOPPY[kind][0](), file_name="uji.qdpx", by=by)
    assert_valid(actions.export_project(empty, by=by).data)


def test_the_page_says_the_sentence(empty: Study, signed_in: Any) -> None:
    browser: Browser = signed_in("peneliti")
    file = SimpleUploadedFile("uji.qdpx", HOSTILE["billion laughs"]())
    answer = browser.post(
        reverse("exchange:bring_in", args=[empty.pk]),
        {"what": "refi", "refi-document": file, "refi-kind": "document"},
    )
    assert answer.status_code == 200
    assert "Berkas tidak diterima" in answer.content.decode()

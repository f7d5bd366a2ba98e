"""Whether every excerpt still equals the text it was taken from, and every file its fingerprint."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from dataclasses import dataclass

from laras.base.crypto.sealing import Unreadable
from laras.base.files.models import Attachment
from laras.base.files.vault import fetch
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.evidence.models import Source, Study


@dataclass(frozen=True)
class Integrity:
    """How many excerpts, texts and files were compared, and how many of them are whole; `broken` names sources."""

    compared: int
    whole: int
    broken: tuple[str, ...] = ()


def integrity_of(study: Study) -> Integrity:
    """Compare every excerpt, text and file of a study; opens everything that is sealed, one source after the other."""
    spans: dict[uuid.UUID, list[tuple[int, int, str]]] = defaultdict(list)
    for one in counted_codings(study).only("pk", "facility_id", "source_id", "start", "end", "quote").order_by("id"):
        spans[one.source_id].append((one.start, one.end, one.quote))
    compared = whole = 0
    broken = []
    sources = Source.objects.filter(study=study, removed_at__isnull=True).select_related("file", "audio")
    for source in sources.order_by("position", "id").iterator(chunk_size=20):
        answers = _texts(source, spans.get(source.pk, [])) + _files(source)
        compared += len(answers)
        whole += sum(answers)
        if not all(answers):
            broken.append(source.name)
    return Integrity(compared, whole, tuple(broken))


def _texts(source: Source, spans: list[tuple[int, int, str]]) -> list[bool]:
    if source.is_missing:
        return []
    text = source.text
    answers = [text[start:end] == quote for start, end, quote in spans]
    if source.sha256:
        answers.append(hashlib.sha256(text.encode()).hexdigest() == source.sha256)
    return answers


def _files(source: Source) -> list[bool]:
    return [_is_whole(one) for one in (source.file, source.audio) if one is not None]


def _is_whole(attachment: Attachment) -> bool:
    try:
        return hashlib.sha256(fetch(attachment)).hexdigest() == attachment.sha256
    except (OSError, Unreadable):
        return False

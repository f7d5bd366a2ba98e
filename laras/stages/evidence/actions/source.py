"""Taking texts in, describing them, taking them out of view."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from laras.base.access.actor import Actor
from laras.base.files import vault
from laras.base.files.models import Attachment
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Conflict, Incomplete
from laras.stages.evidence.models import SOURCE_KINDS, Guide, Informant, Source, Study
from laras.stages.evidence.rules import at_most, chosen, must_be_of_study, must_be_open, put_text, written
from laras.stages.people.rules import moment_passed, reason_given

MOST_AT_ONCE = 500
MOST_MINUTES = 24 * 60
MEDIA_TYPES = {
    "txt": "text/plain",
    "md": "text/markdown",
    "html": "text/html",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TAKEN = N_("There is already a source named “{name}” in this study. Choose another name.")


@dataclass(frozen=True)
class NewSource:
    """One text to be taken in; the fields of `add_source`.

    `attachment` is an original that is stored already; `present` are the codes of who took part in a group talk.
    """

    name: str
    kind: str
    text: str = ""
    informant: Informant | None = None
    guide: Guide | None = None
    place: str = ""
    setting: dict[str, Any] | None = None
    happened_at: dt.datetime | None = None
    minutes: int | None = None
    recorder: str = ""
    language: str = ""
    file_name: str = ""
    file_bytes: bytes = field(default=b"", repr=False)
    guid: str = ""
    is_missing: bool = False
    pending: dict[str, Any] | None = None
    position: int | None = None
    attachment: Attachment | None = None
    speakers: Mapping[str, str] | None = None
    times: Sequence[tuple[int, float]] = ()
    present: Collection[str] = ()


@action("evidence.import")
def add_source(
    study: Study,
    *,
    name: str,
    kind: str,
    text: str,
    informant: Informant | None = None,
    guide: Guide | None = None,
    place: str = "",
    setting: dict[str, Any] | None = None,
    happened_at: dt.datetime | None = None,
    minutes: int | None = None,
    recorder: str = "",
    language: str = "",
    file_name: str = "",
    file_bytes: bytes = b"",
    guid: str = "",
    is_missing: bool = False,
    pending: dict[str, Any] | None = None,
    position: int | None = None,
    attachment: Attachment | None = None,
    speakers: Mapping[str, str] | None = None,
    times: Sequence[tuple[int, float]] = (),
    present: Collection[str] = (),
    by: Actor,
) -> Source:
    """Take one text into a study: line ends become LF, everything else stays, letter by letter.

    `text` may be empty only when `is_missing`; `pending` are then the selections that wait for it. The original file
    is kept, sealed, when its bytes are given. Conflict when the study has a source of that name.
    """
    fields = {name: value for name, value in locals().items() if name not in ("study", "by")}
    return _taken_in(study, [NewSource(**fields)], by)[0]


@action("evidence.import", bulk=True)
def add_sources(study: Study, *, sources: Sequence[NewSource], by: Actor) -> list[Source]:
    """Take up to 500 texts into a study in one transaction: all or none."""
    if len(sources) > MOST_AT_ONCE:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_AT_ONCE)
    return _taken_in(study, sources, by)


@action("evidence.import")
def add_text(source: Source, *, text: str, by: Actor) -> Source:
    """Give a source that came without its text the text; what waits in `pending` is placed by the coding stage."""
    must_be_open(source)
    if not source.is_missing:
        raise Closed(N_("This source has its text already. Correct it in the coding room."), field="text")
    put_text(source, text)
    if not source.text.strip():
        raise Incomplete(N_("The text is empty. Paste it, or choose a file."), field="text")
    source.is_missing = False
    source.save()
    return source


@action("evidence.edit")
def edit_source(
    source: Source,
    *,
    name: str,
    kind: str,
    informant: Informant | None = None,
    guide: Guide | None = None,
    place: str = "",
    happened_at: dt.datetime | None = None,
    minutes: int | None = None,
    recorder: str = "",
    language: str = "",
    present: Collection[str] | None = None,
    by: Actor,
) -> Source:
    """Change what is known about a source; its text stays. `present` None leaves who took part as it was."""
    must_be_open(source)
    new = NewSource(
        name=name,
        kind=kind,
        informant=informant,
        guide=guide,
        place=place,
        happened_at=happened_at,
        minutes=minutes,
        recorder=recorder,
        language=language,
    )
    _describe(source, new)
    _put_present(source, source.setting.get("informants", ()) if present is None else present)
    same = Source.objects.filter(study_id=source.study_id, name=source.name, removed_at__isnull=True)
    if same.exclude(pk=source.pk).exists():
        raise Conflict(TAKEN, name=source.name, field="name")
    source.save()
    return source


@action("evidence.edit")
def remove_source(source: Source, *, reason: str, by: Actor) -> Source:
    """Take a source out of view with a reason; the row stays, and its name is free again."""
    must_be_open(source)
    source.removal_reason = reason_given(reason, at_least=10)
    source.removed_at = clock.now()
    source.save()
    return source


def _taken_in(study: Study, news: Sequence[NewSource], by: Actor) -> list[Source]:
    """Build, check and save; files are stored last, so that a refusal leaves nothing behind."""
    last = Source.objects.filter(study=study).aggregate(last=Max("position"))["last"]
    start = 0 if last is None else last + 1
    rows = [_built(study, new, start + place, by) for place, new in enumerate(news)]
    _must_be_free(study, rows)
    for row, new in zip(rows, news, strict=True):
        if new.attachment is not None:
            row.file = new.attachment
        elif new.file_bytes:
            ending = new.file_name.rpartition(".")[2].lower()
            media_type = MEDIA_TYPES.get(ending, "application/octet-stream")
            row.file = vault.store(by.facility, name=new.file_name, data=new.file_bytes, media_type=media_type)
    return Source.objects.bulk_create(rows)


def _built(study: Study, new: NewSource, position: int, by: Actor) -> Source:
    source = Source(
        facility_id=by.facility_id,
        study=study,
        guid=new.guid,
        is_missing=new.is_missing,
        pending=new.pending or {},
        setting=new.setting or {},
        position=position if new.position is None else new.position,
        recorded_at=clock.now(),
        recorded_by=by.login,
    )
    _describe(source, new)
    _put_present(source, new.present or source.setting.get("informants", ()))
    put_text(source, new.text)
    if new.is_missing and source.text:
        raise BadInput(N_("A source that has a text is not missing. Leave one of them out."), field="text")
    if not new.is_missing and not source.text.strip():
        raise Incomplete(N_("The text is empty. Paste it, or choose a file."), field="text")
    source.speakers = dict(new.speakers or {})
    source.times = [[at, seconds] for at, seconds in new.times if 0 <= at < source.length]
    return source


def _describe(source: Source, new: NewSource) -> None:
    """Put the checked circumstances on `source`."""
    must_be_of_study(new.informant, source.study)
    must_be_of_study(new.guide, source.study)
    source.name = written(new.name, field="name")
    source.kind = chosen(new.kind, SOURCE_KINDS, field="kind")
    source.informant, source.guide = new.informant, new.guide
    source.place = at_most(new.place, field="place", most=300)
    source.recorder = at_most(new.recorder, field="recorder", most=120)
    source.language = at_most(new.language, field="language", most=40)
    source.happened_at = moment_passed(new.happened_at) if new.happened_at else None
    if new.minutes is not None and not 1 <= new.minutes <= MOST_MINUTES:
        raise BadInput(N_("Write the minutes as a number from 1 to {n}."), n=MOST_MINUTES, field="minutes")
    source.minutes = new.minutes


def _put_present(source: Source, codes: Collection[str]) -> None:
    """Keep who took part in a group talk among its circumstances; another kind of source has nobody there."""
    others = {name: value for name, value in source.setting.items() if name != "informants"}
    if source.kind != "fgd" or not codes:
        source.setting = others
        return
    known = set(Informant.objects.filter(study_id=source.study_id, code__in=codes).values_list("code", flat=True))
    source.setting = {**others, "informants": sorted(chosen(code, known, field="present") for code in set(codes))}


def _must_be_free(study: Study, rows: Sequence[Source]) -> None:
    names = [row.name for row in rows]
    there = Source.objects.filter(study=study, removed_at__isnull=True, name__in=names).order_by()
    taken = set(there.values_list("name", flat=True))
    taken |= {name for name, count in Counter(names).items() if count > 1}
    if taken:
        raise Conflict(TAKEN, name=min(taken), field="name")

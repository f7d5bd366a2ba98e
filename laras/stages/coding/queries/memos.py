"""Memos of a study: which of them this person may see, narrowed, newest first, each with what it is about."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from laras.base.access.actor import Actor
from laras.base.crypto.fields import Sealed
from laras.domain.searching import Query
from laras.stages.coding.models import Coding, Memo, MemoLink
from laras.stages.coding.queries.codings import open_to
from laras.stages.coding.queries.matching import found_in
from laras.stages.coding.queries.memo_words import NOTE
from laras.stages.coding.queries.subjects import (
    SUBJECTS,
    About,
    Link,
    Subject,
    must_resolve,
    offered,
    read_link,
    register_subject,
    resolved,
    subject_word,
)
from laras.stages.coding.rules import is_blind
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries import quotable_source_ids

__all__ = [
    "NOTE",
    "SUBJECTS",
    "About",
    "Link",
    "MemoEntry",
    "MemoFilter",
    "MemoPage",
    "Subject",
    "entries_on",
    "hidden_memo_ids",
    "links_of",
    "memo_authors",
    "memo_entries",
    "memo_is_hidden",
    "memos_about",
    "memos_of",
    "must_resolve",
    "notes_of",
    "offered",
    "read_link",
    "register_subject",
    "resolved",
    "subject_word",
]

_WITHOUT_TEXT = Prefetch("source", Source.objects.defer("text", "pending").order_by())
# What interprets a text would sway a second reader; how the interview went, and how the study is done, does not.
INTERPRETS = frozenset({"analytic", "negative_case"})


@dataclass(frozen=True)
class MemoFilter:
    """What the list of memos is narrowed to; '' and None leave it open.

    `kind` is one of the five or `NOTE`; `about` a kind of record, with `about_id` one of them; days are inclusive.
    """

    kind: str = ""
    author: str = ""
    about: str = ""
    about_id: uuid.UUID | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    words: Query | None = None
    removed: bool = False


@dataclass(frozen=True)
class MemoEntry:
    """A memo, or the note on a coding; one of both is None. `words` is '' where they must not be shown."""

    at: dt.datetime
    author: str
    kind: str
    title: str
    words: str
    memo: Memo | None = None
    coding: Coding | None = None
    about: tuple[About, ...] = ()
    quotable: bool = True
    lost_links: int = 0


@dataclass(frozen=True)
class MemoPage:
    """The ids of what was found, newest first, and how many there are of each kind before one was chosen."""

    found: Sequence[tuple[dt.datetime, uuid.UUID, bool]]
    counts: Counter[str]


def hidden_memo_ids(study: Study, by: Actor) -> set[uuid.UUID]:
    """Return the memos that a person who still codes blind must not read.

    Those are the memos about a coding that is not open to them (in a second reading also one's own), and what others
    wrote to interpret a source whose other codings are not open yet.
    """
    if not is_blind(by):
        return set()
    rows = MemoLink.objects.filter(study=study, kind__in=("coding", "source"))
    sways = Q(kind="coding") | (Q(kind="source", memo__kind__in=INTERPRETS) & ~Q(memo__author=by.login))
    links = list(rows.filter(sways).order_by("id").values_list("memo_id", "object_id"))
    if not links:
        return set()
    about = {object_id for _, object_id in links}
    codings = Coding.objects.filter(study=study, removed_at__isnull=True)
    closed = {pk for pk, _ in _closed(codings.filter(pk__in=about), by)}
    closed |= {pk for _, pk in _closed(codings.filter(source_id__in=about).exclude(coder=by.login), by)}
    return {memo_id for memo_id, object_id in links if object_id in closed}


def _closed(rows: QuerySet[Coding], by: Actor) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return id and source of the codings that are not open to `by`."""
    every = set(rows.order_by().values_list("pk", "source_id"))
    return every - set(open_to(rows, by).order_by().values_list("pk", "source_id")) if every else set()


def memo_is_hidden(memo: Memo, by: Actor) -> bool:
    """Tell whether this memo must stay closed to `by` for now."""
    return memo.author != by.login and memo.pk in hidden_memo_ids(memo.study, by)


def memos_of(study: Study, by: Actor, *, removed: bool = False) -> QuerySet[Memo]:
    """Return the memos open to `by`, newest first; with `removed` those that were taken away."""
    rows = Memo.objects.filter(study=study, removed_at__isnull=not removed)
    hidden = hidden_memo_ids(study, by)
    return (rows.exclude(pk__in=hidden) if hidden else rows).order_by("-recorded_at", "-id")


def notes_of(study: Study, by: Actor) -> QuerySet[Coding]:
    """Return the codings open to `by` that carry a note, newest first."""
    rows = open_to(Coding.objects.filter(study=study), by).exclude(memo=Sealed(b""))
    return rows.order_by("-changed_at", "-id")


def memos_about(study: Study, kind: str, object_id: uuid.UUID, by: Actor) -> list[Memo]:
    """Return the memos about one record that are open to `by`, newest first."""
    links = MemoLink.objects.filter(study=study, kind=kind, object_id=object_id)
    return list(memos_of(study, by).filter(pk__in=links.values("memo_id")))


def memo_authors(study: Study, by: Actor) -> list[str]:
    """Return who wrote memos or notes in a study, in order."""
    wrote = memos_of(study, by).order_by().values_list("author", flat=True).distinct()
    noted = notes_of(study, by).order_by().values_list("coder", flat=True).distinct()
    return sorted({*wrote, *noted})


def links_of(memos: Iterable[Memo]) -> dict[uuid.UUID, list[Link]]:
    """Return what each memo is about, in the order it was linked."""
    found: dict[uuid.UUID, list[Link]] = defaultdict(list)
    rows = MemoLink.objects.filter(memo__in=[memo.pk for memo in memos]).order_by("recorded_at", "id")
    for memo_id, kind, object_id in rows.values_list("memo_id", "kind", "object_id"):
        found[memo_id].append((kind, object_id))
    return dict(found)


def memo_entries(study: Study, wanted: MemoFilter, by: Actor) -> MemoPage:
    """Return what was found; nothing sealed is opened unless words are looked for."""
    memos = _narrowed_memos(study, wanted, by)
    notes = _narrowed_notes(study, wanted, by)
    counts = Counter(kind for _, _, kind in memos)
    if notes:
        counts[NOTE] = len(notes)
    chosen = [(at, pk, True) for at, pk, kind in memos if wanted.kind in ("", kind)]
    if wanted.kind in ("", NOTE):
        chosen += [(at, pk, False) for at, pk in notes]
    return MemoPage(sorted(chosen, key=lambda one: (one[0], one[1]), reverse=True), counts)


def _narrowed_memos(study: Study, wanted: MemoFilter, by: Actor) -> list[tuple[dt.datetime, uuid.UUID, str]]:
    rows = memos_of(study, by, removed=wanted.removed)
    if wanted.removed:  # what one took away oneself; what others took away is theirs
        rows = rows.filter(author=by.login)
    if wanted.author:
        rows = rows.filter(author=wanted.author)
    if wanted.about:
        links = MemoLink.objects.filter(study=study, kind=wanted.about)
        links = links.filter(object_id=wanted.about_id) if wanted.about_id else links
        rows = rows.filter(pk__in=links.values("memo_id"))
    if wanted.since:
        rows = rows.filter(recorded_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(recorded_at__lt=wanted.until)
    if wanted.words is None:
        return list(rows.values_list("recorded_at", "pk", "kind"))
    every = {one.pk: one for one in rows}
    met = found_in(wanted.words, {pk: f"{one.title}\n{one.text}" for pk, one in every.items()})
    return [(every[pk].recorded_at, pk, every[pk].kind) for pk in met]


def _narrowed_notes(study: Study, wanted: MemoFilter, by: Actor) -> list[tuple[dt.datetime, uuid.UUID]]:
    if wanted.removed or (wanted.about and wanted.about not in _NOTE_FIELDS):
        return []
    rows = notes_of(study, by)
    if wanted.author:
        rows = rows.filter(coder=wanted.author)
    if wanted.about and wanted.about_id:
        rows = rows.filter(**{_NOTE_FIELDS[wanted.about]: wanted.about_id})
    if wanted.since:
        rows = rows.filter(changed_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(changed_at__lt=wanted.until)
    if wanted.words is None:
        return list(rows.values_list("changed_at", "pk"))
    every = {one.pk: one for one in rows.filter(source_id__in=quotable_source_ids(study))}
    return [(every[pk].changed_at, pk) for pk in found_in(wanted.words, {pk: one.memo for pk, one in every.items()})]


# A note stands on its coding, and with it on the code, the source and the informant.
_NOTE_FIELDS = {
    "coding": "pk",
    "code": "code_id",
    "source": "source_id",
    "informant": "source__informant_id",
    "study": "study_id",
}


def entries_on(study: Study, keys: Iterable[tuple[dt.datetime, uuid.UUID, bool]], by: Actor) -> list[MemoEntry]:
    """Return the memos and notes of one page, in the order of `keys`; a constant number of queries."""
    order = list(keys)
    memos = {
        one.pk: one for one in Memo.objects.filter(pk__in=[pk for _, pk, is_memo in order if is_memo]).order_by("id")
    }
    rows = Coding.objects.filter(pk__in=[pk for _, pk, is_memo in order if not is_memo]).order_by("id")
    notes = {one.pk: one for one in rows.select_related("code").prefetch_related(_WITHOUT_TEXT)}
    links = links_of(memos.values())
    named = resolved(study, [link for found in links.values() for link in found], by)
    quotable = quotable_source_ids(study) if notes else set()
    found = []
    for _, pk, is_memo in order:
        if is_memo and pk in memos:
            found.append(_memo_entry(memos[pk], links.get(pk, []), named))
        elif not is_memo and pk in notes:
            found.append(_note_entry(notes[pk], quotable))
    return found


def _memo_entry(memo: Memo, links: Sequence[Link], named: dict[Link, About]) -> MemoEntry:
    about = tuple(named[link] for link in links if link in named)
    lost = len(links) - len(about)
    return MemoEntry(
        memo.recorded_at, memo.author, memo.kind, memo.title, memo.text, memo=memo, about=about, lost_links=lost
    )


def _note_entry(coding: Coding, quotable: set[uuid.UUID]) -> MemoEntry:
    source = coding.source
    about = About("source", source.pk, f"{coding.code.name} · {source.name}", "evidence:reading", source.pk)
    may = coding.source_id in quotable
    words = coding.memo if may else ""
    return MemoEntry(coding.changed_at, coding.coder, NOTE, "", words, coding=coding, about=(about,), quotable=may)

"""Writing memos, changing them without losing what they said, linking them, taking them away and back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.stages.coding.models import MEMO_KINDS, Memo, MemoLink
from laras.stages.coding.queries.memos import Link, memo_is_hidden, must_resolve
from laras.stages.coding.rules import NOT_THERE, coder_name
from laras.stages.evidence.models import Study

LONGEST_TITLE = 200
LONGEST_TEXT = 100_000
MOST_AT_ONCE = 500
MOST_LINKS = 50


@dataclass(frozen=True)
class NewMemo:
    """One memo brought in from elsewhere; `links` are (kind, id), `made_at` when it was written there."""

    kind: str
    title: str
    text: str
    links: Sequence[Link] = ()
    author: str = ""
    guid: str = ""
    made_at: dt.datetime | None = None


@action("coding.memo")
def add_memo(study: Study, *, kind: str, text: str, title: str = "", links: Sequence[Link] = (), by: Actor) -> Memo:
    """Write a memo about the study, or about the records named in `links` (kind, id).

    NotFound where a link leads to nothing that is open to `by`.
    """
    memo = _built(study, NewMemo(kind, title, text), by)
    every = list(dict.fromkeys(links))
    must_resolve(study, every, by)
    memo.save(force_insert=True)
    MemoLink.objects.bulk_create(_link(memo, link, by) for link in every)
    return memo


@action("evidence.import", bulk=True)
def add_memos(study: Study, *, memos: Sequence[NewMemo], by: Actor) -> list[Memo]:
    """Bring in up to 500 memos under the names of who wrote them, all or none; the rules of `add_memo` hold for each."""
    if len(memos) > MOST_AT_ONCE:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST_AT_ONCE)
    every = [(_built(study, new, by), list(dict.fromkeys(new.links))) for new in memos]
    must_resolve(study, {link for _, links in every for link in links}, by)
    made = Memo.objects.bulk_create(memo for memo, _ in every)
    MemoLink.objects.bulk_create(_link(memo, link, by) for memo, links in every for link in links)
    return made


@action("coding.memo")
def change_memo(
    memo: Memo, *, kind: str | None = None, title: str | None = None, text: str | None = None, by: Actor
) -> Memo:
    """Change one's own memo; what it said before is kept with the time it was said. The same words change nothing."""
    _must_be_own_and_open(memo, by)
    words = _checked(
        memo.kind if kind is None else kind,
        memo.title if title is None else title,
        memo.text if text is None else text,
    )
    if words == (memo.kind, memo.title, memo.text):
        return memo
    before = {"at": memo.changed_at.isoformat(), "kind": memo.kind, "title": memo.title, "text": memo.text}
    memo.earlier = [*(memo.earlier or []), before]
    memo.kind, memo.title, memo.text = words
    memo.changed_at = clock.now()
    memo.save(update_fields=["kind", "title", "text", "earlier", "changed_at"])
    return memo


@action("coding.memo")
def link_memo(memo: Memo, *, link: Link, by: Actor) -> Memo:
    """Say that one's own memo is about one more record; twice is harmless."""
    _must_be_own_and_open(memo, by)
    must_resolve(memo.study, [link], by)
    kind, object_id = link
    if MemoLink.objects.filter(memo=memo).count() >= MOST_LINKS:
        raise BadInput(N_("A memo can be about {n} records at most."), n=MOST_LINKS, field="about")
    MemoLink.objects.get_or_create(
        facility_id=memo.facility_id,
        memo=memo,
        kind=kind,
        object_id=object_id,
        defaults={"study_id": memo.study_id, "recorded_at": clock.now(), "recorded_by": by.login},
    )
    return memo


@action("coding.memo")
def unlink_memo(memo: Memo, *, link: Link, by: Actor) -> Memo:
    """Say that one's own memo is no longer about a record; twice is harmless."""
    _must_be_own_and_open(memo, by)
    MemoLink.objects.filter(memo=memo, kind=link[0], object_id=link[1]).delete()
    return memo


@action("coding.memo")
def remove_memo(memo: Memo, *, by: Actor) -> Memo:
    """Take one's own memo out of every list; it stays, marked, and can be restored. Twice is harmless."""
    _must_be_own(memo, by)
    if memo.removed_at is None:
        memo.removed_at = clock.now()
        memo.save(update_fields=["removed_at"])
    return memo


@action("coding.memo")
def restore_memo(memo: Memo, *, by: Actor) -> Memo:
    """Take one's own memo back."""
    _must_be_own(memo, by)
    if memo.removed_at is not None:
        memo.removed_at = None
        memo.save(update_fields=["removed_at"])
    return memo


def _built(study: Study, new: NewMemo, by: Actor) -> Memo:
    kind, title, text = _checked(new.kind, new.title, new.text)
    now = clock.now()
    made = min(new.made_at, now) if new.made_at else now
    return Memo(
        facility_id=by.facility_id,
        study=study,
        kind=kind,
        title=title,
        text=text,
        earlier=[],
        author=coder_name(new.author, by),
        guid=new.guid,
        changed_at=made,
        recorded_at=made,
        recorded_by=by.login,
    )


def _checked(kind: str, title: str, text: str) -> tuple[str, str, str]:
    if kind not in MEMO_KINDS:
        raise BadInput(N_("“{value}” is no kind of memo. Choose one of the five."), value=kind, field="kind")
    title, text = title.strip(), text.replace("\r\n", "\n").strip()
    if not text:
        raise Incomplete(N_("Write what you think; an empty memo is not kept."), field="text")
    if len(title) > LONGEST_TITLE:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_TITLE, field="title")
    if len(text) > LONGEST_TEXT:
        raise BadInput(N_("This memo is longer than {n} characters. Divide it."), n=LONGEST_TEXT, field="text")
    return kind, title, text


def _link(memo: Memo, link: tuple[str, uuid.UUID], by: Actor) -> MemoLink:
    return MemoLink(
        facility_id=memo.facility_id,
        study_id=memo.study_id,
        memo=memo,
        kind=link[0],
        object_id=link[1],
        recorded_at=clock.now(),
        recorded_by=by.login,
    )


def _must_be_own(memo: Memo, by: Actor) -> None:
    if memo_is_hidden(memo, by):
        raise NotFound(NOT_THERE)
    if memo.author != by.login:
        raise NotAllowed(N_("This memo is somebody else’s. Write one of your own."))


def _must_be_own_and_open(memo: Memo, by: Actor) -> None:
    _must_be_own(memo, by)
    if memo.removed_at is not None:
        raise Closed(N_("This memo was removed. Restore it first."))

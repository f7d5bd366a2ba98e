"""Notes of a project become memos, linked to what points at them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.domain.errors import N_
from laras.doors.exchange.refi.memos import PlannedMemo
from laras.doors.exchange.refi.model import Loss
from laras.doors.exchange.refi.plan import Plan
from laras.stages.coding.actions.memos import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_AT_ONCE,
    MOST_LINKS,
    NewMemo,
    add_memos,
)
from laras.stages.coding.models import Memo
from laras.stages.evidence.models import Study

Link = tuple[str, uuid.UUID]
CUT = N_("The note “{name}” is longer than {most} characters. What is beyond is kept with the file only.")
FEWER = N_("The note “{name}” is about more than {most} things. The first stay linked.")
THERE = N_("The note “{name}” came into this study earlier. It stays as it is.")


@dataclass(frozen=True)
class Places:
    """What the GUIDs of a project are here."""

    study: uuid.UUID
    codes: Mapping[str, uuid.UUID]
    sources: Mapping[str, uuid.UUID]
    codings: Mapping[str, uuid.UUID]
    informants: Mapping[str, uuid.UUID]

    def links(self, memo: PlannedMemo) -> list[Link]:
        """What a memo is about, as far as it is here; each once."""
        of = {"code": self.codes, "source": self.sources, "coding": self.codings}
        found: list[Link] = []
        for what, guid in memo.about:
            pk = self.study if what == "study" else of[what].get(guid)
            if pk is not None:
                found.append((what, pk))
        found += [("informant", self.informants[code]) for code in memo.informants if code in self.informants]
        return list(dict.fromkeys(found))


def take_memos(
    study: Study, *, plan: Plan, places: Places, aware: Callable[[dt.datetime], dt.datetime], by: Actor
) -> tuple[int, list[Loss]]:
    """Add the memos of a project, except those that came earlier; return how many, and what is to be told."""
    guids = [memo.guid for memo in plan.memos]
    there = set(Memo.objects.filter(study=study, guid__in=guids).order_by().values_list("guid", flat=True))
    lost = [Loss("memos", THERE, {"name": memo.title}) for memo in plan.memos if memo.guid in there]
    lost += [loss for memo in plan.memos if memo.guid not in there for loss in _told(memo, places)]
    news = [
        NewMemo(
            kind=memo.kind,
            title=" ".join(memo.title.split())[:LONGEST_TITLE],
            text=memo.text[:LONGEST_TEXT],
            links=places.links(memo)[:MOST_LINKS],
            author=memo.author,
            guid=memo.guid,
            made_at=aware(memo.created) if memo.created else None,
        )
        for memo in plan.memos
        if memo.guid not in there
    ]
    for first in range(0, len(news), MOST_AT_ONCE):
        add_memos(study, memos=news[first : first + MOST_AT_ONCE], by=by)
    return len(news), lost


take_memos.permission = "evidence.import"  # type: ignore[attr-defined]  # asked by every deed it does


def _told(memo: PlannedMemo, places: Places) -> Iterable[Loss]:
    if len(memo.text) > LONGEST_TEXT:
        yield Loss("memos", CUT, {"name": memo.title, "most": LONGEST_TEXT})
    if len(places.links(memo)) > MOST_LINKS:
        yield Loss("memos", FEWER, {"name": memo.title, "most": MOST_LINKS})

"""Answers on their way, kept in the person's sealed session until they are saved: a reload loses nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from laras.base.gate.http import LarasRequest
from laras.base.store import clock
from laras.stages.measures.instruments import Instrument, Item
from laras.stages.people.models import Client

KEY = "measures"
MOST = 12  # drafts a session keeps; the oldest goes


@dataclass
class Draft:
    """A sheet being filled in: answers so far (None refused), how it is asked, since when."""

    answers: dict[str, int | None]
    mode: str
    language: str
    helper: str
    started: dt.datetime

    @property
    def seconds(self) -> float:
        """How long the sheet has been under way."""
        return (clock.now() - self.started).total_seconds()


def _name(client: Client, about: Instrument) -> str:
    return f"{client.pk}:{about.code}"


def load(request: LarasRequest, client: Client, about: Instrument) -> Draft | None:
    """Return the draft of a sheet, None where none was begun."""
    kept: dict[str, Any] | None = request.session.get(KEY, {}).get(_name(client, about))
    if kept is None:
        return None
    return Draft(
        answers=dict(kept["answers"]),
        mode=kept["mode"],
        language=kept["language"],
        helper=kept["helper"],
        started=dt.datetime.fromisoformat(kept["started"]),
    )


def begin(request: LarasRequest, client: Client, about: Instrument, *, mode: str, language: str, helper: str) -> Draft:
    """Begin a sheet; what was there of it before is gone."""
    draft = Draft({}, mode, language, helper, clock.now())
    keep(request, client, about, draft)
    return draft


def keep(request: LarasRequest, client: Client, about: Instrument, draft: Draft) -> None:
    """Put the draft into the session."""
    drafts = {name: value for name, value in request.session.get(KEY, {}).items() if name != _name(client, about)}
    drafts = dict(list(drafts.items())[-(MOST - 1) :])
    drafts[_name(client, about)] = {
        "answers": draft.answers,
        "mode": draft.mode,
        "language": draft.language,
        "helper": draft.helper,
        "started": draft.started.isoformat(),
    }
    request.session[KEY] = drafts


def drop(request: LarasRequest, client: Client, about: Instrument) -> None:
    """Forget the draft."""
    drafts = dict(request.session.get(KEY, {}))
    drafts.pop(_name(client, about), None)
    request.session[KEY] = drafts


def is_passed_over(item: Item, answers: dict[str, int | None]) -> bool:
    """Tell whether an earlier answer makes this item needless."""
    return item.skip is not None and answers.get(item.skip[0]) == item.skip[1]


def neighbour(about: Instrument, answers: dict[str, int | None], place: int, step: int) -> int:
    """Return the place (from 1) of the next or previous item that is asked; 0 before the first, n + 1 after the last."""
    place += step
    while 1 <= place <= len(about.items) and is_passed_over(about.items[place - 1], answers):
        place += step
    return place

"""What was seen and felt, noted on the spot, becomes a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.aspects import ASPECT_CODES, aspect
from laras.domain.errors import N_, BadInput
from laras.stages.evidence.actions.source import add_source
from laras.stages.evidence.models import Source, Study
from laras.stages.evidence.queries.observation import SHEET_WORDS, SLOTS, WEEKDAYS, slot_of
from laras.stages.evidence.rules import at_most, chosen, written

MOST = 20_000


@action("evidence.import")
def note_observation(
    study: Study,
    *,
    place: str,
    seen: str,
    people: str = "",
    aspects: Collection[str] = (),
    felt: str = "",
    slot: str = "",
    happened_at: dt.datetime | None = None,
    minutes: int | None = None,
    name: str = "",
    language: str = "id",
    by: Actor,
) -> Source:
    """Take in an observation; what was seen and what the observer felt stay apart.

    `aspects` are those of the study the eye was on; `slot` is the part of the day ('' for the one of `happened_at`,
    which is now when not given); `language` is that of the headings of the sheet. All of it is kept in
    `source.setting` too: people, aspects, slot, weekday (0 Monday … 6), seen, felt.
    """
    moment = timezone.localtime(happened_at or clock.now())
    where = written(place, field="place", most=200)
    asked = {chosen(code, study.aspects, field="aspects") for code in aspects}
    values: dict[str, Any] = {
        "people": at_most(people, field="people", most=500),
        "aspects": [code for code in ASPECT_CODES if code in asked],
        "slot": chosen(slot, SLOTS, field="slot") if slot else slot_of(moment),
        "weekday": moment.weekday(),
        "seen": written(seen, field="seen", most=MOST),
        "felt": at_most(felt, field="felt", most=MOST),
    }
    if language not in ("id", "en"):
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=language, field="language")
    source: Source = add_source(
        study,
        name=name.strip() or f"{SHEET_WORDS['title'].get(language)} {moment:%d-%m-%Y %H.%M}, {where}"[:200],
        kind="observation",
        text=_sheet(values, where, moment, language),
        place=where,
        setting=values,
        happened_at=moment,
        minutes=minutes,
        recorder=by.name,
        by=by,
    )
    return source


def _sheet(values: dict[str, Any], place: str, moment: dt.datetime, language: str) -> str:
    word = {code: text.get(language) for code, text in SHEET_WORDS.items()}
    weekday, slot = WEEKDAYS[values["weekday"]].get(language), SLOTS[values["slot"]].get(language)
    lines = [
        f"{word['title']}, {moment:%d-%m-%Y}",
        f"{word['when']}: {weekday} {moment:%H.%M} ({slot}). {word['place']}: {place}.",
    ]
    if values["people"]:
        lines.append(f"{word['people']}: {values['people']}")
    if values["aspects"]:
        lines.append(f"{word['focus']}: {', '.join(aspect(code).short.get(language) for code in values['aspects'])}")
    lines += ["", f"{word['seen']}:", values["seen"]]
    if values["felt"]:
        lines += ["", f"{word['felt']}:", values["felt"]]
    return "\n".join(lines)

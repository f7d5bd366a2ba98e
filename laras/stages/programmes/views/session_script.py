"""What the script of the session page needs: members, instruments, words, and every tap so far."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from laras.base.access.actor import Actor
from laras.domain.groupwork import taps
from laras.domain.groupwork.harvest import MOOD, PARTICIPATION
from laras.domain.groupwork.process import LIGHT_MEANS, SIGNS
from laras.stages.measures.instruments import Instrument, Item
from laras.stages.measures.queries import instrument
from laras.stages.programmes.models import SessionTap
from laras.stages.programmes.queries.session import Room
from laras.stages.programmes.views.session_look import FACES_OF_FIVE, names, say
from laras.stages.programmes.views.session_words import words


def for_script(room: Room, actor: Actor, sent: list[SessionTap]) -> dict[str, Any]:
    """Return what the script of the page needs: members, instruments, words, and every tap so far."""
    return {
        "members": [{"id": pk, "name": name} for pk, name in names(room, actor).items()],
        "signs": {code: sign.light for code, sign in SIGNS.items()},
        "means": {light: say(text) for light, text in LIGHT_MEANS.items()},
        "steps": [one["minutes"] for one in room.activities],
        "watch": [_item(item, PARTICIPATION) for item in instrument(PARTICIPATION).items if not item.is_extra],
        "questions": _questions(room),
        "turns": {code: [say(taps.TURN_SHORT[code]), say(label)] for code, label in taps.TURN_LABELS.items()},
        "ties": {code: say(label) for code, label in taps.TIE_QUESTIONS.items()},
        "most": taps.MOST_CHOICES,
        "incidents": {code: say(label) for code, label in taps.INCIDENT_LABELS.items()},
        "words": words(),
        "taps": [tap_json(tap) for tap in sent],
        "after": room.last,
    }


def _questions(room: Room) -> list[dict[str, Any]]:
    """Return what a member is asked on leaving, one item a screen: mood first, then the cards."""
    mood = instrument(MOOD)
    asked = [{**_item(mood.items[0], MOOD), "key": "mood_after", "faces": True}]
    for code in room.plan.instruments:
        about = instrument(code)
        asked += [
            {**_item(item, code), "key": f"ans.{code}.{item.code}", "faces": _with_faces(about, item)}
            for item in about.items
        ]
    return asked


def _with_faces(about: Instrument, item: Item) -> bool:
    return about.faces and not item.plain_face and len(item.options) == len(FACES_OF_FIVE)


def _item(item: Item, code: str) -> dict[str, Any]:
    return {
        "code": item.code,
        "of": code,
        "text": say(item.text) if item.text else "",
        "options": [{"value": one.value, "label": say(one.label)} for one in item.options],
    }


def tap_json(tap: SessionTap) -> dict[str, Any]:
    """Return a kept tap as the phones read it."""
    return {
        "seq": tap.seq,
        "id": str(tap.tap_id),
        "member": str(tap.member_id or ""),
        "key": tap.key,
        "value": tap.value.get("v"),
        "by": tap.recorded_by,
        "at": round(tap.received_at.timestamp() * 1000),
    }


def addresses(room: Room) -> dict[str, str]:
    """Return where the script sends taps, asks for pairs, and goes when the session was saved."""
    pk = room.session.pk
    return {
        "sync_url": reverse("programmes:sync", args=[pk]),
        "pairs_url": reverse("programmes:pairs", args=[pk]),
        "check_url": reverse("programmes:save", args=[pk]),
    }

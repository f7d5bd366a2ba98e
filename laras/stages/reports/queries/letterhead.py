"""What every report carries: letterhead, who made it and when, colours, common words."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.base.ui.phrases import language, moment
from laras.base.ui.tokens import LOOKS, tokens

COLOURS = ("ink", "ink-2", "ink-3", "line", "control", "sunken", "surface", "primary", "primary-tint")
STATUS_COLOURS = ("ok", "ok-tint", "warn", "warn-tint", "stop", "stop-tint", "note", "note-tint")


def frame(title: str, by: Actor) -> dict[str, Any]:
    """Return the values every template needs; `made_at` is the moment that goes into the file itself."""
    now = clock.now()
    home = by.facility
    return {
        "language": language(),
        "title": title,
        "made_at": timezone.localtime(now).isoformat(timespec="seconds"),
        "home": {
            "office": home.parent_office,
            "name": home.name,
            "address": home.address,
            "demo": _("Example data; nobody in it exists.") if home.is_demo else "",
        },
        "made": _("Made on %(moment)s by %(name)s") % {"moment": moment(now), "name": by.name or by.login},
        "page": _("p. {n} of {of}"),
        "confidential": _("Confidential: for the purpose it was asked for only."),
        "colours": {name: tokens()[name] for name in (*COLOURS, *STATUS_COLOURS)},
        "aspects": {look.code: aspect_look(look.code) for look in LOOKS},
    }


def aspect_look(code: str) -> dict[str, str]:
    """Return colour, tint and ink of an aspect, with its letter."""
    look = next(one for one in LOOKS if one.code == code)
    light = tokens()
    return {
        "letter": look.letter,
        "colour": light[code],
        "tint": light[f"{code}-tint"],
        "ink": light[f"{code}-ink"],
    }

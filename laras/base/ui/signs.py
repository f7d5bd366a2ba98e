"""Small signs that carry a meaning: each has its own shape and word, never a colour alone."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from laras.base.ui.icons import icon
from laras.base.ui.names import aspect_name, polarity_word
from laras.base.ui.tokens import LOOK

POLARITY_ICON = {
    "given": "arrow-up-right",
    "received": "check",
    "lacking": "circle-dashed",
    "refused": "ban",
    "harmful": "alert-triangle",
}
BAND_WORD: dict[str, Callable[[], str]] = {
    "strong": lambda: pgettext("band", "Strong"),
    "adequate": lambda: pgettext("band", "Adequate"),
    "weak": lambda: pgettext("band", "Weak"),
    "not_assessable": lambda: pgettext("band", "Not yet assessable"),
}
MOUTHS = {
    1: "M8 17q4-4.2 8 0",
    2: "M8.5 16.3q3.5-2 7 0",
    3: "M8.5 15.5h7",
    4: "M8.5 14.7q3.5 2.6 7 0",
    5: "M7.8 14q4.2 5.4 8.4 0",
}
MOOD_WORD = {
    1: gettext_noop("very unpleasant"),
    2: gettext_noop("unpleasant"),
    3: gettext_noop("neither"),
    4: gettext_noop("pleasant"),
    5: gettext_noop("very pleasant"),
}
READINESS = {
    "green": ("ok", '<circle cx="12" cy="12" r="9"/>', "M8 12.3l2.8 2.8L16 9.8"),
    "yellow": ("warn", '<path d="M12 3.2L22 20.5H2z"/>', "M12 10v4.5M12 17.3v.1"),
    "red": ("stop", '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/>', "M9.5 8.5v7M14.5 8.5v7"),
}
STATUS_SHAPE = {
    "met": '<circle class="fill-ok" cx="8" cy="8" r="6.5"/><path class="stroke-paper" d="M5 8.2l2.1 2.1L11 6.3"/>',
    "partly": '<circle class="edge-warn" cx="8" cy="8" r="6"/><path class="fill-warn" d="M8 2a6 6 0 0 0 0 12z"/>',
    "open": '<circle class="edge-dashed" cx="8" cy="8" r="6"/>',
    "off": '<circle class="edge-dashed" cx="8" cy="8" r="6"/><path class="edge-warn" d="M5 8h6"/>',
}
STATUS_KIND = {"met": "met", "partial": "partly", "partly": "partly", "not_relevant": "off"}


def letter(aspect: str, hollow: bool = False, size: str = "") -> SafeString:
    """Draw the lettered tile of an aspect; `hollow` where nothing was heard; size '', `s` or `l`."""
    look = LOOK[aspect]
    css = " ".join(part for part in ("let", look.css, size, "hollow" if hollow else "") if part)
    return format_html('<span class="{}" role="img" aria-label="{}">{}</span>', css, aspect_name(aspect), look.letter)


def polarity(code: str) -> SafeString:
    """Draw the chip of a polarity: given, received, lacking, refused, harmful."""
    return format_html('<span class="pol {}">{}{}</span>', code, icon(POLARITY_ICON[code], "s"), polarity_word(code))


def band(code: str) -> SafeString:
    """Write the band of a rating: strong, adequate, weak, not_assessable."""
    return format_html('<span class="band {}">{}</span>', code, BAND_WORD[code]())


def mood_face(n: int, size: int = 34) -> SafeString:
    """Draw the mood face 1 (very unpleasant) … 5 (very pleasant), with its words as the name."""
    return format_html(
        '<svg class="face" width="{0}" height="{0}" viewBox="0 0 24 24" role="img" aria-label="{1}: {2}">'
        '<circle class="f m{1}" cx="12" cy="12" r="10"/><circle class="eye" cx="9" cy="10" r="1.15"/>'
        '<circle class="eye" cx="15" cy="10" r="1.15"/><path class="m" d="{3}"/></svg>',
        size,
        int(n),
        _(MOOD_WORD[int(n)]),
        MOUTHS[int(n)],
    )


def readiness(code: str, size: int = 28) -> SafeString:
    """Draw the readiness light: green circle with tick, yellow triangle with !, red octagon with bars."""
    css, shape, mark = READINESS[code]
    words = {"green": _("Readiness green"), "yellow": _("Readiness yellow"), "red": _("Readiness red")}
    return format_html(
        '<svg class="ready {2}" width="{0}" height="{0}" viewBox="0 0 24 24" role="img" aria-label="{1}">{3}'
        '<path class="mark" d="{4}"/></svg>',
        size,
        words[code],
        css,
        SafeString(shape),
        mark,
    )


def status(code: str) -> SafeString:
    """Draw one row's result on the report card: met a full tick, partly a half, anything else dashed."""
    kind = STATUS_KIND.get(code, "open")
    words = {
        "met": pgettext("test status", "met"),
        "partly": pgettext("test status", "partly met"),
        "open": pgettext("test status", "not yet"),
        "off": pgettext("test status", "not relevant"),
    }
    return format_html(
        '<svg class="status {}" width="18" height="18" viewBox="0 0 16 16" role="img" aria-label="{}">{}</svg>',
        kind,
        words[kind],
        SafeString(STATUS_SHAPE[kind]),
    )

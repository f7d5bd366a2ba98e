"""Numbers, days and moments as they are written here: 0,81 · 24 Nov 2026, 09.42 WIB · minus as −."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import dateformat, timezone
from django.utils.translation import get_language

from laras.domain.texts import Text

ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
NOTHING = "–"


def language() -> str:
    """Return `id` or `en`, the language of the page being written."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def localized(words: Text) -> str:
    """Return a text that stands in both languages in the one of the page."""
    return words.get(language())


def number(value: float | Decimal | None, places: int = 0) -> str:
    """Write a number with `places` decimals: `2.850.000`, `0,81`, `−2,0`; in English `0.81`; `–` for None."""
    if value is None:
        return NOTHING
    written = f"{abs(value):,.{places}f}"
    if language() == "id":
        written = written.translate(str.maketrans(",.", ".,"))
    is_negative = value < 0 and any(digit in written for digit in "123456789")
    return f"−{written}" if is_negative else written


def day(value: dt.date | dt.datetime | None) -> str:
    """Write a calendar day, `24 Nov 2026`; a moment is first turned to the active time zone."""
    if value is None:
        return NOTHING
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return dateformat.format(value, "j M Y")


def quoted(words: str) -> str:
    """Set words in quotation marks, once: what was typed with marks keeps a single pair."""
    bare = words.strip()
    if len(bare) > 1 and bare[0] in '“"' and bare[-1] in '”"':
        bare = bare[1:-1]
    return f"“{bare}”"


def clock_time(value: dt.datetime) -> str:
    """Write the time of day in the active time zone: `09.42`, in English `09:42`."""
    local = timezone.localtime(value)
    return local.strftime("%H:%M" if language() == "en" else "%H.%M")


def moment(value: dt.datetime | None) -> str:
    """Write a moment with its Indonesian zone: `24 Nov 2026, 09.42 WIB`."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value)
    offset = local.utcoffset() or dt.timedelta()
    zone = ZONES.get(int(offset.total_seconds() // 3600), local.strftime("%Z"))
    return f"{day(local)}, {clock_time(local)} {zone}"

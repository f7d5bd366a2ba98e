"""The small value types of the standard: GUID, time, colour, number, truth."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NAMESPACE = uuid.UUID("8b0f7b6e-54b0-5d0e-9c3f-6c6172617371")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_TRIPLE = re.compile(r"\s*([0-9]{1,3})\s*[,;]\s*([0-9]{1,3})\s*[,;]\s*([0-9]{1,3})\s*")
# What XML 1.0 cannot hold at all, not even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(text: str | None) -> str:
    """`text` as an upper-case GUID without braces; any other name becomes a GUID, always the same; '' stays ''."""
    bare = (text or "").strip()
    if bare.startswith("{") and bare.endswith("}"):
        bare = bare[1:-1]
    if not bare:
        return ""
    return bare.upper() if _GUID.fullmatch(bare) else derived_guid(bare)


def is_guid(text: str) -> bool:
    """Whether `text` has the form the standard asks for, braces or not."""
    bare = text.strip()
    return bool(_GUID.fullmatch(bare[1:-1] if bare.startswith("{") and bare.endswith("}") else bare))


def derived_guid(seed: str) -> str:
    """A GUID that always comes out the same for the same `seed`."""
    return str(uuid.uuid5(_NAMESPACE, seed.encode("utf-8", "replace").decode())).upper()


def moment(text: str | None) -> datetime | None:
    """The time in `text` (ISO 8601, `T` or blank between day and hour, zone or none), or None if it is no time.

    A day without an hour, also with the `TZ` that one program hangs on it, is its midnight.
    """
    bare = (text or "").strip()
    try:
        return datetime.fromisoformat(bare.removesuffix("TZ"))
    except ValueError:
        return None


def moment_text(when: datetime) -> str:
    """`when` as xsd:dateTime; a zone the standard cannot say (seconds, beyond 14 hours) becomes UTC."""
    offset = when.utcoffset()
    if offset and (offset.total_seconds() % 60 or abs(offset) > timedelta(hours=14)):
        when = when.astimezone(UTC)
    written = when.isoformat()
    return written[:-6] + "Z" if written.endswith("+00:00") else written


def day(text: str) -> str:
    """`text` as xsd:date, or '' if it is none."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


def colour(text: str | None) -> str:
    """`#rgb` or `#rrggbb` from `text` (some programs write `255,0,0` or a signed ARGB number), '' if it is none."""
    bare = (text or "").strip()
    if _COLOUR.fullmatch(bare):
        return bare
    if triple := _TRIPLE.fullmatch(bare):
        parts = [int(part) for part in triple.groups()]
        return "#" + "".join(f"{part:02X}" for part in parts) if max(parts) <= 255 else ""
    return f"#{int(bare) & 0xFFFFFF:06X}" if _INTEGER.fullmatch(bare) else ""


def integer(text: str | None) -> int | None:
    """The whole number in `text` (at most 18 digits), or None."""
    bare = (text or "").strip()
    return int(bare) if _INTEGER.fullmatch(bare) else None


def decimal(text: str) -> str:
    """`text` if it is an xsd:decimal, else ''."""
    return text.strip() if _DECIMAL.fullmatch(text.strip()) else ""


def truth(text: str | None) -> str:
    """'true' or 'false' from `text` (any case, also 1 and 0), '' if neither."""
    return {"true": "true", "1": "true", "false": "false", "0": "false"}.get((text or "").strip().lower(), "")


def xml_safe(text: str) -> str:
    """`text` with LF line ends and U+FFFD in the place of what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))

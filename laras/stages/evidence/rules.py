"""What must hold before evidence is written or quoted: same study, known words, a consent that holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import N_, BadInput, Closed, Incomplete, NotFound
from laras.stages.evidence.models import OfStudy, ResearchConsent, Source, Study

ConsentState = Literal["none", "agreed", "no_quotes", "declined", "withdrawn", "expired"]
HOLDS = frozenset({"agreed", "no_quotes"})
CLOSED = frozenset({"declined", "withdrawn", "expired"})
# Words are shown while nobody has said anything against it; a text is closed to the study itself after a no.
SPEAKS = frozenset({"none", "agreed"})
SHUT = frozenset({"declined", "withdrawn"})
STRICTNESS: tuple[ConsentState, ...] = ("withdrawn", "declined", "expired", "no_quotes", "none", "agreed")
NOT_THERE = N_("This record is not there, or not yours to see.")
LONGEST_TEXT = 5_000_000
_LONE = re.compile("[\ud800-\udfff]")


def consent_state(consent: ResearchConsent | None, today: dt.date) -> ConsentState:
    """Return what the newest answer of an informant means today; 'none' when nobody has asked yet."""
    if consent is None:
        return "none"
    if consent.withdrawn_at is not None:
        return "withdrawn"
    if not consent.agreed:
        return "declined"
    if consent.valid_until is not None and consent.valid_until < today:
        return "expired"
    return "agreed" if consent.may_quote else "no_quotes"


@dataclass(frozen=True)
class Allowed:
    """What one person allows today, in general or for one source: the state in a word, and the three permissions."""

    state: ConsentState
    record: bool = False
    quote: bool = False
    share: bool = False


def allowed(
    state: ConsentState, general: ResearchConsent | None, about: ResearchConsent | None, today: dt.date
) -> Allowed:
    """Return what a person allows for one source; `state` is the general one, `about` the newest answer about it.

    The answer about the source counts for it, but a general no, withdrawal or last day closes it all the same, and a
    general answer given later takes back what it does not allow.
    """
    if state in CLOSED:
        return Allowed(state)
    general = general if state in HOLDS else None
    if about is None:
        return _permissions(state, general)
    own = consent_state(about, today)
    if own in CLOSED or general is None or _moment(general) <= _moment(about):
        return _permissions(own, about if own in HOLDS else None)
    quote = about.may_quote and general.may_quote
    return Allowed(
        "agreed" if quote else "no_quotes",
        about.may_record and general.may_record,
        quote,
        about.may_share and general.may_share,
    )


def _moment(consent: ResearchConsent) -> tuple[dt.datetime, dt.datetime]:
    return consent.given_at, consent.recorded_at


def _permissions(state: ConsentState, answer: ResearchConsent | None) -> Allowed:
    if answer is None:
        return Allowed(state)
    return Allowed(state, answer.may_record, answer.may_quote, answer.may_share)


def strictest(found: Iterable[Allowed]) -> Allowed | None:
    """Return what several people of one source allow together, None without anybody."""
    rows = list(found)
    if not rows:
        return None
    state = min((one.state for one in rows), key=STRICTNESS.index)
    return Allowed(
        state, all(one.record for one in rows), all(one.quote for one in rows), all(one.share for one in rows)
    )


def must_be_open(source: Source) -> None:
    """Refuse a source that was taken out of the study."""
    if source.removed_at is not None:
        raise Closed(N_("This source was removed. Take it in again."))


def must_be_of_study(record: OfStudy | None, study: Study) -> None:
    """Refuse a record of another study with the words for one that is not there."""
    if record is not None and record.study_id != study.pk:
        raise NotFound(NOT_THERE)


def written(value: str, *, field: str, most: int = 200) -> str:
    """Return the trimmed words; Incomplete when there are none, BadInput above `most` characters."""
    plain = value.strip()
    if not plain:
        raise Incomplete(N_("Something must be written here. Fill it in."), field=field)
    return at_most(plain, field=field, most=most)


def at_most(value: str, *, field: str, most: int) -> str:
    """Return the trimmed words, which may be none; BadInput above `most` characters."""
    plain = value.strip()
    if len(plain) > most:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=most, field=field)
    return plain


def chosen(value: str, known: Iterable[str], *, field: str) -> str:
    """Return a code that stands in `known`; BadInput otherwise."""
    if value not in known:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=value, field=field)
    return value


def aspects_in_order(codes: Iterable[str]) -> list[str]:
    """Return aspect codes in their fixed order; at least one, all known."""
    asked = {chosen(code, ASPECT_CODES, field="aspects") for code in codes}
    if not asked:
        raise Incomplete(N_("Choose at least one aspect."), field="aspects")
    return [code for code in ASPECT_CODES if code in asked]


def period_in_order(first: dt.date | None, last: dt.date | None) -> None:
    """Refuse a period that ends before it begins."""
    if first and last and last < first:
        raise BadInput(N_("The last day lies before the first day. Change one of them."), field="period_until")


def text_kept(text: str) -> str:
    """Return a text as it is kept: no byte-order mark, LF line ends; letters, accents and spaces stay as they are."""
    kept = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(kept) > LONGEST_TEXT:
        raise BadInput(N_("The text has more than {most} characters. Divide it."), most=LONGEST_TEXT, field="text")
    if "\0" in kept or _LONE.search(kept):
        raise BadInput(N_("The text holds characters that are no letters. Copy it again as plain text."), field="text")
    return kept


def put_text(source: Source, text: str) -> None:
    """Give `source` its text with length (code points) and SHA-256 of its UTF-8; nothing is saved here.

    Whoever replaces a text that has codings moves them in the same transaction.
    """
    kept = text_kept(text)
    source.text, source.length = kept, len(kept)
    source.sha256 = hashlib.sha256(kept.encode()).hexdigest() if kept else ""

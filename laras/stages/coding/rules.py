"""What must hold before a passage is judged: a span in the text, an open code, known words, one's own coding."""

from __future__ import annotations

from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.domain.aspects import GIVERS, POLARITIES
from laras.domain.errors import N_, BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.domain.texts import LANGUAGES
from laras.stages.coding.models import Code, Coding
from laras.stages.evidence.models import Source, Study

NOT_THERE = N_("This record is not there, or not yours to see.")
TWICE = N_("This passage has this code already. Choose another code, or change the coding that is there.")
LONGEST_MEMO = 10_000
LONGEST_CODER = 80


def span_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its edges; BadInput outside the text, Incomplete when nothing is left.

    A source whose content is not kept here has the one span 0–0.
    """
    if not text and (start, end) == (0, 0):
        return 0, 0
    if not 0 <= start <= end <= len(text):
        raise BadInput(N_("This passage does not lie in the text. Select it again."), field="quote")
    words = text[start:end]
    low = start + len(words) - len(words.lstrip())
    high = end - (len(words) - len(words.rstrip()))
    if low >= high:
        raise Incomplete(N_("Select words in the text first."), field="quote")
    return low, high


def span_as_it_is(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span unchanged; BadInput for one that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise BadInput(N_("This passage does not lie in the text. Select it again."), field="quote")
    return start, end


def must_be_usable(code: Code, study: Study | Source) -> None:
    """Refuse a code of another study, or one that was retired."""
    study_id = study.study_id if isinstance(study, Source) else study.pk
    if code.study_id != study_id:
        raise NotFound(NOT_THERE, field="code")
    if code.retired_at is not None:
        raise Closed(N_("The code “{name}” is retired. Choose another code."), name=code.name, field="code")


def must_be_readable(source: Source) -> None:
    """Refuse a source that was removed or has no text yet."""
    if source.removed_at is not None:
        raise Closed(N_("This source was removed. Take it in again."))
    if source.is_missing:
        raise Incomplete(N_("The text of this source is missing. Add it first."))


def known_words(polarity: str, giver: str, memo: str) -> None:
    """Refuse a direction or giver that is none, and a memo that is too long."""
    if polarity not in POLARITIES:
        raise BadInput(N_("“{value}” is not a direction. Choose one of the five."), value=polarity, field="polarity")
    if giver not in GIVERS:
        raise BadInput(N_("“{value}” does not say who gave it. Choose one."), value=giver, field="giver")
    if len(memo) > LONGEST_MEMO:
        raise BadInput(N_("This note is longer than {n} characters. Shorten it."), n=LONGEST_MEMO, field="memo")


def coder_name(coder: str, by: Actor) -> str:
    """Return who coded: oneself, or the given name where one may bring in what others coded."""
    name = coder.strip() or by.login
    if name != by.login and not by.may("evidence.import"):
        raise NotAllowed(N_("You code under your own name only."))
    if len(name) > LONGEST_CODER:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_CODER, field="coder")
    return name


def must_be_own(coding: Coding, by: Actor) -> None:
    """Refuse to change what another coder judged."""
    if coding.coder != by.login:
        raise NotAllowed(N_("This coding is another coder's. Add one of your own."))


def is_blind(by: Actor) -> bool:
    """Tell whether this person codes, and so must not see a colleague's codings before both have finished."""
    return by.may("coding.code") and not by.is_operator


def in_both(words: Mapping[str, str] | str) -> dict[str, str]:
    """Return {id, en} of a text in both languages, in one of them, or in none; {} for no words."""
    given = dict.fromkeys(LANGUAGES, words) if isinstance(words, str) else dict(words)
    plain = {language: given.get(language, "").strip() for language in LANGUAGES}
    one = next((text for text in plain.values() if text), "")
    return {language: text or one for language, text in plain.items()} if one else {}

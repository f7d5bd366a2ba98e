"""What must hold before a passage is judged: a span in the text, an open code, known words, one's own coding."""

from __future__ import annotations

from collections.abc import Mapping

from laras.base.access.actor import Actor
from laras.domain.aspects import GIVERS, POLARITIES
from laras.domain.errors import N_, BadInput, Closed, Incomplete, NotAllowed, NotFound
from laras.domain.texts import LANGUAGES
from laras.stages.coding.models import Code, Coding, Reading
from laras.stages.evidence import queries as evidence
from laras.stages.evidence.models import Source, Study

NOT_THERE = N_("This record is not there, or not yours to see.")
FINISHED = N_("You have finished reading this source. Reopen the reading to change codings.")
TWICE = N_("This passage has this code already. Choose another code, or change the coding that is there.")
LONGEST_MEMO = 10_000
LONGEST_CODER = 80
LONGEST_NAME = 120
LONGEST_DEFINITION = 4_000
LEAST_REASON = 5


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


def must_be_in_use(code: Code) -> None:
    """Refuse to change a code that was retired."""
    if code.retired_at is not None:
        raise Closed(N_("The code “{name}” is retired. Reopen it first."), name=code.name)


def must_fit(other: Code, code: Code) -> None:
    """Refuse another code that is of another study, or out of use."""
    if other.study_id != code.study_id or other.facility_id != code.facility_id:
        raise NotFound(NOT_THERE)
    must_be_in_use(other)


def well_worded(code: Code) -> None:
    """Refuse names and definitions that are too long."""
    if len(code.name) > LONGEST_NAME or any(len(text) > LONGEST_NAME for text in code.label.values()):
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_NAME, field="name")
    if any(len(text) > LONGEST_DEFINITION for text in code.definition.values()):
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_DEFINITION, field="definition")


def with_reason(reason: str) -> str:
    """Return the trimmed reason of a change; Incomplete when it is too short to be one."""
    plain = reason.strip()
    if len(plain) < LEAST_REASON:
        raise Incomplete(N_("Write the reason (at least {n} characters)."), n=LEAST_REASON, field="reason")
    return plain


def must_be_readable(source: Source) -> None:
    """Refuse a source that was removed or has no text yet."""
    if source.removed_at is not None:
        raise Closed(N_("This source was removed. Take it in again."))
    if source.is_missing:
        raise Incomplete(N_("The text of this source is missing. Add it first."))


def must_be_open_to_readers(source: Source) -> None:
    """Refuse what `must_be_readable` does, and NotConsented a text that somebody heard in it has closed."""
    must_be_readable(source)
    evidence.must_be_readable(source)


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


def must_be_mine_and_open(coding: Coding, by: Actor) -> None:
    """Refuse to touch another coder's coding, or one of a source whose reading one has finished."""
    must_be_own(coding, by)
    if Reading.objects.filter(source_id=coding.source_id, coder=coding.coder, round=coding.round).exists():
        raise Closed(FINISHED)


def is_blind(by: Actor) -> bool:
    """Tell whether this person codes, and so must not see a colleague's codings before both have finished."""
    return by.may("coding.code") and not by.is_operator


def in_both(words: Mapping[str, str] | str) -> dict[str, str]:
    """Return {id, en} of a text in both languages, in one of them, or in none; {} for no words."""
    given = dict.fromkeys(LANGUAGES, words) if isinstance(words, str) else dict(words)
    plain = {language: given.get(language, "").strip() for language in LANGUAGES}
    one = next((text for text in plain.values() if text), "")
    return {language: text or one for language, text in plain.items()} if one else {}

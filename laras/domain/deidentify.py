"""What in a text says who somebody is, and words that stand there instead.

Finding is done by sign, not by understanding: forms of address, names the home knows, common names, numbers and places.
It proposes; a person decides. After UU 27/2022 (personal data) and the guidance of ICO 2012 on removing what names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from laras.domain.names import DROPPED, words
from laras.domain.texts import Text, labels, load

Kind = Literal["person", "place", "phone", "number", "other"]
_DATA = load("deidentify")
WHY: dict[str, Text] = labels(_DATA["why"])
STANDS: dict[str, Text] = labels(_DATA["stands"])
_TITLES = frozenset(_DATA["titles"])
_NOT_NAMES = frozenset(_DATA["not_names"]) | _TITLES | frozenset(_DATA["place_words"])
_ABBREVIATED = frozenset(_DATA["abbreviated"])
_COMMON = frozenset(_DATA["names"])
_EVERYDAY = frozenset(_DATA["everyday"])
SHORTEST = 3
LONGEST_RUN = 4

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOIN = re.compile(r"[ \t]+|\.[ \t]*")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;\n“\"(\[–-])[ \t]*$")
_DAY = r"(?:\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{2,4})"
_NUMBERS: tuple[tuple[str, Kind, re.Pattern[str]], ...] = (
    ("email", "other", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    ("phone", "phone", re.compile(r"(?<![\w+])(?:\+?62[\s.-]?|0)8\d(?:[\s.-]?\d){6,10}(?!\d)")),
    ("phone", "phone", re.compile(r"(?<![\w+])\(?0\d{2,3}\)?[\s.-]\d{6,8}(?!\d)")),
    ("nik", "number", re.compile(r"(?<!\d)\d{4}(?:[\s.-]?\d{4}){3}(?!\d)|(?<!\d)\d{6}[\s.-]\d{6}[\s.-]\d{4}(?!\d)")),
    ("bpjs", "number", re.compile(r"(?<!\d)\d{13}(?!\d)")),
    ("birth", "other", re.compile(rf"(?i)(?<=lahir)(?:[^\d\n]{{0,40}})({_DAY})")),
    (
        "address",
        "place",
        re.compile(r"(?i)\bRT\.?\s?\d{1,3}(?:\s?/\s?|,?\s+)RW\.?\s?\d{1,3}|\bRT\s?/\s?RW\s?\d+\s?/\s?\d+"),
    ),
)
_PLACE_WORD = "|".join(sorted(map(re.escape, _DATA["place_words"]), key=len, reverse=True))
_PLACE_SHORT = "|".join(map(re.escape, _DATA["abbreviated_places"]))
_PLACE_NAME = r"(?!R[TW]\b)[A-Z][\w'’-]*"
_PLACE = re.compile(
    rf"\b(?:(?i:{_PLACE_WORD})|(?i:{_PLACE_SHORT})\.?)[ \t]+({_PLACE_NAME}(?:[ \t]+(?:{_PLACE_NAME}|\d{{1,3}}))*)"
)
_REGENCY = re.compile(
    "|".join(rf"\b{re.escape(name.title())}\b" for name in sorted(_DATA["regencies"], key=len, reverse=True))
)
_TITLE_WORDS = "|".join(sorted(map(re.escape, _TITLES), key=len, reverse=True))
_TITLE_BEFORE = re.compile(rf"(?<![^\W_])(?i:{_TITLE_WORDS})\.?[ \t]+$")
LONGEST_TITLE = 16
_SUFFIXES = ("nya", "ku", "mu", "lah", "kah", "pun")
_SUFFIX = rf"(?=(?:{'|'.join(_SUFFIXES)})?(?![^\W_]))"
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    """One place that could give somebody away: code points, the words there, and by which sign (a key of `WHY`)."""

    kind: Kind
    start: int
    end: int
    words: str
    why: str


class Pair(NamedTuple):
    """What is to be replaced everywhere, and by what."""

    kind: Kind
    real: str
    stands: str


class Move(NamedTuple):
    """old[start:end] became new[to_start:to_end]."""

    start: int
    end: int
    to_start: int
    to_end: int


def candidates(text: str, known: Iterable[str] = (), names: Collection[str] = _COMMON) -> list[Found]:
    """Return what may give somebody away, in order and without overlap.

    `known` are full names of people of the home and the study; `names` given names in lower case.
    """
    found = [*_numbers(text), *_places(text), *_persons(text, _parts(known), names)]
    return _apart(found)


def _parts(known: Iterable[str]) -> frozenset[str]:
    """The words of known names that are long enough to mean somebody."""
    parts = (word for name in known for word in words(name))
    return frozenset(word for word in parts if len(word) >= SHORTEST and word not in _NOT_NAMES)


def _numbers(text: str) -> Iterator[Found]:
    for why, kind, pattern in _NUMBERS:
        if why == "email" and "@" not in text:
            continue
        for match in pattern.finditer(text):
            start, end = match.span(1) if match.re.groups else match.span()
            yield Found(kind, start, end, text[start:end], why)


def _places(text: str) -> Iterator[Found]:
    for match in _PLACE.finditer(text):
        yield Found("place", *match.span(1), match[1], "place")
    for match in _REGENCY.finditer(text):
        if match[0].lower() not in _EVERYDAY or not _opens(text, match.start()):
            yield Found("place", *match.span(), match[0], "place")


def _persons(text: str, known: frozenset[str], names: Collection[str]) -> Iterator[Found]:
    tokens = list(_WORD.finditer(text))
    at = 0
    while at < len(tokens):
        why, end = _run(text, tokens, at, known, names)
        if why:
            first = at + 1 if tokens[at][0].lower() in _TITLES else at
            start, stop = tokens[first].start(), tokens[end - 1].end()
            yield Found("person", start, stop, text[start:stop], why)
        at = max(end, at + 1)


def _run(
    text: str, tokens: list[re.Match[str]], at: int, known: frozenset[str], names: Collection[str]
) -> tuple[str, int]:
    """Return by which sign a name begins at token `at` ('' for none) and the token behind it."""
    word = tokens[at][0].lower()
    titled = word in _TITLES
    first = at + 1 if titled else at
    if first >= len(tokens) or (titled and not _joined(text, tokens, at)):
        return "", at
    why = _sign(text, tokens[first], known, names, titled)
    if not why:
        return "", at
    end = first + 1
    while end < min(len(tokens), first + LONGEST_RUN) and _joined(text, tokens, end - 1) and _goes_on(tokens[end][0]):
        end += 1
    return why, end


def _sign(text: str, token: re.Match[str], known: frozenset[str], names: Collection[str], titled: bool) -> str:
    word = token[0].lower()
    capital = token[0][0].isupper()
    if word in _NOT_NAMES or len(word) < SHORTEST or (not capital and not titled):
        return ""
    if word in known:
        return "known"
    opens = capital and word in _EVERYDAY and not titled and _opens(text, token.start())
    if word in names and not opens:
        return "common"
    return "title" if titled and capital else ""


def _opens(text: str, start: int) -> bool:
    return _ENDS_SENTENCE.search(text[max(0, start - 4) : start]) is not None or start == 0


def _joined(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Tell whether the token behind `at` belongs to the same name: a space between them, a full stop after a title."""
    gap = text[tokens[at].end() : tokens[at + 1].start()]
    word = tokens[at][0].lower()
    if "." in gap and len(word) > 1 and word not in _ABBREVIATED:
        return False
    return _JOIN.fullmatch(gap) is not None


def _goes_on(word: str) -> bool:
    low = word.lower()
    return word[0].isupper() and len(word) > 1 and low not in _NOT_NAMES and low not in DROPPED


def _apart(found: list[Found]) -> list[Found]:
    """Keep the longest of places that overlap; of equals the one found first (numbers, places, people)."""
    taken: list[Found] = []
    covered = bytearray(max((one.end for one in found), default=0))
    for one in sorted(found, key=lambda each: each.start - each.end):
        if not any(covered[one.start : one.end]):
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
            taken.append(one)
    return sorted(taken, key=lambda each: each.start)


def pseudonymise(text: str, pairs: Iterable[Pair]) -> tuple[str, list[Move]]:
    """Return the text with the words of each pair replaced, and where every replaced piece stood and stands.

    Whole words only, a suffix such as -nya stays. A person's name is taken with the form of address before it, because
    the words that stand there carry one of their own; in small letters it counts as a name only behind such a form.
    Longer words first, so that “Slamet Riyadi” is not taken for “Slamet”.
    """
    pieces, moves, at, length = [], [], 0, 0
    for start, end, pair in _hits(text, pairs):
        pieces += [text[at:start], pair.stands]
        length += start - at
        moves.append(Move(start, end, length, length + len(pair.stands)))
        length += len(pair.stands)
        at = end
    return "".join([*pieces, text[at:]]), moves


def _hits(text: str, pairs: Iterable[Pair]) -> Iterator[tuple[int, int, Pair]]:
    """Return where the words of each pair stand, in order and without overlap."""
    ordered = sorted({pair.real: pair for pair in pairs if pair.real}.values(), key=lambda pair: -len(pair.real))
    if not ordered:
        return
    pattern = re.compile("|".join(f"({_pattern(pair)})" for pair in ordered))
    at = 0
    for match in pattern.finditer(text):
        pair, start = ordered[(match.lastindex or 1) - 1], match.start()
        if pair.kind == "person":
            # Looked for behind the name, not before each word of the text: forms of address are many, names few.
            title = _TITLE_BEFORE.search(text, max(at, start - LONGEST_TITLE), start)
            if title is None and match[0] == match[0].lower() != pair.real:
                continue
            start = title.start() if title else start
        yield start, match.end(), pair
        at = match.end()


def _pattern(pair: Pair) -> str:
    if pair.kind in ("phone", "number"):
        return rf"(?<!\d){re.escape(pair.real)}(?!\d)"
    forms = [pair.real, pair.real.upper(), pair.real.title()] + ([pair.real.lower()] if pair.kind == "person" else [])
    written = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in dict.fromkeys(forms))
    return rf"(?<![^\W_])(?:{written}){_SUFFIX}"


def scan(text: str, keys: Mapping[str, Kind]) -> list[Found]:
    """Return where words of a key (real words → kind) still stand, and every number, telephone and e-mail address."""
    there = {word.lower() for word in _PIECE.findall(text)}
    pairs = [Pair(kind, real, "") for real, kind in keys.items() if _may_stand(real, there)]
    hits = [Found(pair.kind, start, end, text[start:end], "key") for start, end, pair in _hits(text, pairs)]
    return _apart([*_numbers(text), *hits])


def _may_stand(real: str, there: Collection[str]) -> bool:
    """Tell whether every word of `real` occurs, with or without a suffix: of a long key few are left to look for."""
    return all(
        any(word + suffix in there for suffix in ("", *_SUFFIXES)) for word in map(str.lower, _PIECE.findall(real))
    )


def next_stands(taken: Collection[str], template: Text, language: str) -> str:
    """Return the first of “… A”, “… B”, “[place 1]” that is not `taken` yet."""
    for n in range(1, 10_000):
        stands = template.get(language).format(letter=letter(n), n=n)
        if stands not in taken or "{" not in template.get(language):
            return stands
    raise AssertionError("ten thousand people in one study")


def letter(n: int) -> str:
    """Return A … Z, AA, AB … for 1, 2 …."""
    word = ""
    while n:
        n, rest = divmod(n - 1, 26)
        word = chr(ord("A") + rest) + word
    return word

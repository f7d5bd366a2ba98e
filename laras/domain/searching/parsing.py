"""From what is typed to a query, or to one sentence that says where it cannot be understood."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from laras.domain.errors import N_
from laras.domain.searching.folding import fold
from laras.domain.searching.query import And, Near, Node, Not, Or, Pattern, Phrase, Query, QueryError, Word

LONGEST = 500
LONGEST_PATTERN = 200
DEEPEST = 20
MOST_PARTS = 60
FARTHEST = 100
USUAL_NEAR = 5

# In capitals only, so that “dan” and “or” can be looked for; Indonesian beside English.
_JOINERS = {"AND": "and", "DAN": "and", "OR": "or", "ATAU": "or", "NOT": "not", "BUKAN": "not", "TANPA": "not"}
_NEAR = re.compile(r"(?:NEAR|DEKAT)(?:/(\d{1,4}))?")
_WORDS = re.compile(r"\w+")
_QUOTES = '"“”„«»'
_STOPS = frozenset(f"(){_QUOTES}")


@dataclass(frozen=True)
class _Token:
    """A piece of the query: `kind` is one of word, phrase, pattern, open, close, and, or, not, near, end."""

    kind: str
    at: int
    text: str = ""
    number: int = 0


def parse(words: str) -> Query:
    """Return the query that `words` are; QueryError says what is wrong and at which character.

    Words beside each other must all occur. NOT binds closest, then NEAR, AND, OR.
    """
    if len(words) > LONGEST:
        raise QueryError(N_("A search can be {n} characters long. Shorten it."), LONGEST, n=LONGEST)
    tokens = _tokens(words)
    if len(tokens) == 1:
        raise QueryError(N_("Write what you are looking for."), 0)
    if len(tokens) > MOST_PARTS:
        raise QueryError(N_("A search can have {n} parts. Take some away."), tokens[MOST_PARTS].at, n=MOST_PARTS)
    parser = _Parser(tokens)
    root = parser.whole()
    if not _asks_for_something(root):
        raise QueryError(N_("This search only leaves something out. Say also what is to be found."), 0)
    return Query(words, root)


def _asks_for_something(node: Node) -> bool:
    """Whether nothing can be found without a word being there."""
    match node:
        case Not():
            return False
        case And(parts):
            return any(_asks_for_something(part) for part in parts)
        case Or(parts):
            return all(_asks_for_something(part) for part in parts)
        case _:
            return True


def _tokens(words: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(words):
        letter = words[at]
        if letter.isspace():
            at += 1
        elif letter in "()":
            found.append(_Token("open" if letter == "(" else "close", at))
            at += 1
        elif letter in _QUOTES:
            at = _take_phrase(words, at, found)
        elif letter == "/":
            at = _take_pattern(words, at, found)
        else:
            at = _take_word(words, at, found)
    return [*found, _Token("end", len(words))]


def _take_phrase(words: str, at: int, found: list[_Token]) -> int:
    end = next((place for place in range(at + 1, len(words)) if words[place] in _QUOTES), -1)
    if end < 0:
        raise QueryError(N_("The quotation mark at character {at} is never closed. Close it, or take it away."), at)
    found.append(_Token("phrase", at, words[at + 1 : end]))
    return end + 1


def _take_pattern(words: str, at: int, found: list[_Token]) -> int:
    end = at + 1
    while end < len(words) and words[end] != "/":
        end += 2 if words[end] == "\\" else 1
    if end >= len(words):
        raise QueryError(N_("The regular expression at character {at} lacks its last stroke “/”."), at)
    found.append(_Token("pattern", at, words[at + 1 : end]))
    return end + 1


def _take_word(words: str, at: int, found: list[_Token]) -> int:
    end = at
    while end < len(words) and not words[end].isspace() and words[end] not in _STOPS:
        end += 1
    piece = words[at:end]
    near = _NEAR.fullmatch(piece)
    if near:
        number = int(near[1]) if near[1] else USUAL_NEAR
        if not 0 <= number <= FARTHEST:
            raise QueryError(N_("NEAR at character {at} reaches {n} words at most."), at, n=FARTHEST)
        found.append(_Token("near", at, piece, number))
    else:
        found.append(_Token(_JOINERS.get(piece, "word"), at, piece))
    return end


class _Parser:
    """Reads the tokens from left to right; each method takes what its name says."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        root = self._any()
        left = self._tokens[self._next]
        if left.kind != "end":
            raise QueryError(
                N_("The bracket at character {at} closes nothing. Open it before, or take it away."), left.at
            )
        return root

    def _kind(self) -> str:
        return self._tokens[self._next].kind

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _any(self) -> Node:
        parts = [self._all()]
        while self._kind() == "or":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._nearby()]
        while self._kind() not in ("or", "close", "end"):
            if self._kind() == "and":
                self._take()
            parts.append(self._nearby())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _nearby(self) -> Node:
        left = self._one()
        while self._kind() == "near":
            sign = self._take()
            right = self._one()
            if not (_has_places(left) and _has_places(right)):
                raise QueryError(
                    N_("NEAR at character {at} joins words and phrases, also with OR; not AND, not NOT."), sign.at
                )
            left = Near(left, right, sign.number)
        return left

    def _one(self) -> Node:
        token = self._take()
        match token.kind:
            case "not":
                return Not(self._one())
            case "open":
                return self._within(token)
            case "word":
                return _word(token)
            case "phrase":
                return _phrase(token)
            case "pattern":
                return _pattern(token)
            case "end":
                raise QueryError(N_("Something is missing at the end. Write a word after the last sign."), token.at)
            case "close":
                raise QueryError(N_("A word is missing before the bracket at character {at}."), token.at)
        raise QueryError(
            N_("A word is missing before “{sign}” at character {at}. To look for it, write it in quotation marks."),
            token.at,
            sign=token.text,
        )

    def _within(self, token: _Token) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(N_("Brackets can lie {n} deep. Take some away."), token.at, n=DEEPEST)
        inner = self._any()
        if self._take().kind != "close":
            raise QueryError(N_("The bracket at character {at} is never closed. Close it, or take it away."), token.at)
        self._depth -= 1
        return inner


def _has_places(node: Node) -> bool:
    """Whether a node stands for places in the text, so that nearness can be measured."""
    match node:
        case And() | Not():
            return False
        case Or(parts):
            return all(_has_places(part) for part in parts)
        case _:
            return True


def _pieces(token: _Token, *, exact: bool) -> list[Word]:
    """Return the words of a token; the last may end in an asterisk, no other place may hold one."""
    text = token.text.rstrip()
    begins = text.endswith("*")
    body = text[:-1] if begins else text
    if "*" in body:
        at = token.at + token.text.index("*")
        raise QueryError(N_("The asterisk at character {at} must stand at the end of a word: kat*."), at)
    found = _WORDS.findall(fold(body)[0])
    if begins and (not found or not body[-1:].isalnum()):
        raise QueryError(N_("The asterisk at character {at} needs letters before it: kat*."), token.at)
    last = len(found) - 1
    return [Word(one, begins and place == last, exact) for place, one in enumerate(found)]


def _word(token: _Token) -> Node:
    words = _pieces(token, exact=False)
    if not words:
        raise QueryError(
            N_("“{sign}” at character {at} is no word. Write letters or numbers."), token.at, sign=token.text
        )
    return words[0] if len(words) == 1 else Phrase(tuple(words))


def _phrase(token: _Token) -> Node:
    words = _pieces(token, exact=True)
    if not words:
        raise QueryError(N_("There is no word between the quotation marks at character {at}."), token.at)
    return Phrase(tuple(words)) if len(words) > 1 else words[0]


def _pattern(token: _Token) -> Node:
    if len(token.text) > LONGEST_PATTERN:
        raise QueryError(N_("A regular expression can be {n} characters long."), token.at, n=LONGEST_PATTERN)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = re.compile(token.text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, ValueError) as error:
        at = token.at + 1 + (getattr(error, "pos", None) or 0)
        raise QueryError(N_("The regular expression is not understood from character {at} on."), at) from None
    if found.match("") and found.fullmatch(""):
        raise QueryError(
            N_("The regular expression at character {at} also fits no letter at all. Let it ask for one."), token.at
        )
    return Pattern(token.text)

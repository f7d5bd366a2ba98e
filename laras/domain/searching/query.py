"""What a query says, as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from laras.domain.errors import BadInput


class QueryError(BadInput):
    """A query that cannot be understood; `position` is the character it concerns, counted from 0."""

    def __init__(self, message: str, position: int, **params: object) -> None:
        super().__init__(message, field="words", at=position + 1, **params)
        self.position = position


@dataclass(frozen=True)
class Word:
    """A whole word, folded; `begins` where any word that begins so is meant, `exact` where nothing may follow it.

    A word that is not exact is found with the enclitic -nya too (obat, obatnya): the one ending of Indonesian that
    makes no other word of what it follows.
    """

    letters: str
    begins: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other, whatever stands between them that is no letter."""

    words: tuple[Word, ...]


@dataclass(frozen=True)
class Pattern:
    """A regular expression, as it was typed between the strokes; it is put to the text itself, capitals apart."""

    source: str


@dataclass(frozen=True)
class And:
    """All of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """At least one of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    """Where the part does not occur."""

    part: Node


@dataclass(frozen=True)
class Near:
    """Both, with at most `most` words between them, in either order."""

    left: Node
    right: Node
    most: int


Node = Word | Phrase | Pattern | And | Or | Not | Near


def leaves(node: Node) -> Iterator[Word | Phrase | Pattern]:
    """Yield every word, phrase and pattern below a node, from left to right."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case Near(left, right, _):
            yield from leaves(left)
            yield from leaves(right)
        case _:
            yield node


@dataclass(frozen=True)
class Query:
    """A query that was understood; `words` is it as typed."""

    words: str
    root: Node

    @property
    def patterns(self) -> tuple[str, ...]:
        """The regular expressions in it, each once."""
        return tuple(dict.fromkeys(one.source for one in leaves(self.root) if isinstance(one, Pattern)))

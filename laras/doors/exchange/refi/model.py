"""What a REFI-QDA project holds, as plain frozen values.

GUIDs are upper-case without braces. Positions are code points of the LF text, half-open, counted from 0; only where
`TextSource.text` is None they still are what the file says, in a unit nobody knows yet. What Laras cannot show is
kept as XML text without namespace and written back as it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from laras.domain.errors import N_

KINDS = ("sources", "codes", "selections", "codings", "notes")

MISSING = {
    "file": N_("“{name}”: file missing ({file}). Add its text and its passages take their places."),
    "outside": N_(
        "“{name}”: file missing ({file} lies outside the project). Add its text and its passages take their places."
    ),
    "none": N_(
        "“{name}”: file missing (the project names no plain text). Add its text and its passages take their places."
    ),
    "unreadable": N_(
        "“{name}”: file missing ({file} is no UTF-8 text). Add its text and its passages take their places."
    ),
}


@dataclass(frozen=True)
class Stamp:
    """Who made and last changed something (GUIDs of users, '' for nobody named) and when (None for no time)."""

    creator: str = ""
    created: datetime | None = None
    modifier: str = ""
    modified: datetime | None = None


@dataclass(frozen=True)
class User:
    """Somebody who coded or wrote; `short` is the standard's `id`, mostly initials."""

    guid: str
    name: str = ""
    short: str = ""


@dataclass(frozen=True)
class Code:
    """One code of the tree; `colour` is `#rgb`, `#rrggbb` or ''."""

    guid: str
    name: str
    codable: bool = True
    colour: str = ""
    description: str = ""
    note_refs: tuple[str, ...] = ()
    children: tuple[Code, ...] = ()

    def walk(self) -> Iterator[Code]:
        """This code, then everything below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Coding:
    """`code` was given by `coder` (GUID, '' if the file does not say) at `created`."""

    guid: str
    code: str
    coder: str = ""
    created: datetime | None = None
    note_refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """A passage; `name` is what the other program called it, often the quote ('' lets the writer put the quote)."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    codings: tuple[Coding, ...] = ()
    note_refs: tuple[str, ...] = ()
    stamp: Stamp = Stamp()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextSource:
    """A text (or a note) with its passages.

    `text` is LF without BOM, or None; then `missing` is a key of `MISSING` (sentences with {name} and {file}). `path`
    and `rich_path` are as in the file. `unplaced` are passages that have no place in the text; their positions are
    what the file says. `codings` stand on the whole source. `extra` is kept XML (variable values, stray codings).
    """

    guid: str
    name: str = ""
    text: str | None = None
    missing: str = ""
    path: str = ""
    rich_path: str = ""
    description: str = ""
    selections: tuple[Selection, ...] = ()
    unplaced: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    note_refs: tuple[str, ...] = ()
    stamp: Stamp = Stamp()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Raw:
    """An element that is kept as it came: `kind` is its tag (PDFSource, Set, Graph …), `xml` the whole of it."""

    kind: str
    guid: str
    name: str
    xml: str


@dataclass(frozen=True)
class Project:
    """A whole project; `files` are the members of its sources folder that no text above was read from."""

    name: str
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[TextSource, ...] = ()
    other_sources: tuple[Raw, ...] = ()
    notes: tuple[TextSource, ...] = ()
    variables: tuple[Raw, ...] = ()
    cases: tuple[Raw, ...] = ()
    links: tuple[Raw, ...] = ()
    sets: tuple[Raw, ...] = ()
    graphs: tuple[Raw, ...] = ()
    description: str = ""
    note_refs: tuple[str, ...] = ()
    origin: str = ""
    stamp: Stamp = Stamp()
    files: Mapping[str, bytes] = field(default_factory=dict)

    def all_codes(self) -> Iterator[Code]:
        """Every code of the tree, parents before children."""
        for code in self.codes:
            yield from code.walk()


@dataclass(frozen=True)
class Loss:
    """`count` things of kind `what` that Laras cannot work with, and why (`why` is a template, filled by `params`).

    For the five `KINDS` the counts add up to found minus kept; other kinds (sets, graphs, links, cases, variables,
    guids, files, xml) are told only.
    """

    what: str
    why: str
    params: Mapping[str, object] = field(default_factory=dict)
    count: int = 1


@dataclass(frozen=True)
class Offsets:
    """How positions were counted: `unit` is a key of `offsets.UNITS` (None: no text to tell by), `score` in 0..1.

    `slip` is a key of `offsets.SLIPS`, '' for positions that are not wrong by one; `scores` are those of every unit.
    """

    unit: str | None
    score: float | None
    slip: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadResult:
    """A project, what the file holds, what can be worked with, how positions were counted, and what is lost."""

    project: Project
    counts: Mapping[str, int]
    kept: Mapping[str, int]
    offsets: Offsets
    lost: tuple[Loss, ...]

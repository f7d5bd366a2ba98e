"""What of a project becomes records: one coding for each code on each passage, under the coder's name.

Pure: the same project gives the same plan, so that a preview and an import say the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from laras.domain.errors import N_
from laras.doors.exchange.refi.marks import notes_by_guid, said_by
from laras.doors.exchange.refi.memos import PlannedMemo, memos_of
from laras.doors.exchange.refi.model import Loss, Offsets, Project, ReadResult, TextSource
from laras.doors.exchange.refi.offsets import habit
from laras.doors.exchange.refi.people import Person, people_of
from laras.doors.exchange.refi.read import read_project

LONGEST_CODER = 80
NOBODY = "REFI-QDA"

TWICE = N_(
    "“{name}”: codings that give a passage the same code by the same coder again: {count}. They are kept and written "
    "back at export."
)
EMPTY_TEXT = N_("“{name}”: the text is empty. Add its text and its passages take their places.")
EMPTY_PASSAGES = N_("“{name}”: passages that wait for the text: {count}. Add it and they take their places.")
NAMELESS = N_("Codes without a name: {count}. They are called “–”.")
UNCODED = N_("“{name}”: passages without a code: {count}. They are kept and written back at export, but not shown.")
COMMENTS = N_("“{name}”: comments on passages: {count}. They are kept and written back at export, but not shown.")
HELD = N_("The case “{name}” names codes and passages: {count}. They are kept and written back at export.")
TOO_LONG = N_("The case “{name}”: values that are too long or too many: {count}. They become no traits.")
SLIPPED = {
    "mark": N_(
        "Positions in the file count its byte-order mark, which is no character of the text. They were put right; look "
        "at some passages."
    ),
    "last": N_(
        "Positions in the file name the last character, not the one after it. They were put right; look at some "
        "passages."
    ),
    "late": N_("Positions in the file are one too high. They were put right; look at some passages."),
    "early": N_("Positions in the file are one too low. They were put right; look at some passages."),
}
NAMELESS_CODER = N_("Codings whose coder the file does not name: {count}. They stand under the name “{coder}”.")


@dataclass(frozen=True)
class Passage:
    """One coding to be: `start` and `end` are code points where the text is there, else as the file counts."""

    start: int
    end: int
    code: str
    coder: str
    polarity: str
    giver: str
    memo: str
    guid: str
    created: dt.datetime | None
    name: str


@dataclass(frozen=True)
class Plan:
    """A project ready to be taken in; `passages` by GUID of the source, `texts` are the sources that have a text.

    `coders` gives the name of each user's GUID, `nobody` the name for a coder that the file does not say.
    """

    result: ReadResult
    passages: Mapping[str, tuple[Passage, ...]]
    coders: Mapping[str, str]
    nobody: str
    usual: str
    memos: tuple[PlannedMemo, ...] = ()
    people: tuple[Person, ...] = ()
    original: bytes = b""
    file_name: str = ""
    digest: str = ""

    def __str__(self) -> str:
        """What the audit row is computed from: the file itself, not a megabyte of its parts."""
        return f"REFI-QDA project {self.digest}"

    @property
    def project(self) -> Project:
        return self.result.project

    def has_text(self, source: TextSource) -> bool:
        return bool(source.text and source.text.strip())


def kept_text(text: str) -> str:
    """A text as it can be kept: a character that is none in any program becomes U+FFFD, so that places stay."""
    return text.replace("\0", "\ufffd")


def read_plan(data: bytes, file_name: str) -> Plan:
    """Read a project file; Refused, with one sentence, for everything that is none."""
    plan = plan_of(read_project(data))
    return replace(plan, original=data, file_name=file_name, digest=hashlib.sha256(data).hexdigest())


def plan_of(result: ReadResult) -> Plan:
    """Return what becomes of `result`; its `kept` and `lost` lose what is there twice or has no words."""
    project = result.project
    coders, nobody = _coders(project), (project.origin.strip() or NOBODY)[:LONGEST_CODER]
    notes = notes_by_guid(project)
    lost = list(result.lost)
    kept = dict(result.kept)
    passages = {}
    for source in project.sources:
        found = [
            Passage(
                each.start,
                each.end,
                coding.code,
                coders.get(coding.coder, nobody),
                *said_by(coding, notes),
                coding.guid,
                coding.created,
                each.name,
            )
            for each in source.selections
            for coding in each.codings
        ]
        passages[source.guid] = single = _single(found)
        if source.text is None:
            continue
        if not source.text.strip():
            kept["sources"] -= 1
            kept["selections"] -= len(source.selections)
            kept["codings"] -= len(found)
            lost += _of_empty(source, len(found))
        elif again := len(found) - len(single):
            kept["codings"] -= again
            lost.append(Loss("codings", TWICE, {"count": again, "name": source.name}, again))
    if unnamed := sum(each.coder == nobody for found in passages.values() for each in found):
        lost.append(Loss("coders", NAMELESS_CODER, {"count": unnamed, "coder": nobody}, unnamed))
    people = people_of(project)
    lost += _told_besides(result, people)
    settled = replace(result, kept=kept, lost=tuple(lost))
    memos = memos_of(project, coders, nobody)
    return Plan(settled, passages, coders, nobody, _usual(result.offsets, project.origin), memos, people)


def _told_besides(result: ReadResult, people: Sequence[Person]) -> Iterator[Loss]:
    """What is no loss of one of the five kinds and is told all the same."""
    if result.offsets.slip:
        yield Loss("offsets", SLIPPED[result.offsets.slip])
    if nameless := sum(not code.name.strip() for code in result.project.all_codes()):
        yield Loss("names", NAMELESS, {"count": nameless}, nameless)
    for source in result.project.sources:
        bare = sum(not each.codings for each in source.selections)
        spoken = sum(bool(each.description.strip()) for each in source.selections)
        for what, why, count in (("uncoded", UNCODED, bare), ("comments", COMMENTS, spoken)):
            if count:
                yield Loss(what, why, {"name": source.name, "count": count}, count)
    for person in people:
        for what, why, count in (("cases", HELD, person.held), ("variables", TOO_LONG, person.dropped)):
            if count:
                yield Loss(what, why, {"name": person.name, "count": count}, count)


def _single(found: list[Passage]) -> tuple[Passage, ...]:
    """Without those that say the same again: in Laras a coder gives a passage a code once."""
    return tuple({(each.start, each.end, each.code, each.coder): each for each in reversed(found)}.values())[::-1]


def _of_empty(source: TextSource, codings: int) -> list[Loss]:
    told = [Loss("sources", EMPTY_TEXT, {"name": source.name})]
    for what, count in (("selections", len(source.selections)), ("codings", codings)):
        if count:
            told.append(Loss(what, EMPTY_PASSAGES, {"name": source.name, "count": count}, count))
    return told


def _coders(project: Project) -> dict[str, str]:
    """A name of its own for every user, also for those that codings name and the list of users does not."""
    names = {each.guid: (each.name.strip() or each.short.strip() or each.guid) for each in project.users}
    for source in project.sources:
        for each in source.selections:
            names |= {one.coder: one.coder for one in each.codings if one.coder and one.coder not in names}
    times = Counter(name[:LONGEST_CODER] for name in names.values())
    return {
        guid: name[:LONGEST_CODER] if times[name[:LONGEST_CODER]] == 1 else f"{name[: LONGEST_CODER - 11]} ({guid[:8]})"
        for guid, name in names.items()
    }


def _usual(offsets: Offsets, origin: str) -> str:
    """How a text that comes later was most likely counted; its own line ends will be LF by then."""
    unit = offsets.unit or habit(origin)
    if unit == "UTF-16" and "nvivo" in origin.lower():
        return "UTF-16, CRLF 2"  # what NVivo for Windows writes has CRLF line ends
    return unit.removesuffix(", CRLF 1")

"""Memos as notes, and which elements of a project point at them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from laras.base.access.actor import Actor
from laras.doors.exchange.queries.kept import Shell
from laras.doors.exchange.refi.marks import USUAL_KIND, memo_mark, memo_words, read_memo
from laras.doors.exchange.refi.model import Stamp, TextSource
from laras.doors.exchange.refi.values import xml_safe
from laras.stages.coding.models import Memo
from laras.stages.coding.queries.memos import Link, links_of, memos_of
from laras.stages.evidence.models import Informant, Study


@dataclass(frozen=True)
class Leaving:
    """What of a study leaves, by id: memos about anything else stay.

    Shared outside the study, a memo leaves only with a text or passage it is about: nobody has agreed to the others.
    """

    sources: Collection[uuid.UUID]
    codings: Collection[uuid.UUID]
    informants: Collection[uuid.UUID]
    sharing: bool = False


@dataclass(frozen=True)
class MemosOut:
    """The notes that leave and who points at them; `ever` are the GUIDs of every memo of the study, gone ones too."""

    notes: tuple[TextSource, ...] = ()
    refs: Mapping[Link, Sequence[str]] = field(default_factory=dict)
    ever: frozenset[str] = frozenset()
    stay: int = 0

    def settle(self, came: Sequence[str], *about: Link, held: Collection[str] = ()) -> tuple[str, ...]:
        """The references of an element: those it came with that still hold, then what was linked here.

        `held` are those that an element around it has already.
        """
        now = [ref for link in about for ref in self.refs.get(link, ())]
        kept = [ref for ref in came if ref not in self.ever or ref in now]
        return tuple(dict.fromkeys([*kept, *(ref for ref in now if ref not in held)]))

    def still(self, came: Sequence[str]) -> tuple[str, ...]:
        """Those of the references of a passage whose notes leave."""
        there = {note.guid for note in self.notes}
        return tuple(ref for ref in came if ref not in self.ever or ref in there)


def memos_out(
    study: Study, shells: Sequence[Shell], leaving: Leaving, user: Callable[[str], str], by: Actor
) -> MemosOut:
    """Return the memos open to `by` as notes; one about a source, coding or informant that stays, stays too."""
    rows = sorted(memos_of(study, by), key=lambda one: (one.recorded_at, one.pk))
    ever = frozenset(Memo.objects.filter(study=study).exclude(guid="").order_by().values_list("guid", flat=True))
    if not rows and not ever:
        return MemosOut()
    links = links_of(rows)
    codes = dict(Informant.objects.filter(study=study).order_by().values_list("pk", "code"))
    came = {note.guid: note for shell in reversed(shells) for note in shell.project.notes}
    notes: list[TextSource] = []
    refs: dict[Link, list[str]] = defaultdict(list)
    for row in rows:
        about = links.get(row.pk, [])
        if not all(_leaves(link, leaving) for link in about) or (leaving.sharing and not _is_of_a_text(about)):
            continue
        guid = row.guid or str(row.pk).upper()
        informants = [codes[pk] for kind, pk in about if kind == "informant" and pk in codes]
        notes.append(_note(row, guid, came.get(guid), informants, user))
        for link in about:
            refs[link].append(guid)
    return MemosOut(tuple(notes), dict(refs), ever, len(rows) - len(notes))


def _is_of_a_text(about: Sequence[Link]) -> bool:
    return any(kind in ("source", "coding") for kind, _ in about)


def _leaves(link: Link, leaving: Leaving) -> bool:
    kinds = {"source": leaving.sources, "coding": leaving.codings, "informant": leaving.informants}
    return link[0] not in kinds or link[1] in kinds[link[0]]


def _note(
    row: Memo, guid: str, came: TextSource | None, informants: Sequence[str], user: Callable[[str], str]
) -> TextSource:
    text, title = xml_safe(row.text), xml_safe(row.title)
    if came is not None:
        said, marked = memo_words(came), read_memo(came)
        same_words = xml_safe(said).strip() == text and " ".join(came.name.split()) == " ".join(title.split())
        same_kind = (marked or (USUAL_KIND, ())) == (row.kind, tuple(informants))
        if same_words and same_kind:
            return came
        if same_words and not came.description:
            return replace(came, description=memo_mark(row.kind, informants))
        return replace(came, name=title, text=text, description=memo_mark(row.kind, informants), selections=())
    made = Stamp(user(row.author), row.recorded_at, user(row.author), row.changed_at)
    return TextSource(guid, title, text, description=memo_mark(row.kind, informants), stamp=made)

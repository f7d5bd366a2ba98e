"""Sources and codings of a study woven into the project they came with: what Laras knows, around it what it kept."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from laras.domain.offsets import Found, find_quote
from laras.doors.exchange.queries.kept import Shell
from laras.doors.exchange.queries.notes import MemosOut
from laras.doors.exchange.refi.marks import mark, memo_note, notes_by_guid, own_notes, said_by
from laras.doors.exchange.refi.model import Coding, Selection, Stamp, TextSource, User
from laras.doors.exchange.refi.plan import kept_text
from laras.doors.exchange.refi.read_text import place_text
from laras.doors.exchange.refi.values import derived_guid, xml_safe
from laras.stages.coding.models import Coding as Judged
from laras.stages.evidence.models import Source


class Weaver:
    """Weaves one study; `users` and `notes` fill up with whoever and whatever the codings name."""

    def __init__(
        self, shells: Sequence[Shell], code_guids: dict[uuid.UUID, str], ever: set[str], facility: uuid.UUID
    ) -> None:
        self._code_guids = code_guids
        self._ever = ever
        self._facility = facility
        self._came: dict[str, tuple[TextSource, Shell]] = {}
        self._notes: dict[str, TextSource] = {}
        self._own: set[str] = set()
        self._names: dict[str, str] = {}
        self._guids: dict[str, str] = {}
        self.notes: dict[str, TextSource] = {}
        self.users: dict[str, User] = {}
        self.memos = MemosOut()
        for shell in shells:
            self._open(shell)

    def _open(self, shell: Shell) -> None:
        for source in shell.project.sources:
            self._came.setdefault(source.guid, (source, shell))
        self._notes |= notes_by_guid(shell.project)
        self._own |= own_notes(shell.project)
        for user in shell.project.users:
            self.users.setdefault(user.guid, user)
        for guid, name in shell.plan.coders.items():
            self._names.setdefault(guid, name)
            self._guids.setdefault(name, guid)

    def came(self, guid: str) -> TextSource | None:
        """The source of that GUID as it came, None for one that was made here."""
        return self._came[guid][0] if guid in self._came else None

    def source(self, row: Source, judged: Sequence[Judged]) -> TextSource:
        """A source with the codings that leave."""
        guid = row.guid or guid_of(row)
        text = row.text or None
        about = ("source", row.pk)
        if guid not in self._came:
            refs = self.memos.settle((), about)
            made = TextSource(guid, row.name, text, note_refs=refs, stamp=Stamp(created=row.recorded_at))
            return self._with(made, None, text, judged)
        came, shell = self._came[guid]
        below = {ref for each in came.selections if not each.codings for ref in each.note_refs}
        came = replace(came, note_refs=self.memos.settle(came.note_refs, about, held=below))
        name = came.name if row.name == shell.names.get(guid, came.name) else row.name
        if row.is_missing:
            return replace(came, name=name)
        if came.text is None and text is not None:
            came, _ = place_text(came, text, origin=shell.project.origin)
        came = self._named(came, shell.plan.nobody)
        same = came.text is not None and kept_text(came.text) == text
        made = replace(came, name=name, text=text, missing="", rich_path=came.rich_path if same else "")
        return self._with(made, came, text, judged)

    def _with(
        self, made: TextSource, came: TextSource | None, text: str | None, judged: Sequence[Judged]
    ) -> TextSource:
        whole = tuple(self._coding(each, None) for each in judged if each.start == each.end)
        passages = [each for each in judged if each.start < each.end]
        if text is None:
            return replace(made, codings=made.codings + whole)
        selections = [*self._passages(made.guid, came, passages), *self._silent(came, text)]
        selections.sort(key=lambda each: (each.start, -each.end))
        return replace(made, selections=tuple(selections), codings=made.codings + whole)

    def _passages(self, source: str, came: TextSource | None, judged: Iterable[Judged]) -> Iterable[Selection]:
        """One selection for each span, under the GUID it came with as long as it still stands there."""
        of = {one.guid: (each, one) for each in (came.selections if came else ()) for one in each.codings}
        groups: dict[tuple[int, int], list[Judged]] = defaultdict(list)
        for one in judged:
            groups[one.start, one.end].append(one)
        used: set[str] = set()
        for (start, end), rows in groups.items():
            old = next((of[row.guid][0] for row in rows if row.guid in of and of[row.guid][0].guid not in used), None)
            held = old.note_refs if old is not None else ()
            codings = [self._coding(row, of[row.guid][1] if row.guid in of else None, held) for row in rows]
            if old is None:
                first = codings[0]
                stamp = Stamp(first.coder, first.created)
                yield Selection(
                    derived_guid(f"{source}:{start}:{end}"), start, end, codings=tuple(codings), stamp=stamp
                )
                continue
            used.add(old.guid)
            moved = (old.start, old.end) != (start, end)
            codings += [one for one in old.codings if one.guid not in self._ever]
            yield replace(
                old,
                start=start,
                end=end,
                name="" if moved else old.name,
                codings=tuple(codings),
                note_refs=self.memos.still(old.note_refs),
            )

    def _silent(self, came: TextSource | None, text: str) -> Iterable[Selection]:
        """Passages that never became codings (without a code, or twice): where their words still stand."""
        if came is None or came.text is None:
            return
        for each in came.selections:
            if any(one.guid in self._ever for one in each.codings):
                continue
            words = kept_text(came.text[each.start : each.end])
            now = replace(each, note_refs=self.memos.still(each.note_refs))
            if text[each.start : each.end] == words:
                yield now
            elif isinstance(found := find_quote(text, words), Found):
                yield replace(now, start=found.start, end=found.end)

    def _coding(self, row: Judged, came: Coding | None, held: Sequence[str] = ()) -> Coding:
        guid = row.guid or guid_of(row)
        is_same = came is not None and self._names.get(came.coder) == row.coder
        return Coding(
            guid=guid,
            code=self._code_guids[row.code_id],
            coder=came.coder if came is not None and is_same else self.user(row.coder),
            created=came.created if came is not None else row.recorded_at,
            note_refs=self.memos.settle(self._refs(guid, row, came), ("coding", row.pk), held=held),
        )

    def _named(self, came: TextSource, nobody: str) -> TextSource:
        """`came` with a user for the coders that its file does not name, so that they bear the same name next time."""

        def named(coding: Coding) -> Coding:
            return coding if coding.coder else replace(coding, coder=self.user(nobody))

        selections = (replace(each, codings=tuple(map(named, each.codings))) for each in came.selections)
        return replace(came, selections=tuple(selections))

    def user(self, coder: str) -> str:
        """The GUID of a coder; always the same in one home."""
        if coder not in self._guids:
            guid = derived_guid(f"{self._facility}:{coder}")
            self._guids[coder] = guid
            self._names[guid] = coder
            self.users[guid] = User(guid, coder)
        return self._guids[coder]

    def _refs(self, guid: str, row: Judged, came: Coding | None) -> tuple[str, ...]:
        """The notes of a coding: those it came with, and what Laras knows more."""
        refs = [ref for ref in (came.note_refs if came else ()) if ref not in self._own]
        told = said_by(replace(came, note_refs=tuple(refs)), self._notes)[2] if came else ""
        memo = xml_safe(row.memo)
        news = [mark(row.polarity, row.giver)]
        if memo != xml_safe(told):
            refs = [ref for ref in refs if ref in self.memos.ever] if told else refs
            news.append(memo_note(guid, memo) if memo else None)
        for note in news:
            if note is not None:
                self.notes[note.guid] = note
                refs.append(note.guid)
        return tuple(refs)


def guid_of(row: Source | Judged) -> str:
    """The GUID of a record that was made here: its key, which never changes."""
    return str(row.pk).upper()

"""What leaves a study: as a project for other programs, as a table of codings, as a codebook."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import get_language

from laras.base.access.actor import Actor
from laras.domain.aspects import TAXONOMY
from laras.doors.exchange.queries.consent import allowed_sources
from laras.doors.exchange.queries.kept import Shell, shells_of
from laras.doors.exchange.queries.left_out import LeftOut
from laras.doors.exchange.queries.notes import Leaving, MemosOut, memos_out
from laras.doors.exchange.queries.people import cases_out
from laras.doors.exchange.queries.weave import Weaver, guid_of
from laras.doors.exchange.refi.container import Container
from laras.doors.exchange.refi.marks import own_notes
from laras.doors.exchange.refi.model import Code, Project, Raw, Stamp, TextSource
from laras.stages.coding.models import Code as Row
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import codes_of, open_to
from laras.stages.evidence.models import Source, Study


@dataclass(frozen=True)
class Outgoing:
    """A project ready to be written, and what was left out of it."""

    project: Project
    left_out: LeftOut


def project_out(study: Study, *, sharing: bool, by: Actor) -> Outgoing:
    """Return a study as a project; with `sharing` only the sources that may be shared outside the study."""
    allowed = allowed_sources(study)
    leaving = allowed.outside if sharing else allowed.inside
    shells = shells_of(study)
    rows = codes_of(study.pk)
    guids = _code_guids(rows, shells)
    ever = set(Coding.objects.filter(study=study).exclude(guid="").order_by().values_list("guid", flat=True))
    sources = list(Source.objects.filter(pk__in=leaving).order_by("position", "id"))
    judged, hidden = _judged(study, leaving, by)
    weaver = Weaver(shells, guids, ever, study.facility_id)
    people = cases_out(study, sources, {one.pk: one.guid or guid_of(one) for one in sources}, shells, sharing=sharing)
    leave = Leaving(leaving, {one.pk for each in judged.values() for one in each}, people.informants, sharing)
    weaver.memos = memos = memos_out(study, shells, leave, weaver.user, by)
    woven = tuple(weaver.source(source, judged[source.pk]) for source in sources)
    project = Project(
        name=shells[0].project.name if len(shells) == 1 else study.name,
        users=tuple(weaver.users.values()),
        codes=codes_out(rows, shells, memos),
        sources=woven,
        notes=(*_kept_notes(shells, memos), *memos.notes, *weaver.notes.values()),
        note_refs=memos.settle((), ("study", study.pk)),
        stamp=Stamp(created=study.recorded_at),
        files=_files(shells, woven),
        other_sources=_raws(each.project.other_sources for each in shells),
        variables=people.variables,
        cases=people.cases,
        links=_raws(each.project.links for each in shells),
        sets=_raws(each.project.sets for each in shells),
        graphs=_raws(each.project.graphs for each in shells),
    )
    if len(shells) == 1:
        came = shells[0].project
        project = replace(
            project,
            description=came.description,
            note_refs=memos.settle(came.note_refs, ("study", study.pk)),
            origin=came.origin,
            stamp=came.stamp,
        )
    stay = LeftOut(sources=len(allowed.all - leaving), hidden=hidden, memos=memos.stay, cases=people.stay)
    return Outgoing(project, stay)


def _judged(study: Study, leaving: Collection[uuid.UUID], by: Actor) -> tuple[dict[uuid.UUID, list[Coding]], int]:
    """The codings that leave, by source, each place once (the last round), and how many are not open to `by`."""
    rows = Coding.objects.filter(study=study, source_id__in=leaving, removed_at__isnull=True)
    found: dict[uuid.UUID, dict[object, Coding]] = defaultdict(dict)
    shown = open_to(rows, by).order_by("start", "-end", "round", "id")
    count = 0
    for row in shown:
        count += 1
        found[row.source_id][row.start, row.end, row.code_id, row.coder] = row
    judged = {pk: list(each.values()) for pk, each in found.items()}
    return defaultdict(list, judged), rows.count() - count


def _code_guids(rows: Sequence[Row], shells: Sequence[Shell]) -> dict[uuid.UUID, str]:
    back = {pk: guid for shell in reversed(shells) for guid, pk in reversed(list(shell.codes.items()))}
    return {row.pk: back.get(str(row.pk)) or row.guid or str(row.pk).upper() for row in rows}


def codes_out(rows: Sequence[Row], shells: Sequence[Shell], memos: MemosOut | None = None) -> tuple[Code, ...]:
    """Return the codebook as a tree; a code that came with a project keeps what the project said of it."""
    memos = memos or MemosOut()
    guids = _code_guids(rows, shells)
    came = {code.guid: code for shell in reversed(shells) for code in shell.project.all_codes()}
    below: dict[uuid.UUID | None, list[Row]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)

    def made(row: Row) -> Code:
        children = tuple(made(each) for each in below[row.pk])
        old = came.get(guids[row.pk])
        about = ("code", row.pk)
        if old is None:
            refs = memos.settle((), about)
            return Code(guids[row.pk], _name(row), True, row.colour, _definition(row), refs, children)
        description = old.description if row.version == 1 else _definition(row)
        return replace(old, description=description, note_refs=memos.settle(old.note_refs, about), children=children)

    return tuple(made(row) for row in below[None])


def _name(row: Row) -> str:
    """The name of a code in another program, where nobody knows what INF-02 is."""
    label = str(row.label.get(get_language() or "id") or row.label.get("id") or row.name)
    if row.indicator:
        return f"{row.indicator} {label}"
    return label if row.parent_id is None and row.name in _ASPECTS else row.name


_ASPECTS = frozenset(aspect.code for aspect in TAXONOMY.aspects)


def _definition(row: Row) -> str:
    return str(row.definition.get(get_language() or "id") or row.definition.get("id") or "")


def _kept_notes(shells: Sequence[Shell], memos: MemosOut) -> Iterator[TextSource]:
    seen = set(memos.ever)
    for shell in shells:
        own = own_notes(shell.project)
        for note in shell.project.notes:
            if note.guid not in own and note.guid not in seen:
                seen.add(note.guid)
                yield note


def _raws(parts: Iterable[tuple[Raw, ...]]) -> tuple[Raw, ...]:
    """What was kept of a kind in all projects, each once."""
    found: dict[str, Raw] = {}
    for raw in chain.from_iterable(parts):
        found.setdefault(raw.guid or raw.xml, raw)
    return tuple(found.values())


def _files(shells: Sequence[Shell], woven: Sequence[TextSource]) -> dict[str, bytes]:
    """The files that came along, without those that only a source points at which stays, or has other words now."""
    files: dict[str, bytes] = {}
    pointed = [path for source in woven for path in (source.rich_path, source.path if source.text is None else "")]
    for shell in shells:
        project = shell.project
        box = Container(b"", project.files)
        raws = "".join(raw.xml for raw in project.other_sources)
        still = {box.find(path) for path in pointed if path}
        of_texts = {box.find(path) for each in project.sources for path in (each.rich_path, each.path) if path}
        for name, held in project.files.items():
            if name not in of_texts or name in still or name in raws:
                files.setdefault(name, held)
    return files

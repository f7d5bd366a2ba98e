"""The projects a study was filled from: read again from their files, for what Laras has no place of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from laras.base.files import vault
from laras.base.files.models import Attachment
from laras.doors.exchange.refi.marks import own_notes
from laras.doors.exchange.refi.model import Project
from laras.doors.exchange.refi.plan import Plan, plan_of
from laras.doors.exchange.refi.read import read_project
from laras.stages.coding.models import Memo
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class Shell:
    """One project as it came; `codes` are its GUIDs that became a code of another GUID, `names` its renamed sources.

    `cases` are the ids of the informants that its cases became.
    """

    plan: Plan
    codes: Mapping[str, str]
    names: Mapping[str, str]
    cases: Mapping[str, str] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        return self.plan.project


@dataclass(frozen=True)
class KeptNote:
    """A note that came with a project."""

    name: str
    author: str
    created: dt.datetime | None
    text: str


def shells_of(study: Study) -> list[Shell]:
    """Return the projects in the order they came."""
    entries = study.kept.get("refi", [])
    if not entries:
        return []
    files = {str(each.pk): each for each in Attachment.objects.filter(pk__in=[entry["file"] for entry in entries])}
    return [
        Shell(
            plan_of(read_project(vault.fetch(files[entry["file"]]))),
            entry["codes"],
            entry["names"],
            entry.get("cases", {}),
        )
        for entry in entries
        if entry["file"] in files
    ]


def kept_notes(study: Study) -> list[KeptNote]:
    """Return the notes of the projects that became no memo, without those that only say what a coding says itself."""
    found = []
    shells = shells_of(study)
    memos = set(Memo.objects.filter(study=study).exclude(guid="").order_by().values_list("guid", flat=True))
    for shell in shells:
        own = own_notes(shell.project)
        for note in shell.project.notes:
            text = (note.text or note.description).strip()
            if text and note.guid not in own and note.guid not in memos:
                author = shell.plan.coders.get(note.stamp.creator, "")
                found.append(KeptNote(note.name, author, note.stamp.created, text))
    return found

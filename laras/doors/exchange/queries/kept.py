"""The projects a study was filled from: read again from their files, for what Laras has no place of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from laras.base.files import vault
from laras.base.files.models import Attachment
from laras.doors.exchange.refi.marks import own_notes
from laras.doors.exchange.refi.model import Project
from laras.doors.exchange.refi.plan import Plan, plan_of
from laras.doors.exchange.refi.read import read_project
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class Shell:
    """One project as it came; `codes` are its GUIDs that became a code of another GUID, `names` its renamed sources."""

    plan: Plan
    codes: Mapping[str, str]
    names: Mapping[str, str]

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
        Shell(plan_of(read_project(vault.fetch(files[entry["file"]]))), entry["codes"], entry["names"])
        for entry in entries
        if entry["file"] in files
    ]


def kept_notes(study: Study) -> list[KeptNote]:
    """Return the notes of the projects, without those that only say what a coding says itself."""
    found = []
    for shell in shells_of(study):
        own = own_notes(shell.project)
        for note in shell.project.notes:
            text = (note.text or note.description).strip()
            if text and note.guid not in own:
                author = shell.plan.coders.get(note.stamp.creator, "")
                found.append(KeptNote(note.name, author, note.stamp.created, text))
    return found

"""What must hold before a report is asked for or handed out."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace

from laras.base.access.actor import Actor
from laras.domain.errors import N_, BadInput, Incomplete, NotAllowed, NotConsented
from laras.stages.reports.models import RIGHTS, Report

LANGUAGES = ("id", "en")
SHORTEST_PURPOSE, LONGEST_PURPOSE = 5, 200


def must_be_allowed(kind: str, by: Actor) -> None:
    """Refuse a kind of report this person's roles do not make."""
    if not by.may(RIGHTS.get(kind, "")):
        raise NotAllowed(N_("Your role may not do this. Ask your supervisor."))


def with_purpose(by: Actor, purpose: str) -> Actor:
    """Return the same person with what it is done for, as the audit row will say it."""
    return replace(by, purpose=purpose)


def purpose_said(purpose: str) -> str:
    """Return the purpose without white space at its edges; a report leaves the house, so it must be said what for."""
    said = " ".join(purpose.split())
    if len(said) < SHORTEST_PURPOSE:
        raise Incomplete(N_("Write what the report is for."), field="purpose")
    if len(said) > LONGEST_PURPOSE:
        raise BadInput(N_("This is longer than {n} characters. Shorten it."), n=LONGEST_PURPOSE, field="purpose")
    return said


def known_language(language: str) -> str:
    """Return the language; BadInput for one that no report is written in."""
    if language not in LANGUAGES:
        raise BadInput(N_("“{value}” is not in the list. Choose from the list."), value=language, field="language")
    return language


def known_format(name: str, formats: Sequence[str]) -> str:
    """Return the format a file name asks for by its ending; BadInput for one this kind of report is not written in."""
    ending = name.lower().rpartition(".")[2]
    if ending not in formats:
        endings = ", ".join(f".{one}" for one in formats)
        raise BadInput(N_("“{name}” does not end in {endings}. Name the file so."), name=name, endings=endings)
    return ending


def offered_format(format: str, formats: Sequence[str]) -> str:
    """Return the format; BadInput for one this kind of report is not written in."""
    if format not in formats:
        endings = ", ".join(f".{one}" for one in formats)
        raise BadInput(
            N_("This report is written as {endings} only. Choose one of them."), endings=endings, field="format"
        )
    return format


def must_be_finished(report: Report) -> None:
    """Refuse a report that has no file."""
    if report.file is None:
        raise Incomplete(N_("This report is not finished. Wait for it, or ask for it once more."))


def must_still_be_quotable(report: Report, quotable: Collection[uuid.UUID]) -> None:
    """Refuse a report with words of somebody who has withdrawn since, or of a source that was taken out."""
    if not report.quotes() <= set(quotable):
        raise NotConsented(N_("Somebody quoted in this report no longer agrees. Make the report once more."))

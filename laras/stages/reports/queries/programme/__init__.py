"""A programme proposal in the customary thirteen headings: everything it says, in plain values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day, language
from laras.domain.groupwork.terms import GROUP_TYPE_LABELS, SECTIONS
from laras.stages.programmes.models import Programme
from laras.stages.programmes.queries import evidence_of, steps_of
from laras.stages.programmes.tables import state
from laras.stages.reports.queries.letterhead import frame
from laras.stages.reports.queries.programme.numbers import (
    QUADRANT,
    budget_values,
    measure_rows,
    session_rows,
    swot_values,
)
from laras.stages.reports.queries.programme.prose import evidence_rows, logic_and_rest, paragraphs
from laras.stages.reports.queries.programme.words import words

Values = tuple[dict[str, Any], dict[str, str], tuple[str, ...]]


def programme_values(programme: Programme, by: Actor) -> Values:
    """Return what the proposal says, its pictures, and the sources whose words stand in it."""
    found = evidence_of(programme)
    swot, pictures = swot_values(programme)
    logic, indicators = logic_and_rest(programme.text.get("indicators", ""))
    data = {
        **frame(_("Programme proposal"), by),
        "subject": programme.title,
        "words": words(),
        "mark": _mark(programme),
        "state": state(programme)[0],
        "facts": _facts(programme),
        "sections": _sections(programme, indicators),
        "evidence": evidence_rows(found),
        "sessions": session_rows(programme),
        "budget": budget_values(programme),
        "swot": swot,
        "logic": logic,
        "measures": measure_rows(programme),
        "signatures": _signatures(programme),
        "pictures": {QUADRANT: swot["quadrant"]},
    }
    quoted = {quote["source_id"] for row in found for quote in row["quotes"] if quote["quote"]}
    return data, pictures, tuple(sorted(quoted))


def _mark(programme: Programme) -> str:
    """Return the word across a paper that nobody approved, '' for an approved one."""
    if programme.state == "approved":
        return ""
    return _("NO LONGER IN USE") if programme.state == "retired" else _("DRAFT")


def _facts(programme: Programme) -> list[list[str]]:
    answers = aspect_name(programme.aspect) if programme.aspect else ""
    return [
        [_("State"), f"{state(programme)[0]}, {_('version {n}').format(n=programme.version)}"],
        [_("Kind of group"), GROUP_TYPE_LABELS[programme.group_type].get(language())],
        [_("Answers the gap in"), answers or "–"],
        [_("From the study"), programme.study.name if programme.study else "–"],
    ]


def _sections(programme: Programme, indicators: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "n": n,
            "code": code,
            "label": section.label.get(language()),
            "lines": indicators if code == "indicators" else paragraphs(programme.text.get(code, "")),
        }
        for n, (code, section) in enumerate(SECTIONS.items(), 1)
    ]


def _signatures(programme: Programme) -> list[dict[str, str]]:
    """Return who proposed and who approved, with the day; the place for a hand stays empty until then."""
    approved = (
        steps_of(programme).filter(deed="approve").first() if programme.state in ("approved", "retired") else None
    )
    return [
        {
            "deed": _("Proposed by"),
            "name": programme.proposer or programme.proposed_by,
            "on": day(programme.submitted_at or programme.recorded_at),
        },
        {
            "deed": _("Approved by"),
            "name": (approved.actor_name or approved.recorded_by) if approved else "",
            "on": day(programme.decided_at) if approved else "",
        },
    ]

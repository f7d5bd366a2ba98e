"""The evaluation of a group: everything it says, in plain values; members are numbers, never names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.phrases import day, number
from laras.domain.groupwork.terms import GROUP_STATE_LABELS
from laras.domain.outcomes import GROUP
from laras.stages.outcomes import queries as outcomes
from laras.stages.outcomes import readings
from laras.stages.outcomes.queries import Evaluation, Labels
from laras.stages.programmes.models import Group
from laras.stages.programmes.tables import said
from laras.stages.reports.queries.evaluation.measures import chosen_first, measure_values
from laras.stages.reports.queries.evaluation.people import attendance_values, goal_rows, ring_values
from laras.stages.reports.queries.evaluation.sessions import incident_values, limits, session_rows, told_values
from laras.stages.reports.queries.evaluation.sheets import sheets
from laras.stages.reports.queries.evaluation.words import words
from laras.stages.reports.queries.letterhead import frame

Values = tuple[dict[str, Any], dict[str, str], tuple[str, ...]]


def evaluation_values(group: Group, by: Actor) -> Values:
    """Return what the evaluation says and its pictures; it quotes nobody."""
    found = outcomes.evaluation(group)
    nobody = by_number(found)
    measures, pictures = measure_values(found, nobody)
    rings, drawn = ring_values(found, nobody)
    spoken = {name: words for one in measures for name, words in one["spoken"].items()}
    targets = target_rows(found)
    data = {
        **frame(_("Programme evaluation"), by),
        "subject": group.name,
        "words": words(),
        "facts": facts(found),
        "headline": headline(found),
        "about": about_headline(found),
        "not_causal": readings.written(GROUP["not_causal"]),
        "plan": readings.plan_sentence(found),
        "exploratory": found.is_exploratory,
        "targets": targets,
        "met": met_sentence(targets),
        "measures": measures,
        "attendance": attendance_values(found),
        "rings": rings,
        "sessions": session_rows(found),
        "incidents": incident_values(found),
        "goals": goal_rows(found, nobody),
        "told": told_values(found),
        "limits": limits(found),
        "pictures": {**spoken, **{one["file"]: one["label"] for one in rings}},
        "sheets": sheets(found, nobody),
    }
    return data, {**pictures, **drawn}, ()


def by_number(found: Evaluation) -> Labels:
    """Return labels that name nobody: every member is 'Member 3'."""
    return Labels({}, {one.pk: place for place, one in enumerate(found.members, 1)}, {})


def headline(found: Evaluation) -> str:
    """Return the one sentence a reader takes away, of the first primary measure that was taken twice."""
    first = chosen_first(found)
    return readings.headline(first) if first and first.group.n else _("Nobody was measured twice yet.")


def about_headline(found: Evaluation) -> str:
    """Return which measure that sentence is about."""
    first = chosen_first(found)
    return readings.written(first.instrument.name) if first else ""


def facts(found: Evaluation) -> list[list[str]]:
    """Return what the head of the paper says about the group."""
    group = found.group
    team = [one.name for one in (group.leader, group.co_leader, group.observer, group.nurse) if one is not None]
    n, left = len(found.members), sum(one.left_at is not None for one in found.members)
    until = day(group.ended_at) if group.ended_at else said(GROUP_STATE_LABELS[group.state])
    return [
        [_("Programme"), group.programme.title],
        [_("Period"), f"{day(group.starts_on)} – {until}"],
        [_("Place"), group.place],
        [_("Team"), ", ".join(team)],
        [
            _("Members"),
            _("%(n)s, %(left)s of them left") % {"n": number(n), "left": number(left)} if left else number(n),
        ],
        [
            _("Sessions held"),
            _("%(held)s of %(planned)s")
            % {"held": number(len(found.held)), "planned": number(len(found.attendance.sessions))},
        ],
    ]


def target_rows(found: Evaluation) -> list[dict[str, Any]]:
    """Return the targets of the programme with what became of each."""
    return [
        {
            "code": row.code,
            "name": row.name,
            "text": row.text,
            "value": row.value,
            "n": number(row.n),
            "verdict": row.verdict,
            "word": row.word,
        }
        for row in readings.target_rows(found.targets)
    ]


def met_sentence(rows: list[dict[str, Any]]) -> str:
    """Count the targets: met, not met, not assessable."""
    verdicts = [row["verdict"] for row in rows]
    return _("Of %(all)s targets, %(met)s met, %(open)s not met, %(unknown)s not assessable.") % {
        "all": number(len(rows)),
        "met": number(verdicts.count("met")),
        "open": number(verdicts.count("not_met")),
        "unknown": number(verdicts.count("not_assessable")),
    }

"""One page with pictures about a group, in words for everybody: for the social office, and for the members."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laras.base.access.actor import Actor
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import day, number
from laras.domain.outcomes import GROUP
from laras.stages.outcomes import queries as outcomes
from laras.stages.outcomes import readings, tables
from laras.stages.outcomes.queries import Evaluation, MeasureResult
from laras.stages.programmes.models import Group
from laras.stages.reports.queries.evaluation import by_number, met_sentence, target_rows
from laras.stages.reports.queries.evaluation.measures import chosen_first
from laras.stages.reports.queries.evaluation.people import ring_values
from laras.stages.reports.queries.evaluation.sessions import UNDERSTOOD, mood_medians
from laras.stages.reports.queries.letterhead import frame
from laras.stages.reports.queries.pictures import mood_picture, picture, share_ring

CAME, TOLD, MOOD, DOTS = "came.svg", "told.svg", "mood.svg", "dots.svg"
Values = tuple[dict[str, Any], dict[str, str], tuple[str, ...]]


def summary_values(group: Group, by: Actor) -> Values:
    """Return what the page says and its pictures; members are a count, nobody is told apart."""
    found = outcomes.evaluation(group)
    first = chosen_first(found)
    pictures, spoken = _pictures(found, first)
    rings, drawn = ring_values(found, by_number(found))
    last = rings[-1] if rings else None
    if last is not None:
        pictures[last["file"]] = drawn[last["file"]]
    targets = target_rows(found)
    aspect = group.programme.aspect
    data = {
        **frame(_("What the group did, on one page"), by),
        "subject": group.name,
        "words": _words(),
        "aspect": {"code": aspect, "name": aspect_name(aspect)} if aspect else None,
        "lead": _lead(found),
        "numbers": _numbers(found),
        "mood": _mood_sentence(found),
        "change": readings.headline(first) if first and first.group.n else "",
        "measure": readings.written(first.instrument.name) if first else "",
        "ring": {"file": last["file"], "label": last["label"], "title": last["title"]} if last else None,
        "ties": _ties_sentence(found),
        "targets": targets,
        "met": met_sentence(targets),
        "plan": readings.plan_sentence(found),
        "not_causal": readings.written(GROUP["not_causal"]),
        "pictures": spoken,
    }
    return data, pictures, ()


def _words() -> dict[str, str]:
    return {
        "not_recorded": _("not recorded"),
        "came": _("Came when invited"),
        "told": _("Could explain it back"),
        "mood": _("How it felt"),
        "mood_how": _("○ before, ● after the session; the number is the session."),
        "change": _("What changed"),
        "change_how": _("One dot a member: dark green went in the direction hoped for, brown the other way."),
        "ties": _("Who sits with whom"),
        "targets": _("The targets"),
        "answers": _("Strengthens"),
        "nothing": _("Not measured yet."),
        "plan": _("How to read this"),
        "thanks": _("Thank you to everybody who took part and answered."),
    }


def _pictures(found: Evaluation, first: MeasureResult | None) -> tuple[dict[str, str], dict[str, str]]:
    came, told = found.attendance.rate, _told_share(found)
    moods = [(one.session.number, *mood_medians(one)) for one in found.moods]
    pictures = {
        CAME: share_ring(came, readings.percent(came)),
        TOLD: share_ring(told, readings.percent(told)),
        MOOD: mood_picture(moods),
    }
    spoken = {
        CAME: f"{_('Came when invited')}: {readings.percent(came)}",
        TOLD: f"{_('Could explain it back')}: {readings.percent(told)}",
        MOOD: _mood_sentence(found),
    }
    if first is not None and first.group.n:
        pictures[DOTS], spoken[DOTS] = picture(tables.group_dots(first)), readings.headline(first)
    return pictures, spoken


def _told_share(found: Evaluation) -> float | None:
    given = found.teach_back
    return sum(level >= UNDERSTOOD for level in given) / len(given) if given else None


def _lead(found: Evaluation) -> str:
    group, n, held = found.group, len(found.members), len(found.held)
    until = day(group.ended_at) if group.ended_at else _("today")
    people = ngettext("%(n)d person", "%(n)d people", n) % {"n": n}
    met = ngettext("%(n)d time", "%(n)d times", held) % {"n": held}
    return _("From %(from)s to %(until)s, %(people)s met %(times)s in %(place)s.") % {
        "from": day(group.starts_on),
        "until": until,
        "people": people,
        "times": met,
        "place": group.place,
    }


def _numbers(found: Evaluation) -> list[list[str]]:
    good, of = (sum(getattr(one, name) for one in found.positive.values()) for name in ("good", "of"))
    return [
        [number(len(found.members)), _("members")],
        [number(len(found.held)), _("sessions held")],
        [
            _("%(good)s of %(of)s") % {"good": number(good), "of": number(of)} if of else number(None),
            _("good experiences"),
        ],
    ]


def _mood_sentence(found: Evaluation) -> str:
    changes = [value for one in found.moods for value in one.change.changes.values()]
    if not changes:
        return _("Moods were not asked for yet.")
    better, same = sum(value > 0 for value in changes), sum(value == 0 for value in changes)
    return _(
        "Of %(all)s answers, %(better)s were happier after the session, %(same)s the same, %(worse)s less happy."
    ) % {
        "all": number(len(changes)),
        "better": number(better),
        "same": number(same),
        "worse": number(len(changes) - better - same),
    }


def _ties_sentence(found: Evaluation) -> str:
    if not found.sociograms:
        return _("No session asked whom to sit with.")
    first, last = min(found.sociograms), max(found.sociograms)
    values = {"first": number(found.sociograms[first].mutual or 0), "last": number(found.sociograms[last].mutual or 0)}
    if first == last:
        return _("Pairs who chose each other: %(last)s.") % values
    return _("Pairs who chose each other: first %(first)s, at the end %(last)s.") % values

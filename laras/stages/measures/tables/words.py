"""Instruments, sheets and alerts in the words of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from laras.base.access.roles import ROLE_LABELS
from laras.base.ui.names import aspect_name
from laras.base.ui.phrases import language, number
from laras.domain.aspects import ASPECT_CODES
from laras.domain.errors import N_
from laras.domain.texts import Text
from laras.stages.measures.instruments import (
    QUALITY_LABELS,
    Changed,
    ErrorSet,
    Gap,
    Instrument,
    Item,
    NamedScale,
    changed,
)
from laras.stages.measures.models import Administration, MeasureAlert

MODE_WORDS = {
    "faces": N_("Answered with faces or big buttons"),
    "read_aloud": N_("Read aloud"),
    "self": N_("Read alone"),
    "paper": N_("From a paper form"),
    "import": N_("From a table"),
}
ANSWERER_WORDS = {
    "client": N_("the client"),
    "worker": N_("the worker"),
    "observer": N_("the observer"),
    "anonymous": N_("an unnamed person"),
}
LABEL_WORDS = {
    "own": N_("A monitoring tool, not yet validated"),
    "translation": N_("Working translation of Laras, not validated"),
    "no_text": N_("Only the scoring is included; bring the text yourself"),
}
OCCASION_WORDS = {
    "before": N_("before the session"),
    "after": N_("after the session"),
    "baseline": N_("baseline"),
    "mid": N_("midway"),
    "end": N_("at the end"),
    "followup": N_("four weeks later"),
}
KIND_TITLES = {
    "safety": N_("Says that somebody hurt or threatened them here"),
    "mood": N_("Feels very bad, or much worse than before"),
    "card": N_("The session did not feel right"),
    "distress": N_("Feels heavily burdened"),
    "wellbeing": N_("Well-being is very low"),
}
KIND_ADVICE = {
    "safety": N_("Talk in private today. Make sure of safety first. The worker in charge does not see this."),
    "mood": N_("Sit down together today and ask what happened."),
    "card": N_("Ask why, before the person leaves."),
    "distress": N_("Greet the person today, face to face, and ask what weighs most."),
    "wellbeing": N_("Greet the person today, face to face, and ask what would help."),
}


def said(text: Text) -> str:
    """Return a text in the language of the page."""
    return text.get(language())


def item_name(item: Item, about: Instrument) -> str:
    """Return the words of an item, its number where there are none."""
    if item.text:
        return said(item.text)
    place = [one.code for one in about.items].index(item.code) + 1
    return _("Item {n}").format(n=place)


def answer_word(item: Item, value: int | None) -> str:
    """Return the words of an answer, with the number where the words are none."""
    if value is None:
        return _("not answered")
    option = next(one for one in item.options if one.value == value)
    return said(option.label) or number(value)


def score_words(scale: NamedScale, value: float | None) -> str:
    """Return a score, `–` for none."""
    return number(value, scale.places)


@dataclass(frozen=True)
class ChangeWords:
    """What changed since the last sheet: the difference, the sentence, and where its parameters come from."""

    difference: str
    word: str
    sentence: str
    source: str
    direction: str


def change_words(
    about: Instrument, before: float | None, after: float | None, errors: Sequence[ErrorSet]
) -> ChangeWords | None:
    """Return the change between two main scores in words, None where one is missing."""
    if before is None or after is None:
        return None
    found = changed(about, before, after, errors)
    written = number(abs(found.difference), about.main.places)
    if found.difference:
        sign = "+" if found.difference > 0 else "−"
        written = f"{sign}{written}"
    direction = {True: "better", False: "worse", None: "same"}[found.better]
    words = {
        "better": _("better than last time"),
        "worse": _("less good than last time"),
        "same": _("the same as last time"),
    }
    return ChangeWords(written, words[direction], _reliable(found, about), _source(found), direction)


def _reliable(found: Changed, about: Instrument) -> str:
    if found.reliable is None or found.errors is None:
        return _("Whether this is more than the tool errs cannot be said: no parameters are known for it.")
    points = number(found.reliable.points, max(1, about.main.places))
    if not found.reliable.reliable:
        return _("Within what the tool errs (a change counts from {points} points).").format(points=points)
    if found.better:
        return _("Reliably better: more than the tool errs ({points} points).").format(points=points)
    return _("Reliably less good: more than the tool errs ({points} points).").format(points=points)


def _source(found: Changed) -> str:
    if found.errors is None:
        return ""
    values = {
        "sd": number(found.errors.sd, 2),
        "r": number(found.errors.reliability, 2),
        "population": said(found.errors.population),
    }
    if found.errors.is_local:
        return _("Parameters of this home: SD {sd}, r {r}; {population}.").format(**values)
    return _("Indicative – parameters from another population: SD {sd}, r {r}; {population}.").format(**values)


def part_rows(about: Instrument, scores: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of a score, aspects with their code so that the page can draw their letter."""
    return [
        {
            "label": said(scale.label),
            "aspect": scale.code if scale.code in ASPECT_CODES else "",
            "value": scores.get(scale.code),
            "words": score_words(scale, scores.get(scale.code)),
            "low": scale.low,
            "high": scale.high,
        }
        for scale in about.parts
    ]


def gap_rows(gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    """Return client and worker side by side, one row an aspect."""
    return [
        {
            "aspect": gap.aspect,
            "label": aspect_name(gap.aspect),
            "client": number(gap.client),
            "worker": number(gap.worker),
            "difference": number(gap.difference),
            "is_wide": gap.is_wide,
        }
        for gap in gaps
    ]


def answer_rows(about: Instrument, sheet: Administration) -> list[dict[str, Any]]:
    """Return the answers of a sheet in the order of the items; what is about safety is not among them."""
    given = sheet.answers
    return [
        {"item": item_name(item, about), "word": answer_word(item, given[item.code])}
        for item in about.items
        if item.code in given
    ]


def flag_words(sheet: Administration) -> list[str]:
    """Return what makes a sheet worth a second look."""
    return [said(QUALITY_LABELS[code]) for code in sheet.flags if code in QUALITY_LABELS]


def alert_row(alert: MeasureAlert, name: str, about: Instrument, names: dict[str, str]) -> dict[str, Any]:
    """Return an alert in words; `names` maps log-ins to the names of those who took alerts up."""
    return {
        "alert": alert,
        "name": name,
        "title": _(KIND_TITLES[alert.kind]),
        "advice": _(KIND_ADVICE[alert.kind]),
        "from": said(about.short),
        "told": [said(ROLE_LABELS[role]) for role in alert.roles if role in ROLE_LABELS],
        "taken_by": names.get(alert.taken_by, alert.taken_by),
        "done_by": names.get(alert.done_by, alert.done_by),
        "taken_back": alert.administration.undone_at is not None,
    }


def alert_answers(alert: MeasureAlert, about: Instrument) -> list[dict[str, str]]:
    """Return the answers or scores that led to an alert."""
    scales = {scale.code: scale for scale in about.scales}
    rows = []
    for code, value in alert.answer.items():
        if code in scales:
            scale = scales[code]
            reached = {"n": score_words(scale, value), "all": score_words(scale, scale.high)}
            rows.append({"item": said(about.short), "word": _("{n} of {all}").format(**reached)})
        else:
            item = about.item(code)
            rows.append({"item": item_name(item, about), "word": answer_word(item, int(value))})
    return rows

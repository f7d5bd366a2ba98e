"""The joint display: what was measured of one resident beside what was said in the same weeks; nothing of causes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from laras.base.access.actor import Actor
from laras.base.ui.figures import StripRow
from laras.base.ui.phrases import number
from laras.base.ui.recovery import Panel
from laras.domain.casework import SEVERITY_LABELS
from laras.stages.casework.queries import adl_series, severity_series
from laras.stages.coding.models import Coding
from laras.stages.coding.queries.codings import counted_codings
from laras.stages.coding.queries.questions.entries import drawn_clients, entries_of, entry_at
from laras.stages.coding.queries.questions.material import day_of, sources_only
from laras.stages.coding.queries.questions.table import in_language
from laras.stages.evidence.models import Informant, Study
from laras.stages.measures.instruments import Instrument
from laras.stages.measures.queries import instruments, scores
from laras.stages.people.models import Client
from laras.stages.people.queries import current_consents, same_person

LEVELS = {"severe": 0, "moderate": 1, "mild": 2}
ADL_MOST = 36
MOST_WEEKS = 52
SEVERITY, ADL = "severity", "adl"


@dataclass(frozen=True)
class Person:
    """A resident of the study whom this person may see: the client, and the codes of the informant they are."""

    client: Client
    codes: tuple[str, ...]

    @property
    def label(self) -> str:
        return " · ".join([*self.codes, self.client.number])


@dataclass(frozen=True)
class Reading:
    """One thing measured: what, on which day, how it is written."""

    label: str
    on: dt.date
    value: str


@dataclass(frozen=True)
class Said:
    """A coding and the day it speaks of."""

    coding: Coding
    on: dt.date


@dataclass(frozen=True)
class Week:
    """One week with what was measured and what was said in it."""

    monday: dt.date
    readings: tuple[Reading, ...]
    said: tuple[Said, ...]

    @property
    def sunday(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)


@dataclass(frozen=True)
class Joint:
    """The drawing (`panels` over `mondays`) and the same week by week; weeks in which nothing happened are left out.

    `earlier` counts what lies before the first week shown, `undated` codings of sources without a date.
    """

    panels: tuple[Panel, ...]
    mondays: tuple[dt.date, ...]
    weeks: tuple[Week, ...]
    earlier: int = 0
    undated: int = 0
    no_rows: tuple[StripRow, ...] = ()  # support by week is drawn on the client's own page


@dataclass
class _Found:
    panels: list[Panel] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def people_in(study: Study, by: Actor) -> tuple[list[Person], int]:
    """Return the residents of a study whose record and consent to research are open to `by`, and how many others there
    are."""
    codes: dict[uuid.UUID, list[str]] = {}
    rows = Informant.objects.filter(study=study, client__isnull=False).order_by("code")
    for client_id, code in rows.values_list("client_id", "code"):
        if client_id is not None:
            codes.setdefault(client_id, []).append(code)
    drawn = {pk for source in sources_only(study).filter(kind="case_entries") for pk in drawn_clients(source)}
    everybody = set(codes) | drawn
    if not everybody:
        return [], 0
    agreed = set(current_consents(everybody, "research"))
    visible = Client.objects.visible_to(by).filter(pk__in=everybody & agreed)
    clients = visible.only("id", "facility_id", "number").order_by("number")
    people = [Person(client, tuple(codes.get(client.pk, ()))) for client in clients]
    return people, len(everybody) - len(people)


def instruments_for(client: Client, by: Actor) -> list[tuple[str, str]]:
    """Return what was measured of a client and may be read by `by`: category, daily living, answered instruments."""
    found = []
    if by.may("casework.view"):
        if severity_series(client).exists():
            found.append((SEVERITY, _("Category")))
        if adl_series(client).exists():
            found.append((ADL, _("Daily living, of 36")))
    if by.may("measures.view"):
        series = scores([client.pk], [one.code for one in instruments()])[client.pk]
        found += [
            (one.code, in_language({"id": one.short.id, "en": one.short.en}, one.code))
            for one in instruments()
            if any(point.value is not None for point in series[one.code])
        ]
    return found


def joint(study: Study, person: Person, chosen: Sequence[str], by: Actor) -> Joint:
    """Return the joint display of one resident for the instruments chosen; asks nothing that `by` may not read."""
    measured = _Found()
    for code in chosen:
        _measure(measured, person.client, code, by)
    said, undated = _said(study, person, by)
    days = [one.on for one in measured.readings] + [one.on for one in said]
    if not days:
        return Joint((), (), (), 0, undated)
    mondays = _mondays(min(days), max(days))
    kept = [one for one in said if one.on >= mondays[0]]
    read = [one for one in measured.readings if one.on >= mondays[0]]
    weeks = [
        Week(
            monday,
            tuple(one for one in read if _monday(one.on) == monday),
            tuple(one for one in kept if _monday(one.on) == monday),
        )
        for monday in mondays
    ]
    earlier = len(said) + len(measured.readings) - len(kept) - len(read)
    filled = tuple(week for week in weeks if week.readings or week.said)
    return Joint(tuple(measured.panels), tuple(mondays), filled, earlier, undated)


def _monday(on: dt.date) -> dt.date:
    return on - dt.timedelta(days=on.weekday())


def _mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the Mondays from the first day to the last, at least eight, at most a year of them."""
    end, begin = _monday(last), _monday(first)
    begin = min(begin, end - dt.timedelta(weeks=7))
    begin = max(begin, end - dt.timedelta(weeks=MOST_WEEKS - 1))
    return [begin + dt.timedelta(weeks=week) for week in range((end - begin).days // 7 + 1)]


def _on(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def _measure(found: _Found, client: Client, code: str, by: Actor) -> None:
    if code == SEVERITY and by.may("casework.view"):
        rated = [(_on(row.happened_at), row.level) for row in severity_series(client).only("level", "happened_at")]
        words = {float(place): in_language(_both(level), level) for level, place in LEVELS.items()}
        points: list[tuple[dt.date, float]] = [(on, float(LEVELS[level])) for on, level in rated]
        marks = [float(place) for place in LEVELS.values()]
        _add(found, Panel(_("Category"), 0, 2, points, marks, words, holds=True))
    elif code == ADL and by.may("casework.view"):
        lived = [(_on(row.happened_at), float(row.total)) for row in adl_series(client).only("total", "happened_at")]
        _add(found, Panel(_("Daily living, of 36"), 0, ADL_MOST, lived, (0, 18, 36), height=92))
    elif by.may("measures.view"):
        about = next((one for one in instruments() if one.code == code), None)
        if about is not None:
            _add(found, _panel(about, client))


def _both(level: str) -> dict[str, str]:
    text = SEVERITY_LABELS[level]
    return {"id": text.id, "en": text.en}


def _panel(about: Instrument, client: Client) -> Panel:
    points = [
        (_on(point.happened_at), float(point.value))
        for point in scores([client.pk], [about.code])[client.pk][about.code]
        if point.value is not None
    ]
    low, high = float(about.main.low), float(about.main.high)
    name = in_language({"id": about.short.id, "en": about.short.en}, about.code)
    words = {"name": name, "low": number(low), "high": number(high)}
    label = _("%(name)s, %(low)s to %(high)s") % words
    return Panel(label, low, high, points, (low, (low + high) / 2, high), height=92)


def _add(found: _Found, panel: Panel) -> None:
    if panel.points:
        found.panels.append(panel)
        found.readings += [Reading(panel.label, on, panel.word(value)) for on, value in panel.points]


def _said(study: Study, person: Person, by: Actor) -> tuple[list[Said], int]:
    """Return the codings of what this resident said, and of entries about them, each with its day."""
    same = set(same_person(person.client))
    sources = {
        one.pk: one
        for one in sources_only(study).select_related("informant")
        if (one.informant and one.informant.client_id in same) or same & set(drawn_clients(one))
    }
    rows = counted_codings(study, by).filter(source_id__in=list(sources)).select_related("code")
    entries = entries_of(sources.values())
    said, undated = [], 0
    for row in rows.order_by("start", "-end", "id"):
        source = sources[row.source_id]
        row.source = source
        if source.pk in entries:
            entry = entry_at(entries[source.pk], row.start)
            if entry is not None and entry.number == person.client.number:
                said.append(Said(row, entry.on))
        elif source.happened_at is None:
            undated += 1
        else:
            said.append(Said(row, day_of(source)))
    return sorted(said, key=lambda one: (one.on, one.coding.source.position, one.coding.start)), undated


def clients_shown(people: Iterable[Person]) -> list[str]:
    """Return the ids of the clients a page names, for the trail."""
    return [str(person.client.pk) for person in people]

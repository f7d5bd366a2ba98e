"""The numbers of client files: PREFIX/YEAR/00123, each once, without a race."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from laras.base.access.actor import Actor
from laras.domain.errors import N_, Conflict
from laras.stages.people.models import Client, NumberSeries


def _prefix(by: Actor) -> str:
    return by.facility.number_prefix or by.facility.code


def _series(year: int, by: Actor) -> NumberSeries:
    """Return the locked series of a year; a new one goes on after the highest number that is there already."""
    series, is_new = NumberSeries.objects.select_for_update().get_or_create(facility=by.facility, year=year)
    if is_new:
        start = f"{_prefix(by)}/{year}/"
        used = Client.objects.filter(facility_id=by.facility_id, number__startswith=start).order_by("-number")
        highest = used.values_list("number", flat=True).first() or ""
        tail = highest.removeprefix(start)
        series.last = int(tail) if tail.isdecimal() else 0
    return series


def next_number(admitted: dt.datetime, by: Actor) -> str:
    """Return the next number of the year of admission; the row of the series stays locked until the deed commits."""
    year = timezone.localtime(admitted).year
    series = _series(year, by)
    number = ""
    while not number or Client.objects.filter(facility_id=by.facility_id, number=number).exists():
        series.last += 1
        number = f"{_prefix(by)}/{year}/{series.last:05d}"
    series.save(update_fields=["last"])
    return number


def free_number(number: str, by: Actor) -> str:
    """Return a number chosen by hand; Conflict when it is taken. The series never falls behind it."""
    plain = number.strip()
    if Client.objects.filter(facility_id=by.facility_id, number=plain).exists():
        raise Conflict(
            N_("The number {number} is taken. Leave it empty to get the next one."), number=plain, field="number"
        )
    match = re.fullmatch(rf"{re.escape(_prefix(by))}/(\d{{4}})/(\d{{1,9}})", plain)
    if match:
        year, last = int(match[1]), int(match[2])
        series = _series(year, by)
        if series.last < last:
            series.last = last
            series.save(update_fields=["last"])
    return plain

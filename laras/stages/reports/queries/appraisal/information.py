"""Information twice over: was it given, and was it understood. The study asked for both."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from laras.domain.balance import percent
from laras.stages.appraisal.queries import Appraisal
from laras.stages.evidence.models import Study
from laras.stages.support.models import TeachBack

UNDERSTOOD = ("2", "3")  # in own words, or shown; `laras.domain.information.succeeded`
ANSWERED = ("0", "1", *UNDERSTOOD)
SMALLEST = 5  # below this a percentage of people says more than is known


def told_and_understood(study: Study, found: Appraisal) -> dict[str, str]:
    """Return *given* (coverage, from the codings) and *effective* (told back at the first try, from the daily log)."""
    numbers = next(one.profile for one in found.aspects if one.aspect == "informational")
    given = _("%(reached)d of %(possible)d indicators were heard of (%(percent)s%%).") % {
        "reached": numbers.reached,
        "possible": numbers.possible,
        "percent": percent(numbers.coverage),
    }
    return {"given": given, "effective": _effective(study)}


def _effective(study: Study) -> str:
    if study.period_from is None or study.period_until is None:
        return _("Not recorded: the study has no period, so the daily log cannot be asked.")
    good, tries = first_tries(study, study.period_from, study.period_until)
    if not tries:
        return _("Not recorded: nobody was asked to explain again in the period of the study.")
    words = {"good": good, "tries": tries, "percent": percent(good / tries)}
    if tries < SMALLEST:
        return _("%(good)d of %(tries)d explanations came back right at the first try (daily log).") % words
    return _("%(good)d of %(tries)d explanations came back right at the first try, %(percent)s%% (daily log).") % words


def first_tries(study: Study, since: dt.date, until: dt.date) -> tuple[int, int]:
    """Return (right, all) of the first teach-backs in the home from one day to another; one query.

    The points of one explanation are one try, as good as the worst of them; refused and postponed ones are none.
    """
    zone = ZoneInfo(study.facility.timezone)
    start, stop = (
        timezone.make_aware(dt.datetime.combine(one, dt.time()), zone) for one in (since, until + dt.timedelta(days=1))
    )
    rows = TeachBack.objects.filter(
        facility_id=study.facility_id, attempt=1, undone_at__isnull=True, happened_at__gte=start, happened_at__lt=stop
    )
    points: dict[tuple[uuid.UUID, str, dt.datetime], list[str]] = defaultdict(list)
    for client_id, topic, at, result in rows.order_by("id").values_list("client_id", "topic", "happened_at", "result"):
        points[client_id, topic, at].append(result)
    answered = [results for results in points.values() if all(one in ANSWERED for one in results)]
    return sum(all(one in UNDERSTOOD for one in results) for results in answered), len(answered)

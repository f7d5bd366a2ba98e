"""Build the demo home: one year of a home that does not exist, through the same deeds as in the browser."""

from __future__ import annotations

import datetime as dt
import random
from zoneinfo import ZoneInfo

from django.db import models, transaction

from laras.base.access.models import Facility, Membership
from laras.base.audit.models import Entry
from laras.base.store import clock
from laras.doors.demo.acts import plan_acts
from laras.doors.demo.daily import Days, plan_days
from laras.doors.demo.diary import Console, Diary, Scale
from laras.doors.demo.group import PROPOSED, is_long_enough, make_groups
from laras.doors.demo.people import hire_staff, plan_stays, residents
from laras.doors.demo.study import make_study
from laras.stages.appraisal.models import Finding, FindingLink, Rating
from laras.stages.casework.models import AdlRecord, Episode, Goal, GoalRating, SeverityRating, Task
from laras.stages.coding.models import Coding, Reading
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.measures.models import Administration
from laras.stages.people.models import Client, Consent, Family, Ward, Worker
from laras.stages.programmes.models import Attendance, Group, Member, Programme, Session
from laras.stages.support.models import SupportAct, TeachBack

CODE = "CTH"
NAME = "UPT Bina Laras Contoh"
PREFIX = "RSBL-CTH"
SEED = 20_261_120
KINDS: dict[str, type[models.Model]] = {
    "wards": Ward,
    "workers": Worker,
    "clients": Client,
    "family": Family,
    "consents": Consent,
    "episodes": Episode,
    "severity_ratings": SeverityRating,
    "adl_records": AdlRecord,
    "goals": Goal,
    "goal_ratings": GoalRating,
    "tasks": Task,
    "support_acts": SupportAct,
    "teach_backs": TeachBack,
    "studies": Study,
    "informants": Informant,
    "sources": Source,
    "codings": Coding,
    "readings": Reading,
    "findings": Finding,
    "finding_links": FindingLink,
    "ratings": Rating,
    "programmes": Programme,
    "groups": Group,
    "members": Member,
    "sessions": Session,
    "attendances": Attendance,
    "measurements": Administration,
}


def demo_home() -> Facility | None:
    """Return the demo home where there is one."""
    return Facility.objects.filter(code=CODE, is_demo=True).first()


def build(home: Facility, *, password: str, console: Console, scale: Scale | None = None) -> dict[str, int]:
    """Fill an empty home with its year, all or nothing, and return the counts by kind; a filled one stays as it is."""
    if not Membership.objects.filter(facility=home).exists():
        with transaction.atomic():
            _fill(home, password, console, scale or Scale())
    return counts(home)


def counts(home: Facility) -> dict[str, int]:
    """Return how many rows of each kind the home has."""
    found = {kind: model._default_manager.filter(facility=home).count() for kind, model in KINDS.items()}
    return {**found, "deeds": Entry.objects.filter(chain=str(home.pk), ledger="deed").count()}


def _fill(home: Facility, password: str, console: Console, scale: Scale) -> None:
    now = clock.now()
    rng = random.Random(SEED)  # noqa: S311  # the same year every time, nothing secret
    diary = Diary(now - dt.timedelta(days=scale.days), now, ZoneInfo(home.timezone))
    console.progress(f"Building the demo home: {scale.clients} people, {scale.months} months …")
    staff = hire_staff(home, password, diary, scale)
    people = residents(scale, staff, rng)
    days = Days(staff, diary, scale, rng)
    plan_stays(people, staff, diary, rng)
    plan_days(people, days)
    plan_acts(people, days)
    diary.run(console)
    console.progress("The study …")
    answers_gap = is_long_enough(diary) and scale.clients >= Scale().clients
    study = make_study(staff, diary, ends_before=PROPOSED + 1 if answers_gap else 0)
    if answers_gap:
        console.progress("The groups …")
        make_groups(study, people, staff, diary, rng)

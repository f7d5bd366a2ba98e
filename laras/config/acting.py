"""As whom a command acts."""

from __future__ import annotations

import argparse

from laras.base.access.actor import Actor
from laras.base.access.models import Facility, User
from laras.base.access.queries import actor_for, default_facility, operator
from laras.domain.errors import N_, NotFound
from laras.stages.evidence.models import Study


def actor_of(options: argparse.Namespace) -> Actor:
    """Return the operator of the home, or the user named by `--as` with the roles held there now.

    Without `--facility` it is the home of the study that is named, else the only or oldest one.
    """
    facility = _home(options)
    if not options.login:
        return operator(facility)
    user = User.objects.filter(login=options.login, is_active=True).first()
    actor = actor_for(user, facility_id=str(facility.pk), device="command line") if user else None
    if actor is None or actor.facility_id != facility.pk:
        raise NotFound(N_("There is no user {login} with a role in this home."), login=options.login)
    return actor


def _home(options: argparse.Namespace) -> Facility:
    named = getattr(options, "study", None)
    if named and not options.facility:
        study = Study.objects.filter(name=named).select_related("facility").order_by("id").first()
        if study is not None:
            return study.facility
    return default_facility(options.facility)

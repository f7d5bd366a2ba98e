"""As whom a command acts."""

from __future__ import annotations

import argparse

from laras.base.access.actor import Actor
from laras.base.access.models import User
from laras.base.access.queries import actor_for, default_facility, operator
from laras.domain.errors import N_, NotFound


def actor_of(options: argparse.Namespace) -> Actor:
    """Return the operator of the home, or the user named by `--as` with the roles held there now."""
    facility = default_facility(options.facility)
    if not options.login:
        return operator(facility)
    user = User.objects.filter(login=options.login, is_active=True).first()
    actor = actor_for(user, facility_id=str(facility.pk), device="command line") if user else None
    if actor is None or actor.facility_id != facility.pk:
        raise NotFound(N_("There is no user {login} with a role in this home."), login=options.login)
    return actor

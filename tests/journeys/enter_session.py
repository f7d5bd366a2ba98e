"""Put a group with its session into the cast's home of this environment and print the session's id."""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from laras.base.access.models import Facility, User  # noqa: E402  models exist only now
from laras.stages.people.models import Worker  # noqa: E402
from tests.cast import Cast  # noqa: E402
from tests.stages.programmes.meeting import meeting  # noqa: E402


def cast_of_this_home() -> Cast:
    """Return the cast that was entered into this home before."""
    homes = {home.code: home for home in Facility.objects.order_by("code")}
    cast = Cast(home=homes["CTH"], other_home=homes["LAIN"])
    cast.users = {user.login: user for user in User.objects.order_by("login")}
    cast.workers = {worker.user.login: worker for worker in Worker.objects.select_related("user").order_by("id")}
    return cast


def main(name: str, members: int, state: str) -> None:
    """Make the group `name` with one session in `state`."""
    session, people = meeting(cast_of_this_home(), members, name=name, state=state)
    print(json.dumps({"session": str(session.pk), "members": [str(one.pk) for one in people]}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])

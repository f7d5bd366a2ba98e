"""Print what stands in the records of the members of a session, in the home of this environment."""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
django.setup()

from laras.stages.measures.models import Administration  # noqa: E402  models exist only now
from laras.stages.programmes.models import Attendance, Session  # noqa: E402
from laras.stages.support.models import SupportAct, TeachBack  # noqa: E402


def main(session: str) -> None:
    """Count attendances, acts, teach-backs and answers."""
    group = Session.objects.get(pk=session).group
    clients = list(group.members.order_by("id").values_list("client_id", flat=True))
    counts = {
        "attendances": Attendance.objects.filter(session_id=session).count(),
        "acts": SupportAct.objects.filter(client_id__in=clients).count(),
        "teach_backs": TeachBack.objects.filter(client_id__in=clients).count(),
        "answers": Administration.objects.filter(client_id__in=clients).count(),
    }
    print(json.dumps(counts))


if __name__ == "__main__":
    main(sys.argv[1])

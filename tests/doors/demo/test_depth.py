"""The example study carries every room of a study, made by deeds alone."""

from __future__ import annotations

from collections import Counter

import pytest

from laras.base.gate.first_day import create_home
from laras.doors.demo import build as door
from laras.doors.demo.depth import described
from laras.doors.demo.diary import Scale
from laras.stages.appraisal.models import Audit, FindingLink, Justification, MemberCheck, PeerDebrief, Rating
from laras.stages.appraisal.queries import report_card
from laras.stages.coding.models import CodeChange, Memo, RiskPassage
from laras.stages.coding.queries.reflexivity import reflexivity
from laras.stages.evidence.models import Approach, Pseudonym, Source, Statement, Study
from laras.stages.evidence.queries import context_of
from tests.doors.demo.test_build import PASSWORD, Silent

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    home = create_home(code=door.CODE, name=door.NAME, number_prefix=door.PREFIX, is_demo=True)
    door.build(home, password=PASSWORD, console=Silent(), scale=Scale(clients=6, months=1))
    return Study.objects.get(facility=home)


def test_every_room_has_something_and_some_of_it_is_not_met(study: Study) -> None:
    data = described()
    assert sum(item.complete for item in context_of(study)) == 10
    assert Statement.objects.filter(study=study).count() == len(data["statements"])
    assert Counter(Approach.objects.values_list("result", flat=True)) == {"agreed": 5, "refused": 1, "not_reached": 1}
    assert Pseudonym.objects.filter(study=study).count() == 3
    assert Source.objects.filter(study=study, listened_at__isnull=False).count() == 9
    assert Source.objects.filter(study=study, is_set_aside=True).count() == 1
    assert Counter(one.status for one in reflexivity(study)) == {"on_time": 8, "late": 1, "none": 1}
    assert Memo.objects.exclude(kind="reflexive").count() == 4
    assert CodeChange.objects.filter(kind="merged").exists()
    assert RiskPassage.objects.get(study=study).closed_at is not None
    assert FindingLink.objects.exclude(resolution="").count() > 0
    assert Counter(MemberCheck.objects.values_list("verdict", flat=True)) == {
        "agree": 3,
        "agree_with_change": 1,
        "no_answer": 1,
    }
    assert (PeerDebrief.objects.count(), Justification.objects.count()) == (2, 1)
    assert Audit.objects.filter(signed_at__isnull=False).count() == 2
    assert Rating.objects.exclude(agreed_by=[]).count() == 1
    assert {check.status for check in report_card(study)} >= {"met", "partly", "not_yet"}

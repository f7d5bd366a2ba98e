"""Ratings and findings: what is refused, what is kept."""

from __future__ import annotations

import pytest

from laras.base.access.actor import Actor
from laras.base.audit.models import Entry
from laras.domain.errors import BadInput, Closed, Incomplete, NotAllowed
from laras.stages.appraisal import actions, queries
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_rating_needs_a_reason_and_a_known_band(study: Study, by: Actor) -> None:
    with pytest.raises(Incomplete) as short:
        actions.rate_aspect(study, aspect="group", band="weak", reason="Singkat.", by=by)
    assert short.value.field == "reason"
    with pytest.raises(BadInput):
        actions.rate_aspect(study, aspect="group", band="bagus", reason="Alasan yang cukup panjang.", by=by)


def test_a_carer_may_not_rate(study: Study, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.rate_aspect(
            study, aspect="group", band="weak", reason="Alasan yang cukup panjang.", by=cast.actor("pengasuh")
        )


def test_codings_are_tied_once_and_counted(study: Study, by: Actor, weak_information: None) -> None:
    finding = actions.add_finding(study, text="Pemahaman jarang diperiksa.", aspect="informational", by=by)
    codings = list(Coding.objects.filter(code__aspect="informational").order_by("id"))
    actions.link_codings(finding, codings=codings[:4], relation="supports", by=by)
    actions.link_codings(finding, codings=codings[3:5], relation="contradicts", by=by)
    row = queries.findings_of(study).get()
    assert (row.supports, row.contradicts, row.qualifies) == (4, 1, 0)
    assert list(
        Entry.objects.filter(verb="appraisal.link_codings").order_by("seq").values_list("count", flat=True)
    ) == [4, 1]


def test_a_withdrawn_finding_takes_no_more_quotes(study: Study, by: Actor, weak_information: None) -> None:
    finding = actions.add_finding(study, text="Pemahaman jarang diperiksa.", by=by)
    actions.withdraw_finding(finding, by=by)
    with pytest.raises(Closed):
        actions.link_codings(finding, codings=list(Coding.objects.order_by("id")), relation="supports", by=by)
    assert list(queries.findings_of(study)) == []

"""What a study says: ratings, weakest aspect, certainty, the four tests."""

from __future__ import annotations

import pytest

from laras.stages.appraisal import actions, queries
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_weakest_aspect_comes_out_of_the_codings(study: Study, weak_information: None) -> None:
    found = queries.appraise(study)
    assert {one.aspect: one.band for one in found.aspects} == {
        "emotional": "strong",
        "esteem": "not_assessable",
        "instrumental": "not_assessable",
        "informational": "weak",
        "group": "not_assessable",
    }
    assert (found.weakest, found.overall, found.codings) == ("informational", None, 15)
    assert found.gap is not None
    assert (found.gap.profile.coverage, found.gap.profile.lacking_share) == (0.2, pytest.approx(4 / 6))


def test_turning_lacking_into_given_changes_the_answer(study: Study, weak_information: None) -> None:
    Coding.objects.filter(code__aspect="informational", polarity="lacking").update(polarity="given")
    before = queries.appraise(study)
    assert {one.aspect: one.profile.lacking for one in before.aspects}["informational"] == 0
    Coding.objects.filter(code__aspect="emotional").update(polarity="lacking")
    assert queries.appraise(study).weakest == "emotional"


def test_a_removed_coding_or_source_counts_no_more(study: Study, weak_information: None) -> None:
    before = queries.appraise(study).codings
    coding = Coding.objects.filter(code__aspect="informational").order_by("id")[0]
    coding.removed_at = coding.recorded_at
    coding.save(update_fields=["removed_at"])
    assert queries.appraise(study).codings == before - 1


def test_the_later_rating_stands_and_the_earlier_one_stays(study: Study, weak_information: None, cast: Cast) -> None:
    by = cast.actor("peneliti")
    actions.rate_aspect(study, aspect="emotional", band="adequate", reason="Belum semua wisma terdengar.", by=by)
    last = actions.rate_aspect(study, aspect="emotional", band="strong", reason="Semua wisma kini terdengar.", by=by)
    assert queries.latest_ratings(study)["emotional"].pk == last.pk
    assert [one.differs for one in queries.appraise(study).aspects] == [False] * 5


def test_the_four_tests_say_what_is_not_recorded_yet(study: Study, weak_information: None) -> None:
    card = queries.report_card(study)
    assert {check.test for check in card} == {"credibility", "transferability", "dependability", "confirmability"}
    by_technique = {check.technique: check.status for check in card}
    assert by_technique["member_check"] == "not_yet"
    assert by_technique["stepwise_replication"] == "not_assessable"


def test_an_empty_study_has_no_weakest_aspect(study: Study) -> None:
    found = queries.appraise(study)
    assert (found.weakest, found.overall, found.codings, found.gap) == (None, None, 0, None)

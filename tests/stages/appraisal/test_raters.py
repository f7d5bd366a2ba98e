"""Two raters, neither of whom sees the other's rating first, and what they reach together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.domain.errors import Refused
from laras.stages.appraisal import actions, queries
from laras.stages.evidence.models import Study
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]
WHY = "Pemahaman jarang diperiksa kembali."


def test_a_rater_sees_the_other_rating_only_after_an_own_one(study: Study, by: Actor, cast: Cast) -> None:
    second, reader = cast.actor("penyelia"), cast.actor("auditor")
    actions.rate_aspect(study, aspect="group", band="weak", reason=WHY, by=by)
    hidden = queries.raters_of(study, second)["group"]
    assert (hidden.own, hidden.others, hidden.hidden, hidden.standing) == (None, (), 1, None)
    assert [one.band for one in queries.raters_of(study, reader)["group"].others] == ["weak"]
    actions.rate_aspect(study, aspect="group", band="strong", reason=WHY, by=second)
    seen = queries.raters_of(study, second)["group"]
    assert ([one.band for one in seen.single], seen.differ) == (["strong", "weak"], True)


def test_two_raters_agree_and_both_ratings_stay(study: Study, by: Actor, cast: Cast) -> None:
    second = cast.actor("penyelia")
    with pytest.raises(Refused):
        actions.agree_on_rating(study, aspect="group", band="weak", reason=WHY, by=by)
    actions.rate_aspect(study, aspect="group", band="weak", reason=WHY, by=by)
    with pytest.raises(Refused):
        actions.agree_on_rating(study, aspect="group", band="weak", reason=WHY, by=by)
    actions.rate_aspect(study, aspect="group", band="strong", reason=WHY, by=second)
    made = actions.agree_on_rating(study, aspect="group", band="adequate", reason=WHY, by=second)
    assert made.agreed_by == [second.name, by.name]
    found = queries.raters_of(study, by)["group"]
    assert (found.consensus, found.standing) == (made, made)
    assert {one.band for one in found.single} == {"weak", "strong"}
    actions.rate_aspect(study, aspect="group", band="weak", reason=WHY, by=by)
    assert queries.raters_of(study, by)["group"].consensus is None


def test_the_pages_keep_raters_apart_until_both_have_rated(
    study: Study, weak_information: None, by: Actor, signed_in: Enter
) -> None:
    actions.rate_aspect(study, aspect="informational", band="weak", reason="Rahasia sampai dinilai sendiri.", by=by)
    browser = signed_in("penyelia")
    appraisal = reverse("appraisal:appraisal", args=[study.pk])
    page = browser.get(appraisal).content.decode()
    assert "Rahasia" not in page and "1 orang sudah menilai" in page
    rate = reverse("appraisal:rate", args=[study.pk, "informational"])
    assert "Rahasia" not in browser.get(rate).content.decode()
    together = reverse("appraisal:consensus", args=[study.pk, "informational"])
    assert "Dua orang harus menilai" in browser.get(together).content.decode()
    assert browser.post(rate, {"band": "adequate", "reason": WHY}).status_code == 302
    page = browser.get(appraisal).content.decode()
    assert "Rahasia" in page and "penilai berbeda" in page
    assert "Rahasia" in browser.get(together).content.decode()
    assert "Kurang" in browser.post(together, {"band": "weak", "reason": "Kurang"}).content.decode()
    assert browser.post(together, {"band": "weak", "reason": WHY}).status_code == 302
    assert "disepakati bersama" in browser.get(appraisal).content.decode()
    assert browser.get(reverse("appraisal:consensus", args=[study.pk, "lain"])).status_code == 404


def test_one_informant_more_or_less_is_said_beside_the_gap(study: Study, weak_information: None) -> None:
    found = queries.appraise(study)
    assert found.by_informant is not None
    assert found.by_informant.aspect in (found.weakest, None)

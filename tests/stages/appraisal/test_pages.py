"""The pages of an appraisal, for those who may and for those who may not."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.urls import reverse

from laras.base.access.actor import Actor
from laras.stages.appraisal import actions
from laras.stages.appraisal.models import FindingLink, Rating
from laras.stages.coding.models import Coding
from laras.stages.evidence.models import Study

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


def test_the_gap_is_named_in_the_language_of_the_reader(study: Study, weak_information: None, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    page = browser.get(reverse("appraisal:appraisal", args=[study.pk])).content.decode()
    assert "paling lemah" in page
    assert "Uji" in page or "Keabsahan data" in page
    browser.post("/bahasa/", {"language": "en"})
    assert "is weakest" in browser.get(reverse("appraisal:appraisal", args=[study.pk])).content.decode()


def test_an_empty_study_says_what_to_do(study: Study, signed_in: Enter) -> None:
    page = signed_in("peneliti").get(reverse("appraisal:appraisal", args=[study.pk])).content.decode()
    assert "Belum ada yang dikode" in page


def test_a_short_reason_keeps_what_was_typed(study: Study, weak_information: None, signed_in: Enter) -> None:
    address = reverse("appraisal:rate", args=[study.pk, "group"])
    answer = signed_in("peneliti").post(address, {"band": "weak", "reason": "Pendek sekali"})
    assert "Pendek sekali" in answer.content.decode()
    assert not Rating.objects.exists()
    assert signed_in("peneliti").get(reverse("appraisal:rate", args=[study.pk, "nothing"])).status_code == 404


def test_a_finding_is_written_and_quotes_are_tied(study: Study, weak_information: None, signed_in: Enter) -> None:
    browser = signed_in("peneliti")
    made = browser.post(
        reverse("appraisal:new_finding", args=[study.pk]), {"text": "Pemahaman jarang diperiksa.", "aspect": ""}
    )
    coding = Coding.objects.order_by("id")[0]
    guessed = browser.post(made.url + "kaitkan/", {"relation": "supports", "coding": ["x", str(uuid.uuid4())]})
    assert (guessed.status_code, FindingLink.objects.count()) == (302, 0)
    tied = browser.post(made.url + "kaitkan/", {"relation": "supports", "coding": [str(coding.pk)]})
    assert tied.status_code == 302
    assert "“Kata.”" in browser.get(made.url).content.decode()
    assert "Pemahaman jarang" in browser.get(reverse("appraisal:findings", args=[study.pk])).content.decode()


@pytest.mark.parametrize("login", ["pengasuh", "admin"])
def test_others_do_not_come_in(study: Study, signed_in: Enter, login: str) -> None:
    assert signed_in(login).get(reverse("appraisal:appraisal", args=[study.pk])).status_code == 404


def test_one_study_is_opened_at_once_and_none_says_so(study: Study, by: Actor, signed_in: Enter) -> None:
    answer = signed_in("auditor").get(reverse("appraisal:study_choice"))
    assert answer.url == reverse("appraisal:appraisal", args=[study.pk])
    finding = actions.add_finding(study, text="Satu temuan.", by=by)
    assert signed_in("auditor").get(reverse("appraisal:link", args=[finding.pk])).status_code == 403

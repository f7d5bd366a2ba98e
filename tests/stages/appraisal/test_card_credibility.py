"""The report card: credibility and transferability reach each status from what is recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from laras.base.access.actor import Actor
from laras.base.files.vault import store
from laras.stages.appraisal.models import Finding, FindingLink, MemberCheck, PeerDebrief
from laras.stages.evidence.models import ContextNote, Source
from laras.stages.evidence.queries.context import ITEMS
from tests.stages.appraisal.field import NOW, Field

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Browser]


def test_field_days_and_contacts(field: Field) -> None:
    assert field.status("prolonged_engagement") == "not_assessable"
    one = field.informant("P1")
    field.source(day=0, informant=one)
    assert field.status("prolonged_engagement") == "not_yet"
    field.source(day=31, informant=one)
    assert field.status("prolonged_engagement") == "partly"
    for day in range(1, 10):
        field.source(day=day)
    assert field.status("prolonged_engagement") == "met"


def test_observations_by_what_was_watched(field: Field) -> None:
    aspects = ["emotional", "esteem", "instrumental", "informational", "group"]
    field.source("observation", setting={"aspects": aspects[:1], "slot": "morning"})
    assert field.status("persistent_observation") == "not_yet"
    for slot in ("noon", "evening"):
        field.source("observation", setting={"aspects": aspects[:1], "slot": slot})
    assert field.status("persistent_observation") == "partly"
    for slot in ("morning", "noon", "evening"):
        field.source("observation", setting={"aspects": aspects, "slot": slot})
    assert field.status("persistent_observation") == "met"


def test_sources_techniques_and_days_of_a_finding(field: Field) -> None:
    sides = ("triangulation_source", "triangulation_technique", "triangulation_time")
    assert [field.status(one) for one in sides] == ["not_assessable"] * 3
    first = field.source(day=0, informant=field.informant("P1"))
    field.finding(field.coding(first))
    assert [field.status(one) for one in sides] == ["not_yet"] * 3
    second = field.source("observation", day=4, informant=field.informant("P2", "Keluarga"))
    other = field.finding(field.coding(first), field.coding(second))
    assert [field.status(one) for one in sides] == ["partly"] * 3
    Finding.objects.exclude(pk=other.pk).update(withdrawn_at=NOW)
    assert [field.status(one) for one in sides] == ["met"] * 3


def test_coders(field: Field) -> None:
    assert field.status("triangulation_investigator") == "not_assessable"
    source = field.source()
    field.coding(source)
    assert field.status("triangulation_investigator") == "not_yet"
    field.coding(source, coder="auditor")
    assert field.status("triangulation_investigator") == "met"


def test_talks_with_peers(field: Field) -> None:
    statuses = [field.status("peer_debriefing")]
    for _ in range(2):
        field.row(PeerDebrief, held_on=NOW.date(), peer="Dosen", questions="Apa?", decisions=[])
        statuses.append(field.status("peer_debriefing"))
    assert statuses == ["not_yet", "partly", "met"]


def test_negative_cases(field: Field) -> None:
    assert field.status("negative_case") == "not_assessable"
    coding = field.coding(field.source())
    field.finding(coding, relation="contradicts")
    assert field.status("negative_case") == "not_yet"
    field.finding(coding, search_note="Dicari di semua catatan.")
    assert field.status("negative_case") == "partly"
    FindingLink.objects.filter(relation="contradicts").update(resolution="bounded")
    assert field.status("negative_case") == "met"


def test_originals_and_what_is_set_aside(field: Field, by: Actor) -> None:
    assert field.status("referential_adequacy") == "not_assessable"
    one = field.source()
    assert field.status("referential_adequacy") == "not_yet"
    one.file = store(by.facility, name="a.txt", data=b"a", media_type="text/plain")
    one.save()
    assert field.status("referential_adequacy") == "partly"
    field.source("observation", is_set_aside=True)
    assert field.status("referential_adequacy") == "met"


def test_member_checks_and_edits_after_them(field: Field) -> None:
    both = ("member_check", "edits_after_check")
    assert [field.status(one) for one in both] == ["not_yet", "not_assessable"]
    people = [field.informant("P1"), field.informant("P2")]
    finding = field.finding()
    common = {"finding": finding, "way": "oral", "sent_at": NOW, "returned_at": NOW, "verdict": "agree"}
    first = field.row(MemberCheck, informant=people[0], comment="", resolution="", **common)
    assert [field.status(one) for one in both] == ["partly", "met"]
    field.row(MemberCheck, informant=people[1], comment="", resolution="", **{**common, "verdict": "no_answer"})
    assert [field.status(one) for one in both] == ["met", "met"]
    MemberCheck.objects.filter(pk=first.pk).update(reopened_at=NOW)
    assert field.status("edits_after_check") == "not_yet"


def test_transcripts_listened_to_again(field: Field) -> None:
    assert field.status("transcript_quality") == "not_assessable"
    field.source()
    assert field.status("transcript_quality") == "not_yet"
    field.source(listened_at=NOW)
    assert field.status("transcript_quality") == "partly"
    Source.objects.filter(study=field.study).update(listened_at=NOW)
    assert field.status("transcript_quality") == "met"


def test_the_context_sheet(field: Field) -> None:
    statuses = [field.status("thick_description")]
    for n, item in enumerate(ITEMS):
        field.row(ContextNote, item=item, text="kata " * 60)
        if n in (0, len(ITEMS) - 1):
            statuses.append(field.status("thick_description"))
    assert statuses == ["not_yet", "partly", "met"]


def test_quotes_of_findings_and_of_informants(field: Field) -> None:
    three = ("quotes_per_finding", "quote_concentration", "informants_quoted")
    assert [field.status(one) for one in three] == ["not_assessable"] * 3
    sources = [field.source(informant=field.informant(f"P{n}")) for n in range(3)]
    field.finding()
    assert [field.status(one) for one in three] == ["not_yet", "not_assessable", "not_yet"]
    field.finding(field.coding(sources[0]), field.coding(sources[0]))
    assert [field.status(one) for one in three] == ["partly", "not_yet", "partly"]
    field.finding(field.coding(sources[1]), field.coding(sources[1]))
    assert [field.status(one) for one in three] == ["partly", "partly", "partly"]
    field.finding(field.coding(sources[2]), field.coding(sources[2]))
    Finding.objects.filter(links__isnull=True).update(withdrawn_at=NOW)
    assert [field.status(one) for one in three] == ["met", "met", "met"]

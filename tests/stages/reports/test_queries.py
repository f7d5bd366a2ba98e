"""What a report says before it is set: quotes and their places, the choice of them, silences, limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.domain.appraisal import Thresholds
from laras.domain.trust import TECHNIQUES
from laras.stages.appraisal.actions import change_thresholds
from laras.stages.appraisal.queries import appraise
from laras.stages.coding.models import Coding
from laras.stages.coding.queries import coding_list
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Informant, Source, Study
from laras.stages.evidence.queries import lines
from laras.stages.reports.queries import KINDS, kinds_for
from laras.stages.reports.queries.appraisal.evidence import EACH_SIDE, chosen, harmful_of
from laras.stages.reports.queries.appraisal.information import told_and_understood
from laras.stages.reports.queries.citations import Citations, places_in
from laras.stages.support.models import TeachBack
from tests.cast import Cast
from tests.stages.reports.conftest import HOSTILE, CodeIt

pytestmark = pytest.mark.django_db


def values(study: Study, by: Actor, language: str = "en") -> dict[str, object]:
    with translation.override(language):
        return KINDS["appraisal"].compose(study, by).data


def test_a_quote_stands_on_the_lines_the_reading_page_gives_them(
    study: Study, sources: list[Source], code_it: CodeIt
) -> None:
    code_it("EMO-01", quote=HOSTILE)
    code_it("EMO-02")
    found = places_in(sources[0].text, Coding.objects.order_by("start"))
    reading = {line.number: line.text for line in lines(sources[0])}
    for coding in Coding.objects.order_by("start"):
        place = found[coding.pk]
        assert coding.quote in " ".join(reading[n] for n in range(place.first, place.last + 1))
        assert sources[0].text.split("\n\n")[place.paragraph - 1].startswith(coding.quote[:20])
        assert place.intact


def test_a_quote_that_no_longer_equals_its_source_says_so(study: Study, code_it: CodeIt, by: Actor) -> None:
    coding = code_it("EMO-01")
    coding.quote = "Lain sama sekali."
    coding.save()
    with translation.override("en"):
        assert Citations(study, [coding]).printed(coding)["where"] == "the source was changed since"


@pytest.mark.parametrize("answer", [{"agreed": False}, {"agreed": True, "may_quote": False}])
def test_words_of_an_informant_who_said_no_are_replaced_by_a_sentence(
    study: Study, informant: Informant, weak_information: None, by: Actor, answer: dict[str, bool]
) -> None:
    before = values(study, by)
    evidence.give_research_consent(informant, **answer, by=by)
    after = values(study, by)
    assert HOSTILE in str(before)
    assert HOSTILE not in str(after)
    [harm] = after["harmful"]  # type: ignore[misc]  # plain values
    assert (harm["text"], harm["where"]) == ("", "")  # type: ignore[index]
    assert harm["hidden"] == "The quote is not shown: there is no consent to quote."  # type: ignore[index]
    assert any("since there is no consent to quote" in line for line in after["limits"])  # type: ignore[attr-defined]


def test_no_name_of_an_informant_is_in_the_values(study: Study, weak_information: None, by: Actor) -> None:
    found = str(values(study, by))
    assert "P1, Pekerja sosial" in found
    assert "Nama Rahasia" not in found


def test_quotes_are_chosen_in_turn_from_every_source(study: Study, code_it: CodeIt, by: Actor) -> None:
    for place in range(EACH_SIDE + 2):
        code_it("EMO-01", source=0 if place else 1)
    code_it("EMO-02", "lacking", source=2)
    [(aspect, shown, every)] = chosen(list(coding_list(study, by=by)))
    assert (aspect, every) == ("emotional", EACH_SIDE + 3)
    assert [coding.source.name for coding in shown] == [*["Wawancara 1"] * 3, "Observasi 1", "Dokumen 1"]


def test_what_two_coders_saw_alike_is_one_quote(study: Study, code_it: CodeIt, by: Actor) -> None:
    first = code_it("EST-07", "harmful")
    Coding.objects.bulk_create(
        [
            Coding(
                **{
                    field.attname: getattr(first, field.attname)
                    for field in Coding._meta.fields
                    if field.name not in ("id", "coder", "quote", "memo", "recorded_by")
                },
                quote=first.quote,
                coder="lain",
                recorded_by="berkas",
            )
        ]
    )
    assert len(coding_list(study, by=by)) == 2
    assert len(harmful_of(list(coding_list(study, by=by)))) == 1


def test_silences_are_counted_in_the_grid(study: Study, weak_information: None, by: Actor) -> None:
    grid = values(study, by)["grid"]
    assert [row["name"] for row in grid["rows"]] == ["Wawancara 1", "Observasi 1", "Dokumen 1"]  # type: ignore[index]
    first = grid["rows"][0]["cells"]  # type: ignore[index]
    assert [(cell["there"], cell["gone"], cell["silent"]) for cell in first] == [
        (5, 0, False), (0, 1, False), (0, 0, True), (0, 2, False), (0, 0, True)
    ]  # fmt: skip
    assert grid["silent"].startswith("9 of 15 places are silent")  # type: ignore[index]


def test_the_human_rating_stands_beside_the_computed_one(study: Study, weak_information: None, by: Actor) -> None:
    rows = {row["aspect"]: row for row in values(study, by)["rows"]}  # type: ignore[attr-defined]
    weak = rows["informational"]
    assert (weak["band"], weak["human"]["band"], weak["human"]["differs"]) == ("weak", "adequate", True)
    assert weak["human"]["reason"] == "Kartu gambar membantu mengingat."
    assert rows["group"]["human"] is None


def test_given_and_effective_stand_side_by_side(study: Study, weak_information: None, cast: Cast, by: Actor) -> None:
    def told(result: str, attempt: int = 1, minute: int = 0, point: str = "") -> TeachBack:
        moment = timezone.make_aware(dt.datetime(2026, 11, 2, 9, minute))
        common = {"facility": cast.home, "client": cast.client, "recorded_at": clock.now(), "recorded_by": "peksos"}
        return TeachBack(**common, topic="medicine", point=point, attempt=attempt, result=result, happened_at=moment)

    with translation.override("en"):
        assert told_and_understood(study, appraise(study))["effective"].startswith(
            "Not recorded: the study has no period"
        )
        study.period_from, study.period_until = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
        assert "nobody was asked" in told_and_understood(study, appraise(study))["effective"]
        rows = [told("3"), told("2", minute=1), told("1", minute=2), told("refused", minute=3), told("3", 2, minute=4)]
        # Two points of one explanation are one try, as good as the worse of them.
        TeachBack.objects.bulk_create([*rows, told("3", minute=5, point="a"), told("0", minute=5, point="b")])
        found = told_and_understood(study, appraise(study))
        assert found["given"] == "2 of 10 indicators were heard of (20%)."
        assert found["effective"] == "2 of 4 explanations came back right at the first try (daily log)."
        TeachBack.objects.bulk_create([told("3", minute=6)])
        assert "3 of 5" in told_and_understood(study, appraise(study))["effective"]
        assert "60%" in told_and_understood(study, appraise(study))["effective"]


def test_every_check_is_on_the_card_with_value_threshold_and_reason(
    study: Study, weak_information: None, by: Actor
) -> None:
    cards = values(study, by)["tests"]
    rows = [row for card in cards for row in card["rows"]]  # type: ignore[attr-defined]
    assert len(rows) == len(TECHNIQUES)
    assert all(row["label"] and row["shown"] and row["threshold"] and row["status_word"] and row["why"] for row in rows)
    assert not any("total" in card for card in cards)  # type: ignore[attr-defined]


def test_an_empty_study_has_a_report_too(study: Study, by: Actor) -> None:
    found = values(study, by)
    assert found["summary"]["headline"] == "No aspect can be appraised yet."  # type: ignore[index]
    assert (found["harmful"], found["findings"], found["evidence"], found["sources"]) == ([], [], [], [])


def test_more_codings_ask_no_more_queries(study: Study, weak_information: None, code_it: CodeIt, by: Actor) -> None:
    with CaptureQueriesContext(connection) as few:
        values(study, by)
    for place in range(9):
        code_it("GRP-01", "harmful", source=place % 3)
    with CaptureQueriesContext(connection) as many:
        values(study, by)
    assert len(many) == len(few) <= 70


def test_kinds_are_offered_to_those_who_may_make_them(cast: Cast) -> None:
    assert [kind.code for kind in kinds_for(Study, cast.actor("auditor"))] == ["appraisal", "study"]
    assert kinds_for(Study, cast.actor("pengasuh")) == []
    assert kinds_for(Informant, cast.actor("peneliti")) == []


def test_a_change_of_thresholds_is_told_with_its_reason(study: Study, weak_information: None, by: Actor) -> None:
    assert values(study, by)["changes"] == []
    new = {**asdict(Thresholds()), "coverage_strong": 0.8, "least_evidence": 6}
    change_thresholds(study, thresholds=new, reason="Kesepakatan tim: lebih ketat.", by=by)
    [told] = values(study, by)["changes"]  # type: ignore[misc]  # plain values
    assert told["why"] == "Kesepakatan tim: lebih ketat."  # type: ignore[index]
    assert "Coverage of a strong aspect, at least: 70% → 80%" in told["what"]  # type: ignore[index]
    assert "Codings an aspect needs: 5 → 6" in told["what"]  # type: ignore[index]
    assert "coverage at least 80%" in values(study, by)["band_rule"]  # type: ignore[operator]

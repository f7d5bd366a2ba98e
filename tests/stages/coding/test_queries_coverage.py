"""The coverage grid: whose voice is heard on what, and which silence is which."""

from __future__ import annotations

import pytest

from laras.base.access.actor import Actor
from laras.stages.coding import actions
from laras.stages.coding.queries.questions import (
    answer,
)
from laras.stages.evidence import actions as evidence
from laras.stages.evidence.models import Study
from laras.stages.people.models import Consent
from tests.cast import Cast
from tests.stages.coding.conftest import code
from tests.stages.coding.material import Corpus, asked, corpus, moment, used

pytestmark = pytest.mark.django_db
EMO, INF, GRP = "aspect:emotional", "aspect:informational", "aspect:group"


@pytest.fixture
def made(study: Study, cast: Cast, by: Actor) -> Corpus:
    return corpus(study, cast, by)


def test_the_grid_tells_one_silence_from_another(made: Corpus, by: Actor) -> None:
    table = answer(made.study, asked("coverage"), by)
    assert [line.key for line in table.lines] == ["K1"]
    states = dict(zip([one.key for one in table.columns], table.states[0], strict=True))
    assert states["emotional.interview"] == "heard"
    assert states["esteem.interview"] == "not_read"
    assert states["emotional.document"] == "no_source"
    actions.finish_reading(made.second, by=by)
    states = dict(
        zip([one.key for one in table.columns], answer(made.study, asked("coverage"), by).states[0], strict=True)
    )
    assert states["esteem.interview"] == "silent"


def test_a_guide_without_a_question_on_an_aspect_did_not_ask(made: Corpus, by: Actor) -> None:
    guide = evidence.make_guide(made.study, questions=[("emotional", "Siapa yang menemani (contoh)?")], by=by)
    type(made.second).objects.filter(informant=made.client).update(guide=guide)
    table = answer(made.study, asked("coverage"), by)
    states = dict(zip([one.key for one in table.columns], table.states[0], strict=True))
    assert (states["esteem.interview"], states["emotional.interview"]) == ("not_asked", "heard")


def test_another_coders_reading_says_nothing_to_whom_their_codings_are_hidden(
    made: Corpus, by: Actor, second: Actor
) -> None:
    actions.finish_reading(made.second, by=by)
    table = answer(made.study, asked("coverage"), second)
    states = dict(zip([one.key for one in table.columns], table.states[0], strict=True))
    assert states["emotional.interview"] == "not_read"


def test_drawn_in_entries_are_about_whom_their_paragraph_names(made: Corpus, cast: Cast, by: Actor) -> None:
    numbers = [cast.client.number, cast.second.number]
    for client in (cast.client, cast.second):
        Consent.objects.create(
            facility_id=client.facility_id,
            client=client,
            purpose="research",
            agreed=True,
            proof="signature",
            given_at=moment(1),
            recorded_at=moment(1),
            recorded_by="test",
        )
    text = "\n\n".join(
        f"{one}, 0{day}-03-2026 09.00. Menemani (diberikan). Contoh." for day, one in enumerate(numbers, 3)
    )
    source = evidence.add_source(
        made.study,
        name="Catatan dukungan",
        kind="case_entries",
        text=text,
        setting={"clients": [str(cast.client.pk), str(cast.second.pk)]},
        by=by,
    )
    start = text.rindex("Menemani")
    actions.add_coding(source, start=start, end=start + 8, code=code(made.study, "EST-01"), by=by)
    table = answer(made.study, asked("coverage"), by)
    assert used(table)[cast.second.number] == {"esteem.document": 1}
    assert "esteem.document" not in used(table)["K1"]
    Consent.objects.filter(client=cast.second).update(withdrawn_at=moment(9))
    assert [line.key for line in answer(made.study, asked("coverage"), by).lines] == ["K1"]

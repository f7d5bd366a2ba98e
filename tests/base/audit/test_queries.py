"""Reading the rows of one's own home."""

from __future__ import annotations

from laras.base.audit import chain, queries
from tests.cast import Cast


def test_a_person_is_found_as_the_subject_and_on_lists(cast: Cast) -> None:
    here, client = str(cast.home.pk), str(cast.client.pk)
    chain.append(chain.Event(verb="people.edit", actor="peksos", client_id=client), ledger="deed", chain=here)
    chain.append(chain.Event(verb="desk.list", actor="perawat", shown=(client, "other")), ledger="look", chain=here)
    chain.append(chain.Event(verb="desk.list", actor="perawat", shown=("other",)), ledger="look", chain=here)
    chain.append(chain.Event(verb="x.y", actor="peksos_lain", client_id=client), ledger="deed", chain="elsewhere")

    def verbs(**wanted: str) -> list[tuple[str, str]]:
        return [(row.verb, row.actor) for row in queries.entries(cast.actor("kepala"), **wanted)]

    looked, edited = ("desk.list", "perawat"), ("people.edit", "peksos")
    assert verbs() == [looked, looked, edited]
    assert verbs(client_id=client) == [looked, edited]
    assert verbs(client_id=client, ledger="deed") == [edited]
    assert verbs(actor="perawat") == [looked, looked]


def test_looks_that_could_not_be_written_are_counted_by_home(cast: Cast) -> None:
    chain.count_failure(chain=str(cast.home.pk))
    assert queries.failed_looks(cast.actor("kepala")) == 1
    assert queries.failed_looks(cast.actor("peksos_lain")) == 0

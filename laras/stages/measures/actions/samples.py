"""Samples of unnamed people, taken in from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laras.base.access.actor import Actor
from laras.base.gate.actions import action
from laras.base.store import clock
from laras.domain.errors import N_, BadInput, Conflict, Incomplete, NotFound
from laras.stages.measures.actions._sheet import only_one_at_a_time, sheet_of
from laras.stages.measures.models import Administration
from laras.stages.measures.queries import instrument as instrument_of
from laras.stages.measures.queries import sample_rows

MOST = 5_000
LONGEST_NAME = 60


@dataclass(frozen=True)
class NewPerson:
    """The answers of one unnamed person; `code` as in the table."""

    code: str
    answers: Mapping[str, int | None]


@action("measures.instrument", bulk=True)
def record_sample(*, instrument: str, sample: str, people: Sequence[NewPerson], by: Actor) -> list[Administration]:
    """Record up to 5,000 unnamed people as one sample; a sample of that name is never added to."""
    about, name = instrument_of(instrument), sample.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Incomplete(N_("Give the sample a name of at most {n} characters."), n=LONGEST_NAME, field="sample")
    if not people:
        raise Incomplete(N_("The table has no row that can be used. Correct it and send it again."))
    if len(people) > MOST:
        raise BadInput(N_("At most {n} records at once. Divide them."), n=MOST)
    only_one_at_a_time(by)
    if sample_rows(by.facility_id, about.code, name).exists():
        raise Conflict(N_("There is a sample “{name}” already. Choose another name."), name=name, field="sample")
    sheets = []
    for person in people:
        sheet, _ = sheet_of(
            about,
            person.answers,
            client=None,
            answered_by="anonymous",
            mode="import",
            helper="",
            occasion="",
            language="",
            seconds=None,
            happened_at=None,
            is_own=False,
            by=by,
        )
        sheet.sample, sheet.person_code = name, person.code[:40]
        sheets.append(sheet)
    made: list[Administration] = Administration.objects.bulk_create(sheets, batch_size=500)
    return made


@action("measures.instrument", bulk=True)
def undo_sample(*, instrument: str, sample: str, by: Actor) -> list[Administration]:
    """Take a whole sample back; its name becomes free again."""
    rows = list(sample_rows(by.facility_id, instrument_of(instrument).code, sample))
    if not rows:
        raise NotFound(N_("There is no sample “{name}”. Choose one from the list."), name=sample)
    for row in rows:
        row.undone_at = clock.now()
    Administration.objects.bulk_update(rows, ["undone_at"], batch_size=500)
    return rows

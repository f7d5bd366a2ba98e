"""The study of the demo: its texts are data, taken in by the same deeds as anybody's."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.doors.demo.conclusions import conclude
from laras.doors.demo.depth import FOLDER, Depth, accompany, deepen, prepare
from laras.doors.demo.diary import Diary
from laras.doors.demo.people import Staff
from laras.stages.coding.actions.quotes import QuoteRow, code_quotes
from laras.stages.coding.actions.reading import finish_reading
from laras.stages.evidence.actions import (
    add_criterion,
    add_informant,
    add_source,
    answer_criterion,
    create_study,
    give_research_consent,
    make_guide,
)
from laras.stages.evidence.models import Guide, Informant, Source, Study

LANGUAGE = "Indonesia"


@cache
def described() -> dict[str, Any]:
    """Return what `study.toml` says."""
    return tomllib.loads((FOLDER / "study.toml").read_text("utf-8"))


def make_study(staff: Staff, diary: Diary, *, ends_before: int = 0) -> Study:
    """Open the study and take in its informants, guide and sources, as the researcher.

    Its days are moved back by whole weeks so that it ends before its gap is answered, and in any case before today.
    """
    data, by = described(), staff.actors["peneliti"]
    head = data["study"]
    last = diary.end.astimezone(diary.zone).date() - dt.timedelta(weeks=ends_before)
    moved = dt.timedelta(weeks=max(0, -(-(head["ends_on"] - last).days // 7)))
    with clock.at(_moment(head["starts_on"] - moved, dt.time(8), diary)):
        study: Study = create_study(
            name=head["name"],
            question=head["question"],
            site=head["site"],
            period_from=head["starts_on"] - moved,
            period_until=head["ends_on"] - moved,
            by=by,
        )
        informants = _informants(study, data, by)
        guide: Guide = make_guide(
            study, questions=[(one["aspect"], text) for one in data["guide"] for text in one["questions"]], by=by
        )
    sources = _sources(study, data["sources"], informants, guide, moved, diary, by)
    concluded = _moment(head["ends_on"] - moved, dt.time(20), diary)
    with clock.at(concluded):
        _code(study, sources, by)
        conclude(study, data, sources, by)
    given = Depth(study, sources, informants, staff, diary, concluded)
    with clock.at(_moment(head["starts_on"] - moved, dt.time(9), diary)):
        prepare(given)
    accompany(given)
    deepen(given)
    return study


def _moment(day: dt.date, time: dt.time, diary: Diary) -> dt.datetime:
    return min(dt.datetime.combine(day, time, diary.zone), diary.end).astimezone(dt.UTC)


def _informants(study: Study, data: dict[str, Any], by: Actor) -> dict[str, Informant]:
    criteria = {
        text: add_criterion(study, code=f"K{number}", text=text, by=by)
        for number, text in enumerate(data["study"]["sampling_criteria"], start=1)
    }
    found: dict[str, Informant] = {}
    for row in data["informants"]:
        informant: Informant = add_informant(study, code=row["code"], role=row["title"], years=row["years"], by=by)
        for text, criterion in criteria.items():
            answer = "met" if text in row["criteria_met"] else "not_met"
            answer_criterion(informant, criterion=criterion, answer=answer, proof="Wawancara penjajakan", by=by)
        give_research_consent(
            informant,
            agreed=True,
            may_record=True,
            may_quote=True,
            support_used=("none",),
            own_words="“Bersedia.”",
            by=by,
        )
        found[row["code"]] = informant
    return found


def _sources(
    study: Study,
    rows: list[dict[str, Any]],
    informants: dict[str, Informant],
    guide: Guide,
    moved: dt.timedelta,
    diary: Diary,
    by: Actor,
) -> dict[str, Source]:
    """Take in every text on the evening of its own day; return them by the stem of their file."""
    found = {}
    for row in rows:
        began = _moment(row["date"] - moved, row["start"], diary)
        with clock.at(_moment(row["date"] - moved, dt.time(23), diary)):
            source: Source = add_source(
                study,
                name=row["title"],
                kind=row["kind"],
                text=(FOLDER / "sources" / row["file"]).read_text("utf-8"),
                informant=informants.get(row.get("informant", "")),
                guide=guide if row["kind"] == "interview" else None,
                place=row.get("place", ""),
                happened_at=began,
                minutes=row.get("minutes"),
                recorder=row.get("recorder", ""),
                language=LANGUAGE,
                by=by,
            )
        found[Path(row["file"]).stem] = source
    return found


def _code(study: Study, sources: dict[str, Source], by: Actor) -> None:
    """Code the quotes of `codings.csv`; then every coder has read the sources in which there is something of theirs."""
    table = list(csv.DictReader((FOLDER / "codings.csv").read_text("utf-8").splitlines()))
    rows = [
        QuoteRow(
            row=number,
            source=sources[row["source"]].name,
            quote=row["quote"],
            indicator=row["indicator"],
            polarity=row["polarity"],
            coder=row["coder"],
            giver=row["giver"],
            memo=row["memo"],
        )
        for number, row in enumerate(table, start=2)
    ]
    result = code_quotes(study, rows=rows, by=by)
    if result.refused:
        raise result.refused[0].error
    for stem, coder in dict.fromkeys((row["source"], row["coder"]) for row in table):
        finish_reading(sources[stem], coder=coder, by=by)

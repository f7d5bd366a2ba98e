"""Tables from elsewhere: judged passages, and what several coders said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from laras.base.access.actor import Actor
from laras.domain.errors import LarasError, Refused
from laras.doors.exchange.coders_file import CodersTable, read_coders
from laras.doors.exchange.codings_file import read_codings
from laras.stages.coding.actions import QuoteRow, RefusedRow, code_quotes, finish_reading, load_coder_table
from laras.stages.evidence.models import Study


@dataclass(frozen=True)
class TakenCodings:
    """How many codings and finished readings a table made, and its refused rows in their order."""

    codings: int
    readings: int
    refused: tuple[RefusedRow, ...]


@dataclass(frozen=True)
class TakenCoders:
    """How many texts were taken in from a table of coders, the table itself, and its refused rows."""

    read: int
    table: CodersTable
    refused: tuple[RefusedRow, ...]


def take_codings(study: Study, *, data: bytes, dry: bool = False, by: Actor) -> TakenCodings:
    """Make a coding of each row whose quote stands exactly once in its source; `dry` only says what would happen.

    A file is finished work: in the sources it judges, what its coder did not mark counts as absent.
    """
    table = read_codings(data)
    rows = [QuoteRow(row.row, row.source, row.quote, row.indicator, row.polarity, row.coder) for row in table.rows]
    with transaction.atomic():
        found = code_quotes(study, rows=rows, by=by)
        readings = {(coding.source_id, coding.coder): coding.source for coding in found.made}
        for (_, coder), source in readings.items():
            finish_reading(source, coder=coder, by=by)
        if dry:
            transaction.set_rollback(True)
    bad = [RefusedRow(row.row, _refusal(row.reason, dict(row.params))) for row in table.refused]
    return TakenCodings(len(found.made), len(readings), _in_order([*bad, *found.refused]))


take_codings.permission = "evidence.import"  # type: ignore[attr-defined]  # asked by every deed it does


def take_coders(study: Study, *, data: bytes, code_name: str, dry: bool = False, by: Actor) -> TakenCoders:
    """Take in a table of coders as texts of one code; `dry` only says what would happen."""
    table = read_coders(data)
    with transaction.atomic():
        loaded = load_coder_table(study, table=table, code_name=code_name, by=by)
        if dry:
            transaction.set_rollback(True)
    return TakenCoders(loaded.read, table, _in_order(loaded.refused))


take_coders.permission = "evidence.import"  # type: ignore[attr-defined]  # asked by every deed it does


def _refusal(reason: str, params: dict[str, object]) -> LarasError:
    return Refused(reason, field="", **params)


def _in_order(rows: Sequence[RefusedRow]) -> tuple[RefusedRow, ...]:
    return tuple(sorted(rows, key=lambda each: each.row))

"""The board of the home: who has silent aspects, how much was heard, which topics are owed.

It finds those who were not heard; it does not rate anybody's work, so no worker stands on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.base.ui.charts import heat_step
from laras.base.ui.phrases import language
from laras.domain import balance, information
from laras.domain.aspects import ASPECT_CODES
from laras.doors.desk.queries.clients import called, with_severity
from laras.stages.people.models import Client
from laras.stages.support import queries as support

NEVER = 10_000


@dataclass(frozen=True)
class Cell:
    """One aspect of one client: acts heard in 14 days, or the days of a silence (None when never heard)."""

    aspect: str
    count: int
    is_silent: bool
    days: int | None

    @property
    def step(self) -> int:
        return heat_step(self.count)


@dataclass(frozen=True)
class BoardRow:
    """A client on the board, by number alone until `label` opens the name."""

    client: Client
    petals: tuple[balance.Petal, ...]
    cells: tuple[Cell, ...]
    debts: int
    oldest: int
    sees_names: bool

    @property
    def silent(self) -> int:
        return sum(cell.is_silent for cell in self.cells)

    @property
    def longest(self) -> int:
        return max((NEVER if cell.days is None else cell.days for cell in self.cells if cell.is_silent), default=0)

    @property
    def label(self) -> str:
        return called(self.client) if self.sees_names else self.client.number


@dataclass(frozen=True)
class Tile:
    """One aspect over everybody on the board."""

    aspect: str
    silent: int
    is_quietest: bool


@dataclass(frozen=True)
class Topic:
    """One topic owed, to how many clients, and how long the oldest has waited."""

    label: str
    clients: int
    oldest: int


@dataclass(frozen=True)
class Board:
    """Everything on the board; rows with silences first, the longest first."""

    rows: list[BoardRow]
    tiles: list[Tile]
    topics: list[Topic]
    petals: tuple[balance.Petal, ...]
    quietest: str

    @property
    def silent(self) -> int:
        return sum(row.silent > 0 for row in self.rows)

    @property
    def most(self) -> int:
        return max((topic.clients for topic in self.topics), default=1)


def board_clients(by: Actor, *, ward: str = "", severity: str = "") -> QuerySet[Client]:
    """Return the clients on the board of this person, by number.

    One who sees by number only sees every number of the home; everybody else the clients they may see.
    """
    rows: QuerySet[Client]
    if by.sees_names:
        rows = Client.objects.visible_to(by)
    else:
        rows = Client.objects.filter(facility_id=by.facility_id, merged_into__isnull=True)
    rows = rows.filter(ward_id=ward) if ward else rows
    rows = with_severity(rows, severity) if severity else rows
    return rows.select_related("ward").order_by("number")


def board(by: Actor, clients: QuerySet[Client]) -> Board:
    """Return the board over `clients`; a constant number of queries, no name is opened here."""
    found = list(clients)
    ids = [client.pk for client in found]
    counts, heard, debts = support.client_counts(ids), support.last_heard(ids), support.debts_by_client(ids)
    rows = [
        _row(client, counts.get(client.pk, {}), heard.get(client.pk, {}), debts.get(client.pk, []), by.sees_names)
        for client in found
    ]
    rows.sort(key=lambda row: (row.silent == 0, -row.longest, -row.silent, row.client.number))
    silent = {
        code: sum(cell.is_silent for row in rows for cell in row.cells if cell.aspect == code) for code in ASPECT_CODES
    }
    quietest = max(silent, key=lambda code: silent[code]) if any(silent.values()) else ""
    return Board(
        rows=rows,
        tiles=[Tile(code, number, code == quietest) for code, number in silent.items()],
        topics=[
            Topic(one.topic.short.get(language()), one.clients, one.oldest) for one in support.debts_by_topic(debts)
        ],
        petals=support.shared_petals(clients),
        quietest=quietest,
    )


def _row(
    client: Client,
    counts: dict[str, balance.Count],
    heard: dict[str, dt.datetime | None],
    debts: Sequence[information.Debt],
    sees_names: bool,
) -> BoardRow:
    silent = {one.aspect: one.days for one in balance.silences(heard, clock.now(), since=client.recorded_at)}
    cells = tuple(
        Cell(code, counts.get(code, balance.Count()).heard, code in silent, silent.get(code)) for code in ASPECT_CODES
    )
    oldest = max((debt.days for debt in debts), default=0)
    return BoardRow(client, balance.petals(counts), cells, len(debts), oldest, sees_names)

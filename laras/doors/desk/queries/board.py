"""The board of the home: who has silent aspects, how much was heard, which topics are owed.

It finds those who were not heard; it does not rate anybody's work, so no worker stands on it.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from django.db.models import QuerySet

from laras.base.access.actor import Actor
from laras.base.store import clock
from laras.base.ui.figures import heat_step
from laras.base.ui.phrases import language
from laras.domain import balance
from laras.domain.aspects import ASPECT_CODES
from laras.doors.desk.queries.clients import called, with_severity
from laras.stages.casework.queries import lives_here, with_residence
from laras.stages.people.models import Client
from laras.stages.support import queries as support

NEVER = 10_000


@dataclass(frozen=True)
class Cell:
    """One aspect of one client: acts heard in the period, or the days of a silence (None when never heard).

    `step` is the tint for the count as it would be in 14 days, so that a year is not one dark block.
    """

    aspect: str
    count: int
    is_silent: bool
    days: int | None
    step: int


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
    """Everything on the board; rows with silences first, the longest first. `left` who left the home, not counted."""

    rows: list[BoardRow]
    tiles: list[Tile]
    topics: list[Topic]
    petals: tuple[balance.Petal, ...]
    quietest: str
    left: int = 0

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
    return with_residence(rows.select_related("ward").order_by("number"))


def board(by: Actor, clients: QuerySet[Client], *, days: float = balance.SILENT_AFTER_DAYS) -> Board:
    """Return the board over `clients` with what was heard in the last `days` days.

    A silence is 14 days without the aspect, whatever the period. A constant number of queries, no name is opened here.
    """
    everybody = list(clients)
    found = [client for client in everybody if lives_here(client)]
    ids = [client.pk for client in found]
    counts, from_workers = support.home_counts(ids, days=days)
    heard = support.last_heard(ids)
    debts = support.debts_by_client(ids)
    scale = balance.SILENT_AFTER_DAYS / max(balance.SILENT_AFTER_DAYS, days)
    rows = [
        BoardRow(
            client,
            balance.petals(counts.get(client.pk, {})),
            _cells(client, counts.get(client.pk, {}), heard.get(client.pk, {}), scale),
            len(debts.get(client.pk, [])),
            max((debt.days for debt in debts.get(client.pk, [])), default=0),
            by.sees_names,
        )
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
        petals=support.shared_of(ids, from_workers),
        quietest=quietest,
        left=len(everybody) - len(found),
    )


def _cells(
    client: Client, counts: dict[str, balance.Count], heard: dict[str, dt.datetime | None], scale: float
) -> tuple[Cell, ...]:
    silent = {one.aspect: one.days for one in balance.silences(heard, clock.now(), since=client.recorded_at)}
    cells = []
    for code in ASPECT_CODES:
        count = counts.get(code, balance.Count()).heard
        cells.append(Cell(code, count, code in silent, silent.get(code), heat_step(math.ceil(count * scale))))
    return tuple(cells)

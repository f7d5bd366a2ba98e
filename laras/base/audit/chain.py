"""Writing and verifying the chains."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from laras.base.audit.models import LEDGERS, SYSTEM, Entry, Head
from laras.base.crypto.keys import derived
from laras.base.store import clock

GENESIS = "0" * 64
_COVERED = (
    *("chain", "ledger", "seq", "at", "actor", "role", "verb", "kind", "object_id", "client_id", "shown", "count"),
    *("purpose", "device", "digest", "prev"),
)


@dataclass(frozen=True)
class Event:
    """What an audit row says, without its place in the chain."""

    verb: str
    actor: str
    role: str = ""
    kind: str = ""
    object_id: str = ""
    client_id: str = ""
    shown: tuple[str, ...] = ()
    count: int = 1
    purpose: str = ""
    device: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Fault:
    """Where a chain does not hold: `what` is altered, missing, reordered or cut off."""

    chain: str
    ledger: str
    seq: int
    what: str


@dataclass(frozen=True)
class Verdict:
    """The result of reading every chain: rows read and faults found."""

    rows: int
    faults: tuple[Fault, ...] = field(default_factory=tuple)


def digest_of(values: Any) -> str:
    """Return a keyed digest of the values a deed was called with: comparable, not readable."""
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hmac.new(derived("audit"), text.encode(), hashlib.sha256).hexdigest()


def _hash(entry: Entry) -> str:
    values = {name: getattr(entry, name) for name in _COVERED}
    values["at"] = entry.at.isoformat()
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def append(event: Event, *, ledger: str, chain: str = SYSTEM) -> Entry:
    """Add one row to a chain; the caller's transaction holds the lock on the chain's head until it commits."""
    # No savepoint of its own: a row that cannot be written undoes the deed it belongs to.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        head, seq, prev = _locked_head(cursor, chain, ledger)
        entry = Entry(
            chain=chain,
            ledger=ledger,
            seq=seq + 1,
            at=clock.now(),
            prev=prev or GENESIS,
            **{**event.__dict__, "shown": list(event.shown)},
        )
        entry.hash = _hash(entry)
        _insert(cursor, entry)
        cursor.execute("UPDATE audit_head SET seq = %s, hash = %s WHERE id = %s", [entry.seq, entry.hash, head])
    return entry


# Every deed and every look comes through here: to build these three statements anew took longer than to run them.
def _locked_head(cursor: CursorWrapper, chain: str, ledger: str) -> tuple[Any, int, str]:
    """Return id, number and hash of the last link, its row locked; the head is made where there is none yet."""
    wanted = "SELECT id, seq, hash FROM audit_head WHERE chain = %s AND ledger = %s"
    if connection.features.has_select_for_update:
        wanted += " FOR UPDATE"
    cursor.execute(wanted, [chain, ledger])
    found = cursor.fetchone()
    if found is None:
        Head.objects.get_or_create(chain=chain, ledger=ledger)
        cursor.execute(wanted, [chain, ledger])
        found = cursor.fetchone()
    return found[0], found[1], found[2]


def _insert(cursor: CursorWrapper, entry: Entry) -> None:
    fields = Entry._meta.concrete_fields
    cursor.execute(
        _insertion(), [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields]
    )
    entry._state.adding, entry._state.db = False, connection.alias


@cache
def _insertion() -> str:
    columns = [str(field.column) for field in Entry._meta.concrete_fields]
    names, places = ", ".join(map(connection.ops.quote_name, columns)), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO audit_entry ({names}) VALUES ({places})"  # noqa: S608  # column names of our own model


def count_failure(*, chain: str) -> None:
    """Count a look that could not be written, to be shown on the board."""
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(chain=chain, ledger="look")
        head.failures += 1
        head.save(update_fields=["failures"])


def _faults(chain: str, ledger: str, rows: Iterable[Entry], head: Head | None) -> Iterator[Fault]:
    expected, prev = 1, GENESIS
    for row in rows:
        if row.seq != expected:
            yield Fault(chain, ledger, expected, "missing")
        if row.prev != prev and row.seq == expected:
            yield Fault(chain, ledger, row.seq, "reordered")
        if row.hash != _hash(row):
            yield Fault(chain, ledger, row.seq, "altered")
        expected, prev = row.seq + 1, row.hash
    if head is None or head.seq != expected - 1 or (head.hash or GENESIS) != prev:
        yield Fault(chain, ledger, expected, "cut off")


def verify() -> Verdict:
    """Read every chain from its first row and name each edit, deletion, reordering and cut."""
    heads = {(head.chain, head.ledger): head for head in Head.objects.all()}
    names = set(heads) | set(Entry.objects.order_by().values_list("chain", "ledger").distinct())
    faults: list[Fault] = []
    rows = 0
    for chain, ledger in sorted(names):
        entries = Entry.objects.filter(chain=chain, ledger=ledger).order_by("seq")
        rows += entries.count()
        faults += _faults(chain, ledger, entries.iterator(chunk_size=2000), heads.get((chain, ledger)))
    return Verdict(rows=rows, faults=tuple(faults))


__all__ = ["LEDGERS", "SYSTEM", "Event", "Fault", "Verdict", "append", "count_failure", "digest_of", "verify"]

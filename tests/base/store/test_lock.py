"""One writer at a time, among threads and among processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError
from pytest_django import DjangoDbBlocker

from laras.base.store.sqlite.base import DatabaseWrapper
from laras.base.store.sqlite.lock import WriteLock, lock_for
from laras.config.environment import Environment, database

THREADS, TIMES, PROCESSES = 4, 40, 3


@pytest.fixture
def connection(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A connection of its own with exactly the settings of the program, to a database of its own."""
    environment = Environment(tmp_path, tmp_path / "key", "127.0.0.1", 0, "id", "", "", debug=False)
    defaults = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    rest: dict[str, object] = {"TIME_ZONE": None, "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "TEST": {}}
    with django_db_blocker.unblock():
        made = DatabaseWrapper({**defaults, **rest, **database(environment)}, alias="default")
        yield made
        made.close()


def test_read_then_write_loses_nothing_among_threads_and_processes(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "laras.sqlite3") as made:
        made.execute("CREATE TABLE sums (n INTEGER)")
        made.execute("INSERT INTO sums VALUES (0)")
    env = {**os.environ, "LARAS_DATA": str(tmp_path), "LARAS_KEY_FILE": str(tmp_path / "key")}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "tests.base.store.sums", str(THREADS), str(TIMES)]
    running = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(PROCESSES)]
    said = [process.communicate(timeout=100)[0] for process in running]
    with sqlite3.connect(tmp_path / "laras.sqlite3") as read:
        total = read.execute("SELECT n FROM sums").fetchone()[0]
    assert said == [b""] * PROCESSES
    assert total == THREADS * TIMES * PROCESSES


def test_the_database_is_set_up_as_measured(connection: DatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "temp_store": 2}


@pytest.mark.parametrize("ending", ["commit", "rollback", "close", "failed commit"])
def test_the_lock_is_given_back(tmp_path: Path, connection: DatabaseWrapper, ending: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        cursor.execute("CREATE TABLE child (p INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)")
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    lock = lock_for(str(tmp_path / "laras.sqlite3"), None)
    assert lock._thread.locked()
    if ending == "commit":
        connection.commit()
    elif ending == "rollback":
        connection.rollback()
    elif ending == "close":
        connection.close()
    else:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO child VALUES (7)")
        with pytest.raises(DatabaseError):
            connection.commit()
        connection.rollback()
    assert not lock._thread.locked()


def test_another_process_waits_for_its_turn(tmp_path: Path) -> None:
    lock = WriteLock(str(tmp_path / "write.lock"))
    wait = "import fcntl, sys; f = open(sys.argv[1], 'r+'); print('here', flush=True); fcntl.flock(f, 2); print('in')"
    lock.acquire()
    command = [sys.executable, "-c", wait, lock.path or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "here\n"
        time.sleep(0.1)
        assert other.poll() is None
        lock.release()
        assert other.stdout.readline() == "in\n"


def test_another_thread_waits_for_its_turn() -> None:
    lock, order = WriteLock(None), []
    lock.acquire()

    def second() -> None:
        lock.acquire()
        order.append("second")
        lock.release()

    thread = threading.Thread(target=second)
    thread.start()
    time.sleep(0.05)
    order.append("first")
    lock.release()
    thread.join()
    assert order == ["first", "second"]


def test_one_database_has_one_lock(tmp_path: Path) -> None:
    here, there = str(tmp_path / "a"), str(tmp_path / "b")
    assert lock_for(here, None) is lock_for(here, None)
    assert lock_for(here, None) is not lock_for(there, None)

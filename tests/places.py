"""Data folders for tests that need the real program: prepared once per run and engine, copied for every test.

The triggers of the audit table do not bear the flush of `TransactionTestCase` and `live_server`; and what parallel
connections do shows only where transactions really commit.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests import cast

ROOT = Path(__file__).resolve().parent.parent
RUN_FOLDER = "TEST_RUN_FOLDER"  # one a run, made by tests.early and handed to the workers
LARAS = (sys.executable, "-c", "from laras.config.cli import main; main()")


@dataclass(frozen=True)
class Place:
    """A data folder with its key and, on PostgreSQL, its database."""

    folder: Path
    database_url: str = ""

    @property
    def file(self) -> Path:
        """The database file, on SQLite."""
        return self.folder / "data" / "laras.sqlite3"

    @property
    def database_name(self) -> str:
        """The name of the database on its server, '' on SQLite."""
        return urlsplit(self.database_url).path.removeprefix("/")

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment of a program that works here."""
        kept = {name: value for name, value in os.environ.items() if not re.match("LARAS_|DATABASE_URL$", name)}
        here = {"LARAS_DATA": str(self.folder / "data"), "LARAS_KEY_FILE": str(self.folder / "master.key")}
        if self.database_url:
            here["DATABASE_URL"] = self.database_url
        words = {"LARAS_DEMO_PASSWORD": cast.PASSWORD, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        return {**kept, **words, **here, **more}

    def run(self, command: Sequence[object], *, seconds: float = 100) -> str:
        """Run a program here and return what it printed; it must succeed."""
        words = [str(word) for word in command]
        done = subprocess.run(
            words, env=self.env(), cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def laras(self, *arguments: object, seconds: float = 100) -> str:
        """Run the console script here."""
        return self.run((*LARAS, *arguments), seconds=seconds)


@dataclass
class Served:
    """A running `laras start`: its address, its process, and the lines it has printed."""

    address: str
    process: subprocess.Popen[str]
    log: Path
    lines: list[str] = field(default_factory=list)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.stop()

    def stop(self) -> None:
        """End it as Ctrl-C would; twice is harmless."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)
        if self.process.stdout is not None:
            self.process.stdout.close()


def prepared(kind: str) -> Place:
    """Return the place of `kind` that others are copied from: 'empty', 'cast' or 'demo'.

    Made by the first who asks, among all workers of this run.
    """
    folder = Path(os.environ[RUN_FOLDER]) / kind
    with (Path(os.environ[RUN_FOLDER]) / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = Place(folder, _database(f"prepared_{kind}"))
        if not (folder / "ready").exists():
            _prepare(place, kind)
            (folder / "ready").touch()
    return place


def _prepare(place: Place, kind: str) -> None:
    """Fill the place; migrating takes seconds, so that all but the empty one begin with a copy of that."""
    if kind == "empty" and not place.database_url:
        shutil.copytree(_migrated(), place.folder, dirs_exist_ok=True)
        return
    if kind == "empty":
        place.folder.mkdir(exist_ok=True)
        _on_server("CREATE DATABASE {}", "prepared_empty")
        _migrate(place)
        return
    empty = prepared("empty")
    shutil.copytree(empty.folder, place.folder, ignore=shutil.ignore_patterns("ready"), dirs_exist_ok=True)
    if place.database_url:
        _on_server("CREATE DATABASE {} TEMPLATE {}", f"prepared_{kind}", "prepared_empty")
    if kind == "cast":
        place.run((sys.executable, "-m", "tests.enter_cast"))
    else:
        place.laras("demo", seconds=400)


def _migrate(place: Place) -> None:
    # Without the checks: a page that cannot be imported is what its own tests tell.
    words = ("migrate", "--verbosity=0", "--skip-checks", "--settings=laras.config.settings")
    place.run((sys.executable, "-m", "django", *words))


def _migrated() -> Path:
    """Return a folder with a migrated SQLite database, kept until anything it is made of changes."""
    digest = hashlib.sha256()
    for pattern in ("laras/**/migrations/*.py", "laras/**/models.py", "laras/base/**/*.py", "requirements.lock"):
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    kept = ROOT / "build" / "tests" / f"migrated-{digest.hexdigest()[:16]}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=kept.parent))
        _migrate(Place(draft))
        try:
            draft.rename(kept)
        except OSError:  # another run was quicker
            shutil.rmtree(draft)
    return kept


@contextmanager
def copied(kind: str) -> Iterator[Place]:
    """Copy the prepared place of `kind`, and remove the copy afterwards."""
    source = prepared(kind)
    folder = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=os.environ[RUN_FOLDER]))
    name = f"copy_{uuid.uuid4().hex}"
    shutil.copytree(source.folder, folder, dirs_exist_ok=True)
    if source.database_url:
        _on_server("CREATE DATABASE {} TEMPLATE {}", name, f"prepared_{kind}")
    try:
        yield Place(folder, _database(name))
    finally:
        if source.database_url:
            _on_server("DROP DATABASE {} WITH (FORCE)", name)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(place: Place, *arguments: str, program: Sequence[str] = LARAS, **env: str) -> Iterator[Served]:
    """Start the real program on a free port, wait until it serves, and end it afterwards."""
    log = place.folder / "stderr.log"
    with log.open("a") as errors:
        process = subprocess.Popen(
            [*program, "start", "--port", "0", *arguments],
            env=place.env(**env),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    running = Served("", process, log)
    try:
        assert process.stdout is not None
        running.address = _address(process.stdout, running.lines)
        assert running.address, f"laras start ended: {running.lines} {log.read_text()}"
        yield running
    finally:
        running.stop()


def _address(output: IO[str], lines: list[str]) -> str:
    """Read what the program prints until it tells its address; '' when it ends before."""
    for line in output:
        lines.append(line.rstrip())
        found = re.match(r"Laras: (http://\S+)", line)
        if found:
            return found[1]
    return ""


def _database(name: str) -> str:
    """Return the address of a database of the running server, '' on SQLite."""
    base = os.environ.get("DATABASE_URL", "")
    return urlunsplit(urlsplit(base)._replace(path=f"/{name}")) if base else ""


def _on_server(statement: str, *names: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

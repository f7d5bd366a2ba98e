"""`laras demo`: the synthetic home, built once."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("demo", parents=[common], help="build the synthetic home")
    command.set_defaults(deed=demo)


def demo(options: argparse.Namespace, console: Any) -> int:
    """Prepare the database and build the demo home where it is missing; the result is what is there, by kind."""

    console.result(build(console))
    return 0


def build(console: Any) -> dict[str, int]:
    """Build the demo home (at most once) and return the counts by kind.

    The one password of its staff is LARAS_DEMO_PASSWORD, or made up and left in `demo-password`, readable by the
    owner only.
    """
    from django.conf import settings
    from django.db import transaction

    from laras.base.gate.first_day import create_home
    from laras.config.commands.start import new_password
    from laras.doors.demo import build as door

    with transaction.atomic():
        home = door.demo_home()
        if home is not None:
            return door.counts(home)
        chosen = os.environ.get("LARAS_DEMO_PASSWORD")
        password = chosen or new_password()
        home = create_home(code=door.CODE, name=door.NAME, number_prefix=door.PREFIX, is_demo=True)
        counts = door.build(home, password=password, console=console)
        note = Path(settings.LARAS_DATA) / "demo-password"
        if chosen:
            note.unlink(missing_ok=True)
        else:
            _leave(note, password)
    return counts


def _leave(note: Path, password: str) -> None:
    """Write the password to a file that is born readable by its owner only."""
    note.unlink(missing_ok=True)
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")

"""`laras start`: the web server, the worker for long work, and on the first day the database and the demo home."""

from __future__ import annotations

import argparse
import io
import logging
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from laras.config.environment import WrongSetting

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    command = commands.add_parser("start", parents=[common], help="serve Laras")
    command.add_argument("--host")
    command.add_argument("--port", type=int)
    command.add_argument("--no-demo", action="store_true", help="an empty home instead of the synthetic one")
    command.set_defaults(deed=start)


def start(options: argparse.Namespace, console: Any) -> int:
    """Prepare what is missing, then serve in the foreground until interrupted."""
    from django.conf import settings

    from laras.base.files import vault

    environment = settings.ENV
    host, port = options.host or environment.host, environment.port if options.port is None else options.port
    _refuse_plain_http(host, environment.url)
    vault.sweep()
    address = environment.url or f"http://{host}:{port}"
    demo = _people(console, host, address, no_demo=options.no_demo)
    return _serve(console, host, port, environment.url, demo)


def _refuse_plain_http(host: str, url: str) -> None:
    if host in LOOPBACK or urlsplit(url).scheme == "https":
        return
    raise WrongSetting(
        f"Laras does not speak plain http on {host}: passwords would travel readable. Put a web server with https "
        "in front and set LARAS_URL=https://its.name, or leave the host out to serve this computer only."
    )


def prepare(console: Any) -> None:
    """Migrate the database and refuse to go on when a system check finds an error."""
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        console.progress("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
    try:
        call_command("check", databases=["default"], fail_level="ERROR", stdout=io.StringIO())
    except SystemCheckError as error:
        raise WrongSetting(str(error)) from error


def first_home(console: Any) -> None:
    """Make an empty home where there is none: what is imported has to belong to one."""
    from laras.base.access.models import Facility
    from laras.base.gate.first_day import create_home

    if not Facility.objects.exists():
        console.progress("Making a home: UPT Bina Laras …")
        create_home(code="UPT", name="UPT Bina Laras")


def _people(console: Any, host: str, address: str, *, no_demo: bool) -> bool:
    """Make the demo home on the first start (loopback only), or the one-time link for the first administrator."""
    from laras.base.access.models import Facility, User

    if not Facility.objects.exists():
        if no_demo:
            first_home(console)
        else:
            from laras.config.commands.demo import build

            build(console)
    is_demo = Facility.objects.filter(is_demo=True).exists()
    if is_demo and host not in LOOPBACK:
        raise WrongSetting("The demo home is served on this computer only. Use another LARAS_DATA with --no-demo.")
    if not User.objects.exists():
        from laras.base.gate.first_day import first_admin_link

        console.progress(f"Make the first administrator (once, within a day): {first_admin_link(address)}")
    return is_demo


def _serve(console: Any, host: str, port: int, url: str, demo: bool) -> int:
    from waitress.server import create_server

    from laras.base.jobs.worker import Worker
    from laras.config.wsgi import application

    worker = Worker()
    worker.start()
    # One process with threads: the write lock is then mostly a thread lock. Bodies up to the upload limit stay in
    # memory, so no plain text of a person lands in a temporary file.
    server = create_server(
        application,
        host=host,
        port=port,
        threads=8,
        inbuf_overflow=32 * 1024 * 1024,
        outbuf_overflow=32 * 1024 * 1024,
        max_request_body_size=260 * 1024 * 1024,
        clear_untrusted_proxy_headers=True,
        **({"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": "x-forwarded-proto"} if url else {}),
        ident=None,
    )
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    bound = getattr(server, "effective_port", port)
    console.progress(f"Laras: {url or f'http://{host}:{bound}'}")
    if demo:
        _tell_accounts(console)
    sys.stdout.flush()
    try:
        server.run()
    finally:
        worker.stop()
        server.close()
    return 0


def _tell_accounts(console: Any) -> None:
    from django.conf import settings

    note = Path(settings.LARAS_DATA) / "demo-password"
    password = note.read_text().strip() if note.exists() else "(the one chosen with LARAS_DEMO_PASSWORD)"
    console.progress("Demo accounts: kepala penyelia peksos pengasuh perawat psikolog peneliti auditor admin")
    console.progress(f"Password: {password}")


def new_password() -> str:
    """Return a password that can be read aloud."""
    return "-".join(secrets.token_hex(2) for _ in range(4))

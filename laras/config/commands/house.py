"""`laras verify` and `laras admin create`: the house itself."""

from __future__ import annotations

import argparse
import getpass
import os
from typing import Any


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    verify_command = commands.add_parser("verify", parents=[common], help="read every audit chain")
    verify_command.set_defaults(deed=verify)
    admin = commands.add_parser("admin", help="administrators").add_subparsers(dest="deed_name", required=True)
    create = admin.add_parser("create", parents=[common], help="make an administrator")
    create.add_argument("--login", dest="new_login", required=True)
    create.add_argument("--name", required=True)
    create.set_defaults(deed=create_admin)


def verify(options: argparse.Namespace, console: Any) -> int:
    """Read every chain; exit code 1 when one does not hold."""
    from laras.base.audit import chain

    console.progress("Reading the audit chains …")
    verdict = chain.verify()
    faults = [fault.__dict__ for fault in verdict.faults]
    lines = [f"{fault.chain} {fault.ledger} {fault.seq}: {fault.what}" for fault in verdict.faults]
    console.result(
        {"rows": verdict.rows, "faults": faults},
        "\n".join([f"{verdict.rows} rows read, {len(faults)} faults.", *lines]),
    )
    return 1 if faults else 0


def create_admin(options: argparse.Namespace, console: Any) -> int:
    """Make an administrator; the password comes from LARAS_ADMIN_PASSWORD or is asked for, never from the arguments."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from laras.base.access.queries import default_facility
    from laras.base.gate import first_day
    from laras.domain.errors import N_, BadInput

    password = os.environ.get("LARAS_ADMIN_PASSWORD") or getpass.getpass("Password: ")
    try:
        validate_password(password)
    except ValidationError as error:
        raise BadInput(N_("This password will not do: {reasons}"), reasons=" ".join(error.messages)) from error
    facility = default_facility(options.facility)
    user = first_day.create_admin(login=options.new_login, name=options.name, password=password, facility=facility)
    console.result({"login": user.login}, f"Administrator {user.login} made.")
    return 0

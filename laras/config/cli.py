"""The console script `laras`: the same deeds as in the browser, without one.

With `--json` stdout is exactly one object and progress goes to stderr. Exit codes: 0 carried out (also with refused
rows), 1 nothing done, 2 usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

COMMANDS = ("start", "demo", "imports", "exchange", "studies", "reports", "house")


class Console:
    """Where a command speaks: results on stdout (one object with --json), progress on stderr."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def progress(self, sentence: str) -> None:
        """Tell one line of progress."""
        print(sentence, file=sys.stderr if self.as_json else sys.stdout, flush=True)

    def result(self, value: dict[str, Any], sentence: str = "") -> None:
        """Give the result: the object with --json, otherwise `sentence` or the object's lines."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=False), flush=True)
        elif sentence:
            print(sentence, flush=True)
        else:
            for name, item in value.items():
                print(f"{name}: {json.dumps(item, ensure_ascii=False)}", flush=True)


def parser() -> argparse.ArgumentParser:
    """Return the parser with every command; each command file adds its own."""
    whole = argparse.ArgumentParser(prog="laras", description="Social support in rehabilitation homes.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print exactly one JSON object")
    common.add_argument("--as", dest="login", metavar="LOGIN", help="act as this user instead of the operator")
    common.add_argument("--facility", metavar="CODE", help="the home, when there is more than one")
    commands = whole.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        import_module(f"laras.config.commands.{name}").add_to(commands, common)
    return whole


def run(arguments: Sequence[str] | None = None, *, ready: bool = False) -> int:
    """Run one command and return its exit code; `ready` where database and home are known to be there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laras.config.settings")
    options = parser().parse_args(arguments)
    import django

    django.setup()
    from laras.base.gate.sentences import sentence
    from laras.config.commands.start import first_home, prepare
    from laras.domain.errors import LarasError

    deed: Callable[[argparse.Namespace, Console], int] = options.deed
    console = Console(as_json=options.json)
    try:
        if not ready:
            prepare(console)
            if options.command == "import":
                first_home(console)
        return deed(options, console)
    except LarasError as error:
        text = sentence(error)
        if options.json:
            console.result({"error": text})
        print(text, file=sys.stderr)
        return 1


def main() -> None:
    """Entry point of the console script; a wrong setting is one sentence and exit code 2."""
    from laras.config.environment import WrongSetting

    try:
        code = run()
    except WrongSetting as wrong:
        print(wrong, file=sys.stderr)
        code = 2
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)

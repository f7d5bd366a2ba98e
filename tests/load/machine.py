"""On what the figures were taken."""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
import time
from pathlib import Path

import laras
from tests.load.figures import Figures, load_average, median

BLOCK = b"x" * 4096
TIMES = 100


def machine(folder: Path) -> Figures:
    """Return cores, versions, and what it costs to have 4 KiB on the disk that `folder` lies on."""
    return {
        "cores": os.cpu_count(),
        "processor": platform.processor() or platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "laras": laras.__version__,
        "fsync_ms": fsync_ms(folder),
        "load_average": load_average(),
    }


def fsync_ms(folder: Path) -> float:
    """Return the median of a hundred fsyncs, each after one appended block."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(TIMES):
            file.write(BLOCK)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    return median(times, 3)

"""The figures come out as one JSON object."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.places import ROOT


def test_a_quick_look_at_the_calculations_prints_one_object() -> None:
    command = [sys.executable, "-m", "tests.load.bench", "--quick", "--only", "alpha"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    done = subprocess.run(command, env=clean, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found) == ["quick", "machine", "figures", "failed", "seconds"]
    assert (found["quick"], found["failed"], list(found["figures"])) == (True, {}, ["alpha"])
    assert found["machine"]["cores"] == os.cpu_count()
    numbers = found["figures"]["alpha"]
    assert numbers["alpha"]["units"] == 10_000
    assert numbers["wilcoxon"]["value"] == numbers["wilcoxon_of_scipy"]["value"]
    package = numbers["alpha_of_package"].get("value")  # None where it is not installed
    assert package is None or package == numbers["alpha"]["value"]

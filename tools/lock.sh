#!/usr/bin/env bash
# Write requirements.lock (what runs) and requirements-dev.lock (that and what tests and checks need) anew.
# Both carry a hash for every file and no address: which registry serves them is a matter of the machine.
set -euo pipefail
cd "$(dirname "$0")/.."

if command -v uv > /dev/null; then
    uv=uv
elif [ -x .venv/bin/uv ]; then
    uv=.venv/bin/uv
else
    scratch="$(mktemp -d)"
    trap 'rm -rf "$scratch"' EXIT
    python3 -m venv "$scratch"
    "$scratch/bin/pip" install --quiet uv
    uv="$scratch/bin/uv"
fi

lock() {
    "$uv" pip compile "$@" --quiet --upgrade --generate-hashes --no-emit-index-url --no-header \
        --universal --python-version 3.11
}

lock pyproject.toml tools/build.in --output-file requirements.lock
lock pyproject.toml tools/build.in --extra dev --constraint requirements.lock --output-file requirements-dev.lock

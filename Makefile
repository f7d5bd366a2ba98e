# What there is to do, one command each. Needs Python 3.11 or newer, git, make and a shell; everything else is fetched.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && echo $$p && break; done)
BIN := .venv/bin
SETUP := $(or $(PYTHON),python3) tools/setup.py
# Two cores: two workers, a file of tests to each, so that a program or browser starts once a file. `make test PYTEST="-k support"` hands on what is written here.
WORKERS ?= 2
PYTEST ?=

.PHONY: start test test-sqlite test-postgresql check bench looks messages lock clean

start:  ## serve the synthetic home on http://127.0.0.1:8000
	@$(SETUP) start
	@exec $(BIN)/laras start

test: test-sqlite test-postgresql  ## the whole suite on both databases

test-sqlite test-postgresql: test-%:
	@$(SETUP) dev
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m pytest --engine $* -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST)

check:  ## style, types, import contracts, templates, translations, migrations
	@$(SETUP) dev
	@$(BIN)/python -m tools.check

bench:  ## the speed figures as JSON
	@$(SETUP) dev
	@$(BIN)/python -m tests.load.bench

looks:  ## a picture of every page, for a phone and for a desk, in var/looks
	@$(SETUP) dev
	@$(BIN)/python -m tools.looks

messages:  ## bring the catalogues up to date with the sources
	@$(SETUP) dev
	@$(BIN)/python -m tools.messages update

lock:  ## write both lock files anew
	@tools/lock.sh

clean:  ## remove everything that was made here, but no data
	rm -rf .venv frontend/node_modules laras/base/ui/static/ui .mypy_cache .ruff_cache .hypothesis build *.egg-info

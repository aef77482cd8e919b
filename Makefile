# Everything a person or CI does with this folder. `make run` is enough to use Driftline.
# A stamp file in .venv remembers each installed lock, so that a second run starts at once.

VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := data/demo/practice.duckdb
# The first that can be used is taken; `make run PYTHON=/path/to/python` names another.
PYTHON := python3.11 python3.12 python3.13 python3.14 python3
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

RUN_STAMP   := $(VENV)/.installed-run
DEV_STAMP   := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-benchmarks
# The peers of the risk benchmarks ask for an older pandas: an environment of their own.
PEERS       := .venv-peers
PEERS_STAMP := $(PEERS)/.installed
FUZZ_STAMP  := $(VENV)/.installed-fuzz

# With their extras: pip 23 refuses a hashed lock in which a package that is asked for as
# `coverage[toml]` stands without them, from the day a newer release appears.
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --python-version 3.11

.PHONY: help run demo setup test test-slow lint browser-note bench peers fuzz lock lock-check \
	screenshots clean
.DEFAULT_GOAL := help

help:
	@echo "make run          open Driftline in the browser (installs it the first time)"
	@echo "make demo         the same with an invented practice"
	@echo "make test         every check and test; make test-slow: the long ones"
	@echo "make lint         the checks without the tests"
	@echo "make bench        speed, memory and accuracy, beside peers (make peers: only install them)"
	@echo "make fuzz         files nobody would send through every reader (Linux)"
	@echo "make screenshots  the pictures of the README"
	@echo "make lock         compile requirements/*.in anew; make lock-check: other systems"
	@echo "make clean        remove what the other commands made, never your practice"

# --- what a person uses -------------------------------------------------------------

run: $(RUN_STAMP)
	$(BIN)/streamlit run app.py

demo: $(RUN_STAMP)
	@mkdir -p $(dir $(DEMO))
	@rm -f $(DEMO) $(DEMO).*
	$(BIN)/python -m analytics demo --database $(DEMO)
	DRIFTLINE_DATABASE=$(DEMO) $(BIN)/streamlit run app.py

# --- what is installed --------------------------------------------------------------

setup: $(RUN_STAMP)

$(BIN)/python:
	@for python in $(PYTHON); do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
			>/dev/null 2>&1; then \
			echo "Making $(VENV) with $$($$python --version)"; \
			exec $$python -m venv $(VENV); \
		fi; \
	done; \
	echo "Driftline needs Python 3.11 or newer with its venv module; found:"; \
	python3 --version 2>&1 || true; \
	echo "Install it (Debian and Ubuntu: sudo apt-get install python3 python3-venv)"; \
	echo "or name another: make run PYTHON=/path/to/python"; \
	exit 1

$(RUN_STAMP): requirements.txt | $(BIN)/python
	@echo "Installing what Driftline needs; this takes a minute or two, once"
	$(PIP) -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	$(PIP) -r requirements/dev.txt
	@touch $@

$(BENCH_STAMP): requirements/benchmarks.txt $(RUN_STAMP)
	$(PIP) -r requirements/benchmarks.txt
	@touch $@

$(PEERS_STAMP): requirements/peers.txt | $(BIN)/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
		-r requirements/peers.txt
	@touch $@

peers: $(PEERS_STAMP)

$(FUZZ_STAMP): requirements/fuzz.txt $(RUN_STAMP)
	$(PIP) -r requirements/fuzz.txt
	@touch $@

# --- checks -------------------------------------------------------------------------

lint: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 0 analytics

# One file of tests stays with one worker, the browser's stay together: tests/conftest.py.
# `make test JOBS=8` has eight workers; each then calculates with one thread, not all.
JOBS   := 2
PYTEST := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/pytest

test: lint browser-note
	$(PYTEST) --cov --numprocesses $(JOBS) --dist loadfile

test-slow: $(DEV_STAMP) browser-note
	$(BIN)/pytest -m slow

browser-note:
	@for name in chromium chromium-browser google-chrome; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	echo "NOTE: no Chromium found, so the tests in tests/browser are left out." \
		"With CI=true they fail instead."

bench: $(BENCH_STAMP) $(PEERS_STAMP)
	$(BIN)/python -m benchmarks

# Half an hour unless told: make fuzz SECONDS=60
SECONDS := 1800
fuzz: $(FUZZ_STAMP)
	$(BIN)/python -m fuzz $(SECONDS)

screenshots: $(DEV_STAMP)
	$(BIN)/python -m scripts.screenshots

# --- locks --------------------------------------------------------------------------

# Pins stay as they are unless a list asks for another; UPGRADE=--upgrade renews them all.
lock: $(DEV_STAMP)
	$(COMPILE) $(UPGRADE) requirements/run.in -o requirements.txt
	$(COMPILE) $(UPGRADE) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) $(UPGRADE) requirements/benchmarks.in -o requirements/benchmarks.txt
	$(COMPILE) $(UPGRADE) requirements/peers.in -o requirements/peers.txt
	$(COMPILE) $(UPGRADE) requirements/fuzz.in -o requirements/fuzz.txt

# Is there a ready-built package for every pin, where we cannot try it? Installs nothing.
lock-check: $(DEV_STAMP)
	@for target in 3.11/x86_64-pc-windows-msvc 3.13/x86_64-pc-windows-msvc \
		3.14/x86_64-pc-windows-msvc 3.13/aarch64-apple-darwin \
		3.14/x86_64-unknown-linux-gnu; do \
		$(BIN)/uv pip install --quiet --dry-run --require-hashes --only-binary :all: \
			--python-version $${target%%/*} --python-platform $${target#*/} \
			--target $(VENV)/dry-run -r requirements.txt || exit 1; \
		echo "requirements.txt can be installed on $${target#*/} with Python $${target%%/*}"; \
	done

clean:
	rm -rf $(VENV) $(PEERS) data/demo artefacts benchmarks/work fuzz/work htmlcov .coverage .coverage.* \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

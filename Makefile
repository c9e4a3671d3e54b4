# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

SCREENS := node_modules/.ready
# Node.js comes with the locked Python packages, so that no machine needs its own.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup demo test check screens bench manifest openapi model lock

setup: $(STAMP)

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

$(SCREENS): package-lock.json $(STAMP)
	$(BIN)/npm ci --silent
	touch $(SCREENS)

demo: setup
	$(BIN)/handoff demo

test: check
	$(BIN)/pytest

check: setup screens
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

screens: $(SCREENS)
	$(BIN)/npm run --silent check

bench: setup
	$(BIN)/python bench/triage.py

manifest: setup
	$(BIN)/handoff manifest > manifest.json

openapi: setup
	$(BIN)/handoff openapi > docs/openapi.json

model: setup
	$(BIN)/python -m connector.triage.training

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

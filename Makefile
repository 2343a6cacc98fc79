# `make help` lists what there is. Every target makes .venv by itself, from a lock file whose hashes are checked.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input install -qq
LOCKED := --require-hashes --no-deps --only-binary :all:
ARGS ?=
# Name another interpreter with `make run PYTHON=/path/to/python3`.
PYTHON ?=
SUPPORTED := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench docs lock wheel clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.project ## serve the chat at http://127.0.0.1:7860 (ARGS="--port 8000")
	@$(PY) -m internbot serve $(ARGS)

test: $(VENV)/.dev ## run all tests (ARGS="-k name")
	@$(PY) -m pytest $(ARGS)

check: $(VENV)/.dev ## lint, formatting, types, generated documents, nothing that belongs to one machine
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) docs/generate.py --check
	@$(MACHINE_BOUND)

bench: $(VENV)/.dev ## run every benchmark, each with a time limit, and write docs/benchmarks.md (ARGS="rival streams")
	@$(PY) benchmarks/bench.py --document $(ARGS)

docs: $(VENV)/.dev ## write the documents that are generated from the code
	@$(PY) docs/generate.py

wheel: $(VENV)/.dev ## build dist/internbot-*.whl, which carries knowledge/
	@$(PY) -m pip --disable-pip-version-check wheel -q --no-deps --no-build-isolation -w dist .

COMPILE = $(VENV)/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --custom-compile-command "make lock" --quiet

lock: $(VENV)/.python ## raise the locked versions to the newest that pyproject.toml allows
	@$(PY) -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip --disable-pip-version-check install -qq uv
	@$(COMPILE) --upgrade --group build --output-file requirements.lock
	@$(COMPILE) --upgrade --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@git --no-pager diff --stat -- requirements.lock requirements-dev.lock

clean: ## remove .venv and caches (never the data folder)
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache

# Stamp files: each step is done again only when what it depends on is newer.

$(VENV)/.python:
	@found=; for candidate in $(or $(PYTHON),python3.11 python3.12 python3.13 python3); do \
	  if "$$candidate" -c '$(SUPPORTED)' >/dev/null 2>&1; then found="$$candidate"; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "internbot needs Python 3.11, 3.12 or 3.13 with its venv module, and found none." >&2; \
	  echo "Install one (Debian, Ubuntu: apt-get install python3 python3-venv) or name it: make run PYTHON=/path/to/python3" >&2; \
	  exit 1; fi; \
	"$$found" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: requirements.lock | $(VENV)/.python
	@echo "Installing what internbot needs into $(VENV) (about a minute, some 800 MB; once)"
	@$(PIP) $(LOCKED) -r requirements.lock
	@touch $@

# What is installed names this folder: after a move it is installed again.
.PHONY: .moved
$(VENV)/.project: pyproject.toml $(VENV)/.runtime $(shell [ "$$(cat $(VENV)/.project 2>/dev/null)" = "$(CURDIR)" ] || echo .moved)
	@$(PIP) --no-deps --no-build-isolation -e .
	@echo "$(CURDIR)" > $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.project
	@echo "Installing what the tests and checks need"
	@$(PIP) $(LOCKED) -r requirements-dev.lock
	@touch $@

# Committed files must install and run anywhere: no address of a package index, no path of one machine.
# The brackets keep the patterns from finding themselves.
MACHINE_PATTERN := [i]ndex-url|[p]ypi\.org|[p]ythonhosted\.|registry\.[n]pmjs|deb\.[d]ebian|(^|[^[:alnum:]_.~/-])/([h]ome|[r]oot|[U]sers|[w]ork)/
define MACHINE_BOUND
if git ls-files -z | xargs -0 grep -nIE '$(MACHINE_PATTERN)' -- ; then \
  echo "These lines name a package index or a path of one machine: take them out." >&2; exit 1; fi; \
if grep -nE '://|^--' requirements.lock requirements-dev.lock; then \
  echo "A lock file holds an address or an option: write it with make lock." >&2; exit 1; fi
endef

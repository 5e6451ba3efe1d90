# One word for every daily act; `make help` lists them. Needs Python 3.11 or later, make and git; uses uv where there is one.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp

# An environment made by uv has no pip in it, so without uv one is only good if pip is there.
ifneq ($(shell command -v uv 2>/dev/null),)
PROBE       := sys
NEW_VENV    := uv venv --quiet --clear --python '>=3.11' $(VENV)
INSTALL     := uv pip install --quiet --python $(BIN)/python
else
PROBE       := pip
NEW_VENV    := $(PYTHON) -m venv --clear $(VENV)
INSTALL     := $(BIN)/python -m pip install -qq --disable-pip-version-check
NEEDS_PYTHON = $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "sdtui needs Python 3.11 or later, and $(PYTHON) is not; name another: make run PYTHON=python3.13" >&2; exit 1; }
endif

.DEFAULT_GOAL := help
.PHONY: help run env test golden check check-format check-lint check-types check-imports format bench docs lock clean

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):.*  ## /  \1 /p' $(MAKEFILE_LIST) | while read -r name text; do printf '  %-16s%s\n' "$$name" "$$text"; done

# There is a demo company already, or it cannot be made: then the program says why.
run: $(STAMP)  ## start sdtui on the demo company; ARGS="..." goes to the program
	@test -n "$$SDTUI_DATABASE" || $(BIN)/sdtui init --demo 2>/dev/null || :
	@exec $(BIN)/sdtui $(ARGS)

env: $(STAMP)  ## make or refresh the environment in .venv
	@:

# The environment is refreshed in place, so a changed pin costs seconds; one whose Python is gone is made anew.
$(STAMP): pyproject.toml requirements.lock
	@$(or $(NEEDS_PYTHON),:)
	@echo 'Preparing the environment in $(VENV) ...' >&2
	@$(BIN)/python -c 'import $(PROBE)' 2>/dev/null || $(NEW_VENV)
	@$(INSTALL) -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

test: $(STAMP)  ## run the tests on all cores; ARGS="tests/kernel -k lock" runs some of them
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(ARGS)

golden: $(STAMP)  ## paint the golden pictures of all screens anew; read their diff before you commit it
	@$(BIN)/python -m pytest -q tests/screens/test_golden.py --renew-golden

check: check-format check-lint check-types check-imports  ## everything that reads the code without running it

check-format: $(STAMP)
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check .; exit 1; }

check-lint: $(STAMP)
	@$(BIN)/ruff check --quiet .

check-types: $(STAMP)
	@$(BIN)/basedpyright

check-imports: $(STAMP)
	@$(BIN)/lint-imports --no-logo

format: $(STAMP)  ## put the code into its one form, and repair what can be repaired without thought
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: $(STAMP)  ## measure what a clerk feels; ARGS="..." goes to the stopwatch
	@$(BIN)/python -m bench $(ARGS)

docs: $(STAMP)  ## draw the pictures and write the table of keys of the README anew
	@$(BIN)/python docs/make_keys.py
	@$(BIN)/python docs/make_pictures.py

# Universal, so that one file serves every platform; only uv can write it, pip and uv both read it.
lock:  ## resolve the dependencies anew (needs uv)
	@header=$$(head -1 requirements.lock) && { echo "$$header"; \
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-header --no-annotate --upgrade pyproject.toml; \
	} > requirements.lock.new && mv requirements.lock.new requirements.lock

clean:  ## remove the environment and everything that can be made again
	@rm -rf $(VENV) build dist .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

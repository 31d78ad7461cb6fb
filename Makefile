# `make audit` runs the main job on the seeds, `make test` the tests, `make check` everything else that must hold.
# The tests of the engine spark need Java; where it is, PySpark is installed too.
# Each sets up its own virtual environment in .venv first; Python 3.11 or later is all that has to be there.

PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= test$(if $(shell command -v java),$(COMMA)spark)
COMMA := ,
BIN := $(VENV)/bin

.PHONY: audit test check docs format clean

audit: $(VENV)/run.installed
	$(BIN)/provenance audit seeds --out audit --fail-on never

test: $(VENV)/test.installed
	$(BIN)/python -m pytest

check: $(VENV)/dev.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/provenance catalog check
	$(BIN)/python docs/generate.py --check

docs: $(VENV)/dev.installed
	$(BIN)/python docs/generate.py

format: $(VENV)/dev.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/run.installed: pyproject.toml hatch_build.py $(wildcard provenance/kernels/*.pyx provenance/kernels/*.px[di]) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/test.installed: pyproject.toml hatch_build.py $(wildcard provenance/kernels/*.pyx provenance/kernels/*.px[di]) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	touch $@

$(VENV)/dev.installed: pyproject.toml hatch_build.py $(wildcard provenance/kernels/*.pyx provenance/kernels/*.px[di]) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) audit build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

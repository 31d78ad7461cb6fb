# `make audit` runs the main job on the seeds, `make test` the tests, `make check` everything else that must hold.
# The tests of the engine spark need Java; where it is, PySpark is installed too.
# Each sets up its own virtual environment in .venv first; Python 3.11 or later is all that has to be there.

PYTHON ?= python3
VENV ?= .venv
EXTRAS ?= test$(if $(shell command -v java),$(COMMA)spark)
COMMA := ,
BIN := $(VENV)/bin

.PHONY: audit test check sanitize docs format clean

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

# The kernels once more, in a copy of the package, compiled so that reading or writing beside an array ends the tests.
sanitize: $(VENV)/dev.installed
	rm -rf build/sanitized && mkdir -p build/sanitized
	cp -r hatch_build.py pyproject.toml provenance schemas seeds tests build/sanitized
	rm -f build/sanitized/provenance/kernels/*.so
	cd build/sanitized && PROVENANCE_SANITIZE=1 $(abspath $(BIN))/python hatch_build.py
	cd build/sanitized && LD_PRELOAD="$$($(CC) -print-file-name=libasan.so) $$($(CC) -print-file-name=libubsan.so)" \
	  ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1 PYTHONMALLOC=malloc $(abspath $(BIN))/python -m pytest tests/kernels tests/malformed

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

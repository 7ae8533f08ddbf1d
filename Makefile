# make demo  lints the sample reports;  make test  runs every check. Each sets up what it needs in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test bench clean

demo: $(VENV)/installed
	$(BIN)/fazhi-lint check --isolated --fail-on never seeds

test: $(VENV)/installed-for-development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: $(VENV)/installed-for-development
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/throughput.py

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(PIP) --editable .
	touch $@

$(VENV)/installed-for-development: $(VENV)/bin/python pyproject.toml
	$(PIP) --editable '.[dev]'
	touch $@ $(VENV)/installed

# make run: set up and do the main job on corpus/.   make test: set up and run all checks.
# Both work from nothing on Debian or Ubuntu with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test clean

run: $(VENV)/core
	$(BIN)/rujuk run corpus/ --out output/

test: $(VENV)/all
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/rujuk rules check
	$(BIN)/rujuk evaluate corpus/gold/facts.jsonl --records corpus/gold/records.jsonl --floors tests/floors.json
	$(BIN)/python -m pytest

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "rujuk needs Python 3.11 or newer (set PYTHON=...)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "installing Debian's python3-venv"; \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); $$sudo apt-get update -qq && $$sudo apt-get install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e .
	touch $@

$(VENV)/all: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e '.[web,spark,dev]'
	touch $@ $(VENV)/core

clean:
	rm -rf $(VENV) output/.rujuk

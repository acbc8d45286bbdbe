# make run: set up and do the main job on corpus/.   make test: set up and run all checks.
# make quick: the checks and the quick tests, at each change.
# make fuzz: two minutes of hostile inputs (SECONDS=3600 SEED=7 for longer, with others).
# make audit: whether the pinned packages have known faults (asks the package index's database; needs a network).
# make fast: a second environment, .venv-fast, whose rujuk has its two costly stages compiled (needs a C compiler and
# Python's headers; takes four minutes). Same results, more articles a second.
# All work from nothing on Debian or Ubuntu with Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
FAST := .venv-fast
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

# Tests run two at a time; whoever is done first takes over of the other. Spark and the browser each keep a process that
# is slow to start, so their files stay whole, and come last.
SLOW_STARTERS := spark or browser
SIDE_BY_SIDE = $(BIN)/python -m pytest -n 2 --dist worksteal
LONG := tests/system tests/jobs tests/engines tests/ner

.PHONY: run test quick fuzz audit fast docs pictures clean

run: $(VENV)/core
	$(BIN)/rujuk run corpus/ --out output/

test: $(VENV)/all
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/rujuk rules check
	$(BIN)/rujuk evaluate corpus/gold/facts.jsonl --records corpus/gold/records.jsonl --floors tests/floors.json
	$(SIDE_BY_SIDE) -m "not ($(SLOW_STARTERS))"
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "$(SLOW_STARTERS)"

# What to run at each change: the checks, and the tests that need no Java, no browser, no second process and little time.
quick: $(VENV)/all
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/rujuk rules check
	$(SIDE_BY_SIDE) $(addprefix --ignore ,$(LONG)) -m "not ($(SLOW_STARTERS) or slow)"

SECONDS ?= 120
SEED ?= 1
fuzz: $(VENV)/all
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --seed $(SEED)

audit: $(VENV)/bin/python
	$(BIN)/python -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	build/audit/bin/python -m pip_audit --strict --no-deps --disable-pip -r constraints.txt

# The documentation as a site, in build/site; broken links fail. To read it: python3 -m http.server -d build/site
docs: $(VENV)/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet

# What the documentation shows of output/: pictures of the desk (needs chromium), and what commands print in the README.
pictures: $(VENV)/all
	$(BIN)/python -m tests.printed
	RUJUK_SCREENSHOTS=docs/pictures $(BIN)/python -m pytest tests/web/test_pictures.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "rujuk needs Python 3.11 or newer (set PYTHON=...)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "installing Debian's python3-venv"; \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); $$sudo apt-get update -qq && $$sudo apt-get install -y -qq python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/core: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e .
	touch $@

$(VENV)/all: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e '.[spark,dev]'
	touch $@ $(VENV)/core

$(VENV)/docs: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e '.[docs]'
	touch $@ $(VENV)/core

# From an archive of the sources: built in the tree, compiled modules would lie there and hide later changes. The flag
# lets the compiler call and inline the project's own functions directly: 2 % more articles a second.
fast: $(VENV)/bin/python
	rm -rf $(FAST) build/sources
	$(INSTALL) hatchling
	$(BIN)/python -m hatchling build -t sdist -d build/sources
	$(BIN)/python -m venv $(FAST)
	CFLAGS="$$CFLAGS -fno-semantic-interposition" HATCH_BUILD_HOOK_ENABLE_MYPYC=1 \
	  $(FAST)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt build/sources/rujuk-*.tar.gz

clean:
	rm -rf $(VENV) $(FAST) build output/.rujuk

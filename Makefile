# Two commands do everything: `make run` and `make test`. They need Python 3.11-3.14, make and a C compiler.
PYTHON ?= $(shell for v in 3.12 3.11 3.13 3.14; do python$$v -c '' 2>/dev/null && echo python$$v && break; done || echo python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LEDGER := sqlite:///build/jixiao.db
REPORTS := reports
WORKERS ?= 2

# durable-rules calls a function that Python 3.13 renamed; elsewhere the flag changes nothing that is used
export CPPFLAGS += $(shell $(PYTHON) -c 'import sys; print("-DPyEval_CallObject=PyObject_CallObject" if sys.version_info >= (3, 13) else "")')

.PHONY: run test coverage bare soak lint format docs docs-site docs-pictures lock wheel benchmarks clean

run: $(STAMP)
	@mkdir -p build
	$(BIN)/jixiao import declarations/2024.txt --year 2024 --db $(LEDGER)
	$(BIN)/jixiao record actuals/2024 --by 示例填报人 --db $(LEDGER)
	$(BIN)/jixiao score --db $(LEDGER)
	$(BIN)/jixiao report latest --db $(LEDGER) --out $(REPORTS)
	@echo "The reports are in $(CURDIR)/$(REPORTS): open $(CURDIR)/$(REPORTS)/index.html"

test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

# the tests, and each branch of the core that none of them takes, by file and line (the rooms are named in pyproject.toml)
coverage: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --cov --cov-fail-under=100

# both in a fresh clone, where there is no font, no office program, no browser and no PostgreSQL
bare:
	PYTHON=$(PYTHON) .ci/bare

# the long forms: two writers for a minute, 200 kills, 20,000 documents and 300,000 texts within bounds of time and memory;
# what is drawn at random is drawn anew each time
soak: $(STAMP)
	$(BIN)/python -m pytest -m soak --hypothesis-profile=soak

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# pages, help texts and parser tables that are made from the code; the tests check that they are up to date
docs: $(STAMP)
	$(BIN)/python -m tests.make_docs

# the handbook as pages that are read from a folder, without internet: docs/handbook/site/index.html
docs-site: $(STAMP)
	$(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[docs]'
	$(BIN)/python -m tests.make_site

# the handbook's pictures, from the sample; run after changing what documents or pages look like (needs Chromium, LibreOffice)
docs-pictures: $(STAMP)
	$(BIN)/python -m pip install --quiet --no-build-isolation --editable '.[docs]'
	$(BIN)/python -m tests.make_pictures

benchmarks: $(STAMP)
	$(BIN)/python -m pytest benchmarks -s

wheel: $(STAMP)
	$(BIN)/python -m build --wheel --no-isolation

# run after changing the dependencies; the lock names no index
lock: $(STAMP)
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--output-file requirements.lock pyproject.toml

$(STAMP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) build dist $(REPORTS) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# `make run` and `make test` are each enough on a fresh clone; `make help` lists the rest.

# Where the environment lies; the folder itself is always called .venv.
VENV ?= .venv
PORT ?= 8501
PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help run build test acceptance lock clean environment test-environment

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

run: build ## the explorer on http://localhost:8501 (PORT=... for another)
	$(PY) -m streamlit run app.py --server.port $(PORT)

build: environment ## the database, if it is absent or older than its sources
	$(PY) -m cdof_core build --if-needed

test: test-environment ## every check; goes on after a failure and reports all of them
	$(PY) .ci/check.py

acceptance: test-environment ## the long campaigns in full
	$(PY) .ci/check.py --acceptance

environment:
	@.ci/environment $(VENV) requirements.txt

test-environment:
	@.ci/environment $(VENV) requirements.txt requirements-dev.txt

lock: ## pin requirements*.in anew (UPGRADE=--upgrade moves the versions they leave open)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	.ci/environment "$$folder/venv" .ci/lock.txt && \
	for list in requirements requirements-dev; do \
	  "$$folder/venv/bin/uv" pip compile --universal --python-version 3.11 --quiet --no-header \
	    $(UPGRADE) --output-file $$list.txt $$list.in || exit 1; \
	done

clean: ## remove what can be made again (environment, database, caches); what users entered stays
	rm -rf $(VENV) data/cdof.duckdb data/cdof.duckdb.* test-results .hypothesis \
	  .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Two commands matter: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := build/demo

.PHONY: help setup demo test test-spark lint types unit bench generate pictures wheel lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## make the virtual environment

$(READY): pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint requirements-dev.lock --editable '.[all]' --group dev
	@touch $@

demo: $(READY) ## from the Moshi-style job log to a validated disclosure and its card
	$(BIN)/fullcount disclose datasets/moshi/sacct-synthetic.txt.gz \
	  --about datasets/moshi/about.yaml --mapping datasets/moshi/mapping.yaml \
	  --user-key demo --today 2026-11-21 --out $(DEMO) --force
	@echo "open $(DEMO)/footprint-synthetic.html"

test: lint types unit ## every check and every test

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	@command -v java >/dev/null || test -n "$$JAVA_HOME" || echo "no Java: the tests of Spark are skipped"
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || echo "no Chromium: the tests in a browser are skipped"
	$(BIN)/pytest -n 2 --dist loadgroup

test-spark: $(READY) ## the sums on a small Spark cluster of this machine; needs Java 17 or later
	$(BIN)/pytest -m spark tests/spark

bench: $(READY) ## ratios against peers, taken in one run
	-$(BIN)/python -m pip install --quiet --constraint requirements-dev.lock --group bench
	$(BIN)/python tests/benchmarks/run.py

generate: $(READY) ## rewrite what is derived: schema, typed view, catalogue, reference data
	$(BIN)/python schema/generate.py
	$(BIN)/python docs/generate.py

pictures: $(READY) demo ## the pictures of the README and the docs
	$(BIN)/python docs/pictures.py

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation

lock: $(READY) ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable --exclude fullcount > requirements-dev.lock

clean: ## remove everything that was made
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis

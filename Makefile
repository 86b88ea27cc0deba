SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-test test check lock clean

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
PY := .venv/bin/python

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: .venv/run.stamp  ## The environment in .venv, from locked packages

setup-test: .venv/dev.stamp  ## The environment with what tests and checks need

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "refnet needs Python 3.11, 3.12 or 3.13; install one, or name it: make setup PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	scripts/debian libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	scripts/link-package
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	scripts/debian chromium poppler-utils libnss3-tools
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

test: setup-test  ## All tests
	$(PY) -m pytest -n 2 --dist loadfile -q

check: setup-test  ## Everything else that the server checks
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	scripts/check-site

lock:  ## Resolve and lock the packages anew
	cd requirements && for set in run dev; do ../.venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
		--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $$set.txt $$set.in; done

clean:  ## Remove the environment and caches; data under var/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test test-serving prove bench check docs messages lock clean

PORT ?= 8000
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard refnet/locale/*/LC_MESSAGES/django.po))

setup: .venv/run.stamp $(CATALOGUES)  ## The environment in .venv, from locked packages
	@scripts/link-package

run: setup  ## The site with an invented network, at 127.0.0.1:8000 (PORT=8010 for another)
	@exec .venv/bin/refnet serve --demo --port $(PORT) --end-with-make

setup-test: .venv/dev.stamp $(CATALOGUES)  ## The environment with what tests and checks need
	@scripts/link-package

%.mo: %.po | .venv/run.stamp
	@$(PY) scripts/compile-messages $<

.venv/python.stamp:
	@scripts/venv $(PYTHON)
	@touch $@

.venv/run.stamp: requirements/run.txt | .venv/python.stamp
	@scripts/debian libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core \
		tesseract-ocr tesseract-ocr-script-latn tesseract-ocr-script-grek tesseract-ocr-script-cyrl
	@echo "Installing locked packages into .venv ..."
	@$(PIP) -r requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt $(wildcard tests/node/package-lock.json) .venv/run.stamp
	@scripts/debian chromium poppler-utils libnss3-tools
	@echo "Installing what tests need into .venv ..."
	@$(PIP) -r requirements/dev.txt
	@scripts/node-packages
	@touch $@

test: setup-test  ## All tests
	$(PY) -m pytest -n 2 --dist loadgroup --ignore tests/site/test_serving.py --ignore tests/site/test_killing.py

test-serving: setup-test  ## Starting, stopping and killing the site: timed in seconds, so alone on the machine
	$(PY) -m pytest tests/site/test_serving.py tests/site/test_killing.py

prove: setup-test  ## Proofs in full size, for hours; goes on where it was cut short (KILLS=20 for a few)
	@$(PY) -m tests.site.proving --kills $(or $(KILLS),200)

bench: setup  ## Speed and memory, as ratios of things done in turn (ARGS=--json for JSON)
	@$(PY) -m bench $(ARGS)

check: setup-test  ## Everything else that the server checks
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	scripts/check-site
	$(MAKE) --no-print-directory docs
	git diff --exit-code docs/reference

docs: setup-test  ## Write docs/reference/ anew, from the code
	scripts/write-reference

messages: setup-test  ## Bring the catalogues of translations in line with the code
	$(PY) scripts/messages

lock: setup-test  ## Resolve and lock the packages anew
	cd requirements && for set in run dev; do ../.venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
		--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o $$set.txt $$set.in || exit 1; done

clean:  ## Remove the environment and caches; data under var/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis tests/node/node_modules

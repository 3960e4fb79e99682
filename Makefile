# Centreline: `make run` starts it with demo data, `make test` passes the tests. Each does all of its own set-up.
SHELL := /bin/bash
.DEFAULT_GOAL := help
BASE_PYTHON := $(shell command -v python3.11 || command -v python3)
PYTHON := .venv/bin/python
SAY := @printf '\033[1;32m▸ %s\033[0m\n'
PORT ?= 8000

.PHONY: help setup run test check fmt bench docs screenshots clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

.venv/run.stamp: requirements/run.lock
	$(SAY) "Python environment (.venv)"
	@test -x $(PYTHON) || $(BASE_PYTHON) -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@touch $@

.venv/dev.stamp: requirements/dev.lock .venv/run.stamp
	$(SAY) "Tools for tests and checks"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json requirements/node.lock .venv/run.stamp
	$(SAY) "Front-end packages"
	@command -v npm >/dev/null || $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.lock
	@cd frontend && ../$(PYTHON) npm.py ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

frontend/static/dist/.stamp: frontend/node_modules/.stamp $(shell find frontend/src frontend/styles -type f) frontend/build.mjs
	$(SAY) "Scripts and styles"
	@cd frontend && ../$(PYTHON) npm.py run --silent build
	@touch $@

var/messages.stamp: $(shell find . -name django.po -not -path './.venv/*') .venv/run.stamp
	$(SAY) "Translations"
	@mkdir -p var && $(PYTHON) -m config.messages && touch $@

setup: .venv/run.stamp frontend/static/dist/.stamp var/messages.stamp ## everything the product needs, on this machine
	$(SAY) "Static files"
	@$(PYTHON) manage.py collectstatic --noinput --verbosity 0

run: setup ## start Centreline with demo data on http://localhost:8000
	$(SAY) "Database"
	@$(PYTHON) manage.py migrate --verbosity 0
	$(SAY) "Definitions that ship"
	@$(PYTHON) manage.py definitions load
	$(SAY) "Demo world"
	@$(PYTHON) manage.py demo
	@exec $(PYTHON) manage.py serve --port $(PORT)

test: setup .venv/dev.stamp ## every test there is
	@$(PYTHON) tests/run_all.py

check: setup .venv/dev.stamp ## static checks: style, types, layers, migrations, definitions
	$(SAY) "ruff"
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	$(SAY) "layers"
	@.venv/bin/lint-imports
	$(SAY) "types"
	@.venv/bin/pyright
	$(SAY) "front end"
	@cd frontend && ../$(PYTHON) npm.py run --silent check
	$(SAY) "Django, migrations, definitions"
	@$(PYTHON) manage.py check --fail-level WARNING
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@$(PYTHON) manage.py definitions check

fmt: .venv/dev.stamp ## format the code
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

bench: setup .venv/dev.stamp ## side-by-side measurements, printed as ratios
	@$(PYTHON) -m bench

docs: setup ## write the generated reference
	@$(PYTHON) manage.py reference

screenshots: setup .venv/dev.stamp ## every page at 390 and 1440 px, both languages, into docs/screenshots
	@$(PYTHON) -m tests.browser.screenshots

clean: ## remove what was built (never the data in var/)
	@rm -rf .venv frontend/node_modules frontend/static/dist staticfiles .pytest_cache .ruff_cache

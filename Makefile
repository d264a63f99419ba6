# `make run` and `make test` are all the set-up there is. Say `make help` for the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

bin := .venv/bin
# What follows `kiosk run`, such as: make run ARGS="--screen civil"
ARGS ?=
# What follows pytest, such as: make test TESTS="tests/site -x"
TESTS ?= -n auto

.PHONY: help run test lint bench fuzz soak lock schemas licences clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: ## set up what is missing, then show the demo site
	@.ci/prepare run
	@$(bin)/kiosk run $(ARGS) || [ $$? -eq 130 ] # Ctrl-C is how it ends

test: ## set up what is missing, then every check and every test
	@.ci/prepare test
	@$(MAKE) --no-print-directory lint
	$(bin)/pytest $(TESTS)

lint: ## style, types, the walls between the rooms, QML
	@.ci/prepare test
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	@.ci/lint-qml $(bin)

bench: ## measure against the bars; prints a table and writes build/bench.json
	@.ci/prepare bench
	@mkdir -p build
	$(bin)/python -m bench

soak: ## kills, cuts, damaged files and full disks over sync and publish, FAULTS=10000 of them
	@.ci/prepare test
	$(bin)/python -m tests.soak --faults $(or $(FAULTS),10000) $(ARGS)

fuzz: ## feeds and films broken in every way, for FOR=60 seconds; guided, where atheris is installed
	@.ci/prepare test
	$(bin)/python -m tests.fuzz --seconds $(or $(FOR),60) $(ARGS)

lock: ## newest versions that pyproject.toml allows, into the lock files
	@.ci/prepare test
	$(bin)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	  --group build --output-file requirements.lock pyproject.toml
	$(bin)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	  --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

schemas: ## the JSON Schemas that editors check the site's files with
	@.ci/prepare test
	$(bin)/python -m kiosk.site.schemas

licences: ## docs/licences.md, from what is installed
	@.ci/prepare test
	$(bin)/python docs/licences.py

clean: ## remove what was made, the data of sites excepted
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kiosk tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up and the everyday jobs. Only Python 3.11 or newer and make are needed.
#
#   make demo               Retold on the pages that ship with it, report in report.html
#   make demo PAGES=folder  the same on pages of yours
#   make test               linters, types and all tests
#   make check              linters and types alone
#   make format             let ruff rewrite the layout
#   make clean              remove what this file made

PYTHON ?= python3
PAGES ?=
REPORT ?= report.html
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.retold-ready

# Where the environment forbids bytecode, every start would compile all of Retold again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test check format clean
.DEFAULT_GOAL := demo

demo: $(READY)
ifeq ($(strip $(PAGES)),)
	@$(BIN)/retold demo --html "$(REPORT)"
else
	@$(BIN)/retold trace "$(PAGES)" --html "$(REPORT)" || [ $$? -eq 1 ]  # 1: some inputs were skipped
endif
	@echo "The report is in $(abspath $(REPORT)): open it in a browser."

# tests/conftest.py names the tests that were left out, and why; with RETOLD_REQUIRE_ALL=1
# a test that is left out fails.
test: check
	@$(BIN)/python -m pytest

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

# An old pip can't read the lock, so it only fetches uv, which then does the rest.
$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Retold needs Python 3.11 or newer; say make PYTHON=python3.12")'
	@echo "Setting up $(VENV) (once; it fetches some 500 MB of packages when none are cached) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"
	@env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=$(VENV) UV_HTTP_TIMEOUT=180 $(BIN)/uv sync --quiet --locked --inexact --compile-bytecode
	@touch $@

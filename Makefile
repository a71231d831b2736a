# Two commands do everything on a machine with Python 3.11+ and make: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_SIZES ?= 2000,10000,50000,100000

.PHONY: site test check serve golden picture bench clean
.DEFAULT_GOAL := site

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed; name one: make PYTHON=python3.12' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo 'cannot make an environment; on Debian: apt-get install python3-venv' >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

site: $(STAMP) ## Make the demo archive in site/
	$(BIN)/clipbook build
	@echo 'Look at it: open site/index.html, or run: make serve'

serve: $(STAMP) ## Serve the demo archive, rebuilt on every change
	$(BIN)/clipbook serve

test: $(STAMP) ## Run every test
	$(BIN)/python -m pytest

check: $(STAMP) ## All that a reviewer would run
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test
	$(BIN)/clipbook check --strict
	$(BIN)/clipbook build --strict

golden: $(STAMP) ## Write the golden output anew; look at the difference before committing it
	$(BIN)/python -m pytest tests/site/test_golden.py tests/exports/test_files.py --update-golden

picture: $(STAMP) ## Take the README's picture anew
	cd tests && ../$(BIN)/python -m support.picture

bench: $(STAMP) ## Measure builds and search beside those of others; takes hours, and some 40 GB in build/
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	cd tests && ../$(BIN)/python -m benchmarks --sizes $(BENCH_SIZES) $(BENCH_OPTIONS)

clean: ## Remove what was made
	rm -rf $(VENV) site dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .clipbook

# Everything a person or CI runs. `make check` is exactly what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SVOD := $(BIN)/svod
export OPENBLAS_NUM_THREADS = 1

.PHONY: demo test check format lint types packs gate gold offices docs screenshots lock bench assets clean

demo: $(VENV)/.installed   ## the whole way on the packaged sample
	$(SVOD) demo --out out/demo

test: $(VENV)/.dev         ## the tests
	$(BIN)/pytest -n 2

check: lint types packs gate test   ## what CI runs; the tests come last

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests eval bench tools
	$(BIN)/ruff check src tests eval bench tools

types: $(VENV)/.dev
	$(BIN)/mypy

packs: $(VENV)/.dev        ## language packs: rules and cases
	$(SVOD) pack check

gate: $(VENV)/.dev         ## quality figures against their floors
	$(BIN)/python eval/gate.py

gold: $(VENV)/.dev         ## score the annotated articles, where they are; ERRORS=50 lists mistakes
	$(BIN)/python eval/gate.py --set dev --errors $(or $(ERRORS),0)

offices: $(VENV)/.dev      ## office holders against articles, where they are: clashes and what is lacking
	$(BIN)/python eval/offices.py

docs: $(VENV)/.dev         ## pages made from the code: data dictionary, command line, limits
	$(BIN)/python -m svod.store.dictionary > docs/data-dictionary.md
	$(BIN)/python -m svod.present.cli_docs > docs/cli.md
	$(BIN)/python -m svod.packcheck > docs/limits.md
	$(BIN)/python tools/make_notebook.py

screenshots: $(VENV)/.dev ## pictures of the desk for its page, with Chromium
	$(BIN)/python tools/make_screenshots.py

bench: $(VENV)/.dev        ## speed: beside natasha and slovnet, how relating grows, a desk of ten thousand events, a pool, what scale costs
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/relate.py
	$(BIN)/python bench/desk.py
	$(BIN)/python bench/pool.py
	$(BIN)/python bench/scale.py

format: $(VENV)/.dev       ## make the code look as lint wants it
	$(BIN)/ruff check --fix src tests eval bench tools
	$(BIN)/ruff format src tests eval bench tools

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(PYTHON) tools/fetch_assets.py --soft
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

assets:                    ## by npm: the base map, which goes into the wheel and not into git, and axe for the tests
	$(PYTHON) tools/fetch_assets.py

lock: $(VENV)/.dev         ## pin again, for Python 3.11 to 3.13
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra build -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --extra build --extra dev -o requirements-dev.lock

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache

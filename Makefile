# Every target makes its own environment in .venv when it is missing or older than pyproject.toml.
PY ?= python3
BIN := .venv/bin
EXAMPLES := examples/hejixiang-2021.yaml examples/huaian-2024.yaml
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: fuzz oldest audit demo test fmt lint type docs bench accuracy golden templates check

demo: .venv/run.stamp          ## build the example reports into out/
	$(BIN)/govreport build $(EXAMPLES) -o out/
test: .venv/dev.stamp          ## run the test-suite
	$(BIN)/python -m pytest -n auto --dist loadfile

fmt: .venv/dev.stamp           ## format, and repair what can be repaired safely
	$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format .
lint: .venv/dev.stamp
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
type: .venv/dev.stamp
	$(BIN)/mypy && $(BIN)/pyright
docs: .venv/dev.stamp          ## are the generated pages up to date?
	$(BIN)/python docs/generate.py --check
check: lint type test docs     ## everything CI asks for

bench: .venv/dev.stamp         ## measure the Word engine beside others; writes docs/benchmarks.md
	$(BIN)/python benchmarks/run.py
accuracy: .venv/dev.stamp       ## how well are published reports read and checked? FOLDER= names them
	$(BIN)/python accuracy/reading.py $(FOLDER) --drawn --damaged 600 --misses
	$(BIN)/python accuracy/checking.py $(FOLDER) --misses
	$(BIN)/python accuracy/mutations.py $(FOLDER)
	$(BIN)/python accuracy/narrative.py $(FOLDER) --misses && $(BIN)/python accuracy/speed.py $(FOLDER)
golden: .venv/dev.stamp        ## rewrite tests/golden; review the diff
	$(BIN)/python -m pytest --update-golden
templates: .venv/dev.stamp     ## make templates/*.docx from the form classes
	$(BIN)/python -c "from pathlib import Path; from govreport.word.stock import write_templates; write_templates(Path('templates'))"

fuzz: .venv/dev.stamp           ## every harness of tests/fuzz for TIME seconds
	$(BIN)/python tests/fuzz/campaign.py all --seconds $(or $(TIME),1200)
oldest:                         ## the test-suite with the lowest versions pyproject.toml allows, in .oldest
	$(PY) -m venv --clear .oldest && .oldest/bin/pip install --quiet -c tests/oldest.txt --editable '.[dev,pdf]'
	.oldest/bin/python -m pytest -n auto --dist loadfile -p no:cacheprovider
audit: .venv/dev.stamp          ## known holes in what is installed, and in the lowest versions
	$(PY) -m venv .audit && .audit/bin/pip install --quiet pip-audit
	.audit/bin/pip-audit --strict --skip-editable --path "$$($(BIN)/python -c 'import site; print(*site.getsitepackages())')"
	.audit/bin/pip-audit --strict --no-deps --disable-pip --requirement tests/oldest.txt

.venv/dev.stamp: .venv/run.stamp
	$(PIP) --editable '.[dev]'
	@touch $@
.venv/run.stamp: $(BIN)/python pyproject.toml hatch_build.py
	$(PIP) --editable .
	@touch $@

$(BIN)/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "govreport needs Python 3.11 or newer. Install it, or name it: make PY=python3.12" >&2; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PY) cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PY) -m venv --clear .venv

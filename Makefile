# GNU make, for Linux and macOS. The README gives the same steps for Windows.
# Everything is installed once into .venv, from requirements.lock, every file checked against its hash;
# after that nothing here needs a network.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
BENCH_INSTALLED := .venv/installed-bench
FUZZ_INSTALLED := .venv/installed-fuzz
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := --require-hashes --only-binary :all:

# Stated here and in the design: these must be tested in every branch.
FULLY_TESTED := onestopshop/*.py,onestopshop/store/**,onestopshop/envelope/**,onestopshop/merge/**

.PHONY: help install run demo test check screens pages faults fuzz attack bench lock clean
.DELETE_ON_ERROR:

help:
	@echo "make demo      a whole drop-in day in the folder demo"
	@echo "make run       open the app"
	@echo "make test      all checks and tests"
	@echo "make check     only format, lint, types and imports"
	@echo "make screens   take the README's pictures again"
	@echo "make pages     every report in every form as pictures, in the folder pages"
	@echo "make faults    long form: power cuts, pulled sticks, failing calls, histories of a network"
	@echo "make fuzz      long form: files nobody should trust (Linux: guided inputs too)"
	@echo "make attack    long form: work out what reports hide"
	@echo "make bench     measure speed against bare libraries"
	@echo "make lock      choose newer dependencies and lock them"
	@echo "make clean     remove .venv and what tools left behind"

# Without a screen, windows are drawn in memory.
ifeq ($(shell uname -s)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
demo test screens faults fuzz attack bench: export QT_QPA_PLATFORM ?= offscreen
endif

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "One Stop Shop needs Python 3.11 or newer, and $(PYTHON) was not found. Install Python, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "One Stop Shop needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name a newer one: make PYTHON=/path/to/python3")'
	"$(PYTHON)" -m venv --clear .venv
	$(PIP_INSTALL) $(LOCKED) --requirement requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(BENCH_INSTALLED): requirements-bench.lock $(INSTALLED)
	$(PIP_INSTALL) $(LOCKED) --no-deps --requirement requirements-bench.lock
	@touch $@

$(FUZZ_INSTALLED): requirements-fuzz.lock $(INSTALLED)
	$(PIP_INSTALL) $(LOCKED) --no-deps --requirement requirements-fuzz.lock
	@touch $@

.PHONY: system-libraries
system-libraries: $(INSTALLED)
	@$(BIN)/python packaging/system_libraries.py

run: system-libraries
	$(BIN)/onestopshop

demo: system-libraries
	rm -rf demo
	$(BIN)/onestopshop demo demo

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check system-libraries
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --cov --cov-report=
	$(BIN)/coverage report --fail-under=100 --include='$(FULLY_TESTED)'

screens: system-libraries
	$(BIN)/python -m tests.screens docs/pictures

pages: $(INSTALLED)
	$(BIN)/python -m tests.gallery pages

faults: system-libraries
	$(BIN)/python -m pytest -m slow tests/faults

fuzz: system-libraries $(FUZZ_INSTALLED)
	$(BIN)/python -m pytest -m slow --hypothesis-profile=long tests/fuzz

attack: system-libraries
	$(BIN)/python -m pytest -s -m slow tests/reports/attacker

bench: system-libraries $(BENCH_INSTALLED)
	$(BIN)/python -m tests.bench

# What pip-tools leaves out on Linux is named here: colorama (click and pytest need it on Windows), tzdata
# (pandas needs it there), and what builds the editable install. docs/decisions/0001-fonts-and-lock.md says why.
PIP_COMPILE := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --no-annotate

lock: $(INSTALLED)
	$(PIP_INSTALL) pip-tools
	printf 'colorama\nsetuptools>=70\n' | $(PIP_COMPILE) --extra test --output-file requirements.lock pyproject.toml -
	sed -i.old 's/^colorama==[^ ]*/& ; sys_platform == "win32"/' requirements.lock
	printf 'pandas>=2.3\ntzdata\n' | $(PIP_COMPILE) --constraint requirements.lock --output-file requirements-bench.lock -
	printf 'atheris>=3\n' | $(PIP_COMPILE) --output-file requirements-fuzz.lock -
	sed -i.old 's/^atheris==[^ ]*/& ; sys_platform == "linux" and platform_machine == "x86_64" and python_version < "3.14"/' requirements-fuzz.lock
	rm -f requirements.lock.old requirements-fuzz.lock.old

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage

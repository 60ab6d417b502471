# Every target sets up what is missing (a moment when nothing is) and calls one command.
PYTHON ?= python3
BIN = .venv/bin

help:  ## print this help
	@sed -n 's/^\([a-z]*:\)  *## /  make \1 /p' Makefile
run:  ## open Glossator; without a display: the tour, off screen, into build/tour
	@$(PYTHON) setup run
test:  ## run every test, off screen, on two cores
	@$(PYTHON) setup && QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal
check:  ## look at format, lint, types and layers
	@$(PYTHON) setup && $(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports
bench:  ## measure speed as ratios to plain baselines
	@$(PYTHON) setup && $(BIN)/python benchmarks
shots:  ## take the pictures of the window anew
	@$(PYTHON) setup shots
wheel:  ## build the wheel into dist/
	@$(PYTHON) setup && $(BIN)/python -m build --wheel --no-isolation --outdir dist

.PHONY: help run test check bench shots wheel

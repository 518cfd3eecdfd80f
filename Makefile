# From a bare clone, with nothing but Python 3.11 or newer and make.
# Each environment is made from its own pins, and again when they change.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SERVERS := .servers/synapse/made .servers/postgres/made
# Losing one of these would lose or double somebody's message, or show it to the wrong people.
PROVED := */runtime/inbox*,*/runtime/outbox*,*/domain/roles*,*/domain/visibility*,*/domain/rhythm/cadence*
POT := ci_bot/locale/ci_bot.pot

# Where Python is told to keep no bytecode, each of the many processes that tests start would
# compile the whole bot anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test servers compiled faults lint messages reference samples python
.SECONDARY:

demo: .venv/made  ## One whole week as a transcript
	@.venv/bin/ci-bot demo --text $(ARGS)

test: .venv/made $(SERVERS)  ## All tests; with ARGS only some, and no demand on coverage
ifdef ARGS
	.venv/bin/pytest $(ARGS)
else
	.venv/bin/pytest --numprocesses=3 --dist=worksteal --cov --cov-report=
	.venv/bin/coverage report --fail-under=95 --format=total
	.venv/bin/coverage report --fail-under=100 --show-missing --include='$(PROVED)'
endif

servers: $(SERVERS)  ## The homeserver and the database of the tests

compiled: .venv/made  ## The bytecode of all tests, which each of their workers would make anew
	.venv/bin/pytest --collect-only -qq > .pytest-collected || { cat .pytest-collected; exit 1; }
	@rm .pytest-collected

# Of both, `make test` has a sample.
faults: .venv/made $(SERVERS)  ## Killed five times at each named point; eight weeks over real adapters
	CI_BOT_TEST_KILLS=5 CI_BOT_TEST_WEEKS=8 .venv/bin/pytest \
		tests/faults tests/scenarios/test_cee_hub_on_servers.py $(ARGS)

lint: .venv/made  ## Style, types, and who may import whom
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

messages: .venv/made  ## Gather new sentences into the catalogues
	.venv/bin/pybabel --quiet extract --mapping-file pyproject.toml --output-file $(POT) \
		--omit-header --add-location file --sort-output .
	@set -e; for language in $(basename $(notdir $(wildcard ci_bot/locale/*.po))); do \
		.venv/bin/pybabel --quiet update --input-file $(POT) --locale $$language \
			--output-file ci_bot/locale/$$language.po \
			--ignore-pot-creation-date --no-fuzzy-matching --ignore-obsolete; done

reference: .venv/made  ## Write the reference anew from the code
	.venv/bin/python -m tests.project.reference

samples: .venv/made  ## Write anew what is made from the code
	.venv/bin/ci-bot config sample --on secrets --on matrix > config/ci-bot.toml
	.venv/bin/ci-bot demo --text > docs/week.txt
	.venv/bin/python -m tests.project.pictures
	.venv/bin/python -m tests.project.manifest_sample

.venv/made: pyproject.toml constraints.txt | python
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		.venv/bin/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.servers/%/made: tests/servers/%-constraints.txt | python
	@test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

python:
	@test -n "$(PYTHON)" || { echo "ci-bot needs Python 3.11 or newer on the PATH, or named: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ci-bot needs Python 3.11 or newer; $(PYTHON) is older" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) lacks its venv or pip module: install them (Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }

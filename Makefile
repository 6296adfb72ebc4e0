# Every command of the house. `make` alone lists them.

.DEFAULT_GOAL := help
.PHONY: help setup demo serve check quick test test-all format messages migrations lock postgres-test clean

# Lists the commands.
help:
	@awk '/^# /{text=substr($$0,3)} /^[a-z-]+:/{sub(":.*","",$$1); if (text) printf "  %-14s %s\n", $$1, text; text=""}' Makefile

# Builds what is missing: packages, design system, translations.
setup:
	@./dev setup

# Serves the demo municipality on PORT (8000).
demo:
	@./dev demo

# Serves the application with debug pages.
serve:
	@./dev serve

# All that CI does: lint, types, contracts, templates, translations, migrations, tests on both databases.
check:
	@./dev test

# Lint, types, contracts, engine and rule tests, in under a minute.
quick:
	@./dev check

# The tests without the slow ones and the browser, on SQLite.
test: setup
	@.venv/bin/pytest -q -n 2 -m "not slow and not browser"

# All tests on SQLite.
test-all: setup
	@.venv/bin/pytest -q -n 2

# All tests on a private PostgreSQL.
postgres-test: setup
	@.venv/bin/python -m tests.support.postgres .venv/bin/pytest -q -n 2

# Formats code and templates and mends what the linter can mend.
format: setup
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .
	@git ls-files -co --exclude-standard 'src/*.html' | xargs -r .venv/bin/djade --target-version 5.2

# Collects new texts into the English catalogue.
messages: setup
	@.venv/bin/python -m tools.messages

# Makes the migrations that the models need; name them with NAME=what_it_does.
migrations: setup
	@./dev helevejen makemigrations --name $(NAME)

# Writes the locks anew from pyproject.toml and package.json.
lock: setup
	@.venv/bin/python -m tools.lock

# Removes what was built; the data folder stays.
clean:
	@rm -rf .venv node_modules var/node var/assets.stamp src/helevejen/web/shared/static/dkfds

# Two commands matter: `make run` and `make test`. The work is done by deploy/*.sh.
.DEFAULT_GOAL := help
.PHONY: help run test bench lint env

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: ## install, prepare and start the portal (PORT=8000, DATABASE_URL=…, REDIS_URL=…)
	@exec sh deploy/run.sh

test: ## lint, types, import contracts and the whole suite on every database at hand
	@exec sh deploy/test.sh

bench: ## measure what must stay fast
	@exec sh deploy/bench.sh

lint: ## the quick checks of `make test`: lint, format, types, import contracts
	@exec sh deploy/lint.sh

env: ## write .env with fresh secrets for docker-compose.yml
	@exec sh deploy/new_env.sh

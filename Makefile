.DEFAULT_GOAL := help
.PHONY: help run test check format

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: ## Build and start the whole demonstration: server, two apps, an API
	@echo "Building (the first time takes a minute or two)..." && mvn -q -ntp -DskipTests package && exec java demo-client/Demonstration.java

test: ## Run every test, browser journeys included
	mvn -ntp verify

check: ## Format check, warnings as errors, null checks, structure rules, all tests
	mvn -ntp clean verify

format: ## Format the sources
	mvn -q -ntp spring-javaformat:apply

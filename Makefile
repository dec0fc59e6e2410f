# The verbs of this project. `make` alone prints them. Every verb finds a JDK 25 by itself.
SHELL := /bin/sh
# Of one length in every clone.
BUILD := $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo none)
MVN := sh scripts/maven.sh -Dcarillon.build=$(BUILD)

.PHONY: help run build test one check soak bench bench-peers fmt lint lock clean

help:
	@echo 'make run     build, start the server with the demo and show executions happening'
	@echo 'make build   make bin/carillon'
	@echo 'make test    run every test but the long ones'
	@echo 'make one     one test: T=Class or T=Class#method, and what it needs compiled'
	@echo 'make check   compile, lint and test schedule, core and engine: no servers, no processes'
	@echo 'make soak    the long tests: many seeds, random kills for minutes'
	@echo 'make bench   measure speed and write benchmarks/results/; CASES="create drift" for some'
	@echo 'make bench-peers   the same work on other schedulers, side by side'
	@echo 'make fmt     format the code'
	@echo 'make lint    formatter, Error Prone and NullAway, without tests'
	@echo 'make lock    write dependencies.lock anew, after a version has changed'
	@echo 'make clean   remove what was built'

run: build
	@bash examples/run.sh

build:
	@$(MVN) -q -Dmaven.test.skip=true package -pl server,examples$(ALSO) -am
	@sh scripts/install-launcher.sh
	@sh scripts/aot-cache.sh
	@echo 'built: bin/carillon serve'

test:
	@sh scripts/test-tools.sh
	@$(MVN) -T 2 verify
	@sh scripts/reproduce.sh $(BUILD)

one:
	@class='$(T)'; class=$${class%%#*}; \
	module=$$(find . -path '*/src/test/java/*' -name "$$class.java" | cut -d/ -f2); \
	test -n "$$module" || { echo "there is no test '$$class': make one T=Class[#method]" >&2; exit 2; }; \
	$(MVN) test -pl "$$module" -am -Dcarillon.vitest.skip=true -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest='$(T)'

check:
	@$(MVN) -q verify -pl schedule,core,engine -am

soak:
	@sh scripts/soak.sh

# What else the build packages, in the same go: the AOT cache is of the jars as they are then.
bench: ALSO := ,benchmarks
bench: build
	@bash benchmarks/run.sh $(CASES)

bench-peers: ALSO := ,benchmarks-peers
bench-peers: build
	@bash benchmarks-peers/run.sh $(PEERS)

fmt:
	@$(MVN) -q spotless:apply

lint:
	@$(MVN) -q -DskipTests verify

# All that any verb resolves, from nothing; one test, as its runner is resolved when there is one to run.
lock:
	@$(MVN) -q -Dcarillon.lock=write clean verify \
	  -Dtest=InstantScheduleTest -Dsurefire.failIfNoSpecifiedTests=false

clean:
	@$(MVN) -q clean
	@rm -rf bin

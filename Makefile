# Everything one does with Headroom. Each target first sets up what it needs (tools/setup.sh), on a
# machine that has only Rust (rustup) and Node.js, and nothing twice.

# Where the build tools live; name another folder to share them between checkouts.
TOOLS ?= $(CURDIR)/.tools
# The address of the development server.
PORT ?= 8080
# As fast as on the site; empty for quicker rebuilds of a slower page.
PROFILE ?= $(SITE)
# Opens a browser where there is a screen to show it on.
OPEN ?= $(if $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname))),--open)

WASM := --target wasm32-unknown-unknown
CARGO_HOME ?= $(HOME)/.cargo

override TOOLS := $(abspath $(TOOLS))
export TOOLS
export PATH := $(TOOLS)/bin:$(PATH)
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

# Panic messages carry the paths of the sources: not those of whoever built the site.
REMAP := --remap-path-prefix=$(CARGO_HOME)/registry/src=crates --remap-path-prefix=$(CURDIR)=headroom
# Views are compiled once for all their types: a third less for a visitor to load.
ERASE := --cfg=erase_components
SITE := --release --cargo-profile site

.PHONY: serve build
# Runs side by side, two numbers an instruction: every browser of the last years has these.
SIMD := -C target-feature=+simd128
serve build: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = $(REMAP) $(ERASE) $(SIMD)
serve: setup-build ## the page on this machine, rebuilt whenever a file changes
	trunk serve $(PROFILE) --dist target/serve --port $(PORT) $(OPEN)
build: setup-build ## the site for any web server or folder of one, into dist/
	trunk build $(SITE)

.PHONY: test
test: setup-all check-format check-lints check-docs test-native test-workbook test-web test-site ## every check and test, as the repository's workflow runs them

.PHONY: bench
bench: setup-build setup-browser ## how fast the model and the page are
	bench/run

.PHONY: check-format
check-format: setup-build
	cargo fmt --check

.PHONY: check-lints
check-lints: setup-build ## the compiler's and clippy's warnings, which are errors
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked $(WASM) --all-targets -- -D warnings
	cargo clippy --locked $(WASM) --bin engine --no-default-features -- -D warnings
	cargo clippy --locked $(WASM) --bin studio --no-default-features --features studio -- -D warnings
	cargo clippy --locked $(WASM) --bin workbook --no-default-features --features workbook -- -D warnings

.PHONY: check-docs
check-docs: setup-build
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --lib --document-private-items
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --lib --document-private-items $(WASM)

.PHONY: test-native
test-native: setup-build ## the tests that need no browser
	cargo test --locked

.PHONY: test-workbook
test-workbook: setup-build setup-office ## the workbook recalculated by LibreOffice
	cargo test --locked --test native -- --ignored workbook_office

.PHONY: test-web
# Two numbers an instruction, as the site is built, and without the page's components, which none of these asks for.
test-web: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = $(SIMD)
test-web: setup-build setup-browser ## the tests of the library inside a browser
	CHROMEDRIVER="$$(command -v chromedriver)" cargo test --locked $(WASM) --no-default-features --test web

.PHONY: test-site
# With the native tests Cargo builds the command line that they call.
test-site: build setup-browser ## the tests of the built site, in a browser, and against the native program
	cargo test --locked --test native --no-run
	node --test --test-concurrency=1 --test-reporter=spec "tests/e2e/"

# At once, because its parts are installed side by side.
.PHONY: setup-all
setup-all:
	@tools/setup.sh build browser office

.PHONY: setup-build setup-browser setup-office
setup-build setup-browser setup-office: setup-%:
	@tools/setup.sh $*

.PHONY: clean
clean: ## removes what was built, keeps the tools
	rm -rf target dist tests/e2e/output

#!/usr/bin/env bash
# Installs what a build or a test needs, inside the project, and nothing twice.
#
#   tools/setup.sh build    the compiler's wasm target, Trunk, wasm-bindgen, wasm-opt, esbuild, Zstandard
#   tools/setup.sh browser  Chromium and its driver, the node packages of tests/e2e
#   tools/setup.sh office   LibreOffice Calc, which recalculates the workbook
#
# What does not wait for one another is installed side by side: compiling leaves a processor idle
# where one crate is all there is to do, and packages mostly wait for the network.
#
# TOOLS names the folder to install into (default: .tools). Versions are read from where they are
# declared: rust-toolchain.toml, Trunk.toml, Cargo.lock, tests/e2e/package-lock.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
TOOLS=${TOOLS:-$PWD/.tools}
# What tools/shrink.mjs uses, and what unpacks in the browser.
ESBUILD=0.28.2
ZSTD=1.12.5
FZSTD=0.1.1
mkdir -p "$TOOLS/stamps"

say() { printf 'set-up: %s\n' "$*" >&2; }
fail() { printf 'set-up: error: %s\n' "$*" >&2; exit 1; }

# The first quoted value of a key in a TOML file.
toml() { sed -n "s/^$2 *= *\"[=^]*\([^\"]*\)\".*/\1/p" "$1" | head -n 1; }

# The version of a package in Cargo.lock.
locked() { sed -n "/^name = \"$1\"\$/{n;s/^version = \"\(.*\)\"/\1/p}" Cargo.lock; }

# once NAME VERSION COMMAND… runs the command unless this very version has been installed.
once() {
    local stamp=$TOOLS/stamps/$1-$2
    [[ -e $stamp ]] && return
    say "installing $1 $2"
    "${@:3}" || fail "$1 $2 could not be installed: see the lines above"
    rm -f "$TOOLS/stamps/$1"-*
    touch "$stamp"
}

# Runs each of some functions in a shell of its own, all at the same time, and fails if one did.
# Each has said why by then.
side_by_side() {
    local job jobs=() failed=0
    for job; do
        "$job" & jobs+=($!)
    done
    for job in "${jobs[@]}"; do
        wait "$job" || failed=1
    done
    return "$failed"
}
# Shells in the background do not hear an interrupt: nothing is to go on installing after one.
trap 'trap - INT TERM; kill 0' INT TERM

# Installs a tool written in Rust. Tools are built unoptimised: they run as fast as needed, and
# the build takes a quarter of the time.
cargo_tool() {
    local target=$TOOLS/target/$1
    (
        # Outside the project, whose own compiler flags are not meant for tools.
        cd "$TOOLS"
        RUSTUP_TOOLCHAIN=$(toml "$OLDPWD/rust-toolchain.toml" channel) \
        CARGO_TARGET_DIR=$target \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_DEBUG=0 \
            cargo install --quiet --force --root "$TOOLS" "$@"
    ) || return
    # What it was built from is not needed again.
    rm -rf "$target"
}

# The compiler of rust-toolchain.toml with its parts; asked for explicitly, because rustup may be
# set not to install by itself.
rust() {
    command -v rustup >/dev/null || fail "rustup is missing: install it from https://rustup.rs"
    local channel parts
    channel=$(toml rust-toolchain.toml channel)
    parts=$(rustup toolchain list; rustup "+$channel" component list --installed 2>/dev/null || true)
    if ! grep -q "^$channel" <<<"$parts" || ! grep -q '^clippy' <<<"$parts" \
        || ! grep -q '^rustfmt' <<<"$parts" || ! grep -q '^rust-std-wasm32' <<<"$parts"; then
        say "installing Rust $channel"
        rustup toolchain install "$channel" --profile minimal --no-self-update \
            --component clippy,rustfmt --target wasm32-unknown-unknown \
            || fail "Rust $channel could not be installed: see the lines above"
    fi
}

wasm_opt() {
    npm install --loglevel=error --no-audit --no-fund --prefix "$TOOLS" "binaryen@$1.0.0" || return
    ln -sf "../node_modules/.bin/wasm-opt" "$TOOLS/bin/wasm-opt"
}

shrink() {
    npm install --loglevel=error --no-audit --no-fund --prefix "$TOOLS" \
        "esbuild@$ESBUILD" "@hpcc-js/wasm-zstd@$ZSTD" "fzstd@$FZSTD" || return
    ln -sf "../node_modules/.bin/esbuild" "$TOOLS/bin/esbuild"
}

node_there() {
    command -v npm >/dev/null || fail "Node.js 20 or newer is missing: install it with its npm"
}

# Both write into one folder of packages, so they take turns.
node_tools() {
    local binaryen
    binaryen=$(toml Trunk.toml wasm_opt)
    once wasm-opt "${binaryen#version_}" wasm_opt "${binaryen#version_}"
    once shrink "$ESBUILD-$ZSTD-$FZSTD" shrink
}

# Trunk builds offline.
crates() {
    cargo fetch --quiet --locked || fail "the crates of Cargo.lock could not be fetched: see the lines above"
}

# The crate ships no lock file that resolves, so its dependencies are the newest that fit.
wasm_bindgen() {
    once wasm-bindgen "$(locked wasm-bindgen)" \
        cargo_tool wasm-bindgen-cli --version "$(locked wasm-bindgen)"
}

# Without its default features Trunk cannot download tools or update itself: it is not to.
trunk() {
    once trunk "$(toml Trunk.toml trunk-version)" \
        cargo_tool trunk --locked --no-default-features --version "$(toml Trunk.toml trunk-version)"
}

build() {
    rust
    node_there
    mkdir -p "$TOOLS/bin"
    side_by_side node_tools crates wasm_bindgen trunk
}

# Whether packages of the system can be installed, and how.
can_package() { [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; }
package() {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq --no-install-recommends "$@" >/dev/null
}

# Chromium without its windows, which not every system has as a package.
headless_shell() {
    package chromium-headless-shell \
        || say "no chromium-headless-shell to be had: the tests take Chromium, and a quarter longer"
}

browser() {
    node_there
    # The browser by the names that systems give it, as in tests/e2e/harness.mjs.
    if ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null \
        || ! command -v chromedriver >/dev/null; then
        can_package || fail "the tests need Chromium and its driver: sudo apt-get install chromium chromium-driver"
        say "installing Chromium and its driver"
        package chromium chromium-driver || fail "Chromium could not be installed: see the lines above"
    fi
    if ! command -v chromium-headless-shell >/dev/null && can_package; then
        once chromium-headless-shell packaged headless_shell
    fi
    local lock=tests/e2e/package-lock.json
    if ! cmp -s "$lock" tests/e2e/node_modules/.installed; then
        say "installing the node packages of tests/e2e"
        npm ci --loglevel=error --no-audit --no-fund --prefix tests/e2e \
            || fail "the node packages could not be installed: see the lines above"
        cp "$lock" tests/e2e/node_modules/.installed
    fi
}

office() {
    command -v soffice >/dev/null && return
    can_package || fail "the test of the workbook needs LibreOffice: sudo apt-get install --no-install-recommends libreoffice-calc"
    say "installing LibreOffice Calc"
    package libreoffice-calc || fail "LibreOffice could not be installed: see the lines above"
}

(( $# )) || fail "name what to set up: build, browser or office"
compiled=() packaged=()
for part; do
    case $part in
        build) compiled=(build) ;;
        browser | office) packaged+=("$part") ;;
        *) fail "unknown part '$part': build, browser or office" ;;
    esac
done

# The system's packages are installed one after the other, which is all that apt allows.
packages() {
    local part
    for part in ${packaged[@]+"${packaged[@]}"}; do "$part"; done
}

side_by_side ${compiled[@]+"${compiled[@]}"} packages

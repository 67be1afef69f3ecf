#!/usr/bin/env bash
# The one front door, for people and for CI. `./do` lists what it can do.
set -euo pipefail
cd "$(dirname "$0")"
jobs=$(nproc)

say() { printf '\n── %s\n' "$*"; }

usage() {
    cat <<'TEXT'
./do setup   install what is missing: compilers and libraries (apt), DuckDB and the web tools (npm), Spark (pip)
./do build   build the program into build/bin/concord
./do demo    setup but for Spark, build, and build the example systems; ends with where to look
./do test    every test: unit, spec, generative, oracle, scenarios, doors, web, pages in a browser
./do check   format, clang-tidy, house rules, generated documents not stale
./do fuzz    run the fuzz targets for a minute each on top of the kept corpus
./do bench   the benchmarks, each beside its peer, the same answer checked first
./do docs    write the generated documents: rules, tables, coverage, command line
./do ci      what CI runs: setup, build, check, test
TEXT
}

# ── setup ────────────────────────────────────────────────────────────────────────────────────────

packages=(
    g++ cmake ninja-build ccache pkg-config git ca-certificates
    libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libcsv-dev zlib1g-dev
    libssl-dev libsodium-dev libcurl4-openssl-dev libgraphviz-dev libsqlite3-dev libpq-dev postgresql
    libpoppler-cpp-dev libxml2-dev libzip-dev libxlsxwriter-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
    libcpp-httplib-dev libboost-dev libgtest-dev libbenchmark-dev libglpk-dev
    clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev
    chromium fonts-dejavu-core mandoc wrk
)

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# A tool that is there in a sufficient version, from wherever, is used as it is.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

missing_packages() {
    local package
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            printf '%s\n' "$package"
    done
    at_least 18 "$(node --version 2>/dev/null | tr -d v || echo 0)" || printf 'nodejs\nnpm\n'
    command -v npm >/dev/null || echo npm
    command -v java >/dev/null || echo openjdk-17-jre-headless
    python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv
    at_least 3.11 "$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo 0)" ||
        echo python3
}

# What building and running need.
setup_program() {
    local missing
    missing=$(missing_packages | sort -u)
    if [ -n "$missing" ]; then
        say "installing from Debian: $(echo $missing)"
        as_root apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
    else
        say "every Debian package is there"
    fi
    say "DuckDB's library"
    third_party/duckdb/fetch
    say "the web application's tools"
    if [ ! -d web/node_modules ] || [ web/package-lock.json -nt web/node_modules/.installed ]; then
        (cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
        touch web/node_modules/.installed
    fi
}

setup() {
    setup_program
    say "Spark, for the tests of --engine"
    third_party/spark/fetch
    say "Schemathesis, for the tests of the API"
    third_party/schemathesis/fetch
    say "an OpenID provider, for the tests of signing in by one"
    third_party/oidc-provider/fetch
}

# ── build ────────────────────────────────────────────────────────────────────────────────────────

web_is_stale() {
    [ ! -f web/dist/index.html ] || [ ! -f web/dist/live/app.js ] ||
        [ -n "$(find web/src web/scripts web/*.json GLOSSARY.md -newer web/dist/index.html 2>/dev/null)" ]
}

build_web() {
    if web_is_stale; then
        say "the web application"
        (cd web && npm run --silent build)
    fi
}

configure() { # preset folder
    [ -f "$2/build.ninja" ] || cmake --preset "$1" >/dev/null
}

build() {
    build_web
    say "the program"
    configure release build
    cmake --build build --parallel "$jobs"
}

demo() {
    setup_program
    build
    local system
    for system in examples/tessellation examples/england; do
        say "concord build $system"
        build/bin/concord build "$system"
    done
    say "done; open the reports in a browser"
    for system in examples/tessellation examples/england; do
        echo "file://$PWD/$system/build/report/index.html"
    done
}

# ── tests ────────────────────────────────────────────────────────────────────────────────────────

passed=0
failed=0
count() { # name command…
    local name=$1 began=$SECONDS
    shift
    say "$name"
    if "$@"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "FAILED: $name" >&2
    fi
    echo "($name: $((SECONDS - began)) s)"
}
finish() {
    echo
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}

build_tests() {
    build_web
    configure dev build-dev
    cmake --build build-dev --parallel "$jobs"
}

run_tests() {
    count "build the program" build
    count "build the tests with sanitizers" build_tests
    count "unit, spec, generative and oracle tests" ctest --preset dev
    count "rules find what their specs say" python3 -m unittest discover -q -s tests/spec
    count "scenarios" python3 tests/scenarios/run.py build/bin/concord
    count "doors: the command line as users meet it" python3 tests/modules.py tests/doors
    count "house rules and their canaries" python3 -m unittest discover -q -s tests/tidy
    count "web: units" npm --prefix web run --silent test
    count "web: pages in a browser" npm --prefix web run --silent e2e
}

run_checks() {
    count "format of the C++" python3 tests/tidy/format.py
    count "clang-tidy" python3 tests/tidy/clang_tidy.py
    count "format and types of the web application" npm --prefix web run --silent check
    count "generated documents are not stale" python3 docs/generate.py --check
    count "fuzz targets over the kept corpus" python3 tests/fuzz/run.py --smoke
}

test_command() { run_tests; finish; }
check_command() { count "build" build; run_checks; finish; }
ci_command() {
    count "setup" setup
    run_tests
    run_checks
    finish
}

case "${1:-}" in
    setup) setup ;;
    build) build ;;
    demo) demo ;;
    test) test_command ;;
    check) check_command ;;
    fuzz) python3 tests/fuzz/run.py --seconds "${2:-60}" ;;
    bench) python3 bench/run.py "${@:2}" ;;
    docs) python3 docs/generate.py ;;
    ci) ci_command ;;
    *) usage; [ $# = 0 ] ;;
esac

"""clang-tidy over everything that is compiled; a canary that breaks its rules must be flagged.

usage: clang_tidy.py [FILE…]   without files: every source of the compilation database of build-dev
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tree import ROOT

CLANG_TIDY = "clang-tidy-14"
BUILD = ROOT / "build-dev"

# Rooms whose sources have not been brought through yet; each run says so.
NOT_YET = ("src/governance", "src/handbook", "src/pipeline", "src/registry", "src/store", "src/numerics", "tests")


def run(path: Path, *options: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [CLANG_TIDY, "--quiet", f"--config-file={ROOT}/.clang-tidy",
         "--extra-arg=-Wno-unknown-warning-option", *options, str(path)],  # the database is made for GCC
        capture_output=True, text=True,
    )


def canary_is_seen() -> bool:
    path = ROOT / "tests/tidy/canary/badly_written.cpp"
    done = subprocess.run(
        [CLANG_TIDY, "--quiet", f"--config-file={ROOT}/.clang-tidy", str(path), "--", "-std=c++20"],
        capture_output=True, text=True,
    )
    wanted = ("readability-identifier-naming", "modernize-use-nullptr",
              "performance-unnecessary-value-param")
    return done.returncode != 0 and all(name in done.stdout for name in wanted)


def compiled_files() -> list[Path]:
    database = json.loads((BUILD / "compile_commands.json").read_text())
    own = [Path(entry["file"]) for entry in database]
    print("clang-tidy does not read yet:", ", ".join(NOT_YET))
    own = [path for path in own if not any((ROOT / room) in path.parents for room in NOT_YET)]
    return sorted({path for path in own if path.suffix == ".cpp" and "build" not in path.parts[-3]
                   and ROOT in path.parents and BUILD not in path.parents})


def main() -> int:
    if not canary_is_seen():
        print("the canary was not flagged: clang-tidy checks nothing", file=sys.stderr)
        return 1
    paths = [Path(name).resolve() for name in sys.argv[1:]] or compiled_files()
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, done in zip(paths, pool.map(lambda one: run(one, "-p", str(BUILD)), paths)):
            if done.returncode != 0:
                failed += 1
                print(path.relative_to(ROOT), done.stdout, sep="\n")
    print(f"clang-tidy: {len(paths)} files, {failed} with breaches")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""C++ is formatted as .clang-format says; a canary that is not must be seen."""

import subprocess
import sys

from tree import ROOT, sources

CLANG_FORMAT = "clang-format-14"


def is_formatted(paths: list) -> bool:
    return subprocess.run([CLANG_FORMAT, "--dry-run", "-Werror", *paths], cwd=ROOT).returncode == 0


def main() -> int:
    paths = [path for folder in ("src", "tests", "bench") for path in sources(ROOT / folder)]
    canary = ROOT / "tests/tidy/canary/badly_formatted.cpp"
    paths.remove(canary)
    silent = subprocess.run([CLANG_FORMAT, "--dry-run", "-Werror", canary], capture_output=True)
    if silent.returncode == 0:
        print("the canary was not seen: the check of the format checks nothing", file=sys.stderr)
        return 1
    return 0 if is_formatted(paths) else 1


if __name__ == "__main__":
    sys.exit(main())

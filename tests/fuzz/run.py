"""Builds and runs the fuzz targets.

usage: run.py [--smoke | --seconds N] [TARGET…]

  --smoke      replay the kept corpus and the seeds, then a moment of fuzzing each (in ./do check), in the build
               of the tests
  --seconds N  replay, then fuzz each target for N seconds, in a build that is guided by comparisons too; what is
               found is left in build-fuzz/finds

The canary comes first: a program with one fault of each kind must be seen to fail, or no target
proves anything.
"""

import argparse
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from seeds import write_seeds

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PRESET = "dev" if "--smoke" in sys.argv else "fuzz"
BUILD = ROOT / f"build-{PRESET}"
CORPUS = HERE / "corpus"
FAULTS = ("heap", "overflow", "assertion", "exception", "law", "leak", "hang")
MOMENT = 2  # seconds of fuzzing a target in a smoke run
LONGEST_BYTES = 32768  # of an input that is made; longer ones are replayed as they are


def targets() -> list[str]:
    """The targets by their sources; the canary is none."""
    return sorted(path.name.removesuffix("_fuzz.cpp") for path in HERE.glob("*_fuzz.cpp")
                  if path.name != "canary_fuzz.cpp")


def build() -> bool:
    """Configures and builds; one at a time, whoever else does the same."""
    with (Path(tempfile.gettempdir()) / "concord-build-fuzz.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (BUILD / "build.ninja").exists():
            done = subprocess.run(["cmake", "--preset", PRESET], cwd=ROOT, capture_output=True, text=True)
            if done.returncode != 0:
                print(done.stdout, done.stderr, file=sys.stderr)
                return False
        done = subprocess.run(["cmake", "--build", BUILD, "--target", "fuzz", "--parallel",
                               str(os.cpu_count())], capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout[-6000:], done.stderr, file=sys.stderr)
    return done.returncode == 0


def environment() -> dict[str, str]:
    """Sanitizers that stop at the first fault; temporary folders in memory where there is room."""
    memory = Path("/dev/shm")
    folder = str(memory) if os.access(memory, os.W_OK) else tempfile.gettempdir()
    return {**os.environ, "TMPDIR": folder, "UBSAN_OPTIONS": "print_stacktrace=1",
            "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1"}


def run(target: str, *arguments: str | Path) -> subprocess.CompletedProcess:
    return subprocess.run([BUILD / "bin" / f"{target}_fuzz", *map(str, arguments)], env=environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")


def canary_is_seen() -> bool:
    """Each fault of the canary is noticed, and an input without fault is not."""
    seen = True
    with tempfile.TemporaryDirectory() as folder:
        for fault in (*FAULTS, "nothing"):
            path = Path(folder) / fault
            path.write_text(fault)
            done = run("canary", "-timeout=2", f"-artifact_prefix={folder}/", path)
            if (done.returncode != 0) != (fault != "nothing"):
                print(f"the canary's fault `{fault}` gave exit code {done.returncode}", file=sys.stderr)
                seen = False
    return seen


def table_is_true() -> bool:
    """The README tells of every kept input, and of no other."""
    told = set(re.findall(r"^\| `(\w+/[\w.-]+)` \|", (HERE / "README.md").read_text(encoding="utf-8"), re.M))
    kept = {str(path.relative_to(CORPUS)) for path in CORPUS.rglob("*") if path.is_file()}
    known = {name for name in kept if name.split("/")[0] in targets()}
    for name in sorted(told ^ kept | kept - known):
        print(f"tests/fuzz/README.md and the corpus differ on {name}", file=sys.stderr)
    return told == kept == known


def folders_of(target: str) -> tuple[Path, Path, Path]:
    """Where the target's found inputs grow, its kept finds and its seeds; libFuzzer writes to the first."""
    grown = BUILD / "grown" / target
    grown.mkdir(parents=True, exist_ok=True)
    kept = CORPUS / target
    return grown, kept, BUILD / "seeds" / target


def essence(done: subprocess.CompletedProcess) -> str:
    """Of a long report the lines that say what broke, where in our code, and which file holds it."""
    report = done.stderr
    wanted = re.compile(r"runtime error|ERROR: |broken law|what\(\):|written to|SUMMARY|^Running: ")
    lines = [line for line in report.splitlines() if wanted.search(line)]
    frames = [line.strip() for line in report.splitlines()
              if re.match(r"\s*#\d+ ", line) and f"{ROOT}/src" in line]
    return "\n    ".join([f"ended with {done.returncode}", *lines[-6:], *(frame[:300] for frame in frames[:6])])


def fuzz(target: str, seconds: int, keep_growth: bool) -> tuple[str, bool, str]:
    """Replays kept inputs and seeds, then fuzzes; the summary, or the report of what was found."""
    grown, kept, seeds = folders_of(target)
    finds = BUILD / "finds"
    finds.mkdir(exist_ok=True)
    if not keep_growth:
        grown = Path(tempfile.mkdtemp(prefix=f"concord-{target}-"))
    sources = [folder for folder in (kept, seeds) if folder.is_dir()]
    replayed = [path for folder in sources for path in sorted(folder.iterdir())]
    started = time.monotonic()
    options = ("-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={finds}/{target}-")
    # Fuzzing begins with every input of its folders, cut where it is too long: only those need a run of their own.
    long = [path for path in replayed if path.stat().st_size > LONGEST_BYTES]
    done = run(target, *options, *long) if long else None
    if replayed and (done is None or done.returncode == 0):
        done = run(target, *options, f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}", "-entropic=0",
                   "-print_final_stats=1", grown, *sources)
    if not keep_growth:
        shutil.rmtree(grown)
    if done is None or done.returncode != 0:
        return target, False, essence(done) if done else "no seeds"
    runs = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    spent = time.monotonic() - started
    return target, True, f"{len(replayed)} replayed, {int(runs[1]):,} fuzzed in {spent:.0f} s"


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds and runs the fuzz targets.")
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("targets", nargs="*", choices=[[], *targets()])
    arguments = parser.parse_args()
    if not build():
        return 1
    if not canary_is_seen() or not table_is_true():
        return 1
    write_seeds(BUILD / "seeds")
    seconds = MOMENT if arguments.smoke else arguments.seconds
    chosen = arguments.targets or targets()
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # The one with most seeds first: it lasts longest.
        longest_first = sorted(chosen, key=lambda target: target != "system_folder")
        work = [pool.submit(fuzz, target, seconds, not arguments.smoke) for target in longest_first]
        for future in work:
            target, passed, said = future.result()
            print(f"{target:20} {'passed' if passed else 'FAILED'}: {said}", flush=True)
            failed += not passed
    print(f"fuzz: {len(chosen)} targets, {failed} with finds ({BUILD.name}/finds); the canary was seen")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""The benchmarks: each task beside its peer, in one run, after the same answer has been checked.

usage: run.py [TASK…] [--quick] [--runs N] [--data DIR] [--pandas]

  TASK      registry, governance, money, stats, waits, people, serve; without one, all of them
  --quick   three runs of each instead of seven
  --data    the folder with the open data (default: CONCORD_DATA, then ../shared/data)
  --pandas  compare with pandas too, for information (fetched into build-bench/venv)
"""

import argparse
import datetime
import importlib.util
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build-bench"
sys.path.insert(0, str(ROOT / "bench"))
sys.path.insert(0, str(ROOT / "bench/registry"))


def build() -> None:
    if not (BUILD / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "bench"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--parallel", str(os.cpu_count())], check=True,
                   stdout=subprocess.DEVNULL)


def find_data(given: str | None) -> Path | None:
    for name in (given, os.environ.get("CONCORD_DATA"), str(ROOT / "../shared/data")):
        if name and (Path(name) / "lookups").is_dir():
            return Path(name).resolve()
    return None


def machine() -> str:
    """The machine in one line; a load above its processors is said, since it spoils every figure."""
    name = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                 if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    load = os.getloadavg()[0]
    busy = f", BUSY: load {load:.1f}" if load > os.cpu_count() / 2 else ""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    today = datetime.date.today().isoformat()
    return f"{today}: {name}, {os.cpu_count()} processors, {memory:.0f} GiB, {system}{busy}"


def print_rows(rows: list) -> None:
    """A table in Markdown, so that it can stand in the README as it is."""
    print("| task | who | wall: least | wall: median | processor: least | peak memory |")
    print("|---|---|---:|---:|---:|---:|")
    for row in rows:
        print(f"| {row.task} | {row.who} | {row.wall} | {row.median} | {row.cpu} | {row.peak} |")


def print_verdicts(verdicts: list) -> None:
    print("\n| target | measured | |")
    print("|---|---|---|")
    for verdict in verdicts:
        print(f"| {verdict.target} | {verdict.measured} | {'met' if verdict.met else 'NOT MET'} |")


def report(name: str, outcome: object) -> int:
    """Notes, rows and verdicts of a task; 1 where a target is missed."""
    for note in outcome.notes:
        print(note)
    print()
    print_rows(outcome.rows)
    print_verdicts(outcome.verdicts)
    missed = sum(not verdict.met for verdict in outcome.verdicts)
    print(f"\n{name}: {len(outcome.verdicts)} targets, {missed} not met")
    return 1 if missed else 0


def run_registry(arguments: argparse.Namespace) -> int:
    data = find_data(arguments.data)
    if not data:
        print("registry: skipped, for it needs the open data; give its folder with --data or CONCORD_DATA")
        return 0
    import task as registry
    runs = arguments.runs or (3 if arguments.quick else 7)
    return report("registry", registry.measure(registry.Setting(ROOT, BUILD, data, runs, arguments.pandas)))


def run_governance(arguments: argparse.Namespace) -> int:
    command = [sys.executable, str(ROOT / "bench/governance/run.py"), "--build", str(BUILD)]
    return subprocess.run(command + ["--quick"] * arguments.quick).returncode


def run_money(arguments: argparse.Namespace) -> int:
    sys.path.insert(0, str(ROOT / "bench/money"))
    import books
    import figures
    runs = arguments.runs or (3 if arguments.quick else 7)
    missed = report("allocations and spending", figures.measure(BUILD, runs, figures.PAYMENTS))
    if not books.has_peer():
        print("the books: skipped, for ledger is not installed: apt-get install ledger")
        return missed
    return max(missed, report("the books", books.measure(BUILD, runs, books.POSTINGS)))


def run_waits(arguments: argparse.Namespace) -> int:
    sys.path.insert(0, str(ROOT / "bench/waits"))
    import waiting
    return report("waiting lists", waiting.measure(BUILD, arguments.runs or (3 if arguments.quick else 7)))


def run_stats(arguments: argparse.Namespace) -> int:
    # A name of its own: money has its figures too.
    spec = importlib.util.spec_from_file_location("stats_figures", ROOT / "bench/stats/figures.py")
    figures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(figures)
    return report("statistics", figures.measure(BUILD, arguments.runs or (3 if arguments.quick else 7)))


def run_people(arguments: argparse.Namespace) -> int:
    data = find_data(arguments.data)
    if not data:
        print("people: skipped, for it needs the open data; give its folder with --data or CONCORD_DATA")
        return 0
    sys.path.insert(0, str(ROOT / "bench/people"))
    import people
    runs = arguments.runs or (3 if arguments.quick else 7)
    return report("people", people.measure(BUILD, data, runs, arguments.quick))


def run_serve(arguments: argparse.Namespace) -> int:
    sys.path.insert(0, str(ROOT / "bench/serve"))
    import serving
    return report("the server", serving.measure(BUILD, arguments.runs or (3 if arguments.quick else 7),
                                                find_data(arguments.data)))


TASKS = {"registry": run_registry, "governance": run_governance, "money": run_money, "stats": run_stats,
         "waits": run_waits, "people": run_people, "serve": run_serve}


def main() -> int:
    parser = argparse.ArgumentParser(description="The benchmarks, each beside its peer.")
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=", ".join(TASKS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--data")
    parser.add_argument("--pandas", action="store_true")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.tasks if name not in TASKS]
    if unknown:
        parser.error(f"there is no task {unknown[0]!r}; tasks are {', '.join(TASKS)}")
    build()
    missed = []
    for name in arguments.tasks or TASKS:
        print(f"── {name}\n{machine()}", flush=True)
        if TASKS[name](arguments) != 0:
            missed.append(name)
    print(f"\nbench: {', '.join(missed) if missed else 'no task'} short of its targets")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Who may decide: Concord beside Cedar and casbin on the same rules, after the same answers were compared.

usage: run.py [--build DIR] [--questions N] [--whole N] [--quick]

  --build      the build folder (default: build-bench, configured and built here)
  --questions  how many questions all three are asked (default 4000)
  --whole      how many of them the peers are asked with every rule at once (default 50)
  --quick      a tenth of both
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

# What one core must do, in microseconds of the processor.
TARGETS = {
    "who": ("a question with its whole explanation", 20),
    "everybody": ("everybody who may decide one thing", 1000),
    "everything_a_holder_may": ("everything that one holder may decide", 1000),
    "check_forty_two_systems": ("the whole check of 42 systems", 1_000_000),
}
TIMES_FASTER = 10
APPENDS = 5000  # a second, each group durable before it is acknowledged

UNITS = {"ns": 1e-3, "us": 1.0, "ms": 1e3, "s": 1e6}


class Failed(Exception):
    """Something that was to be measured did not do its work, or two did not say the same."""


def build(folder: Path) -> None:
    if not (folder / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "bench", "-B", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    programs = ("governance_kernels", "governance_rules_export", "governance_journal")
    subprocess.run(["cmake", "--build", folder, "--parallel", str(os.cpu_count()), "--target", *programs],
                   check=True, stdout=subprocess.DEVNULL)


def install_peers() -> None:
    """The versions of package-lock.json, with the packages' scripts off."""
    done = HERE / "node_modules/.installed"
    if not done.exists() or done.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                       cwd=HERE, check=True, stdout=subprocess.DEVNULL)
        done.touch()


def ours(folder: Path) -> dict[str, float]:
    """Microseconds of the processor for each kernel: the median of three repetitions."""
    said = subprocess.run([folder / "bin/governance_kernels", "--benchmark_format=json",
                           "--benchmark_repetitions=3", "--benchmark_report_aggregates_only=true"],
                          capture_output=True, text=True, check=True).stdout
    return {item["run_name"]: item["cpu_time"] * UNITS[item["time_unit"]]
            for item in json.loads(said)["benchmarks"] if item["aggregate_name"] == "median"}


def journal(folder: Path) -> dict[str, float]:
    """Appends a second for each way of writing; the program fails where the chain does not hold afterwards."""
    done = subprocess.run([folder / "bin/governance_journal"], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"the journal: {done.stdout[-400:]}{done.stderr[-400:]}")
    return {line.split(",")[0]: float(line.split(",")[3]) for line in done.stdout.splitlines()[1:-1]}


def peers(folder: Path, questions: int, whole: int) -> dict:
    rules = folder / "governance_rules.json"
    with rules.open("w", encoding="utf-8") as file:
        subprocess.run([folder / "bin/governance_rules_export", str(questions)], stdout=file, check=True)
    said = subprocess.run(["node", HERE / "peers.mjs", rules, str(whole)], capture_output=True, text=True)
    if said.returncode != 0:
        raise Failed(said.stderr[-800:])
    found = json.loads(said.stdout)
    for name in ("cedar", "casbin"):
        different = found[name]["different"] + found[name]["whole_different"]
        if different:
            raise Failed(f"{name} answers {different} questions otherwise")
    return found


def shown(microseconds: float) -> str:
    if microseconds >= 1e6:
        return f"{microseconds / 1e6:.2f} s"
    return f"{microseconds / 1e3:,.1f} ms" if microseconds >= 1e3 else f"{microseconds:.1f} µs"


def rows(mine: dict[str, float], others: dict) -> list[tuple[str, ...]]:
    cedar, casbin = others["cedar"], others["casbin"]
    return [
        ("may this holder decide this, rules of every holder", mine["may"], cedar["whole"], casbin["whole"]),
        ("the same, rules of that holder picked by hand for the peers", mine["may"], cedar["sliced"],
         casbin["sliced"]),
        ("the same with chains, limits, quorum, conditions, and who goes first", mine["who_for_one"], None, None),
        ("everybody: who may and why not each other", mine["who"], cedar["everybody"]["microseconds"],
         casbin["everybody"]["microseconds"]),
        ("everything that one holder may", mine["everything_a_holder_may"], None, None),
        ("making it ready", mine["make_the_evaluator"], None, None),
        ("the whole check of 42 systems", mine["check_forty_two_systems"], None, None),
    ]


def verdicts(mine: dict[str, float], others: dict) -> list[tuple[str, str, bool]]:
    measured = {**mine, "everybody": mine["who"]}
    found = [(f"{words} within {shown(limit)}", shown(measured[name]), measured[name] <= limit)
             for name, (words, limit) in TARGETS.items()]
    for name in ("cedar", "casbin"):
        # The peers answer yes or no for one holder; ours is held with its whole explanation.
        whole = others[name]["whole"] / mine["who"]
        sliced = others[name]["sliced"] / mine["may"]
        found.append((f"at least {TIMES_FASTER} × as fast as {name}, rules of every holder, ours explained",
                      f"{whole:,.0f} ×", whole >= TIMES_FASTER))
        found.append((f"at least {TIMES_FASTER} × as fast as {name}, its rules picked by hand, yes or no",
                      f"{sliced:,.0f} ×", sliced >= TIMES_FASTER))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Who may decide, beside Cedar and casbin.")
    parser.add_argument("--build", type=Path, default=ROOT / "build-bench")
    parser.add_argument("--questions", type=int, default=4000)
    parser.add_argument("--whole", type=int, default=50)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    scale = 10 if arguments.quick else 1
    build(arguments.build)
    install_peers()
    try:
        others = peers(arguments.build, arguments.questions // scale, max(arguments.whole // scale, 5))
        mine = ours(arguments.build)
        appends = journal(arguments.build)
    except (Failed, subprocess.CalledProcessError) as failure:
        print(f"not measured: {failure}", file=sys.stderr)
        return 1
    print(f"{others['questions']} questions ({others['allowed']} allowed) answered alike by all three; "
          f"{others['cedar']['policies']} policies in Cedar {others['cedar']['version']}, "
          f"{others['casbin']['policies']} lines in casbin; load {os.getloadavg()[0]:.1f} "
          f"on {os.cpu_count()} processors\n")
    print("| question | Concord | Cedar | casbin |\n|---|---:|---:|---:|")
    for words, *times in rows(mine, others):
        print(f"| {words} | " + " | ".join("–" if time is None else shown(time) for time in times) + " |")
    print("\n| entries of the register | a second |\n|---|---:|")
    for way, rate in appends.items():
        print(f"| {way} | {rate:,.0f} |")
    judged = verdicts(mine, others) + [
        (f"at least {APPENDS:,} entries a second, {way}", f"{appends[way]:,.0f}", appends[way] >= APPENDS)
        for way in ("groups of 100", "64 callers at once")]
    print("\n| target | measured | |\n|---|---|---|")
    for words, said, met in judged:
        print(f"| {words} | {said} | {'met' if met else 'NOT MET'} |")
    missed = sum(not met for _, _, met in judged)
    print(f"\ngovernance: {len(judged)} targets, {missed} not met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

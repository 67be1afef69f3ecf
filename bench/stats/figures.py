"""The statistics of small areas, beside the times that PHEindicatormethods took once, and DuckDB's bare sums."""

import json
import math
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "registry")]
from measure import Failed, Measured, Run  # noqa: E402
from task import Outcome, Verdict, milliseconds  # noqa: E402

# Seconds of PHEindicatormethods 2.1 on a 2-core machine, one core used: recorded once, not measured here, for R and
# the package cannot be assumed to be installed.
RECORDED = {
    "dsr/concord": ("standardised rates, 33,755 areas × 19 bands, two levels", 12.0, 500),
    "sii/concord": ("slope index, 150 areas × 100,000 repetitions", 57.4, 100),
    "life/concord": ("life expectancy, 6,856 areas × 20 bands", 14.3, 500),
}


def times_of(build: Path, runs: int) -> dict[str, Measured]:
    done = subprocess.run([build / "bin/stats_kernels", "--benchmark_format=json",
                           f"--benchmark_repetitions={runs}"], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"stats_kernels: {done.stderr[-800:]}")
    times: dict[str, Measured] = {}
    for item in json.loads(done.stdout)["benchmarks"]:
        if item["run_type"] == "iteration":
            name = item["name"].removesuffix("/real_time")
            run = times.setdefault(name, Measured([])).runs
            run.append(Run(item["real_time"] / 1e3, item["cpu_time"] / 1e3, math.nan))
    return times


def measure(build: Path, runs: int) -> Outcome:
    outcome = Outcome()
    times = times_of(build, runs)
    outcome.notes.append("each standardised rate is DuckDB's to nine digits")
    for name, (task, recorded, target) in RECORDED.items():
        who = {"concord": times[name]}
        if name == "dsr/concord":
            who["bare sums, DuckDB"] = times["dsr/bare"]
        outcome.add(task, who)
        wall = times[name].least("wall")
        outcome.notes.append(f"{task}: PHEindicatormethods {recorded} s as recorded, not measured here")
        outcome.verdicts.append(Verdict(f"{task}: {target} × faster than recorded",
                                        f"{recorded / wall:,.0f} × ({milliseconds(wall)})",
                                        recorded / wall >= target))
    outcome.add("slope index of rates, every value drawn, for information", {"concord": times["sii-rates/concord"]})
    return outcome

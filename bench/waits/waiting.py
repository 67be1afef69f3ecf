"""Waiting lists: 111,000 people simulated, beside NHSRwaitinglist's time as it was recorded."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "registry")]
from measure import Failed, Measured, Run, in_turn  # noqa: E402
from task import Outcome, Row, Verdict, milliseconds  # noqa: E402

# Recorded on a machine of two processors with R and NHSRwaitinglist of June 2026; not measured here, since R is no
# part of this project's tools.
PEER_SIMULATOR = 40.0  # seconds, wl_simulator, 110,777 rows
PEER_STATISTICS = 0.46  # seconds, wl_stats, 110,000 rows
TIMES_FASTER = 100


def kernel_times(build: Path, runs: int) -> dict[str, Measured]:
    done = subprocess.run([build / "bin/waits_kernels", "--benchmark_format=json",
                           f"--benchmark_repetitions={runs}"], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"waits_kernels: {done.stderr[-800:]}")
    times: dict[str, Measured] = {}
    for item in json.loads(done.stdout)["benchmarks"]:
        if item["run_type"] == "iteration":
            measured = times.setdefault(item["name"], Measured([]))
            measured.runs.append(Run(item["real_time"] / 1e3, item["cpu_time"] / 1e3, math.nan))
    return times


def recorded(task: str, seconds: float) -> Row:
    return Row(task, "NHSRwaitinglist, as recorded", milliseconds(seconds), "", "", "")


def measure(build: Path, runs: int) -> Outcome:
    outcome = Outcome()
    outcome.notes.append("11,000 people are treated at the same moments as by looking at everybody for each slot")
    times = kernel_times(build, runs)
    environment = {**os.environ, "CONCORD_RESOURCES": str(HERE.parents[1])}
    command = [build / "bin/concord", "need", "simulate", "--demand", "2134.6", "--capacity", "2113.3", "--runs", "1",
               "--format", "csv", "--quiet"]
    door = in_turn({"concord need simulate": command}, runs, lambda: None, environment)
    simulated = {"concord": times["simulate/concord"], **door}
    outcome.add("111,000 people simulated", simulated)
    outcome.rows.append(recorded("111,000 people simulated", PEER_SIMULATOR))
    outcome.add("11,000 people simulated", {"by looking at everybody": times["simulate-tenth/plain"]})
    outcome.add("111,000 people as a queue", {"concord": times["flow/concord"]})
    outcome.rows.append(recorded("111,000 people as a queue", PEER_STATISTICS))
    for name, measured in simulated.items():
        ratio = PEER_SIMULATOR / measured.least("wall")
        outcome.verdicts.append(Verdict(f"{name}: {TIMES_FASTER} × faster than the 40 s that were recorded",
                                        f"{ratio:,.0f} ×", ratio >= TIMES_FASTER))
    return outcome

"""People: a country made, ten millions counted beside DuckDB's bare query, every condition in every area."""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "registry")]
from measure import Failed, Measured, Run, run_once  # noqa: E402
from task import Outcome, Verdict  # noqa: E402

PEOPLE_A_SECOND = 1_000_000
TIMES_BARE = 1.2
SECONDS_OF_CONDITIONS = 60
COUNTED = 10_000_000  # people whose parts are counted beside the bare query
QUICK_AREA = "icb24:QOP"


def people_of(build: Path, folder: Path) -> dict[Path, int]:
    """How many people each file of people has, by DuckDB's own count."""
    script = folder / "count.sql"
    out = folder / "count.csv"
    script.write_text(f"COPY (SELECT file_name AS file, num_rows AS people FROM "
                      f"parquet_file_metadata('{folder}/people*.parquet')) TO '{out}' (HEADER false)")
    subprocess.run([build / "bin/registry_bare", ":memory:", script], check=True)
    rows = [line.rsplit(",", 1) for line in out.read_text().splitlines()]
    script.unlink()
    out.unlink()
    return {Path(name): int(people) for name, people in rows}


def first_parts(files: dict[Path, int], folder: Path) -> int:
    """Links the first parts that together have ten million people, or all where there are fewer."""
    people = 0
    for path in sorted(files):
        if people >= COUNTED:
            break
        os.link(path, folder / path.name)
        people += files[path]
    return people


def kernel_times(build: Path, folder: Path, runs: int) -> tuple[dict[str, Measured], str]:
    """Each kernel as often as asked, in turn, so that a busy moment meets them all."""
    done = subprocess.run([build / "bin/people_kernels", "--benchmark_format=json", f"--benchmark_repetitions={runs}",
                           "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=0.5"],
                          capture_output=True, text=True, env={**os.environ, "CONCORD_BENCH_PEOPLE": str(folder)})
    if done.returncode != 0:
        raise Failed(f"people_kernels: {done.stderr[-800:]}")
    times: dict[str, Measured] = {}
    for item in json.loads(done.stdout)["benchmarks"]:
        if item["run_type"] == "iteration":
            name = item["name"].split("/process_time")[0].removesuffix("/real_time")
            times.setdefault(name, Measured([])).runs.append(
                Run(item["real_time"] / 1e9, item["cpu_time"] / 1e9, math.nan))
    return times, done.stderr.splitlines()[0]


def make(build: Path, area: str, folder: Path, environment: dict[str, str]) -> Measured:
    threads = os.cpu_count() or 1
    command = [build / "bin/concord", "people", "synth", "--area", area, "--threads", str(threads), "--out", folder,
               "--quiet"]
    return Measured([run_once(command, environment)])


def judge_synthesis(outcome: Outcome, made: Measured, people: int, area: str) -> None:
    rate = people / made.least("wall")
    outcome.add(f"{people:,} people of {area} made and written", {"concord people synth": made})
    outcome.verdicts.append(Verdict(f"a million people a second on {os.cpu_count()} processors, the reading of the "
                                    "open data counted in", f"{rate:,.0f}", rate >= PEOPLE_A_SECOND))


def judge_counts(outcome: Outcome, times: dict[str, Measured], people: int) -> None:
    task = f"{people:,} people by area and band of age"
    outcome.add(task, {"concord, of checked rows": times["counts/concord"], "bare DuckDB": times["counts/bare"],
                       "concord, every row judged (for information)": times["counts/judged"]})
    outcome.judge_ratio(f"{task}: within {TIMES_BARE} × of the bare query", TIMES_BARE, times["counts/concord"],
                        times["counts/bare"])


def judge_conditions(outcome: Outcome, measured: Measured, rows: int) -> None:
    seconds = measured.least("wall")
    outcome.add(f"every condition in every area with its interval: {rows:,} rows",
                {"concord people prevalence": measured})
    outcome.verdicts.append(Verdict(f"all conditions, areas and intervals in {SECONDS_OF_CONDITIONS} s",
                                    f"{seconds:.1f} s", seconds < SECONDS_OF_CONDITIONS))


def measure(build: Path, data: Path, runs: int, is_quick: bool) -> Outcome:
    outcome = Outcome()
    environment = {**os.environ, "CONCORD_RESOURCES": str(HERE.parents[1]), "CONCORD_DATA": str(data)}
    above = Path(tempfile.mkdtemp(prefix="concord-bench-people-"))
    try:
        area = QUICK_AREA if is_quick else "england"
        whole = above / "whole"
        made = make(build, area, whole, environment)
        files = people_of(build, whole)
        people = sum(files.values())
        judge_synthesis(outcome, made, people, area)
        some = above / "some"
        some.mkdir()
        counted = first_parts(files, some)
        times, said = kernel_times(build, some, runs)
        outcome.notes.append(f"the stage and the bare query say the same of {said}")
        judge_counts(outcome, times, counted)
        table = above / "prevalence.parquet"
        command = [build / "bin/concord", "people", "prevalence", whole, "--checked", "--inside", "--out", table,
                   "--quiet"]
        done = Measured([run_once(command, environment)])
        script = above / "rows.sql"
        rows = above / "rows.csv"
        script.write_text(f"COPY (SELECT count(*) FROM '{table}') TO '{rows}' (HEADER false)")
        subprocess.run([build / "bin/registry_bare", ":memory:", script], check=True)
        judge_conditions(outcome, done, int(rows.read_text()))
    finally:
        shutil.rmtree(above)
    return outcome

"""Allocations and spending: kernels in one process, and a file of payments read beside DuckDB's bare scan."""

import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "registry")]
from measure import Failed, Measured, Run, in_turn, run_once  # noqa: E402
from task import Outcome, Verdict, milliseconds  # noqa: E402

PAYMENTS = 1_000_000
SEED = 1
ROWS_A_SECOND = 5_000_000
SCAN = """COPY (SELECT strftime(strptime("Date", '%d/%m/%Y'), '%Y-%m') AS month, count(*) AS payments,
  sum(CAST(replace("Amount", ',', '') AS DECIMAL(18, 2))) AS amount
  FROM read_csv('{file}', header = true, all_varchar = true) GROUP BY ALL ORDER BY month) TO '{out}' (HEADER);
"""


def write_payments(path: Path, count: int) -> None:
    """As bodies publish them: amounts with commas, some taken back, a reference of its own for each."""
    draw = random.Random(SEED)
    types = [f"{word} {number}" for word in ("Hcare Srv Rec NHS Trust", "Consultancy", "Prescribing", "Rent")
             for number in range(15)]
    areas = [f"{word} {number}" for word in ("ACUTE COMMISSIONING", "MENTAL HEALTH", "ESTATES", "PRESCRIBING")
             for number in range(20)]
    with path.open("w", encoding="utf-8") as file:
        file.write("Department Family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount\n")
        for number in range(count):
            pence = draw.randrange(2_500_000, 90_000_000) * (-1 if draw.randrange(50) == 0 else 1)
            file.write(f"DHSC,NHS Somewhere ICB,{draw.randrange(1, 29):02}/{draw.randrange(1, 13):02}/2023,"
                       f"{draw.choice(types)},{draw.choice(areas)},SUPPLIER {draw.randrange(3000)} LTD,{number},"
                       f'"{pence / 100:,.2f}"\n')


def months(path: Path) -> dict[str, tuple[int, Decimal]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["month"]: (int(row["payments"]), Decimal(row["amount"])) for row in csv.DictReader(file)}


def measure_reading(build: Path, runs: int, payments: int, outcome: Outcome) -> None:
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as name:
        folder = Path(name)
        file, ours, bare = folder / "payments.csv", folder / "ours.csv", folder / "bare.csv"
        write_payments(file, payments)
        script = folder / "scan.sql"
        script.write_text(SCAN.format(file=file, out=bare))
        environment = {**os.environ, "CONCORD_RESOURCES": str(HERE.parents[1])}
        command = [build / "bin/concord", "money", "spend", file, "--summary", "months", "--format", "csv", "--quiet"]
        peer = [build / "bin/registry_bare", ":memory:", script]
        with ours.open("wb") as out:
            subprocess.run([str(word) for word in command], env=environment, stdout=out, check=True)
        run_once(peer, environment)
        if not months(ours) or months(ours) != months(bare):
            raise Failed("not the same payments and pounds a month")
        outcome.notes.append(f"{payments:,} payments: the same number and pounds in each of {len(months(ours))} months")
        measured = in_turn({"concord": command, "bare query": peer}, runs, lambda: None, environment)
        outcome.add("a file of payments, checked and classified", measured)
        outcome.judge_ratio("reading and classifying within 2 × of the bare scan", 2,
                            measured["concord"], measured["bare query"])


def measure_kernels(build: Path, runs: int, outcome: Outcome) -> None:
    done = subprocess.run([build / "bin/money_kernels", "--benchmark_format=json",
                           f"--benchmark_repetitions={runs}"], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"money_kernels: {done.stderr[-800:]}")
    times: dict[str, Measured] = {}
    for item in json.loads(done.stdout)["benchmarks"]:
        if item["run_type"] == "iteration":
            run = times.setdefault(item["name"], Measured([])).runs
            run.append(Run(item["real_time"] / 1e3, item["cpu_time"] / 1e3, math.nan))
    outcome.add("42 boards, 10 years, 1,000 rules", {"concord": times["project/concord"],
                                                     "bare arithmetic": times["project/bare"]})
    outcome.add("1,000,000 payments by tables 12 and 13", {"concord": times["classify/concord"],
                                                           "bare query": times["classify/bare"]})
    wall = times["project/concord"].least("wall")
    outcome.verdicts.append(Verdict("42 boards, 10 years, 1,000 rules in a second", milliseconds(wall), wall < 1))
    rate = 1_000_000 / times["classify/concord"].least("cpu")
    outcome.verdicts.append(Verdict(f"{ROWS_A_SECOND:,} payments classified a second and core", f"{rate:,.0f}",
                                    rate >= ROWS_A_SECOND))


def measure(build: Path, runs: int, payments: int) -> Outcome:
    outcome = Outcome()
    measure_kernels(build, runs, outcome)
    measure_reading(build, runs, payments, outcome)
    return outcome

"""The registry's task: what is measured, against which peer, and whether both say the same."""

import csv
import json
import math
import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from measure import Failed, Measured, Run, forget, in_turn, run_once
from pandas_peer import pandas_command

HERE = Path(__file__).parent


@dataclass
class Setting:
    root: Path
    build: Path
    data: Path
    runs: int
    with_pandas: bool


@dataclass
class Row:
    """One line of the printed table, already in words."""
    task: str
    who: str
    wall: str
    median: str
    cpu: str
    peak: str


@dataclass
class Verdict:
    target: str
    measured: str
    met: bool


@dataclass
class Outcome:
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def add(self, task: str, measured: dict[str, Measured]) -> None:
        for who, item in measured.items():
            self.rows.append(Row(task, who, milliseconds(item.least("wall")), milliseconds(item.median("wall")),
                                 milliseconds(item.least("cpu")), mebibytes(item.peak())))

    def judge_ratio(self, target: str, limit: float, ours: Measured, bare: Measured) -> None:
        wall = ours.least("wall") / bare.least("wall")
        median = ours.median("wall") / bare.median("wall")
        cpu = ours.least("cpu") / bare.least("cpu")
        said = f"{wall:.2f} × (median {median:.2f} ×, processor {cpu:.2f} ×)"
        self.verdicts.append(Verdict(target, said, wall <= limit))


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.3f} ms"


def mebibytes(peak: float) -> str:
    return "" if math.isnan(peak) else f"{peak:.0f} MiB"


# ── the same answer ──────────────────────────────────────────────────────────────────────────────

def read(path: Path, keys: tuple[str, ...], keep: callable = lambda row: True) -> dict[tuple, dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return {tuple(row[key] for key in keys): row for row in csv.DictReader(file) if keep(row)}


def is_same(a: str, b: str) -> bool:
    return a == b or math.isclose(float(a), float(b), rel_tol=1e-12)


def same_rows(ours: dict[tuple, dict], bare: dict[tuple, dict], columns: tuple[str, ...]) -> int:
    """How many rows both have, every one the same in these columns; anything else ends the bench."""
    if not ours or ours.keys() != bare.keys():
        odd = sorted(ours.keys() ^ bare.keys())[:3]
        raise Failed(f"not the same rows: {len(ours)} of ours, {len(bare)} of the peer's, such as {odd}")
    for key, row in ours.items():
        for column in columns:
            if not is_same(row[column], bare[key][column]):
                raise Failed(f"{key}: {column} is {row[column]} here and {bare[key][column]} there")
    return len(ours)


def check_build(ours: Path, bare: Path) -> str:
    layers = ("stp21", "icb22", "icb24")
    profile = same_rows(
        read(ours / "system_profile.csv", ("layer", "code"),
             lambda row: row["layer"] in layers and row["mode"] == "exact"),
        read(bare / "system_profile.csv", ("layer", "code")),
        ("lsoas", "lsoas_urban", "lsoas_most_deprived_quintile"))
    wanted = read(bare / "area_overlap.csv", ("layer_a", "layer_b"))
    key = ("layer_a", "code_a", "layer_b", "code_b")
    overlap = same_rows(
        read(ours / "area_overlap.csv", key, lambda row: (row["layer_a"], row["layer_b"]) in wanted),
        read(bare / "area_overlap.csv", key),
        ("lsoas", "population", "share_of_a", "share_of_b", "jaccard"))
    key = ("from_code", "to_code")
    moved = same_rows(
        read(ours / "boundary_changes.csv", key, lambda row: row["layer_b"] == "icb22" and row["layer_a"] == "stp21"),
        read(bare / "boundary_changes.csv", key), ("lsoas", "population"))
    return f"build: {profile} rows of profiles, {overlap} of overlaps and {moved} of moves are the same"


def check_overlap(ours: Path, peers: list[Path]) -> str:
    key = ("code_a", "code_b")
    columns = ("lsoas", "population", "share_of_a", "share_of_b", "jaccard")
    counts = [same_rows(read(ours, key), read(peer, key), columns) for peer in peers]
    return f"overlap: {counts[0]} rows are the same, from a build and from the files"


def check_profile(ours: Path, bare: Path) -> str:
    columns = ("lsoas", "pct_urban", "pct_most_deprived_quintile", "population", "utlas", "trusts")
    return f"profile: {same_rows(read(ours, ('code',)), read(bare, ('code',)), columns)} rows are the same"


# ── our run and the peer's ───────────────────────────────────────────────────────────────────────

class Task:
    """The commands, in a folder of their own that is gone afterwards."""

    def __init__(self, setting: Setting, folder: Path) -> None:
        self.setting = setting
        self.folder = folder
        self.out = folder / "bare"
        self.out.mkdir()
        self.system = folder / "england"
        # A copy: a build that stands beside the example must not answer for the files.
        subprocess.run(["cp", "-r", setting.root / "examples/england", self.system], check=True)
        subprocess.run(["rm", "-rf", self.system / "build"], check=True)
        self.built = folder / "built"
        self.environment = {**os.environ, "CONCORD_RESOURCES": str(setting.root)}
        self.environment.pop("CONCORD_DATA", None)

    def ours(self, *words: str | Path) -> list:
        return [self.setting.build / "bin/concord", *words, "--quiet"]

    def bare(self, database: str | Path, *scripts: str) -> list:
        script = self.folder / ("-".join(scripts) + ".sql")
        script.write_text("\n".join((HERE / f"{name}.sql").read_text() for name in scripts))
        return [self.setting.build / "bin/registry_bare", database, script,
                f"data={self.setting.data}", f"out={self.out}"]

    def build_ours(self) -> list:
        return self.ours("build", self.system, "--data", self.setting.data, "--out", self.built)

    def answer(self, name: str, *words: str | Path) -> Path:
        path = self.folder / name
        run_once([*self.ours(*words), "--format", "csv", "--out", path], self.environment)
        return path

    def measure(self, commands: dict[str, list], before: callable = lambda: None, times: int = 1) \
            -> dict[str, Measured]:
        return in_turn(commands, self.setting.runs * times, before, self.environment)


def measure_build(task: Task, outcome: Outcome) -> None:
    commands = {"concord": task.build_ours(), "bare query": task.bare(":memory:", "read", "build")}
    for command in commands.values():
        run_once(command, task.environment)
    outcome.notes.append(check_build(task.built / "tables", task.out))
    manifest = json.loads((task.built / "manifest.json").read_text())
    files = [Path(item["file"]) for item in manifest["inputs"]]
    outcome.notes.append("build: " + forget(files))
    measured = task.measure(commands, lambda: forget(files))
    outcome.add("build, cold files to report", measured)
    outcome.judge_ratio("build within 3 × of the bare query", 3, measured["concord"], measured["bare query"])
    peak = measured["concord"].peak()
    outcome.verdicts.append(Verdict("build under 2 GiB", f"{peak:.0f} MiB", peak < 2048))


def measure_profile(task: Task, outcome: Outcome) -> None:
    words = ("profile", task.built, "--layer", "icb22", "--mode", "exact")
    bare = task.bare(task.built / "concord.duckdb", "profile")
    run_once(bare, task.environment)
    outcome.notes.append(check_profile(task.answer("profile.csv", *words), task.out / "profile.csv"))
    measured = task.measure({"concord": task.ours(*words), "bare query": bare}, times=3)
    outcome.add("profile of a built system", measured)
    wall = measured["concord"].least("wall")
    said = f"{milliseconds(wall)} (median {milliseconds(measured['concord'].median('wall'))})"
    outcome.verdicts.append(Verdict("profile of a built system under 100 ms", said, wall < 0.1))


def measure_overlap(task: Task, outcome: Outcome) -> None:
    built = {"concord": task.ours("overlap", "icb24", "ltla24", task.built),
             "bare query": task.bare(task.built / "concord.duckdb", "overlap_built", "overlap_parts")}
    files = {"concord": task.ours("overlap", "icb24", "ltla24", task.system, "--data", task.setting.data),
             "bare query": task.bare(":memory:", "overlap_files", "overlap_parts")}
    if task.setting.with_pandas:
        files["pandas"] = pandas_command(task.setting.build, task.setting.data, task.out)
    answers = [task.answer("ours-built.csv", "overlap", "icb24", "ltla24", task.built)]
    for name, command in [("built", built["bare query"]), ("files", files["bare query"]),
                          *[("pandas", command) for who, command in files.items() if who == "pandas"]]:
        run_once(command, task.environment)
        answers.append((task.out / "overlap.csv").rename(task.folder / f"{name}.csv"))
    answers.append(task.answer("ours-files.csv", "overlap", "icb24", "ltla24", task.system,
                               "--data", task.setting.data))
    outcome.notes.append(check_overlap(answers[0], answers[1:]))
    for title, commands, times in [("overlap of a built system", built, 3), ("overlap from the files", files, 1)]:
        measured = task.measure(commands, times=times)
        outcome.add(title, measured)
        outcome.judge_ratio(f"{title}, whole process, within 1.5 ×", 1.5, measured["concord"], measured["bare query"])


def measure_kernels(task: Task, outcome: Outcome) -> None:
    """In one process: what is left when starting, opening and reading are taken away."""
    environment = {**task.environment, "CONCORD_DATA": str(task.setting.data)}
    done = subprocess.run([task.setting.build / "bin/registry_kernels", "--benchmark_format=json",
                           f"--benchmark_repetitions={task.setting.runs}"],
                          env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"registry_kernels: {done.stderr[-800:]}")
    times: dict[str, Measured] = {}
    for item in json.loads(done.stdout)["benchmarks"]:
        if item["run_type"] == "iteration":
            run = times.setdefault(item["name"], Measured([])).runs
            run.append(Run(item["real_time"] / 1e9, item["cpu_time"] / 1e9, math.nan))
    for kernel in ("overlap", "csv", "profile"):
        pair = {name: times[f"{kernel}/{who}"] for who, name in (("concord", "concord"), ("bare", "bare query"))
                if f"{kernel}/{who}" in times}
        outcome.add(f"{kernel}, in one process", pair)
    outcome.judge_ratio("overlap over 33,755 areas, in one process, within 1.5 ×", 1.5,
                        times["overlap/concord"], times["overlap/bare"])


def measure(setting: Setting) -> Outcome:
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        task = Task(setting, Path(folder))
        measure_build(task, outcome)
        measure_profile(task, outcome)
        measure_overlap(task, outcome)
        measure_kernels(task, outcome)
    return outcome

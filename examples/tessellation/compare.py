#!/usr/bin/env python3
"""Compares what Concord answers about this country with what is known of it in closed form.

Run as `python3 compare.py PROGRAM [SYSTEM]`, where SYSTEM is a folder that generate.py wrote (default:
this one). Every figure in SYSTEM/expected is asked for, from the files, from a build and in the tables of
the build. Ends with 1 and a list of the cells that differ, or with 0 and the number that agree.
"""

from __future__ import annotations

import csv
import io
import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

Row = dict[str, str]
RELATIVE_TOLERANCE = 1e-12
PROFILE_KEY = ["layer", "code", "mode"]
OVERLAP_KEY = ["layer_a", "code_a", "layer_b", "code_b"]
COTERMINOSITY_KEY = ["layer_a", "code_a", "layer_b"]
CHANGE_KEY = ["layer_a", "layer_b", "from_code", "to_code"]


def agrees(expected: str, found: str) -> bool:
    """Whether two cells are the same text, or numbers that differ by rounding alone."""
    if expected == found:
        return True
    try:
        return math.isclose(float(expected), float(found), rel_tol=RELATIVE_TOLERANCE)
    except ValueError:
        return False


def read_rows(text: str) -> list[Row]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


class Comparing:
    """Runs the program on a copy of a system and keeps what differs."""

    def __init__(self, program: str, system: Path, work: Path) -> None:
        """Copies the system, without any build of it, so that the first answers come from its files."""
        self.program = program
        self.system = work / "system"
        self.differences: list[str] = []
        self.cells = 0
        shutil.copytree(system, self.system, ignore=shutil.ignore_patterns("build", "*.py", "model"))

    def expected(self, name: str) -> list[Row]:
        """One file of closed-form answers."""
        return read_rows((self.system / "expected" / f"{name}.csv").read_text(encoding="utf-8"))

    def run(self, *arguments: str) -> str:
        """What the program prints; a failure is a difference."""
        command = [self.program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.differences.append(f"{' '.join(command[1:])}: exit code {done.returncode}\n"
                                    f"{done.stderr.strip()}")
        return done.stdout

    def ask(self, *arguments: str) -> list[Row]:
        """The table that a verb prints about the system."""
        return read_rows(self.run(*arguments, str(self.system), "--format", "csv", "--quiet"))

    def table(self, name: str) -> list[Row]:
        """A table of the build."""
        path = self.system / "build" / "tables" / f"{name}.csv"
        return read_rows(path.read_text(encoding="utf-8")) if path.is_file() else []

    def compare(self, what: str, key: list[str], expected: list[Row], found: list[Row]) -> None:
        """Compares every expected cell; the rows must be the same, in the same order."""
        keys_expected = [tuple(row[column] for column in key) for row in expected]
        keys_found = [tuple(row.get(column, "") for column in key) for row in found]
        if keys_expected != keys_found:
            missing = [k for k in keys_expected if k not in keys_found]
            surplus = [k for k in keys_found if k not in keys_expected]
            self.differences.append(f"{what}: rows missing {missing}, not expected {surplus}"
                                    if missing or surplus else f"{what}: the rows stand in another order")
        by_key = dict(zip(keys_found, found, strict=True))
        for row_key, row in zip(keys_expected, expected, strict=True):
            for column, value in row.items():
                other = by_key.get(row_key, row).get(column, "(no such column)")
                self.cells += 1
                if not agrees(value, other):
                    self.differences.append(f"{what} {' '.join(row_key)}: {column} is {other}, and {value} "
                                            "is expected")

    def compare_verbs(self, source: str) -> None:
        """Every verb about geography, for every layer and pair of layers that the files name."""
        for name in ("published", "exact"):
            rows = [row for row in self.expected("profile") if row["mode"] == name]
            for layer in dict.fromkeys(row["layer"] for row in rows):
                self.compare(f"profile from the {source}", PROFILE_KEY,
                             [row for row in rows if row["layer"] == layer],
                             self.ask("profile", "--layer", layer, "--mode", name))
        carried = ["--mode", "exact", "--deprivation", "rank19", "--convert", "best-fit"]
        self.compare(f"profile by rank19 from the {source}", PROFILE_KEY, self.expected("profile_rank19"),
                     self.ask("profile", "--layer", "board24", *carried))
        for verb, file, key, options in (
                ("overlap", "overlap", OVERLAP_KEY, []),
                ("overlap", "overlap_people20", OVERLAP_KEY, ["--population", "people20"]),
                ("coterminosity", "coterminosity", COTERMINOSITY_KEY, []),
                ("coterminosity", "coterminosity_people20", COTERMINOSITY_KEY,
                 ["--population", "people20"]),
                ("changes", "changes", CHANGE_KEY, [])):
            rows = self.expected(file)
            for pair in dict.fromkeys((row["layer_a"], row["layer_b"]) for row in rows):
                self.compare(f"{verb} from the {source}", key,
                             [row for row in rows if (row["layer_a"], row["layer_b"]) == pair],
                             self.ask(verb, *pair, *options))

    def compare_books(self, source: str) -> None:
        """The balance of every account; the auditor finds none that the journal does not give."""
        self.compare(f"money balance from the {source}", ["year", "account"],
                     sorted(self.expected("balances"), key=lambda row: row["account"]),
                     sorted(self.ask("money", "balance"), key=lambda row: row["account"]))
        self.compare(f"money audit from the {source}", ["account"], [], self.ask("money", "audit"))

    def compare_tables(self) -> None:
        """The tables of the build that hold the same figures, and those that hold more."""
        for table, file, key in (("system_profile", "profile", PROFILE_KEY),
                                 ("area_overlap", "overlap", OVERLAP_KEY),
                                 ("coterminosity", "coterminosity", COTERMINOSITY_KEY),
                                 ("boundary_changes", "changes", CHANGE_KEY)):
            self.compare(f"table {table}", key, self.expected(file), self.table(table))
        self.compare_some("layer_fits", "fits", ["layer", "small_areas"])
        self.compare_some("area_layers", "layers", ["layer"])
        self.compare_some("inputs", "inputs", ["dataset"])
        self.compare_some("populations", "populations", ["population"])
        self.compare_some("places", "places", ["id"])
        self.compare_some("balances", "balances", ["year", "account"])
        self.compare_some("spend_months", "spend_months", ["entity", "month"])
        self.compare_some("spend_shares", "spend_shares", ["entity", "type_category", "area_category"])
        for table, key in (("formula", ["year", "body"]), ("council_spending", ["year", "council"]),
                           ("place_resources", ["year", "place"]),
                           ("practice_groups", ["year", "deprivation_group"]),
                           ("running_costs", ["year", "body"])):
            self.compare_some(table, table, key)
        contradicted = [row for row in self.table("profile_published") if row["agrees"] == "false"]
        self.compare("table profile_published", ["layer", "code", "column"],
                     self.expected("contradictions"), contradicted)
        self.compare_change_counts()

    def compare_some(self, table: str, file: str, key: list[str]) -> None:
        """The rows of a table that the file names; the table may hold others, in its own order."""
        expected = self.expected(file)
        found = {tuple(row[column] for column in key): row for row in self.table(table)}
        wanted = [tuple(row[column] for column in key) for row in expected]
        self.compare(f"table {table}", key, expected, [found[k] for k in wanted if k in found])

    def compare_change_counts(self) -> None:
        """How many rows of the change table carry each code."""
        relations = [row["relation"] for row in self.table("area_relations")
                     if row["source"] == "cell11-cell21"]
        expected = self.expected("change_counts")
        found = [{"relation": row["relation"], "rows": str(relations.count(row["relation"]))}
                 for row in expected]
        self.compare("table area_relations", ["relation"], expected, found)

    def check_findings(self) -> None:
        """Nothing is wrong with the files, and the build warns of the misprint alone."""
        said = self.run("check", str(self.system), "--format", "json", "--quiet")
        for finding in json.loads(said or "[]"):
            if finding["severity"] != "information":
                self.differences.append(f"check: {finding['id']} {finding['message']}")
        warned = [(row["id"], row["subject"]) for row in self.table("findings")
                  if row["severity"] != "information"]
        expected = [("REG046", row["code"]) for row in self.expected("contradictions")]
        if warned != expected:
            self.differences.append(f"build: warns of {warned}, and {expected} is expected")


def main() -> int:
    """Asks from the files, builds, and asks again."""
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    system = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as work:
        comparing = Comparing(sys.argv[1], system, Path(work))
        comparing.compare_verbs("files")
        comparing.compare_books("files")
        comparing.run("build", str(comparing.system), "--quiet")
        comparing.compare_verbs("build")
        comparing.compare_books("build")
        comparing.compare_tables()
        comparing.check_findings()
    for difference in comparing.differences:
        print(difference)
    print(f"{comparing.cells} cells compared, {len(comparing.differences)} differences")
    return 1 if comparing.differences else 0


if __name__ == "__main__":
    sys.exit(main())

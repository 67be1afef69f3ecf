"""Whether an answer is what a scenario's Then steps say, and if not, in what it differs."""

import csv
import io
import json
import re
import subprocess
from collections import Counter

from reading import ScenarioError, Step

Row = dict[str, str]
NUMBER = re.compile(r"-?[\d,]*\d(\.\d+)?%?")
FINDING_COLUMNS = ("id", "severity", "file", "line", "column", "message", "help", "subject", "authority")


def number_in(text: str) -> float | None:
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.rstrip("%").replace(",", ""))
    return value / 100 if text.endswith("%") else value


def decimals(text: str) -> int:
    """How many decimals a written number has; of a share, of what the percent sign stands for."""
    return len(text.rstrip("%").partition(".")[2]) + 2 * text.endswith("%")


def same(wanted: str, found: str) -> bool:
    """Whether a cell is what is wanted, to as many decimals as are written."""
    if wanted == "*" or wanted == found or (wanted.endswith("*") and found.startswith(wanted[:-1])):
        return True
    expected, actual = number_in(wanted), number_in(found)
    if expected is None or actual is None:
        return False
    # Half a unit of the last decimal, and the little that doubles are off.
    return abs(expected - actual) <= 0.5 * 10 ** -decimals(wanted) * (1 + 1e-9) if "." in wanted or "%" in wanted \
        else expected == actual


def fits(wanted: Row, found: Row) -> bool:
    return all(same(cell, found[column]) for column, cell in wanted.items())


def shown(rows: list[Row], columns: list[str]) -> str:
    """Rows as a scenario would write them, for messages; at most twenty."""
    cells = [columns, *([row[column] for column in columns] for row in rows[:20])]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
             for line in cells]
    return "\n".join([*lines, f"… and {len(rows) - 20} more"] if len(rows) > 20 else lines)


def compare(wanted: list[Row], found: list[Row], or_others: bool) -> str:
    """What is missing and what is too much; each row found answers one row wanted."""
    if not wanted:
        return "" if or_others or not found else f"no rows are expected, and {len(found)} came"
    columns = list(wanted[0])
    unknown = [column for column in columns if found and column not in found[0]]
    if unknown:
        return f"the answer has no column {', '.join(unknown)}; it has {', '.join(found[0])}"
    left = list(found)
    missing = []
    for row in wanted:
        match = next((one for one in left if fits(row, one)), None)
        left.remove(match) if match is not None else missing.append(row)
    surplus = alike(missing, left) if or_others else left
    parts = []
    if missing:
        parts.append("these rows did not come:\n" + shown(missing, columns))
    if surplus:
        parts.append("these came and are not expected:\n" + shown(surplus, columns))
    return "\n".join(parts)


def alike(missing: list[Row], left: list[Row]) -> list[Row]:
    """The rows that came in place of the missing ones, by their first column, or all where there are none."""
    first = next(iter(missing[0])) if missing else ""
    begun = [one for one in left if any(same(row[first], one[first]) for row in missing)]
    return begun or (left if missing else [])


class Judge:
    """Holds the Then steps against what the program did."""

    def __init__(self, done: subprocess.CompletedProcess) -> None:
        self.done = done
        self.code = 0  # what it should have ended with

    def rows(self, step: Step) -> list[Row]:
        if not self.done.stdout:
            raise AssertionError(f"nothing was answered:\n{self.done.stderr.strip()}")
        if step.words.startswith("it finds"):
            return [{name: str(item[name] if item[name] is not None else "") for name in FINDING_COLUMNS}
                    for item in json.loads(self.done.stdout) if item["severity"] != "information"]
        return list(csv.DictReader(io.StringIO(self.done.stdout)))

    def judge(self, steps: list[Step]) -> None:
        """Raises AssertionError with what differs."""
        for step in steps:
            problem = self.problem_of(step)
            if problem:
                raise AssertionError(f"line {step.line}, {step.words}\n{problem}")
        if self.done.returncode != self.code and not (self.code == 0 and self.may_find(steps)):
            raise AssertionError(f"it ended with {self.done.returncode}, and {self.code} is expected\n"
                                 f"{self.done.stderr.strip()}")

    def may_find(self, steps: list[Step]) -> bool:
        """A scenario about findings need not say that errors among them end with 1."""
        return self.done.returncode == 1 and any(step.words.startswith("it finds") for step in steps)

    def problem_of(self, step: Step) -> str:
        words = step.words
        if words in ("it answers:", "its rows include:", "it finds:"):
            return compare(step.table(), self.rows(step), words == "its rows include:")
        if match := re.fullmatch(r"it answers ([\d,]+) rows?", words):
            return self.differ(number_in(match[1]), float(len(self.rows(step))))
        if match := re.fullmatch(r"its (\w+) adds? up to (\S+)", words):
            total = sum(float(row[match[1]] or 0) for row in self.rows(step))
            return "" if same(match[2], f"{total:.12f}".rstrip("0").rstrip(".")) else f"it adds up to {total:,}"
        if match := re.fullmatch(r"its (\w+) counts (.+)", words):
            return self.count(match[1], match[2], step)
        if match := re.fullmatch(r'it says "(.+)"', words):
            return "" if match[1] in self.done.stderr else f"it said:\n{self.done.stderr.strip()}"
        if match := re.fullmatch(r"it ends with (\d+)|it is refused", words):
            self.code = int(match[1] or 5)
            return ""
        raise ScenarioError(step.line, f"it is not known how to judge `{words}`")

    def differ(self, wanted: float | None, found: float) -> str:
        return "" if wanted == found else f"there are {found:,.0f}"

    def count(self, column: str, text: str, step: Step) -> str:
        """`low 9, medium 20`: the last word of each part is how often the words before it stand there."""
        parts = [part.strip().rpartition(" ") for part in text.split(",")]
        wanted = {value: int(number) for value, _, number in parts}
        found = dict(Counter(row[column] for row in self.rows(step)))
        return "" if wanted == found else f"it counts {', '.join(f'{value} {n}' for value, n in found.items())}"

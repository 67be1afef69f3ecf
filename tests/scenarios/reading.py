"""Reads scenario files: plain text with Given, When and Then, as README.md explains."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

KEYWORDS = ("Given", "When", "Then")


@dataclass
class Step:
    kind: str  # Given, When or Then; And continues the one before
    words: str
    line: int
    block: list[str] = field(default_factory=list)  # the indented lines below

    def table(self) -> list[dict[str, str]]:
        """The block as rows; its first line names the columns."""
        cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in self.block]
        header, *rows = cells or [[]]
        for number, row in enumerate(rows, 1):
            if len(row) != len(header):
                raise ScenarioError(self.line + 1 + number, f"{len(row)} cells where the header has {len(header)}")
        return [dict(zip(header, row, strict=True)) for row in rows]

    def text(self) -> str:
        """The block as the text of a file: a table becomes CSV."""
        if not self.block or not all(line.strip().startswith("|") for line in self.block):
            return "".join(f"{line}\n" for line in self.block)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for line in self.block:
            writer.writerow(cell.strip() for cell in line.strip().strip("|").split("|"))
        return out.getvalue()


@dataclass
class Scenario:
    title: str
    file: str
    line: int
    steps: list[Step] = field(default_factory=list)

    def of(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]


class ScenarioError(Exception):
    """A scenario that cannot be read, with the line it stands on."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")


def parse(text: str, file: str) -> list[Scenario]:
    scenarios: list[Scenario] = []
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or (stripped.startswith("#") and not is_block(line)):
            continue
        if line.startswith("Scenario:"):
            scenarios.append(Scenario(line.removeprefix("Scenario:").strip(), file, number))
        elif not scenarios:
            raise ScenarioError(number, "a file begins with `Scenario:` and a title")
        elif is_block(line):
            add_to_block(scenarios[-1], line, number)
        else:
            add_step(scenarios[-1], stripped, number)
    for scenario in scenarios:
        check(scenario)
    return scenarios


def is_block(line: str) -> bool:
    """Lines of a table or a file stand four columns in or more."""
    return line.startswith("    ")


def add_to_block(scenario: Scenario, line: str, number: int) -> None:
    if not scenario.steps or not scenario.steps[-1].words.endswith(":"):
        raise ScenarioError(number, "an indented line follows a step that ends with a colon")
    scenario.steps[-1].block.append(line[4:].rstrip())


def add_step(scenario: Scenario, text: str, number: int) -> None:
    keyword, _, words = text.partition(" ")
    if keyword == "And" and scenario.steps:
        keyword = scenario.steps[-1].kind
    if keyword not in KEYWORDS:
        raise ScenarioError(number, f"a step begins with Given, When, Then or And, not with `{keyword}`")
    scenario.steps.append(Step(keyword, re.sub(r"\s+", " ", words).strip(), number))


def check(scenario: Scenario) -> None:
    kinds = [step.kind for step in scenario.steps]
    wanted = [kind for kind in KEYWORDS for _ in range(kinds.count(kind))]
    if kinds != wanted or kinds.count("When") != 1 or set(kinds) != set(KEYWORDS):
        raise ScenarioError(scenario.line, "a scenario has Given, one When, and Then, in this order")


def read(path: Path) -> list[Scenario]:
    return parse(path.read_text(encoding="utf-8"), path.name)

#!/usr/bin/env python3
"""Runs the scenarios of this folder against a program.

usage: run.py PROGRAM [WORD…]     only scenarios with one of the words in their file or title
"""

import shlex
import sys
import tempfile
from pathlib import Path

from judging import Judge
from reading import Scenario, ScenarioError, read
from systems import LeftOut, Systems

HERE = Path(__file__).resolve().parent
CANARY = "canary.scenario"


def ask(systems: Systems, scenario: Scenario) -> None:
    """Raises AssertionError where the answer is not the expected one."""
    folder, options = systems.make(scenario.of("Given"))
    (question,) = scenario.of("When")
    program, *words = shlex.split(question.words.replace("DIR", str(folder)))
    if program != "concord":
        raise ScenarioError(question.line, "a question begins with `concord`")
    finds = any(step.words.startswith("it finds") for step in scenario.of("Then"))
    done = systems.run(*words, *place_of(words, folder), *options, "--format", "json" if finds else "csv")
    if done.returncode < 0:
        raise AssertionError(f"the program was ended by signal {-done.returncode}")
    Judge(done).judge(scenario.of("Then"))


def place_of(words: list[str], folder: Path) -> list[str]:
    """The system's folder, last of the words; verbs about Concord itself have none."""
    return [] if words[0] in ("rules", "tables", "explain", "data") else [str(folder)]


def problem_of(systems: Systems, scenario: Scenario) -> str:
    """Why the scenario fails, or nothing."""
    try:
        ask(systems, scenario)
    except (AssertionError, ScenarioError) as failure:
        return str(failure)
    return ""


def read_all() -> tuple[list[Scenario], int]:
    """Every scenario, and how many files cannot be read, each with the reason printed."""
    scenarios: list[Scenario] = []
    unreadable = 0
    for path in sorted(HERE.glob("*.scenario")):
        try:
            scenarios += read(path)
        except ScenarioError as failure:
            print(f"FAILED {path.name}: {failure}\n")
            unreadable += 1
    return scenarios, unreadable


def chosen(scenarios: list[Scenario], words: list[str]) -> list[Scenario]:
    return [
        scenario for scenario in scenarios
        if not words or any(word.lower() in f"{scenario.file} {scenario.title}".lower() for word in words)
    ]


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    scenarios, failed = read_all()
    passed = 0
    with tempfile.TemporaryDirectory(prefix="concord-scenarios-") as work:
        systems = Systems(arguments[0], Path(work))
        for scenario in chosen(scenarios, arguments[1:]):
            must_fail = scenario.file == CANARY
            try:
                problem = problem_of(systems, scenario)
            except LeftOut as reason:
                print(f"left out: {scenario.title}: {reason}")
                continue
            if must_fail:
                problem = "" if problem else "this scenario must fail, and it passed"
            passed += not problem
            failed += bool(problem)
            if problem:
                indented = problem.replace("\n", "\n    ")
                print(f"FAILED {scenario.file}:{scenario.line}: {scenario.title}\n    {indented}\n")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

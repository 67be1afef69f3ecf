"""Every rule finds what its spec file says, there and only there, and not in the corrected input."""

import csv
import json
import os
import re
import subprocess
import tempfile
import unittest
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from spec import make_system, read_allowed, read_specs

ROOT = Path(__file__).parents[2]
PROGRAM = os.environ.get("CONCORD_PROGRAM", str(ROOT / "build/bin/concord"))


def run(*arguments: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "CONCORD_RESOURCES": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, env=environment, timeout=120
    )


def relative(path: str, folder: Path) -> str:
    """The path as the spec names it: below the system's folder."""
    prefix = str(folder) + "/"
    return path[len(prefix) :] if path.startswith(prefix) else path


def found_by_check(folder: Path, example: dict) -> list[dict]:
    options = []
    if "as_at" in example:
        options += ["--as-at", example["as_at"]]
    if "profile" in example:
        options += ["--rules", example["profile"]]
    done = run("check", str(folder), "--format", "json", "--quiet", *options)
    if not done.stdout:  # system.toml itself could not be read
        return parse_text(done.stderr, folder)
    return [
        {
            "rule": item["id"],
            "file": relative(item["file"], folder),
            "line": item["line"] or 0,
            "column": item["column"] or 0,
            "message": item["message"].replace(f"{folder}/", ""),
        }
        for item in json.loads(done.stdout)
    ]


def found_by_build(folder: Path) -> list[dict]:
    run("build", str(folder), "--quiet")
    with (folder / "build/tables/findings.csv").open(encoding="utf-8", newline="") as file:
        return [
            {
                "rule": row["id"],
                "file": relative(row["file"], folder),
                "line": int(row["line"] or 0),
                "column": int(row["column"] or 0),
                "message": row["message"].replace(f"{folder}/", ""),
            }
            for row in csv.DictReader(file)
        ]


def parse_text(text: str, folder: Path) -> list[dict]:
    pattern = re.compile(
        r"^(?:(?P<file>.+?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?: )?"
        r"(?:error|warning|information)\[(?P<rule>\w+)\]: (?P<message>.*)$",
        re.MULTILINE,
    )
    return [
        {
            "rule": match["rule"],
            "file": relative(match["file"] or "", folder),
            "line": int(match["line"] or 0),
            "column": int(match["column"] or 0),
            "message": match["message"].replace(f"{folder}/", ""),
        }
        for match in pattern.finditer(text)
    ]


def findings(folder: Path, example: dict) -> list[dict]:
    ask = example.get("ask", "check")
    if ask == "check":
        return found_by_check(folder, example)
    if ask == "build":
        return found_by_build(folder)
    if any(word == "DIR" or word.startswith("DIR/") for word in ask.split()):
        return found_by_commands(folder, [*example.get("before", []), ask])
    verb, *words = ask.split()
    positional = []
    while words and not words[0].startswith("-"):
        positional.append(words.pop(0))
    return parse_text(run(verb, *positional, str(folder), *words, "--quiet").stderr, folder)


def found_by_commands(folder: Path, asks: list[str]) -> list[dict]:
    """What the last of several commands says; those before it must be done without a word."""
    for ask in asks:
        done = run(*ask.replace("DIR", str(folder)).split(), "--quiet")
        if ask is not asks[-1] and (done.returncode != 0 or done.stderr):
            raise AssertionError(f"`{ask}`: {done.returncode} {done.stderr}")
    return parse_text(done.stderr, folder)


def fits(found: dict, wanted: dict) -> bool:
    """A spec may leave out the line, the column or the message."""
    return all(found[key] == value for key, value in wanted.items())


class RulesFindWhatTheirSpecsSay(unittest.TestCase):
    maxDiff = None

    def check_bad(self, spec: dict, folder: Path) -> None:
        example = spec["bad"]
        make_system(folder, example, spec["stage"])
        found = findings(folder, example)
        expected = example["expect"]
        unmatched = [item for item in expected if not any(fits(one, item) for one in found)]
        self.assertEqual([], unmatched, f"{spec['id']} was expected; found: {found}")
        if example.get("exactly", True):
            also = example.get("also", [])  # rules that the example cannot help but break as well
            surplus = [one for one in found
                       if one["rule"] not in also and not any(fits(one, item) for item in expected)]
            silent = [rule for rule in also if not any(one["rule"] == rule for one in found)]
            self.assertEqual([], silent, f"{spec['id']}: said to speak as well, and silent")
            self.assertEqual([], surplus, f"{spec['id']}: found more than the spec says")

    def check_good(self, spec: dict, folder: Path) -> None:
        good = spec.get("good", {})
        make_system(folder, good, spec["stage"])
        found = findings(folder, {**spec["bad"], **good})
        same = [one for one in found if one["rule"] == spec["id"]]
        asked = good.get("ask") or spec["bad"].get("ask", "check")
        if "ask" in good or asked in ("check", "build"):
            self.assertEqual([], same, f"{spec['id']} is found in the corrected input")

    def check_all(self, check: Callable, examples: list[dict], name: str) -> None:
        """Checks as many examples at once as there are processors; each that fails is named."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = [pool.submit(check, example) for example in examples]
            for example, answer in zip(examples, answers):
                with self.subTest(**{name: example[name]}):
                    answer.result()

    def check_rule(self, spec: dict) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.check_bad(spec, Path(folder) / "bad")
            for number, further in enumerate(spec.get("further", [])):
                self.check_bad({**spec, "bad": further}, Path(folder) / f"further-{number}")
            self.check_good(spec, Path(folder) / "good")

    def check_allowed(self, allowed: dict) -> None:
        with tempfile.TemporaryDirectory() as folder:
            make_system(Path(folder) / "allowed", allowed["example"])
            found = findings(Path(folder) / "allowed", allowed["example"])
            also = allowed["example"].get("also", [])
            self.assertEqual([], [one for one in found if one["rule"] not in also])

    def test_every_rule(self) -> None:
        specs = read_specs()
        self.assertGreater(len(specs), 60)
        self.check_all(self.check_rule, specs, "id")

    def test_the_little_country_keeps_every_rule(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            make_system(Path(folder) / "country", {})
            self.assertEqual([], findings(Path(folder) / "country", {}))

    def test_nothing_is_found_in_what_is_allowed(self) -> None:
        examples = read_allowed()
        self.assertGreater(len(examples), 10)
        self.check_all(self.check_allowed, examples, "requirement")


if __name__ == "__main__":
    unittest.main()

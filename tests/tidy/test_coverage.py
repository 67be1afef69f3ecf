"""Every requirement is accounted for, once, by a state that is true."""

import csv
import re
import unittest

from tree import ROOT

STATES = {"implemented", "data", "planned", "not-software"}
STAGES = {"registry", "population", "need", "partnership", "governance", "money", "oversight",
          "evaluation", "server", "engine"}


def rows() -> list[dict]:
    with (ROOT / "tests/spec/coverage.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known_ids() -> list[str]:
    return (ROOT / "tests/spec/requirement_ids.txt").read_text(encoding="utf-8").split()


def problems(found: list[dict], known: list[str]) -> list[str]:
    """What is wrong with the list: ids unknown, missing or twice; states without what they claim."""
    ids = [row["requirement"] for row in found]
    said = [f"{item} is not a requirement" for item in ids if item not in known]
    said += [f"{item} is missing" for item in known if item not in ids]
    said += [f"{item} stands twice" for item in set(ids) if ids.count(item) > 1]
    rules = {path.stem for path in (ROOT / "tests/spec/rules").glob("*.toml")}
    for row in found:
        said += claim_problems(row, rules)
    return said


def claim_problems(row: dict, rules: set[str]) -> list[str]:
    """Whether what a row claims is there: the rule, the test, the file."""
    name, state, where = row["requirement"], row["state"], row["where"]
    if state not in STATES:
        return [f"{name}: `{state}` is no state"]
    if not row["note"]:
        return [f"{name}: says nothing"]
    if state == "planned" and where not in STAGES:
        return [f"{name}: `{where}` is no stage"]
    if state == "not-software" and where:
        return [f"{name}: not software, yet somewhere"]
    said = []
    if state in ("implemented", "data"):
        for place in where.split():
            if re.fullmatch(r"[A-Z]{3}\d{3}", place):
                if place not in rules:
                    said.append(f"{name}: there is no rule {place}")
            elif not (ROOT / place.split(":")[0]).exists():
                said.append(f"{name}: there is no {place}")
        if not where:
            said.append(f"{name}: implemented nowhere")
    return said


class RequirementsAreCovered(unittest.TestCase):
    maxDiff = None

    def test_the_list(self) -> None:
        self.assertEqual([], problems(rows(), known_ids()))

    def test_rules_and_the_list_name_each_other(self) -> None:
        """A rule's spec names a requirement exactly where the list says the rule implements it."""
        by_list = {row["requirement"]: set(row["where"].split()) for row in rows()
                   if row["state"] == "implemented"}
        for path in sorted((ROOT / "tests/spec/rules").glob("*.toml")):
            match = re.search(r"^requirements = \[(.*)\]$", path.read_text(encoding="utf-8"), re.M)
            for requirement in re.findall(r'"([A-Z]+-R\d+)"', match[1] if match else ""):
                self.assertIn(path.stem, by_list.get(requirement, set()), requirement)

    def test_canary(self) -> None:
        """An unknown, a missing and a falsely claimed requirement must be seen."""
        found = [{"requirement": "PIR-R999", "state": "implemented", "where": "REG999", "note": "x"}]
        self.assertEqual(3, len(problems(found, ["PIR-R001"])))


if __name__ == "__main__":
    unittest.main()

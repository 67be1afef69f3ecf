"""The page on the money folder names every key and column of pools and contracts that is read, and no other."""

import re
import unittest

from test_documents import first_cells, section
from tree import ROOT

PAGE = (ROOT / "docs/reference/money-folder.md").read_text(encoding="utf-8")
ASKED = (r"(?:text|texts|required_text|date|truth|whole_number|word|amount|share|basis_points|year|units|price|"
         r"tables?|text_pairs|form_of)\(\s*\"(\w+)\"")


def source(name: str) -> str:
    return (ROOT / "src/agreements" / name).read_text(encoding="utf-8")


def keys(name: str, *functions: str) -> set[str]:
    """The keys that member functions of a file ask for; `period()` asks for two."""
    found = set()
    for function in functions:
        body = re.search(rf"^    \S[^\n]*\b{function}\(.*?^    \}}", source(name), re.MULTILINE | re.DOTALL)[0]
        found |= set(re.findall(ASKED, body))
        found |= {"from", "to"} if "keys.period()" in body else set()
    return found


def columns(name: str, function: str) -> set[str]:
    """The columns that the reader of a table names."""
    body = source(name).split(f"{function}(", 1)[1]
    return set(re.findall(r"\"(\w+)\"", re.search(r"hand_written\((.*?)\}\)", body, re.DOTALL)[1]))


EXPECTED = {
    "pools.toml": keys("pool_file.cpp", "read"),
    "[[pool]]": keys("pool_file.cpp", "pool_of", "partners_of", "read_risk"),
    "[[pool.outcome]]": keys("pool_file.cpp", "outcome_of"),
    "[[pool.scheme]]": keys("pool_file.cpp", "add_scheme"),
    "[[pool.year]]": keys("pool_file.cpp", "add_year"),
    "[pool.overspend]": keys("pool_file.cpp", "read_rule", "read_cap", "read_shares"),
    "[pool.underspend]": keys("pool_file.cpp", "underspend_of"),
    "[[place]]": keys("pool_file.cpp", "place_of") - {"year", "services"},
    "pool_contributions.csv": columns("pool_rows.cpp", "void read_contributions"),
    "pool_spending.csv": columns("pool_rows.cpp", "void read_spending"),
    "funding.csv": columns("pool_rows.cpp", "void read_funding"),
    "contracts.toml": keys("contract_file.cpp", "read"),
    "[[contract]]": keys("contract_file.cpp", "contract_of"),
    "[[contract.element]]": set(re.findall(rf"(?:table|keys)_\.{ASKED}", source("element_table.cpp"))),
    "[[collaboration]]": keys("contract_file.cpp", "collaboration_of"),
    "activity.csv": columns("contract_file.cpp", "ActivityReader"),
}


class TheFilesOfAgreementsAreDescribed(unittest.TestCase):
    maxDiff = None

    def test_every_file(self) -> None:
        self.assertIn("conditions", EXPECTED["funding.csv"])
        self.assertIn("threshold_low", EXPECTED["[[contract.element]]"])
        for heading, expected in EXPECTED.items():
            with self.subTest(heading):
                self.assertEqual(expected, first_cells(section(PAGE, heading)))

    def test_canary(self) -> None:
        """A column that the page does not name must be seen."""
        page = PAGE.replace("| `successor` |", "| successor |")
        self.assertNotEqual(EXPECTED["funding.csv"], first_cells(section(page, "funding.csv")))


if __name__ == "__main__":
    unittest.main()

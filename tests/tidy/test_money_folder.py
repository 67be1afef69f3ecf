"""The page on the money folder names every column and key that the program reads, and no other."""

import re
import unittest

from test_documents import asked_keys, first_cells, function, section
from tree import ROOT

PAGE = (ROOT / "docs/reference/money-folder.md").read_text(encoding="utf-8")
FOLDER = (ROOT / "src/money/folder.cpp").read_text(encoding="utf-8")
ACCOUNTS = (ROOT / "src/ledger/reading/account_file.cpp").read_text(encoding="utf-8")
TRANSFERS = (ROOT / "src/ledger/reading/transfer_file.cpp").read_text(encoding="utf-8")
PLANS = (ROOT / "src/ledger/reading/plan_file.cpp").read_text(encoding="utf-8")
FINANCE = (ROOT / "src/ledger/reading/finance_file.cpp").read_text(encoding="utf-8")
PLAN = (ROOT / "src/money/plan.cpp").read_text(encoding="utf-8")

OPEN = (ROOT / "src/money/open_allocations.cpp").read_text(encoding="utf-8")

PURPOSES = (ROOT / "src/money/purposes.cpp").read_text(encoding="utf-8")


def columns(name: str) -> set[str]:
    options = re.search(r"hand_written\((.*?)\}\)", function(FOLDER, name), re.DOTALL)
    return set(re.findall(r"\"(\w+)\"", options[1]))


def ledger_columns(text: str, name: str) -> set[str]:
    return set(re.findall(r"\"(\w+)\"", function(text, name)))


def finance_keys(name: str) -> set[str]:
    """The keys asked for in a function of finance.toml."""
    body = function(FINANCE, name)
    asked = r"(?:required_text|texts?|text_pairs|tables?)\(\"(\w+)\"|(?:text|amount|word)\(\w+, \"(\w+)\""
    return {first or second for first, second in re.findall(asked, body)}


def keys(name: str) -> set[str]:
    """The keys asked for in a member function, indented as members are."""
    body = re.search(rf"^    \S[^\n]*\b{name}\(.*?^    \}}", PLAN, re.MULTILINE | re.DOTALL)[0]
    asked = r"(?:text|texts|required_text|truth|number|path_below|table|tables)\(\"(\w+)\"|amount\(table, \"(\w+)\""
    found = {first or second for first, second in re.findall(asked, body)}
    return found | ({"rule", "catalogue_rule"} if "rule_of(table" in body else set())


class TheMoneyFolderIsDescribed(unittest.TestCase):
    maxDiff = None

    def test_columns(self) -> None:
        expected = {"baselines.csv": columns("read_baselines"), "budgets.csv": columns("read_lines")}
        self.assertIn("opening", expected["budgets.csv"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_columns_of_the_books(self) -> None:
        expected = {"accounts.csv": ledger_columns(ACCOUNTS, "account_options"),
                    "transfers.csv": ledger_columns(TRANSFERS, "transfer_options"),
                    "plans.csv": ledger_columns(PLANS, "plan_options")}
        self.assertIn("out_of", expected["transfers.csv"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_keys_of_finance(self) -> None:
        tables = {"[[regime]]": "regime_of", "[strategy]": "strategy_of", "[[proposal]]": "proposal_of",
                  "[[distribution]]": "distribution_of", "[[assurance]]": "assurance_of",
                  "[accountability]": "accountability_of", "[priorities]": "priorities_of",
                  "[framework]": "framework_of", "[capital]": "capital_of", "[balance]": "balance_of",
                  "finance.toml": "record_of"}
        expected = {heading: finance_keys(name) for heading, name in tables.items()}
        self.assertIn("fixed", expected["[[regime]]"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_columns_of_purposes(self) -> None:
        files = re.findall(r"read\(\"(\w+\.csv)\", \{(.*?)\}", PURPOSES)
        self.assertEqual(4, len(files))
        for name, names in files:
            self.assertEqual(set(re.findall(r"\"(\w+)\"", names)), first_cells(section(PAGE, name)), name)

    def test_keys(self) -> None:
        expected = {"allocation.toml": keys("read"), "[[stream]]": keys("stream_of"), "[places]": keys("places_of"),
                    "[stream.open_data]": asked_keys(function(OPEN, "read_open_stream"))}
        self.assertIn("quantum", expected["[[stream]]"])
        self.assertEqual(expected, {heading: first_cells(section(PAGE, heading)) for heading in expected})

    def test_canary(self) -> None:
        """A column that the page does not name must be seen."""
        page = PAGE.replace("| `opening` |", "| opening |")
        self.assertNotEqual(columns("read_lines"), first_cells(section(page, "budgets.csv")))


if __name__ == "__main__":
    unittest.main()

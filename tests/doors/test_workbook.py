"""`--out money.xlsx`: what stands in the workbook, read here without a library, and worked out again.

A formula is worked out by arithmetic of this file's own; what it gives must be what stands beside it.
"""

import re
import unittest
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from xml.etree import ElementTree

from door import TESSELLATION, DoorTest, leftovers, read_csv

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOARDS = """body,baseline,growth,target,people
=1+1,1000000.00,0.05,1040000.00,100
+east,2000000.01,4.37%,2200000.00,300
@north,£1.5m,0.03,1500000,0.5
"""
RULE = "points = [[-0.025, 0.005], [0, 0], [0.025, -0.005]]\n"
UNITS = """place,body,people,core,before
first,west,1000,1100,500.00
second,west,1000,900,400.00
third,east,10,20,90.00
"""
PAYMENTS = """Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount
West,31/07/2022,Soc Care,MENTAL HEALTH,=cmd|' /C calc'!A0,1001,"30,000.10"
West,31/07/2022,Soc Care,ACUTE,EAST LTD,1002,"-5.05"
"""


class Sheets:
    """Values and formulas of a workbook by sheet and cell."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as packed:
            self.parts = {name: packed.read(name) for name in packed.namelist()}
        shared = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        texts = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in shared]
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        names = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
        self.values: dict[str, dict[str, str | float]] = {}
        self.formulas: dict[str, dict[str, str]] = {}
        for number, name in enumerate(names, 1):
            values, formulas = self.values.setdefault(name, {}), self.formulas.setdefault(name, {})
            for cell in ElementTree.fromstring(self.parts[f"xl/worksheets/sheet{number}.xml"]).iter(f"{MAIN}c"):
                value, formula = cell.find(f"{MAIN}v"), cell.find(f"{MAIN}f")
                if value is not None:
                    is_text = cell.get("t") == "s"
                    values[cell.get("r")] = texts[int(value.text)] if is_text else float(value.text)
                if formula is not None:
                    formulas[cell.get("r")] = formula.text

    def column(self, sheet: str, title: str) -> str:
        return next(re.sub(r"\d", "", cell) for cell, value in self.values[sheet].items()
                    if value == title and cell.endswith("1") and not cell[-2].isdigit())

    def work_out(self, sheet: str, formula: str) -> float:
        values = self.values[sheet]

        def cells(first: str, last: str, of: str = sheet) -> list:
            letters = re.sub(r"[\d$]", "", first)
            rows = range(int(re.sub(r"\D", "", first)), int(re.sub(r"\D", "", last)) + 1)
            return [self.values[of].get(f"{letters}{row}", 0) for row in rows]

        sum_of = re.fullmatch(r"SUM\((\w+):(\w+)\)", formula)
        if sum_of:
            return sum(cells(*sum_of.groups()))
        if formula.startswith("SUMIFS("):
            ranges = [cells(first, last, of) for of, first, last in
                      re.findall(r"'([^']+)'!\$(\w+\$\d+):\$(\w+\$\d+)", formula)]
            wanted = [values[cell] for cell in re.findall(r",([A-Z]+\d+)", formula)]
            return sum(amount for amount, *keys in zip(*ranges, strict=True) if keys == wanted)

        def half_away(number: float, digits: int) -> float:
            return float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))

        words = re.sub(r"\b([A-Z]+\d+)\b", lambda cell: repr(values[cell[1]]), formula)
        return eval(words, {"ROUND": half_away, "__builtins__": {}})  # noqa: S307 (our own formulas)


class Workbooks(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        for name, text in {"boards.csv": BOARDS, "rule.toml": RULE, "units.csv": UNITS, "july.csv": PAYMENTS}.items():
            (self.work / name).write_text(text, encoding="utf-8")

    def pace(self, *words: str):
        columns = ("--body", "body", "--baseline", "baseline", "--growth", "growth", "--target", "target")
        return self.run_concord("money", "pace", "boards.csv", *columns, "--rule", "rule.toml", *words)

    def holds(self, sheets: Sheets, least: int) -> None:
        """Every formula gives what stands beside it."""
        count = 0
        for sheet, formulas in sheets.formulas.items():
            for cell, formula in formulas.items():
                with self.subTest(sheet=sheet, cell=cell, formula=formula):
                    self.assertAlmostEqual(sheets.work_out(sheet, formula), sheets.values[sheet][cell], delta=1e-6)
                count += 1
        self.assertGreaterEqual(count, least)

    def test_pace(self) -> None:
        done = self.pace("--round", "1000", "--population", "people", "--total", "England", "--out", "money.xlsx")
        self.assertEqual(0, done.returncode, done.stderr)
        sheets = Sheets(self.work / "money.xlsx")
        self.holds(sheets, 3 * 4 + 5)
        answer = read_csv(self.pace("--round", "1000", "--total", "England", "--format", "csv").stdout)
        column = sheets.column("pace", "allocation")
        for row, expected in enumerate(answer, 2):
            self.assertEqual(float(expected["allocation"]), sheets.values["pace"][f"{column}{row}"])
            self.assertEqual(expected["body"], sheets.values["pace"][f"A{row}"])

    def test_pace_to_the_penny_and_over_years(self) -> None:
        self.assertEqual(0, self.pace("--years", "3", "--total", "England", "--out", "years.xlsx").returncode)
        self.holds(Sheets(self.work / "years.xlsx"), 3 * (3 * 4 + 5))

    def test_no_formula_for_what_was_solved(self) -> None:
        self.assertEqual(0, self.pace("--quantum", "4700000.01", "--out", "solved.xlsx").returncode)
        sheets = Sheets(self.work / "solved.xlsx")
        column = sheets.column("pace", "allocation")
        self.assertFalse([cell for cell in sheets.formulas["pace"] if cell.startswith(column)])
        self.assertTrue([says for says in sheets.values["sources and method"].values() if "solved for" in str(says)])
        self.assertAlmostEqual(4700000.01, sum(sheets.values["pace"][f"{column}{row}"] for row in (2, 3, 4)), 6)

    def test_place(self) -> None:
        columns = ("--place", "place", "--system", "body", "--population", "people", "--weighted", "core")
        money = ("--baseline", "before", "--growth", "0.1")
        done = self.run_concord("money", "place", "units.csv", *columns, *money, "--out", "p.xlsx")
        self.assertEqual(0, done.returncode, done.stderr)
        sheets = Sheets(self.work / "p.xlsx")
        self.holds(sheets, 3 * 2 + 2 * 5)
        budget = sheets.column("sums", "budget")
        self.assertEqual(["west", 990.0, "east", 99.0], [sheets.values["sums"][cell] for cell in
                                                         ("A2", f"{budget}2", "A3", f"{budget}3")])

    def test_spend_is_read_again_and_agrees(self) -> None:
        self.run_concord("money", "spend", "july.csv", "--out", "spend.xlsx")
        sheets = Sheets(self.work / "spend.xlsx")
        self.holds(sheets, 1)
        column = sheets.column("spend", "amount")
        self.assertEqual(29995.05, sheets.values["spend"][f"{column}4"])
        again = self.run_concord("money", "spend", "spend.xlsx", "--summary", "files", "--format", "csv")
        first = read_csv(again.stdout)[0]
        self.assertEqual(("2", "29995.05"), (first["payments"], first["amount"]))

    def test_pools_and_contracts(self) -> None:
        for verb, table, least in (("pools", "pools", 1), ("pools", "pool_contributions", 2 + 6),
                                   ("pools", "pool_schemes", 2 + 6), ("pools", "pool_shares", 1),
                                   ("contracts", "contract_payments", 20)):
            with self.subTest(table=table):
                file = f"{table}.xlsx"
                done = self.run_concord("money", verb, TESSELLATION, "--show", table, "--out", file)
                self.assertIn(done.returncode, (0, 1), done.stderr)
                self.holds(Sheets(self.work / file), least)

    def test_what_a_contract_paid_is_added_up_by_formula(self) -> None:
        self.run_concord("money", "contracts", TESSELLATION, "--out", "c.xlsx")
        sheets = Sheets(self.work / "c.xlsx")
        sums = sheets.column("contract_payments", "year_to_date")
        self.assertRegex(sheets.formulas["contract_payments"][f"{sums}3"], rf"^{sums}2\+[A-Z]+3$")
        rows = read_csv(self.run_concord("money", "contracts", TESSELLATION, "--format", "csv").stdout)
        for number, row in enumerate(rows, 2):
            shown = sheets.values["contract_payments"].get(f"{sums}{number}")
            self.assertEqual(row["year_to_date"], "" if shown is None else f"{shown:.2f}")

    def test_text_is_never_a_formula(self) -> None:
        self.run_concord("money", "spend", "july.csv", "--out", "spend.xlsx")
        sheets = Sheets(self.work / "spend.xlsx")
        self.assertIn("=cmd|' /C calc'!A0", sheets.values["spend"].values())
        self.assertEqual(1, sum(len(formulas) for formulas in sheets.formulas.values()))

    def test_heads_notes_and_looks(self) -> None:
        self.pace("--out", "money.xlsx")
        parts = Sheets(self.work / "money.xlsx").parts
        first = parts["xl/worksheets/sheet1.xml"].decode()
        self.assertIn('state="frozen"', first)
        self.assertIn("baseline alike", parts["xl/comments1.xml"].decode())
        self.assertIn("£", parts["xl/styles.xml"].decode())

    def test_the_same_bytes_and_nothing_beside(self) -> None:
        self.pace("--out", "one.xlsx")
        self.pace("--out", "two.xlsx")
        self.assertEqual((self.work / "one.xlsx").read_bytes(), (self.work / "two.xlsx").read_bytes())
        self.assertEqual([], leftovers(self.work))

    def test_a_place_that_cannot_be_written(self) -> None:
        done = self.pace("--out", "nowhere/money.xlsx")
        self.assertEqual(4, done.returncode)
        self.assertIn("nowhere/money.xlsx", done.stderr)
        self.assertEqual([], leftovers(self.work))

    def test_any_verb_with_a_table(self) -> None:
        self.assertEqual(0, self.run_concord("rules", "--out", "rules.xlsx").returncode)
        self.assertIn("MON012", Sheets(self.work / "rules.xlsx").values["rules"].values())

    def test_canary(self) -> None:
        """A value that its formula does not give must be seen."""
        self.pace("--out", "money.xlsx")
        sheets = Sheets(self.work / "money.xlsx")
        cell, formula = next(iter(sheets.formulas["pace"].items()))
        self.assertNotAlmostEqual(sheets.work_out("pace", formula), sheets.values["pace"][cell] + 1e-5, delta=1e-6)


if __name__ == "__main__":
    unittest.main()

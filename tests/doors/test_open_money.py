"""Money beside need and deprivation, from open data: the same figures by other code, straight from the files."""

import csv
import gzip
import io
import subprocess
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

from door import OPEN_DATA, PROGRAM, ROOT, DoorTest, environment, read_csv

PARTS = ("G&A WP", "CS WP", "MH WP", "Mat WP", "Health Ineq WP", "Prescr WP")
PAYMENTS = OPEN_DATA / "statistics/nhs_payments_general_practice_2022-23.csv.gz"


def published(path: Path) -> list[dict[str, str]]:
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rb") as file:
        return list(csv.DictReader(io.StringIO(file.read().decode("utf-8-sig"))))


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except ArithmeticError:
        return None


def practices() -> list[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """Deprivation, patients, weighted patients and pounds of each practice that has them all."""
    scores = {row["Practice.Code"]: number(row["IMD"])
              for row in published(OPEN_DATA / "deprivation/heec_practice_imd_icb.csv")}
    found = {}
    for row in published(PAYMENTS):
        score = scores.get(row["Practice Code"])
        patients, weighted = (number(row[f"Number of {kind} Patients (Last Known Figure)"])
                              for kind in ("Registered", "Weighted"))
        pounds = number(row["Total NHS Payments to General Practice"])
        if score is not None and patients and weighted and pounds is not None and pounds >= 0:
            found.setdefault(row["Practice Code"], (score, patients, weighted, pounds))
    return sorted(found.values(), key=lambda practice: -practice[0])


@unittest.skipUnless(PAYMENTS.is_file(), f"{PAYMENTS.name} is not here: set CONCORD_DATA")
class MoneyOfEngland(DoorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        asked = ["build", ROOT / "examples/england", "--only", "money", "--quiet", "--data", OPEN_DATA,
                 "--out", Path(cls.folder.name) / "build"]
        done = subprocess.run([PROGRAM, *map(str, asked)], env=environment(), capture_output=True, text=True,
                              timeout=300)
        assert done.returncode == 0, done.stderr

    def table(self, name: str) -> list[dict[str, str]]:
        return read_csv((Path(self.folder.name) / f"build/tables/{name}.csv").read_text(encoding="utf-8"))

    def test_practices_stand_in_fifths_by_deprivation(self) -> None:
        listed = practices()
        rows = self.table("practice_groups")
        self.assertEqual(["1", "2", "3", "4", "5"], [row["deprivation_group"] for row in rows])
        self.assertEqual(len(listed), sum(int(row["practices"]) for row in rows))
        start = 0
        for row in rows:
            group = listed[start:start + int(row["practices"])]
            start += len(group)
            self.assertLessEqual(abs(len(group) - len(listed) / 5), 1)
            pounds = sum(practice[3] for practice in group)
            self.assertEqual(pounds, Decimal(row["funding"]))
            self.assertEqual(sum(practice[1] for practice in group), Decimal(row["patients"]))
            per_weighted = pounds / sum(practice[2] for practice in group)
            self.assertAlmostEqual(float(per_weighted), float(row["per_weighted_patient"]), delta=0.005001)

    def test_running_costs_are_those_announced(self) -> None:
        folder = OPEN_DATA / "allocations/csv"
        announced = published(folder / "2023-25_icb_running_cost_allowance.csv")
        later = published(folder / "2025-26_icb_running_cost_allowance.csv")
        sums = {"2023/24": sum(Decimal(row["2023/24 £k"]) for row in announced),
                "2024/25": sum(Decimal(row["2024/25 £k"]) for row in announced),
                "2025/26": sum(Decimal(row["2025/26 (£k)"]) for row in later)}
        rows = self.table("running_costs")
        self.assertEqual(3 * 42, len(rows))
        for year, thousands in sums.items():
            ours = sum(Decimal(row["running_costs"]) for row in rows if row["year"] == year)
            self.assertAlmostEqual(float(thousands * 1000), float(ours), delta=42 * 0.005)

    def test_the_formula_stands_with_and_without_its_adjustment(self) -> None:
        rows = {row["body"].split(":")[1]: row for row in self.table("formula")}
        self.assertEqual(42, len(rows))
        for share in ("share", "share_by_need"):
            self.assertAlmostEqual(1, sum(float(row[share]) for row in rows.values()), places=9)
        deaths = {code: Decimal() for code in rows}
        whole = {code: Decimal() for code in rows}
        gaps = 0
        for row in published(OPEN_DATA / "allocations/aif_practice_weighted_pop_2022-23.csv"):
            if not all(row[part].strip() for part in PARTS):  # no maternity: no part is taken as nothing
                gaps += 1
                continue
            deaths[row["ICS22"]] += number(row["Health Ineq WP"]) or 0
            whole[row["ICS22"]] += number(row["Final WP"]) or 0
        said = [row["message"] for row in self.table("findings") if row["subject"] == "practices-2022-23"]
        self.assertTrue(said[0].endswith(f"left out: {gaps} without a number in every part"), said)
        for code, row in rows.items():
            self.assertAlmostEqual(float(deaths[code]), float(row["adjustment"]), delta=1)
            # The weights are estimated; a practice's whole is met within 2.8 %, a board's more closely.
            self.assertLess(abs(float(row["weighted"]) / float(whole[code]) - 1), 0.0125, code)


if __name__ == "__main__":
    unittest.main()

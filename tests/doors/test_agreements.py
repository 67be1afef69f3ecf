"""`money pools` and `money contracts` through the door: folders, single files, and hostile ones."""

import json
import unittest

from door import DoorTest, read_csv

CONTRACT = """[[contract]]
id = "hospital"
commissioner = "board"
provider = "trust"
from = 2025-04-01
to = 2026-03-31

[[contract.element]]
id = "stays"
kind = "aligned"
fixed = "1,200,000"
planned = "1200"
price = "1000"
rate_below = "50%"
rate_above = "75%"
settled = "month"
rounding = "half-away"
"""
ACTIVITY = "contract,element,month,activity\nhospital,stays,2025-04,110\n"
POOL = """[[pool]]
id = "fund"
host = "council"
partners = ["board", "council"]
[pool.overspend]
form = "by-contribution"
"""
PUT_IN = "fund,year,contributor,planned\nfund,2025/26,board,700\nfund,2025/26,council,300\n"
SPENT = "fund,year,scheme,planned,spent\nfund,2025/26,home,1000,1000.01\n"
SCHEME = '[[pool.scheme]]\nid = "home"\nlead = "board"\n'
PAYMENT_COLUMNS = ["contract", "year", "month", "element", "kind", "payer", "payee", "unit", "planned", "activity",
                   "fixed", "variable", "held", "payment", "year_to_date", "forecast", "why"]


class Agreements(DoorTest):
    def write(self, name: str, text: str):
        path = self.work / name
        path.write_text(text, encoding="utf-8")
        return path

    def contracts(self, contract: str = CONTRACT, activity: str = ACTIVITY, *words: str):
        return self.run_concord("money", "contracts", self.write("c.toml", contract),
                                self.write("a.csv", activity), "--format", "csv", *words)

    def pools(self, pool: str = POOL + SCHEME, put_in: str = PUT_IN, spent: str = SPENT, *words: str):
        return self.run_concord("money", "pools", self.write("p.toml", pool), self.write("in.csv", put_in),
                                self.write("out.csv", spent), "--format", "csv", *words)

    def test_contracts_have_the_promised_columns(self) -> None:
        done = self.contracts(CONTRACT, ACTIVITY, "--month", "2025-04")
        self.assertEqual(0, done.returncode, done.stderr)
        row, = read_csv(done.stdout)
        self.assertEqual(PAYMENT_COLUMNS, list(row))
        # 1,200,000 / 12, and 10 more at 1,000 × 75 %.
        self.assertEqual(("100000.00", "7500.00", "107500.00"), (row["fixed"], row["variable"], row["payment"]))
        self.assertIn("1 payment is known, £107,500 together", done.stderr)

    def test_the_files_may_come_in_any_order_or_as_a_folder(self) -> None:
        mixed = self.run_concord("money", "contracts", self.write("a.csv", ACTIVITY), self.write("c.toml", CONTRACT),
                                 "--format", "csv")
        self.write("contracts.toml", CONTRACT)
        self.write("activity.csv", ACTIVITY)
        folder = self.run_concord("money", "contracts", self.work, "--format", "csv")
        self.assertEqual(12, len(read_csv(mixed.stdout)))
        self.assertEqual(mixed.stdout, folder.stdout)

    def test_pools_share_a_penny(self) -> None:
        done = self.pools(POOL + SCHEME, PUT_IN, SPENT, "--show", "pool_shares")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(["0.01", "0.00"], [row["amount"] for row in read_csv(done.stdout)])

    def test_wrong_usage_is_said(self) -> None:
        for words in (["--month", "2025-13"], ["--contract", "hospitl"], ["--show", "stars"],
                      ["--forecast", "luck"]):
            self.assertEqual(2, self.contracts(CONTRACT, ACTIVITY, *words).returncode, words)
        self.assertEqual(2, self.pools(POOL, PUT_IN, SPENT, "--fund", "found").returncode)
        twice = self.run_concord("money", "contracts", self.write("c.toml", CONTRACT), self.write("d.toml", CONTRACT))
        self.assertEqual(2, twice.returncode)
        self.assertIn("are both read as contracts.toml", twice.stderr)

    def test_what_is_not_there_is_said(self) -> None:
        self.assertEqual(3, self.run_concord("money", "pools", self.work / "none").returncode)
        self.assertEqual(3, self.run_concord("money", "contracts", self.write("a.csv", ACTIVITY)).returncode)
        self.assertEqual(2, self.run_concord("money", "pools", self.write("x.csv", "a,b\n1,2\n")).returncode)

    def test_an_element_that_is_wrong_pays_nothing_and_the_others_stand(self) -> None:
        second = CONTRACT.replace('"hospital"', '"other"').replace('"50%"', '"fifty"')
        done = self.contracts(CONTRACT + second)
        self.assertEqual(1, done.returncode)
        self.assertIn("error[MON301]", done.stderr)
        self.assertEqual({"hospital"}, {row["contract"] for row in read_csv(done.stdout)})

    def test_amounts_in_every_form(self) -> None:
        for amount in ("1200000", "1,200,000.00", "£1.2m", "1200k"):
            done = self.contracts(CONTRACT.replace("1,200,000", amount), ACTIVITY, "--month", "2025-04")
            self.assertEqual("107500.00", read_csv(done.stdout)[0]["payment"], amount)
        for amount in ("1.200.000,00", "n/a", "(1,200,000)", "$5", "99999999999999999999"):
            done = self.contracts(CONTRACT.replace("1,200,000", amount))
            self.assertNotEqual(0, done.returncode, amount)
            self.assertEqual([], read_csv(done.stdout), amount)

    def test_hostile_files_end_in_findings(self) -> None:
        for text in ("[[contract]]\n" * 1000, "[[contract]]\nid = 5\n", "[[contract", "[[contract]]\nelement = 1\n",
                     CONTRACT.replace("2026-03-31", "9999-12-31"), CONTRACT.replace("2025-04-01", "0001-01-01"),
                     CONTRACT + "phasing = [" + '"1",' * 10_000 + "]\n",
                     CONTRACT.replace("stays", "\\u0000\\u001b[31m")):
            done = self.contracts(text)
            self.assertIn(done.returncode, (0, 1, 2, 3), text[:60])
            self.assertNotIn("\x1b[31m", done.stderr)
        for rows in ("contract,element,month,activity\n", "contract,element,month,activity\n,,,\n" * 200,
                     ACTIVITY + "hospital,stays,2025-04,1e999\n", ACTIVITY + "hospital,stays,-1-01,1\n",
                     "contract,element,month,activity\nhospital,stays,2025-04,999999999999\n"):
            self.assertIn(self.contracts(CONTRACT, rows).returncode, (0, 1, 3), rows[:60])

    def test_a_system_is_built_with_its_agreements(self) -> None:
        folder = self.tessellation()
        self.ask("build", folder, "--quiet")
        shares = self.rows("show", "pool_shares", folder)
        self.assertEqual(["18000.00", "27000.00"], [row["amount"] for row in shares])
        self.assertEqual(36, len(self.rows("show", "contract_payments", folder, "--where",
                                           "contract = 'lark-acute' AND element = 'scans'")))
        manifest = json.loads((folder / "build/manifest.json").read_text())
        self.assertIn(str(folder / "money/activity.csv"), [entry["file"] for entry in manifest["inputs"]])
        self.assertEqual(5, len([name for name in manifest["tables"] if name.startswith(("pool", "funding"))]))

    def test_a_build_answers_as_the_files_do(self) -> None:
        folder = self.tessellation()
        asked = self.rows("money", "contracts", folder)
        self.ask("build", folder, "--quiet")
        built = self.rows("show", "contract_payments", folder)
        key = ("contract", "month", "element", "payment", "why")
        self.assertEqual(sorted([row[name] for name in key] for row in asked),
                         sorted([row[name] for name in key] for row in built))


if __name__ == "__main__":
    unittest.main()

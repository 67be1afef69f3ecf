"""`money spend` through the door: published files as they come, hostile ones too, and a system's own."""

import gzip
import io
import json
import unittest
import zipfile

from door import OPEN_DATA, DoorTest, read_csv

HEADER = "Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,Amount\n"
ROW = 'NHS West ICB,31/07/2022,Soc Care-Independent Sector,MENTAL HEALTH,WEST CARE LTD,1001,"30,000.00"\n'
COLUMNS = ["entity", "date", "expense_type", "expense_area", "supplier", "reference", "amount", "type_category",
           "area_category", "type_matches", "area_matches", "row_source"]
RELATIONS = '<Relationships><Relationship Id="{}" Type="x/{}" Target="{}"/></Relationships>'


def workbook(rows: str) -> bytes:
    """A workbook of one sheet with these rows, packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("_rels/.rels", RELATIONS.format("a", "officeDocument", "w.xml"))
        packed.writestr("_rels/w.xml.rels", RELATIONS.format("s", "worksheet", "s.xml"))
        packed.writestr("w.xml", '<workbook><sheets><sheet name="July" id="s"/></sheets></workbook>')
        packed.writestr("s.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return content.getvalue()


def cells(*values: str) -> str:
    written = "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values)
    return f"<row>{written}</row>"


class Spend(DoorTest):
    def spend(self, content: str | bytes, *words: str, name: str = "july.csv"):
        path = self.work / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.run_concord("money", "spend", path, "--format", "csv", *words)

    def test_has_the_promised_columns(self) -> None:
        done = self.spend(HEADER + ROW)
        self.assertEqual(0, done.returncode, done.stderr)
        rows = read_csv(done.stdout)
        self.assertEqual(COLUMNS, list(rows[0]))
        self.assertEqual("30000.00", rows[0]["amount"])
        self.assertEqual("2022-07-31", rows[0]["date"])
        self.assertEqual("Purchase of healthcare from non-NHS bodies", rows[0]["type_category"])
        self.assertEqual("Purchase of healthcare from non-NHS bodies; Services from Social Care",
                         rows[0]["type_matches"])
        self.assertEqual("Mental health", rows[0]["area_category"])
        self.assertTrue(rows[0]["row_source"].endswith("july.csv:2"))

    def test_every_summary_answers(self) -> None:
        for summary in ("files", "months", "entities", "conflicts", "shares", "means", "groups", "changes",
                        "outliers", "suppliers"):
            done = self.spend(HEADER + ROW, "--summary", summary)
            self.assertEqual(0, done.returncode, done.stderr)
            self.assertIn(",", done.stdout, summary)
        self.assertEqual(2, self.spend(HEADER + ROW, "--summary", "stars").returncode)

    def test_writes_every_table_into_a_new_folder(self) -> None:
        out = self.work / "figures"
        self.assertEqual(0, self.spend(HEADER + ROW, "--out", str(out)).returncode)
        self.assertEqual(11, len(list(out.glob("spend*.csv"))))
        again = self.spend(HEADER + ROW, "--out", str(out))
        self.assertEqual(2, again.returncode)
        self.assertIn("is there already", again.stderr)

    def test_precedence_and_rules_of_ones_own(self) -> None:
        last = read_csv(self.spend(HEADER + ROW, "--precedence", "last").stdout)
        self.assertEqual("Services from Social Care", last[0]["type_category"])
        rules = self.work / "mine.csv"
        rules.write_text("column,category,rule,part,test,text\ntype,Care,1,expense_type,contains,Care\n"
                         "type,Rest,,otherwise,,\narea,Rest,,otherwise,,\n")
        mine = read_csv(self.spend(HEADER + ROW, "--rules", str(rules)).stdout)
        self.assertEqual(("Care", "Rest"), (mine[0]["type_category"], mine[0]["area_category"]))
        self.assertEqual(2, self.spend(HEADER + ROW, "--rules", "tables99").returncode)
        self.assertEqual(2, self.spend(HEADER + ROW, "--precedence", "middle").returncode)
        self.assertEqual(2, self.spend(HEADER + ROW, "--dates", "backwards").returncode)
        self.assertEqual(2, self.spend(HEADER + ROW, "--from", "2022-13").returncode)
        self.assertEqual(2, self.spend(HEADER + ROW, "--from", "2022-08", "--to", "2022-07").returncode)

    def test_counts_every_row_once(self) -> None:
        text = "Title,,,,,,\n\n" + HEADER + ROW + ROW.replace("30,000.00", "n/a") + "Total,,,,,,\"30,000.00\"\nNote\n"
        row = read_csv(self.spend(text, "--summary", "files").stdout)[0]
        self.assertEqual(["7", "1", "1", "4", "1", "yes"],
                         [row[name] for name in ("rows", "payments", "totals", "titles", "rejected", "totals_agree")])

    def test_a_missing_or_unreadable_file(self) -> None:
        self.assertEqual(3, self.run_concord("money", "spend", self.work / "none.csv").returncode)
        (self.work / "empty").mkdir()
        self.assertEqual(3, self.run_concord("money", "spend", self.work / "empty").returncode)
        for name, content in {"a.csv": b"", "b.xlsx": b"PK\x03\x04", "c.xls": b"\xd0\xcf\x11\xe0", "d.csv": b"\0" * 99,
                              "e.csv": b"%PDF-1.4", "f.csv": gzip.compress(b"Date,Amount\n" * 99)[:30]}.items():
            done = self.spend(content, name=name)
            self.assertEqual(3, done.returncode, (name, done.stderr))
            self.assertIn("error[", done.stderr, name)

    def test_a_bomb_ends_in_a_finding(self) -> None:
        head = cells("Date", "Supplier", "Amount")
        done = self.spend(workbook(head + "<row/>" * 1_100_000), name="rows.xlsx")
        self.assertIn("MON114", done.stderr, "more rows than a sheet can have")
        wide = workbook("<row>" + "<c/>" * 1000 + "</row>" + head + cells("31/07/2022", "A LTD", "5"))
        done = self.spend(wide, name="wide.xlsx")
        self.assertEqual(["5.00"], [row["amount"] for row in read_csv(done.stdout)])
        self.assertEqual(0, self.spend(workbook(head), name="header-only.xlsx").returncode)

    def test_persons_are_not_matched_and_not_named_in_findings(self) -> None:
        text = HEADER + ROW.replace("WEST CARE LTD", "J SMITH") + ROW.replace("WEST CARE LTD", "REDACTED")
        done = self.spend(text, "--summary", "suppliers")
        self.assertEqual({"J SMITH": "may be a person", "REDACTED": "withheld"},
                         {row["supplier"]: row["match"] for row in read_csv(done.stdout)})
        self.assertNotIn("SMITH", done.stderr)

    def test_a_system_builds_its_tables(self) -> None:
        folder = self.country()
        (folder / "money/spend").mkdir(parents=True)
        (folder / "money/spend/july.csv").write_text(HEADER + ROW)
        self.ask("build", folder, "--quiet")
        rows = self.rows("show", "spend", folder)
        self.assertEqual([("NHS West ICB", 30000.0)], [(row["entity"], float(row["amount"])) for row in rows])
        manifest = json.loads((folder / "build/manifest.json").read_text())
        self.assertIn(str(folder / "money/spend/july.csv"), [entry["file"] for entry in manifest["inputs"]])
        self.assertEqual(11, len([name for name in manifest["tables"] if name.startswith("spend")]))

    def test_a_system_without_payments_has_empty_tables(self) -> None:
        folder = self.country()
        self.ask("build", folder, "--quiet")
        self.assertEqual([], self.rows("show", "spend", folder))

    @unittest.skipUnless((OPEN_DATA / "spend").is_dir(), f"no published payments in {OPEN_DATA}/spend")
    def test_the_published_files_as_they_stand(self) -> None:
        done = self.run_concord("money", "spend", OPEN_DATA / "spend", "--summary", "files", "--format", "csv")
        self.assertEqual(1, done.returncode, "a month stands twice in them")
        for row in read_csv(done.stdout):
            parts = sum(int(row[name]) for name in ("payments", "totals", "titles", "rejected"))
            self.assertEqual(int(row["rows"]), parts, row["file"])


if __name__ == "__main__":
    unittest.main()

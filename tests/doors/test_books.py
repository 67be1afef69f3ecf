"""`money flows`, `balance` and `audit` through the door: plain files, systems, builds, and what is wrong with them."""

import csv
import io
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from door import PROGRAM, DoorTest, environment, read_csv

ACCOUNTS = "id,kind,part_of\nboard,body,\nfirst,place,\nhospital,provider,\nstaff,expenditure,hospital\n"
HEADER = "id,year,basis,state,from,to,amount,purpose\n"
ROWS = ("p1,2022/23,plan,posted,board,hospital,100.00,acute\n"
        "a1,2022/23,actual,posted,board,hospital,60.00,acute\n"
        "a2,2022/23,actual,posted,hospital,staff,25.00,acute\n"
        "b1,2023/24,actual,posted,board,first,7.00,\n")
FLOW_COLUMNS = ["year", "from", "to", "purpose", "basis", "amount"]


def bytes_read(process: int) -> int:
    """What a process has read so far, from whatever it reads."""
    return int(re.search(r"rchar: (\d+)", Path(f"/proc/{process}/io").read_text())[1])


class Books(DoorTest):
    def write(self, name: str, text: str) -> Path:
        path = self.work / name
        path.write_text(text, encoding="utf-8")
        return path

    def files(self, rows: str = ROWS, accounts: str = ACCOUNTS) -> list[object]:
        return [self.write("transfers.csv", HEADER + rows), "--accounts", self.write("accounts.csv", accounts)]

    def test_flows_have_the_promised_columns(self) -> None:
        rows = self.rows("money", "flows", *self.files())
        self.assertEqual(FLOW_COLUMNS, list(rows[0]))
        self.assertEqual([("plan", "100.00"), ("actual", "60.00"), ("actual", "25.00"), ("actual", "7.00")],
                         [(row["basis"], row["amount"]) for row in rows])
        self.assertEqual(1, len(self.rows("money", "flows", *self.files(), "--year", "2023/24")))
        self.assertEqual(1, len(self.rows("money", "flows", *self.files(), "--basis", "plan")))

    def test_balance_of_an_account_with_what_is_below_it(self) -> None:
        rows = self.rows("money", "balance", *self.files(), "--account", "hospital")
        found = {row["account"]: row for row in rows}
        self.assertEqual(["hospital", "staff"], list(found))
        hospital = found["hospital"]
        self.assertEqual(("60.00", "25.00", "35.00", "100.00", "-65.00", "60.00"),
                         tuple(hospital[name] for name in
                               ("received", "spent", "posted", "plan", "difference", "tree_posted")))

    def test_several_journals_are_one(self) -> None:
        first = self.write("one.csv", HEADER + "p1,2022/23,actual,pending,a,b,5.00,\n")
        second = self.write("two.csv", HEADER.strip() + ",of\no1,2022/23,actual,posting,a,b,4.00,,p1\n")
        rows = self.rows("money", "balance", first, second)
        self.assertEqual({"a": "-4.00", "b": "4.00"}, {row["account"]: row["posted"] for row in rows})
        # The other way round the posting stands before what it posts.
        self.assertEqual(1, self.run_concord("money", "balance", second, first).returncode)

    def test_an_audit_against_a_file_finds_the_penny(self) -> None:
        held = self.write("held.csv", "year,account,posted\n2022/23,board,-60.00\n2022/23,hospital,35.01\n"
                                      "2022/23,staff,25.00\n2023/24,board,-7.00\n2023/24,first,7.00\n")
        done = self.run_concord("money", "audit", *self.files(), "--against", held, "--format", "csv")
        self.assertEqual(1, done.returncode, done.stderr)
        self.assertEqual([{"year": "2022/23", "account": "hospital", "figure": "posted", "held": "35.01",
                           "derived": "35.00", "difference": "0.01"}], read_csv(done.stdout))
        self.assertIn("held.csv:3:9: error[MON221]", done.stderr)

    def test_an_audit_of_a_build_that_the_journal_has_left_behind(self) -> None:
        system = self.tessellation()
        self.ask("build", system, "--quiet")
        self.assertEqual([], self.rows("money", "audit", system))
        journal = system / "money/transfers.csv"
        rows = journal.read_text(encoding="utf-8").splitlines()
        columns = rows[0].split(",")
        changed = dict(zip(columns, next(csv.reader(io.StringIO(rows[-2]))), strict=True))
        self.assertEqual("posted", changed["state"])
        pounds, pence = changed["amount"].split(".")
        less = f"{pounds}.{int(pence) - 1:02d}" if pence != "00" else f"{int(pounds) - 1}.99"
        rows[-2] = rows[-2].replace(changed["amount"], less)
        journal.write_text("\n".join(rows) + "\n", encoding="utf-8")
        done = self.run_concord("money", "audit", system, "--format", "csv", "--quiet")
        self.assertEqual(1, done.returncode)
        posted = {row["account"]: row["difference"] for row in read_csv(done.stdout) if row["figure"] == "posted"}
        self.assertEqual({changed["from"]: "-0.01", changed["to"]: "0.01"}, posted)

    def test_a_build_holds_what_the_verbs_answer(self) -> None:
        system = self.tessellation()
        flows = self.rows("money", "flows", system)
        balances = self.rows("money", "balance", system)
        self.ask("build", system, "--quiet")
        for name, rows in (("flows", flows), ("balances", balances)):
            text = (system / f"build/tables/{name}.csv").read_text(encoding="utf-8")
            self.assertEqual(rows, read_csv(text), name)
            self.assertGreater(len(rows), 20)

    def test_wrong_words_are_wrong_usage(self) -> None:
        for words in (["flows", *self.files(), "--year", "2022"], ["flows", *self.files(), "--basis", "budget"],
                      ["balance", *self.files(), "--account", "nobody"], ["flows", *self.files(), "--account", "x"],
                      ["audit", self.tessellation(), "--accounts", self.work / "accounts.csv"]):
            self.assertEqual(2, self.run_concord("money", *words).returncode, words)

    def test_what_is_not_there_is_input_missing(self) -> None:
        for words in (["flows", self.work / "none.csv"], ["balance", self.work / "nowhere/"],
                      ["audit", *self.files(), "--against", self.work / "none.csv"],
                      ["flows", *self.files()[:1], "--accounts", self.work / "none.csv"],
                      ["flows", self.country()]):
            done = self.run_concord("money", *words)
            self.assertEqual(3, done.returncode, f"{words}\n{done.stderr}")

    def test_a_column_is_missing(self) -> None:
        path = self.write("transfers.csv", "id,year,basis,state,from,to,amnt\np1,2022/23,plan,posted,a,b,1.00\n")
        done = self.run_concord("money", "flows", path)
        self.assertEqual(3, done.returncode)
        self.assertIn("there is no column `amount`", done.stderr)
        self.assertIn("did you mean `amount`?", done.stderr)

    def test_good_rows_survive_bad_ones(self) -> None:
        bad = ("x1,2022/23,actual,posted,board,hospital,\"1.234,50\",\nx2,2022/23,actual,posted,board,,5.00,\n"
               "x3,2022/23,actual,posted,board\nx4,2022/23,actual,posted,board,hospital,1e400,\n")
        done = self.run_concord("money", "flows", *self.files(bad + ROWS), "--format", "csv")
        self.assertEqual(1, done.returncode)
        self.assertEqual(4, len(read_csv(done.stdout)))
        for place in ("csv:2:41: error[MON001]", "csv:3:32: error[MON205]", "csv:4:31: error[REG003]",
                      "csv:5:41: error[MON001]"):
            self.assertIn(place, done.stderr)

    def test_not_csv_at_all(self) -> None:
        path = self.work / "transfers.csv"
        path.write_bytes(b"%PDF-1.7\n\x00\x01")
        self.assertEqual(3, self.run_concord("money", "flows", path).returncode)

    def test_stops_when_it_is_told_to(self) -> None:
        """While it reads a journal of which it has read the first bytes."""
        rows = "".join(f"t{i},2022/23,actual,posted,a{i % 97},b{i % 89},1.00,\n" for i in range(700_000))
        path = self.write("large.csv", HEADER + rows)
        run = subprocess.Popen([PROGRAM, "money", "balance", path], env=environment(), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
        self.addCleanup(run.kill)
        while run.poll() is None and bytes_read(run.pid) < 4_000_000:
            time.sleep(0.001)
        run.send_signal(signal.SIGINT)
        printed, said = run.communicate(timeout=60)
        self.assertEqual(130, run.returncode, said)
        self.assertEqual("", printed)


if __name__ == "__main__":
    unittest.main()

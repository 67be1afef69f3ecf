"""The register of decisions as a board secretary meets it: files in, receipts out, nothing lost, nothing twice."""

import json
import random
import signal
import sqlite3
import subprocess
import time
import tomllib
import unittest
from pathlib import Path

from door import PROGRAM, ROOT, DoorTest, environment, make_system

# A decision in which nothing is wrong, as the rules' own examples give it.
SPEC = tomllib.loads((ROOT / "tests/spec/rules/GOV186.toml").read_text(encoding="utf-8"))
FILES = SPEC["good"]["files"]


class Decide(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.work / "country"
        make_system(self.folder, {"files": FILES}, "decisions")
        self.register = self.folder / "governance/decisions/journal.sqlite"

    def decide(self, *arguments: object, code: int = 0) -> str:
        return self.ask("decide", self.folder, *arguments, "--quiet", code=code)

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.toml"

    def decided(self) -> None:
        self.decide("new", self.file("decision"))
        self.decide("record", "2022-001", self.file("discussed"))
        self.decide("record", "2022-001", self.file("consensus"))

    def published(self) -> None:
        self.decided()
        self.decide("publish", "2022-001", "--by", "place-director-of-first", "--on", "2024-03-01",
                    "--published-at", "https://west.example/decisions/1")

    def verified(self, *arguments: str, code: int = 0) -> str:
        done = self.run_concord("decide", self.folder, "verify", *arguments, "--quiet")
        self.assertEqual(code, done.returncode, done.stderr)
        return done.stderr

    def test_from_proposal_to_open_data(self) -> None:
        self.published()
        listed = self.rows("decide", self.folder, "show")
        self.assertEqual([("2022-001", "published", "consensus", "approved", "4")],
                         [(row["decision"], row["state"], row["route"], row["outcome"], row["entries"])
                          for row in listed])
        account = self.decide("show", "2022-001")
        self.assertIn("west-board holds", account)
        self.assertIn("hospital-of-first stepped back", account)
        opened = self.rows("decide", self.folder, "export")
        self.assertEqual("2000000.00", opened[0]["value"])
        self.assertEqual("continue-existing", opened[0]["selection_route"])
        whole = json.loads(self.decide("export", "--format", "json"))
        self.assertEqual(4, whole["register"]["entries"])
        text = json.dumps(whole)
        for person in ("first-lay-of-west", "director-of-first\"", "council-of-first", "hospital-of-first"):
            self.assertNotIn(person, text.replace("place-director-of-first", ""), "no person is named")
        self.assertEqual("", self.verified())

    def test_what_is_refused_is_not_recorded(self) -> None:
        self.decide("new", self.file("decision"))
        done = self.run_concord("decide", self.folder, "record", "2022-001", self.file("consensus"))
        self.assertEqual(5, done.returncode)
        self.assertEqual("", done.stdout)
        self.assertIn("error[GOV181]", done.stderr)
        self.assertEqual("1", self.rows("decide", self.folder, "show")[0]["entries"])

    def test_no_register_is_made_for_a_step_that_is_refused(self) -> None:
        self.decide("record", "2022-001", self.file("discussed"), code=5)
        text = FILES["decision.toml"].replace('value = "2000000.00"', 'value = "6000000.00"')
        self.file("decision").write_text(text)
        self.decide("new", self.file("decision"), code=5)
        self.assertFalse(self.register.exists())

    def test_asking_again_records_nothing_twice(self) -> None:
        self.published()
        first = self.rows("decide", self.folder, "new", self.file("decision"))
        again = self.run_concord("decide", self.folder, "record", "2022-001", self.file("discussed"))
        self.assertEqual(0, again.returncode)
        self.assertIn("recorded already", again.stderr)
        self.assertEqual("1", first[0]["entry"])
        self.assertEqual("4", self.rows("decide", self.folder, "show")[0]["entries"])

    def test_a_correction_is_another_entry(self) -> None:
        self.published()
        self.file("correction").write_text(
            'by = "place-director-of-first"\non = 2024-03-02\nreason = "a slip"\nentry = 1\n'
            '[[field]]\nname = "/proposal/title"\nis = "Nursing at home in the first place"\n')
        self.decide("correct", "2022-001", self.file("correction"))
        self.assertEqual("Nursing at home in the first place",
                         self.rows("decide", self.folder, "export")[0]["title"])
        self.assertIn("instead of `Community nursing in the first place`", self.decide("show", "2022-001"))
        self.assertEqual("", self.verified())

    def test_errors_in_governance_leave_nobody_who_may_decide(self) -> None:
        with (self.folder / "governance/limits.csv").open("a") as limits:
            limits.write("more,first-place,award-contract,,,,,a million,,2022-07-01,,west-limits,3\n")
        done = self.run_concord("decide", self.folder, "new", self.file("decision"))
        self.assertEqual(5, done.returncode, done.stderr)
        self.assertIn("nobody can say who may decide", done.stderr)
        self.assertFalse(self.register.exists())

    def test_tampering_is_found(self) -> None:
        self.published()
        receipt = self.decide("export", "--format", "json")
        head = json.loads(receipt)["register"]
        with sqlite3.connect(self.register) as database:
            database.execute("DROP TRIGGER journal_is_not_edited")
            database.execute("DROP TRIGGER journal_is_not_cut")
            database.execute("DELETE FROM journal WHERE sequence = 4")
        database.close()
        self.assertEqual("", self.verified(), "what is left is a chain")
        said = self.verified("--receipt", f"{head['entries']}:{head['head']}", code=1)
        self.assertIn("error[GOV189]: entry 4 is missing", said)
        with sqlite3.connect(self.register) as database:
            database.execute("UPDATE journal SET payload = replace(payload, 'approved', 'declined')")
        database.close()
        self.assertIn("error[GOV189]: entry 3 has been changed", self.verified(code=1))

    def test_a_build_holds_the_register_and_a_check_verifies_it(self) -> None:
        self.published()
        self.ask("build", self.folder, "--quiet")
        rows = self.rows("show", "decisions", self.folder)
        self.assertEqual([("2022-001", "published", "3", "3", "1")],
                         [(row["decision"], row["state"], row["took_part"], row["quorum"], row["stepped_back"])
                          for row in rows])
        self.assertIn("last_hash", self.ask("tables"))
        with sqlite3.connect(self.register) as database:
            database.execute("DROP TRIGGER journal_is_not_edited")
            database.execute("UPDATE journal SET actor = 'x' WHERE sequence = 2")
        database.close()
        self.assertIn("error[GOV189]: entry 2 has been changed", self.ask("check", self.folder, code=1))
        self.ask("build", self.folder, "--quiet", code=1)
        self.assertEqual([], self.rows("show", "decisions", self.folder), "nothing of what does not hold")
        self.assertIn("GOV189", self.ask("show", "findings", self.folder))

    def test_wrong_questions(self) -> None:
        self.assertIn("there is no register", self.run_concord("decide", self.folder, "show").stderr)
        self.decide("verify", code=3)
        self.decide("new", self.folder / "none.toml", code=3)
        self.decide("new", self.file("decision"))
        self.decide("show", "2022-002", code=2)
        self.decide("verify", "--receipt", "x", code=2)
        self.decide("publish", "2022-001", "--by", "x", "--on", "soon", code=2)
        done = self.run_concord("decide", self.folder, "shwo")
        self.assertEqual(2, done.returncode)
        self.assertIn("did you mean `show`?", done.stderr)

    def test_a_journal_elsewhere(self) -> None:
        elsewhere = self.work / "elsewhere.sqlite"
        self.decide("new", self.file("decision"), "--journal", elsewhere)
        self.assertTrue(elsewhere.exists())
        self.assertFalse(self.register.exists())
        done = self.run_concord("decide", self.folder, "new", self.file("decision"), "--journal",
                                "postgres://me:secret@127.0.0.1:1/register")
        self.assertEqual(4, done.returncode)
        self.assertNotIn("secret", done.stderr)

    def test_killed_at_any_moment_it_loses_nothing_and_leaves_no_half_step(self) -> None:
        dice = random.Random(20240301)
        acknowledged = set()
        self.decide("new", self.file("decision"))
        started = time.monotonic()
        self.decide("show")
        usual = time.monotonic() - started
        for number in range(25):
            name = f"killed-{number}"
            text = FILES["decision.toml"].replace('"2022-001"', f'"{name}"')
            self.file(name).write_text(text)
            process = subprocess.Popen(
                [PROGRAM, "decide", str(self.folder), "new", str(self.file(name)), "--quiet"],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
            time.sleep(dice.random() * usual * 3)
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
            if process.returncode == 0 or out:
                acknowledged.add(name)
        self.assertEqual("", self.verified())
        there = {row["decision"] for row in self.rows("decide", self.folder, "show")}
        self.assertLessEqual(acknowledged, there)
        for number in range(25):
            self.decide("new", self.file(f"killed-{number}"))
        listed = self.rows("decide", self.folder, "show")
        self.assertEqual(26, len(listed))
        self.assertEqual({"1"}, {row["entries"] for row in listed})
        self.assertEqual("", self.verified())


if __name__ == "__main__":
    unittest.main()

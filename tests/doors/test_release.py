"""`need release`: counts as they may leave, a second release on top of the first, and what is refused."""

import unittest

from door import DoorTest, read_csv

COUNTS = """system,place,age,people
S1,P1,0-64,3
S1,P1,65+,90
S1,P2,0-64,80
S1,P2,65+,70
S2,P3,0-64,120
S2,P3,65+,0
S2,P4,0-64,
S2,P4,65+,40
"""


class CountsLeaveSafely(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        self.counts = self.work / "counts.csv"
        self.counts.write_text(COUNTS, encoding="utf-8")

    def release(self, *options: str):
        return self.run_concord("need", "release", self.counts, "--count", "people",
                                "--by", "system/place,age", *options)

    def released(self, *options: str) -> dict:
        done = self.release("--format", "csv", *options)
        self.assertEqual(0, done.returncode, done.stderr)
        return {
            (row["system"], row["place"], row["age"]): (row["count"], row["disclosure"])
            for row in read_csv(done.stdout)
        }

    def test_small_missing_and_zero_are_told_apart(self) -> None:
        rows = self.released()
        self.assertEqual(("", "suppressed"), rows["S1", "P1", "0-64"])
        self.assertEqual(("0", "shown"), rows["S2", "P3", "65+"])
        self.assertEqual(("", "missing"), rows["S2", "P4", "0-64"])
        self.assertEqual(("", "missing"), rows["S2", "all", "0-64"])
        self.assertEqual(("40", "shown"), rows["S2", "P4", "65+"])

    def test_no_small_count_is_what_the_rest_leaves(self) -> None:
        rows = self.released("--rule", "1-7-to-5")
        for line in (("S1", "P1", "65+"), ("S1", "P2", "0-64")):
            self.assertEqual("suppressed", rows[line][1], line)

    def test_a_second_release_knows_the_first(self) -> None:
        first = self.work / "first.csv"
        done = self.release("--margin", "system,age", "--margin", "system", "--out", str(first))
        self.assertEqual(0, done.returncode, done.stderr)
        rows = self.released("--earlier", str(first))
        self.assertEqual("suppressed", rows["S1", "P1", "0-64"][1])
        self.assertEqual("shown", rows["S1", "all", "0-64"][1])  # it was out already

    def test_what_is_out_already_is_refused(self) -> None:
        first = self.work / "first.csv"
        first.write_text("system,place,age,count\nS1,P1,all,95\nS1,P1,65+,90\n", encoding="utf-8")
        done = self.release("--earlier", str(first))
        self.assertEqual(5, done.returncode)
        self.assertEqual("", done.stdout)
        self.assertIn("NED205", done.stderr)

    def test_options_that_cannot_be(self) -> None:
        for options, words in (
            (("--rule", "7"), "is no rule of disclosure control"),
            (("--margin", "county"), "is no column of --by"),
            (("--earlier", "nowhere.csv"), "there is no file"),
        ):
            done = self.release(*options)
            self.assertIn(done.returncode, (2, 3), options)
            self.assertIn(words, done.stderr)

    def test_a_column_that_is_not_there(self) -> None:
        done = self.run_concord("need", "release", self.counts, "--count", "peple", "--by", "age")
        self.assertEqual(3, done.returncode)
        self.assertIn("people", done.stderr)


if __name__ == "__main__":
    unittest.main()

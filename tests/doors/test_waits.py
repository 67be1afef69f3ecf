"""`need waits`, `need queue`, `need plan` and `need simulate` through the door, with files as people have them."""

import random
import unittest
from datetime import date, timedelta

from door import DoorTest, read_csv

DAY = date(2024, 12, 31)
HEADER = "pathway,specialty,age,sex,ethnicity,fifth,clock_start,clock_stop,priority"


def some_list(people: int, seed: int = 1) -> str:
    """People of whom those in the most deprived fifth wait longer, and of one in six no ethnicity is known."""
    draw = random.Random(seed)
    rows = [HEADER]
    for number in range(people):
        fifth = draw.choice("12345")
        waited = int(draw.expovariate(1 / (240 if fifth == "1" else 120)))
        start = DAY - timedelta(days=min(waited, 900))
        stop = start + timedelta(days=draw.randrange(300)) if draw.random() < 0.5 else None
        stop = stop if stop and stop <= DAY else None
        rows.append(",".join([
            f"p{number}", draw.choice(["Urology", "Dermatology", "Ophthalmology"]), str(draw.randrange(0, 100)),
            draw.choice("12"), draw.choice(["White", "Asian", "Black", "Mixed", "Other", ""]), fifth,
            start.isoformat(), stop.isoformat() if stop else "", draw.choice(["P2", "P3", "P4"])]))
    return "\n".join(rows) + "\n"


class Waits(DoorTest):
    def write(self, content: str | bytes, name: str = "list.csv"):
        path = self.work / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def need(self, verb: str, *words, status: int = 0):
        done = self.run_concord("need", verb, *words, "--format", "csv")
        self.assertEqual(status, done.returncode, done.stderr)
        return done

    def rows(self, verb: str, *words) -> list[dict]:
        return read_csv(self.need(verb, *words).stdout)

    def test_splits_show_the_unknown_and_lose_nobody(self) -> None:
        path = self.write(some_list(6000))
        rows = self.rows("waits", path, "--as-at", DAY, "--by", "fifth,ethnicity")
        groups = {(row["split"], row["group"]) for row in rows}
        self.assertIn(("ethnicity", "unknown"), groups)
        everyone = next(int(row["waiting"]) for row in rows if row["split"] == "all")
        for split in ("fifth", "ethnicity"):
            parts = [row for row in rows if row["split"] == split and row["weeks"] == "52"]
            self.assertAlmostEqual(everyone, sum(int(row["waiting"]) for row in parts), delta=5 * len(parts))
        first = next(row for row in rows if row["group"] == "1" and row["weeks"] == "18")
        self.assertGreater(float(first["ratio_lowercl"]), 1, "who wait longer wait longer than was expected")
        self.assertTrue(float(first["lowercl"]) < float(first["value"]) < float(first["uppercl"]))

    def test_no_small_count_leaves(self) -> None:
        path = self.write(some_list(200))
        for rows in (self.rows("waits", path, "--as-at", DAY, "--by", "fifth+ethnicity,age,sex"),
                     self.rows("queue", path, "--as-at", DAY),
                     self.rows("plan", path, "--as-at", DAY, "--slots", "20")):
            for row in rows:
                for column in ("waiting", "over", "referrals", "removals", "queue", "waiting_with", "over_with"):
                    if row.get(column):
                        count = int(row[column])
                        self.assertTrue(count == 0 or count >= 10, row)
                        self.assertEqual(0, count % 5, row)

    def test_columns_may_have_other_names(self) -> None:
        content = some_list(500).replace("clock_start", "rtt begin").replace("fifth", "IMD")
        path = self.write(content)
        done = self.need("waits", path, "--as-at", DAY, status=3)
        self.assertIn("there is no column `clock_start`", done.stderr)
        rows = self.rows("waits", path, "--as-at", DAY, "--start", "rtt begin", "--fifth", "imd")
        self.assertIn("1", {row["group"] for row in rows if row["split"] == "fifth"})
        done = self.need("waits", path, "--as-at", DAY, "--start", "rtt begin", "--sex", "gendre", status=3)
        self.assertIn("there is no column `gendre`", done.stderr)

    def test_the_day_is_never_guessed(self) -> None:
        path = self.write(some_list(50))
        done = self.need("waits", path, status=2)
        self.assertIn("the latest day in the file is 2024-12-", done.stderr)

    def test_hostile_files(self) -> None:
        for content, status, said in (
            ("", 3, "REG010"),
            (HEADER + "\n", 3, "REG010"),
            (HEADER + "\np1,U,x,y,z,9,2024-01-01,,urgent\n", 0, "NED305"),
            (HEADER + "\np1,U,40,1,A,1,2024-01-01,2023-01-01,\n", 3, "NED301"),
            (b"\xef\xbb\xbf" + some_list(100).replace("\n", "\r\n").encode(), 0, ""),
            (HEADER + "\np1,U,40,1,A,1,\"1,024\",,\n", 3, "NED300"),
            (b"PAR1 and more", 3, ""),
        ):
            path = self.write(content)
            done = self.need("waits", path, "--as-at", DAY, status=status)
            self.assertIn(said, done.stderr)
            self.assertNotIn("nan", done.stdout.lower())
        self.need("waits", self.work / "none.csv", "--as-at", DAY, status=3)
        done = self.need("waits", self.write(b"no parquet", "a.parquet"), "--as-at", DAY, status=3)
        self.assertIn("NED310", done.stderr)

    def test_hostile_options(self) -> None:
        path = self.write(some_list(50))
        for words in (["--by", "postcode"], ["--weeks", "-1"], ["--weeks", ","], ["--rule", "none"],
                      ["--rule", "1-0-exact"], ["--show", "stars"]):
            self.need("waits", path, "--as-at", DAY, *words, status=2)
        self.need("queue", path, "--as-at", DAY, "--target", "0", status=2)
        self.need("queue", path, "--as-at", DAY, "--from", DAY, status=2)
        self.need("plan", path, "--as-at", DAY, status=2)
        self.need("plan", path, "--as-at", DAY, "--slots", "-3", status=2)
        self.need("simulate", status=2)
        self.need("simulate", "--demand", "nan", "--capacity", "3", status=2)

    def test_more_slots_help_and_harm_no_list(self) -> None:
        path = self.write(some_list(3000))
        fewer, more = (self.rows("plan", path, "--as-at", DAY, "--slots", slots) for slots in ("50", "200"))
        for a, b in zip(fewer, more, strict=True):
            self.assertLessEqual(int(b["over_with"] or 0), int(a["over_with"] or 0), (a, b))

    def test_simulation_is_the_same_on_any_number_of_threads(self) -> None:
        words = ["--demand", "30", "--capacity", "29", "--queue", "400", "--waited", "20", "--runs", "20"]
        one = self.need("simulate", *words, "--threads", "1").stdout
        self.assertEqual(one, self.need("simulate", *words, "--threads", "4").stdout)
        self.assertNotEqual(one, self.need("simulate", *words, "--seed", "2").stdout)
        last = read_csv(one)[-1]
        self.assertAlmostEqual(400 + 52, float(last["waiting"]), delta=25)

    def test_cases_name_who_waits_and_stand_in_a_file_alone(self) -> None:
        lines = some_list(300).splitlines()
        content = "\n".join([lines[0] + ",plus,action"] + [line + ",travellers," for line in lines[1:]]) + "\n"
        path, cases = self.write(content), self.work / "cases.csv"
        done = self.need("waits", path, "--as-at", DAY, "--cases", cases)
        named = read_csv(cases.read_text(encoding="utf-8"))
        self.assertEqual({"travellers", "fifth 1; travellers"}, {row["group"] for row in named})
        self.assertNotIn("p1,", done.stdout)
        self.assertIn("NED317", done.stderr)


if __name__ == "__main__":
    unittest.main()

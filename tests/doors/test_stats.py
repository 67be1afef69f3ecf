"""`stats` through the door: columns that analysts know, published data, hostile files, formats and threads."""

import gzip
import json
import math
import unittest

from door import OPEN_DATA, DoorTest, read_csv

REFERENCE = OPEN_DATA / "reference/PHEindicatormethods"
SIX = ["value", "lowercl", "uppercl", "confidence", "statistic", "method"]
STATISTICS = ["proportion", "rate", "mean", "dsr", "isr", "life-expectancy", "healthy-life-expectancy", "sii",
              "concentration", "gaps", "quantiles", "funnel", "smooth"]
# Two areas of two bands; in the standard 80,500 of 100,000 are 0-64 and 19,500 are 65+.
BANDS = "area,age,ill,people\nWest,0-64,120,10000\nWest,65+,300,2000\nEast,0-64,60,10000\nEast,65+,150,2000\n"
STANDARDISED = ["--count", "ill", "--population", "people", "--standard", "esp2013", "--age-band", "age",
                "--by", "area"]


class Statistics(DoorTest):
    def file(self, text: str, name: str = "rows.csv") -> str:
        (self.work / name).write_bytes(text.encode())
        return str(self.work / name)

    def standardised(self, text: str, *more: str, **options: object) -> list[dict[str, str]]:
        return self.rows("stats", "dsr", self.file(text), *STANDARDISED, *more, **options)

    def said(self, *arguments: object, code: int) -> str:
        done = self.run_concord("stats", *arguments, "--quiet")
        self.assertEqual(code, done.returncode, done.stderr)
        self.assertNotIn("nan", done.stdout.lower())
        return done.stderr


class Answers(Statistics):
    def test_every_statistic_has_its_help(self) -> None:
        page = self.ask("stats", "--help")
        for statistic in STATISTICS:
            self.assertIn(f"  {statistic} ", page)
            self.assertIn("FILE", self.ask("stats", statistic, "--help"))

    def test_a_standardised_rate_by_hand(self) -> None:
        rows = self.standardised(BANDS)
        self.assertEqual(["area", *SIX], list(rows[0]))
        west = 0.805 * 120 / 10000 + 0.195 * 300 / 2000
        self.assertAlmostEqual(west * 100_000, float(rows[0]["value"]), places=6)
        self.assertEqual(("95%", "dsr per 100000", "Dobson"), tuple(rows[0][name] for name in SIX[3:]))
        self.assertLess(float(rows[0]["lowercl"]), float(rows[0]["value"]))

    def test_two_levels_and_what_it_rests_on(self) -> None:
        rows = self.standardised(BANDS, "--confidence", "0.95,0.998", "--full")
        self.assertEqual(["area", "total_count", "total_pop", "value", "lower95_0cl", "upper95_0cl", "lower99_8cl",
                          "upper99_8cl", "confidence", "statistic", "method"], list(rows[0]))
        self.assertEqual("95%, 99.8%", rows[0]["confidence"])
        self.assertLess(float(rows[0]["lower99_8cl"]), float(rows[0]["lower95_0cl"]))
        self.assertEqual(("420", "12000"), (rows[0]["total_count"], rows[0]["total_pop"]))

    def test_the_type_that_the_contract_has(self) -> None:
        self.assertEqual(self.standardised(BANDS), self.standardised(BANDS, "--type", "rate"))

    def test_nineteen_rows_in_order_need_no_names(self) -> None:
        text = "ill,people\n" + "10,1000\n" * 19
        rows = self.rows("stats", "dsr", self.file(text), *STANDARDISED[:6])
        self.assertAlmostEqual(1000, float(rows[0]["value"]))

    def test_rows_by_themselves_keep_their_columns(self) -> None:
        rows = self.rows("stats", "rate", self.file(BANDS), "--count", "ill", "--population", "people")
        self.assertEqual(["area", "age", "ill", "people", *SIX], list(rows[0]))
        self.assertEqual("1200", rows[0]["value"])

    def test_a_column_of_the_answers_name_gives_way(self) -> None:
        text = BANDS.replace("area,age", "Value,age")
        words = ["stats", "rate", self.file(text), "--count", "ill", "--population", "people", "--format", "csv"]
        done = self.run_concord(*words)
        self.assertEqual(["age", "ill", "people", *SIX], list(read_csv(done.stdout)[0]))
        self.assertIn("`Value` gives way", done.stderr)

    def test_years_are_labels(self) -> None:
        text = "year,ill,people\n2010,120,10000\n2011,130,10000\n"
        words = ["stats", "rate", self.file(text), "--count", "ill", "--population", "people", "--by", "year"]
        self.assertIn("2010", self.ask(*words))
        self.assertNotIn("2,010", self.ask(*words))

    def test_gaps_from_one_group_to_the_others(self) -> None:
        text = "fifth,ill,people\n1,56,70\n5,48,80\n"
        rows = self.rows("stats", "gaps", self.file(text), "--between", "fifth", "--reference", "5", "--count", "ill",
                         "--population", "people", "--kind", "proportion")
        self.assertEqual(["absolute gap", "relative gap"], [row["statistic"] for row in rows])
        # Newcombe (1998), example a, method 10.
        limits = [f"{float(rows[0][name]):.4f}" for name in ("lowercl", "uppercl")]
        self.assertEqual(["0.0524", "0.3339"], limits)

    def test_quantiles_of_either_end(self) -> None:
        text = "area,score\n" + "".join(f"A{i},{i}\n" for i in range(1, 11))
        ask = lambda *more: [row["quantile"] for row in  # noqa: E731
                             self.rows("stats", "quantiles", self.file(text), "--value", "score", "--n", "5", *more)]
        self.assertEqual("1 1 2 2 3 3 4 4 5 5".split(), ask("--highest-is", "5"))
        self.assertEqual("5 5 4 4 3 3 2 2 1 1".split(), ask("--highest-is", "1"))
        self.assertEqual(ask("--highest-is", "1"), ask())

    def test_the_same_seed_gives_the_same_slope_on_any_number_of_threads(self) -> None:
        text = "area,fifth,people,value,se\n" + "".join(
            f"{area},{fifth},100,{40 + 3 * fifth + size},{size / 10}\n"
            for size, area in enumerate("abcdefgh", 1) for fifth in range(1, 6))
        words = ["stats", "sii", self.file(text), "--quantile", "fifth", "--population", "people", "--value", "value",
                 "--se", "se", "--by", "area", "--repetitions", "5000", "--rii", "--format", "csv", "--quiet"]
        one = self.ask(*words, "--threads", "1")
        self.assertEqual(one, self.ask(*words, "--threads", "8"))
        self.assertNotEqual(one, self.ask(*words, "--seed", "2"))
        # An area's own numbers: its interval is there whatever else is in the file.
        alone = self.file("\n".join(line for line in text.split("\n") if line[:2] in {"ar", "c,"}) + "\n", "alone.csv")
        words[2] = alone
        self.assertEqual([row for row in read_csv(one) if row["area"] == "c"], read_csv(self.ask(*words)))


class Formats(Statistics):
    def test_parquet_and_gzip_are_read_as_csv_is(self) -> None:
        plain = self.standardised(BANDS)
        (self.work / "rows.csv.gz").write_bytes(gzip.compress(BANDS.encode()))
        self.assertEqual(plain, self.rows("stats", "dsr", self.work / "rows.csv.gz", *STANDARDISED))
        self.ask("stats", "rate", self.file(BANDS), "--count", "ill", "--population", "people", "--out",
                 self.work / "rows.parquet")
        self.assertEqual(plain, self.rows("stats", "dsr", self.work / "rows.parquet", *STANDARDISED))

    def test_answers_go_where_tables_go(self) -> None:
        file = self.file(BANDS)
        for name in ["out.csv", "out.json", "out.xlsx", "out.parquet"]:
            self.ask("stats", "dsr", file, *STANDARDISED, "--out", self.work / name)
            self.assertGreater((self.work / name).stat().st_size, 100)
        rows = json.loads((self.work / "out.json").read_text(encoding="utf-8"))
        self.assertEqual(["area", *SIX], list(rows[0]))
        self.assertIsInstance(rows[0]["value"], float)


class HostileFiles(Statistics):
    def test_marks_line_ends_and_thousands_are_no_matter(self) -> None:
        plain = self.standardised(BANDS)
        self.assertEqual(plain, self.standardised("\ufeff" + BANDS.replace("\n", "\r\n")))
        self.assertEqual(plain, self.standardised(BANDS.replace("10000", '"10,000"')))

    def test_a_bad_row_costs_its_group_and_no_other(self) -> None:
        for cell, rule in [("NaN", "NED001"), ("1.2.3", "NED001"), ("-3", "NED002"), ("inf", "NED001")]:
            text = BANDS.replace("East,65+,150", f"East,65+,{cell}")
            rows = self.standardised(text, code=1)
            self.assertNotEqual("", rows[0]["value"])
            self.assertEqual("", rows[1]["value"])
            said = self.said("dsr", self.file(text), *STANDARDISED, code=1)
            self.assertIn(f"rows.csv:5:10: error[{rule}]", said)

    def test_every_place_is_named(self) -> None:
        cases = {"0": "NED003", "-5": "NED003", "": "NED008"}
        for people, rule in cases.items():
            text = BANDS.replace("West,65+,300,2000", f"West,65+,300,{people}")
            self.assertIn(f"[{rule}]", self.run_concord("stats", "dsr", self.file(text), *STANDARDISED).stderr)
        missing = BANDS.replace("East,65+,150,2000\n", "")
        self.assertIn("`East` has no row for `65+`", self.said("dsr", self.file(missing), *STANDARDISED, code=1))
        twice = BANDS + "East,65+,150,2000\n"
        self.assertIn("stands twice", self.said("dsr", self.file(twice), *STANDARDISED, code=1))

    def test_wrong_questions_are_wrong_usage(self) -> None:
        file = self.file(BANDS)
        for more in (["--confidence", "2"], ["--confidence", "0.95,0.95"], ["--multiplier", "0"], ["--type", "ratio"]):
            self.assertIn("help:", self.said("dsr", file, *STANDARDISED, *more, code=2))
        self.assertIn("did you mean", self.said("funnel", file, "--kind", "propotion", "--count", "ill", code=2))

    def test_what_is_not_there_is_said(self) -> None:
        self.assertIn("no file", self.said("mean", self.work / "none.csv", "--value", "x", code=3))
        self.assertIn("did you mean --value `ill`?", self.said("mean", self.file(BANDS), "--value", "il", code=3))
        self.assertIn("empty", self.said("mean", self.file(""), "--value", "x", code=3))
        self.assertIn("NED019", self.said("mean", self.file("PAR1", "x.parquet"), "--value", "x", code=3))


@unittest.skipUnless(REFERENCE.is_dir(), f"the test data of PHEindicatormethods is not in {REFERENCE}")
class PublishedData(Statistics):
    def test_slopes_of_life_expectancy_in_every_council(self) -> None:
        words = ["stats", "sii", REFERENCE / "LE_data.csv", "--quantile", "Decile", "--population", "Pop", "--value",
                 "LifeExp", "--se", "SE", "--by", "Sex,GeoCode", "--repetitions", "2000", "--format", "csv"]
        done = self.run_concord(*words)
        self.assertEqual(1, done.returncode)
        self.assertIn("`E06000053` has no row for", done.stderr)
        rows = read_csv(done.stdout)
        with_values = [row for row in rows if row["value"]]
        self.assertEqual(len(rows) - 2, len(with_values))
        self.assertTrue(all(math.isfinite(float(row["sii_upper95_0cl"])) for row in with_values))

    def test_funnels_name_what_lies_outside(self) -> None:
        file = REFERENCE / "testdata_funnel_ratio_inputs.csv"
        rows = self.rows("stats", "funnel", file, "--kind", "ratio", "--count", "obs", "--expected", "expected")
        with_answers = read_csv(file.read_text(encoding="utf-8-sig"))
        self.assertEqual(len(with_answers), len(rows))
        limits = self.rows("stats", "funnel", file, "--kind", "ratio", "--count", "obs", "--expected", "expected",
                           "--show", "limits")
        self.assertEqual(["Observed_events", "lower_2s_exp_events", "lower_2s_limit"], list(limits[0])[:3])
        self.assertEqual(100, len(limits))


if __name__ == "__main__":
    unittest.main()

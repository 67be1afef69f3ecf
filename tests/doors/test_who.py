"""Who may decide, what changed, and the map against a published one, as an analyst meets them."""

import csv
import re

from door import ROOT, DoorTest

GRANT = "place,west-board,first-place,internal-committee"
PUBLISHED = "function,body,act,scale,source\n"


class WhoAndMap(DoorTest):
    def usage(self, *arguments: object) -> str:
        """What is said to wrong usage, which answers nothing."""
        done = self.run_concord(*arguments)
        self.assertEqual((2, ""), (done.returncode, done.stdout), done.stderr)
        return done.stderr

    def ending(self, last_day: str) -> dict:
        text = (ROOT / "tests/spec/country/governance/delegations.csv").read_text()
        line = next(line for line in text.splitlines() if line.startswith(GRANT))
        ended = line.replace(",,west-scheme", f",{last_day},west-scheme")
        return {"governance/delegations.csv": text.replace(line, ended)}

    def test_a_question_without_a_function_is_answered_for_each(self) -> None:
        folder = self.country()
        rows = self.rows("who", folder, "--act", "award-contract", "--place", "first")
        first = {row["function"]: row["holder"] for row in rows if row["first"] == "yes"}
        self.assertEqual("first-place", first["arrange-services"], "a grant of every act passes this one on too")
        self.assertEqual("west-audit", first["audit"], "a function below the topmost, as it was passed on")
        self.assertEqual("first-wellbeing", first["wellbeing-strategy"], "a topmost function, from the law alone")
        self.assertNotIn("personalised-care", first, "only packages of care were passed on in it")
        self.assertEqual({"yes"}, {row["may_decide"] for row in rows}, "who may not is asked by function")
        alone = self.rows("who", folder, "--act", "award-contract", "--place", "first", "--function", "audit")
        self.assertEqual([row for row in alone if row["may_decide"] == "yes"],
                         [row for row in rows if row["function"] == "audit"])
        said = self.run_concord("who", folder, "--act", "award-contract", "--place", "first").stderr
        self.assertIn("nobody may decide it of strategic-authority-functions", said)

    def test_nobody_may_decide_of_any_function(self) -> None:
        done = self.run_concord("who", self.country(), "--act", "award-contract", "--by", "place-director-of-first")
        self.assertEqual(5, done.returncode, done.stderr)

    def test_words_that_are_not_known(self) -> None:
        folder = self.country()
        # A word that is not known comes first: its mend may be the whole mend.
        self.assertIn("did you mean `award-contract`?", self.usage("who", folder, "--act", "award-contrct"))
        self.assertIn("did you mean `contracts`?", self.usage("who", folder, "--function", "contract"))

    def test_changes_between_two_dates(self) -> None:
        folder = self.country(files=self.ending("2022-12-31"))
        rows = self.rows("who", folder, "--changed-from", "2022-12-31", "--as-at", "2023-01-01")
        self.assertEqual([("first-place", "may no longer decide", "delegation", "place", "5", "5000000.01")],
                         [(row["holder"], row["change"], row["because"], row["record"], row["line"],
                           row["value_below"]) for row in rows if row["record"] == "place"
                          and row["holder"] == "first-place"])
        # The director's power came from the committee's: it ends with it.
        self.assertIn(("place-director-of-first", "may no longer decide"),
                      [(row["holder"], row["change"]) for row in rows])
        self.assertNotIn("west-board", [row["holder"] for row in rows])
        said = self.ask("who", folder, "--changed-from", "2022-12-31", "--as-at", "2023-01-01", "--by", "west-pay")
        self.assertIn("nobody gains and nobody loses authority", said)

    def test_changes_are_asked_in_order_and_alone(self) -> None:
        folder = self.country()
        for words, message in ((["--changed-from", "yesterday"], "`yesterday` is not a date"),
                               (["--changed-from", "2022-07-01"], "is not before 2022-07-01"),
                               (["--changed-from", "2023-07-01"], "is not before 2022-07-01"),
                               (["--changed-from", "2021-07-01", "--function", "plan"], "everything that may be"),
                               (["--changed-from", "2021-07-01", "--everything"], "everything that may be"),
                               (["--changed-from", "2021-07-01", "--by", "west-bord"], "did you mean `west-board`?")):
            self.assertIn(message, self.usage("who", folder, *words), words)

    def test_chains_are_those_of_one_answer(self) -> None:
        folder = self.country()
        self.assertIn("says the chain of each power",
                      self.usage("who", folder, "--by", "west-board", "--everything", "--chains"))
        done = self.run_concord("who", folder, "--act", "award-contract", "--by", "place-director-of-first",
                                "--chains", "--format", "csv")
        self.assertEqual(5, done.returncode)
        self.assertEqual(1, len(done.stdout.splitlines()), "nobody, and so no chain")

    def test_a_published_map_from_elsewhere(self) -> None:
        folder = self.country()
        path = self.work / "map.csv"
        path.write_text(PUBLISHED + "plan,west-board,,system,page 1\nplan,first-place,approve-plan,,page 2\n")
        rows = self.rows("map", folder, "--published", path)
        found = {(row["function"], row["holder"]): row["published"] for row in rows}
        self.assertEqual("agrees", found["plan", "west-board"])
        self.assertEqual("no authority", found["plan", "first-place"])
        self.assertEqual("not published", found["audit", "west-audit"])
        self.assertEqual("", found["plan", "east-board"], "another board's functions stand on its own map")
        picture = self.ask("map", folder, "--published", path, "--format", "svg", "--quiet")
        words = re.sub(r"<[^>]*>", "", picture)
        self.assertIn("published, no authority", words)
        self.assertIn("not published", words)
        page = self.ask("map", folder, "--published", path, "--format", "html", "--quiet")
        self.assertIn("1 are claimed without authority", page)
        self.assertIn("<td>no authority</td>", page)

    def test_a_published_map_that_cannot_be_used_says_why(self) -> None:
        folder = self.country()
        self.assertEqual(3, self.run_concord("map", folder, "--published", self.work / "none.csv").returncode)
        path = self.work / "map.csv"
        path.write_text("function,bodies\nplan,west-board\n")
        done = self.run_concord("map", folder, "--published", path)
        self.assertIn("there is no column `body`", done.stderr)
        self.assertIn("nothing of the published map could be read", done.stderr)
        path.write_text(PUBLISHED + "plans,west-board,,,\nplan,west-bord,,,\nplan,west-board,,town,\n"
                        "plan,west-board,,system,\nplan,west-board,,system,\n")
        done = self.run_concord("map", folder, "--published", path)
        for line, column, mend in ((2, 1, "did you mean `plan`?"), (3, 6, "did you mean `west-board`?"),
                                   (4, 18, "known are"), (6, 1, "")):
            self.assertRegex(done.stderr, rf"map.csv:{line}:{column}: error")
            self.assertIn(mend, done.stderr)
        self.assertIn("1 entries agree", done.stderr, "the good row survives")

    def test_a_build_answers_the_questions(self) -> None:
        folder = self.country(files={"governance/questions.csv": (
            "id,question,function,act,service,places,people,value,affects\n"
            "a,Who awards?,contracts,award-contract,,first,,200000.00,west-hospital\n"
            "b,Who awards more?,contracts,award-contract,,first,,6000000.00,\n"
            "c,Who reviews?,system-review,,,,,,\n"
            "d,Who knows?,contrcts,,,,,,\n"
            "e,Who pays?,contracts,pay,,first,,lots,\n")})
        self.ask("build", folder, "--quiet", code=1)
        tables = folder / "build/tables"

        def read(name: str) -> list[dict[str, str]]:
            with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        # A committee of a place up to £5 million, the board beyond, nobody where nobody is described; what
        # cannot be read is no question.
        self.assertEqual([("a", "decided", "first-place", "200000.00"), ("b", "decided", "west-board", "6000000.00"),
                          ("c", "nobody", "", "")],
                         [(row["question"], row["outcome"], row["first"], row["value"]) for row in read("questions")])
        answers = {(row["question"], row["holder"]): row for row in read("question_answers")}
        self.assertEqual("hospital-of-first", answers["a", "first-place"]["stepping_back"])
        self.assertEqual("5000000.00", answers["a", "first-place"]["limit_high"])
        self.assertEqual("above a ceiling", answers["b", "first-place"]["refusal"])
        chain = [(row["link_holder"], row["instrument"], row["document"], row["clause"])
                 for row in read("question_links") if (row["question"], row["holder"]) == ("a", "first-place")]
        self.assertEqual([("west-board", "law", "National Health Service Act 2006 s3 and s3A", ""),
                          ("first-place", "internal-committee", "west-scheme", "4")], chain)
        asked = ["who", folder, "--act", "award-contract", "--function", "contracts", "--place", "first", "--value",
                 "200000", "--affects", "west-hospital"]
        links = [row for row in read("question_links") if row["question"] == "a"]
        for link in links:
            link["function"] = "contracts"
            link["source"] = link["source"] and f"{folder}/{link['source']}"
            del link["question"]
        self.assertEqual(links, self.rows(*asked, "--chains"), "asked freely, the chains are the same")
        places = [(row["id"], row["line"]) for row in read("findings") if row["file"].endswith("questions.csv")]
        self.assertEqual([("GOV004", "5"), ("GOV010", "6")], sorted(places))

    def test_the_usual_questions_are_asked_where_there_are_none(self) -> None:
        folder = self.built_country()
        with (folder / "build/tables/questions.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertGreaterEqual(len(rows), 12)
        self.assertTrue(all(row["source"] == "the catalogue's questions" for row in rows))
        self.assertNotIn("unknown", {row["outcome"] for row in rows})

    def test_money_in_tables_has_two_decimals(self) -> None:
        folder = self.built_country()
        for table, columns in (("authority", ["limit_low", "limit_high"]), ("delegations", ["ceiling"])):
            with (folder / f"build/tables/{table}.csv").open(encoding="utf-8", newline="") as file:
                cells = [row[column] for row in csv.DictReader(file) for column in columns if row[column]]
            self.assertTrue(cells)
            for cell in cells:
                self.assertRegex(cell, r"^\d+\.\d\d$")

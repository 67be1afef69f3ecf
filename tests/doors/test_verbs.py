"""Every verb does what its line in the manual says."""

import json
import unittest

from door import ROOT, DoorTest, read_csv

VERBS = ["check", "build", "show", "rules", "tables", "explain", "profile", "overlap", "coterminosity",
         "changes", "new", "data", "completion", "man"]


class VerbsAboutASystem(DoorTest):
    def test_check_writes_nothing(self) -> None:
        folder = self.country()
        before = sorted(path for path in folder.rglob("*"))
        self.assertEqual("0 errors, 0 warnings", self.ask("check", folder, "--quiet").split(";")[0].strip())
        self.assertEqual(before, sorted(path for path in folder.rglob("*")))

    def test_build_writes_what_it_prints(self) -> None:
        folder = self.country()
        said = {row["what"]: row["where"] for row in self.rows("build", folder)}
        build = folder / "build"
        self.assertEqual({"database": str(build / "concord.duckdb"), "tables": str(build / "tables"),
                          "report": str(build / "report/index.html"), "manifest": str(build / "manifest.json")},
                         said)
        manifest = json.loads((build / "manifest.json").read_text())
        self.assertEqual("Little country", manifest["system"])
        self.assertIn("lookup.csv", {entry["path"] for entry in manifest["inputs"]})
        self.assertTrue(all(len(entry["sha256"]) == 64 for entry in manifest["inputs"]))
        self.assertGreater(len(manifest["timings_seconds"]), 2)
        self.assertIn("<!doctype html>", (build / "report/index.html").read_text()[:200].lower())
        self.assertTrue((build / "tables/system_profile.csv").is_file())
        self.assertTrue((build / "tables/system_profile.parquet").is_file())

    def test_build_into_another_folder_and_of_one_stage(self) -> None:
        folder = self.country()
        self.ask("build", folder, "--out", self.work / "deep/er/out", "--only", "registry", "--quiet")
        self.assertTrue((self.work / "deep/er/out/manifest.json").is_file())
        self.assertFalse((folder / "build").exists())
        refused = self.run_concord("build", folder, "--only", "astrology")
        self.assertEqual(2, refused.returncode)
        self.assertIn("there is no stage `astrology`", refused.stderr)

    def test_show_a_table_with_a_condition_and_a_limit(self) -> None:
        folder = self.built_country()
        boards = self.rows("show", "areas", folder, "--where", "layer = 'board22'")
        self.assertEqual(["S1", "S2"], sorted(row["code"] for row in boards))
        self.assertEqual(1, len(self.rows("show", "areas", folder, "--limit", "1")))
        self.assertEqual(0, len(self.rows("show", "areas", folder, "--limit", "0")))

    def test_show_lists_the_tables(self) -> None:
        folder = self.built_country()
        for words in ([], [folder], [folder / "build"]):
            listed = self.rows("show", *words, variables={"CONCORD_SYSTEM": str(folder)})
            self.assertIn("system_profile", [row["table"] for row in listed], words)

    def test_show_takes_a_condition_and_nothing_more(self) -> None:
        folder = self.built_country()
        leak = self.work / "leak.csv"
        for condition in (f"true); COPY areas TO '{leak}'; SELECT (1", "nothing = 1", "1 +",
                          f"code IN (SELECT content FROM read_text('{folder / 'system.toml'}'))"):
            done = self.run_concord("show", "areas", folder, "--where", condition)
            self.assertEqual(2, done.returncode, condition)
            self.assertIn("the condition is not understood", done.stderr)
        self.assertFalse(leak.exists())
        self.assertEqual(8, len(self.rows("show", "areas", folder, "--where", "layer = 'cell11' -- all of them")))

    def test_profile(self) -> None:
        rows = self.rows("profile", "--layer", "board22", self.country(), "--mode", "exact")
        # By hand from the little country: West is A01 to A03, East the other five.
        self.assertEqual([("West", "650000", "3"), ("East", "600000", "5")],
                         [(row["name"], row["population"], row["lsoas"]) for row in rows])

    def test_profile_options(self) -> None:
        folder = self.country()
        self.ask("profile", "--layer", "board22", folder, "--mode", "published", "--deprivation", "rank19",
                 "--population", "people20")
        self.ask("profile", "--layer", "board22", folder, "--compare")
        for option, value in (("--mode", "rosy"), ("--convert", "by-hope")):
            done = self.run_concord("profile", "--layer", "board22", folder, option, value)
            self.assertEqual(2, done.returncode)
            self.assertIn(f"`{value}`", done.stderr)
        unknown = self.run_concord("profile", "--layer", "board99", folder)
        self.assertEqual(3, unknown.returncode)
        self.assertIn("board99", unknown.stderr)

    def test_overlap(self) -> None:
        rows = self.rows("overlap", "board22", "council21", self.country(), "--population", "people20")
        # K2 is A03 and A04, 150,000 people each; West holds A03 of it.
        found = {(row["code_a"], row["code_b"]): (row["lsoas"], row["population"], row["share_of_b"])
                 for row in rows}
        self.assertEqual({("S1", "K1"): ("2", "500000", "1"), ("S1", "K2"): ("1", "150000", "0.5"),
                          ("S2", "K2"): ("1", "150000", "0.5"), ("S2", "K3"): ("4", "450000", "1")}, found)

    def test_coterminosity_and_its_tolerance(self) -> None:
        folder = self.country()
        rows = self.rows("coterminosity", "board22", "council21", folder, "--population", "people20")
        self.assertEqual(["overlapping", "overlapping"], [row["class"] for row in rows])
        # West shares 150,000 of its 650,000 people with K2: less than a quarter, more than a fifth.
        self.assertEqual("23.1%", f"{1 - float(rows[0]['share_in_best']):.1%}")
        for value in ("0.5", "-0.1"):
            done = self.run_concord("coterminosity", "board22", "council21", folder, "--tolerance", value)
            self.assertEqual(2, done.returncode)
            self.assertIn("is no tolerance", done.stderr)

    def test_changes(self) -> None:
        rows = self.rows("changes", "board21", "board22", self.country())
        self.assertEqual([("P1", "S2", "1", "150000")],
                         [(r["from_code"], r["to_code"], r["lsoas"], r["population"]) for r in rows])

    def test_what_if(self) -> None:
        folder = self.country()
        (self.work / "merge.csv").write_text("area,from,to\nA04,S2,S1\n")
        rows = self.rows("changes", "board22", "merge", folder, "--what-if", "board22=merge.csv")
        self.assertEqual([("S2", "S1", "1", "150000")],
                         [(r["from_code"], r["to_code"], r["lsoas"], r["population"]) for r in rows])
        for wrong in ("merge.csv", "=merge.csv", "board22="):
            done = self.run_concord("changes", "board22", "merge", folder, "--what-if", wrong)
            self.assertEqual(2, done.returncode)
            self.assertIn("is no what-if", done.stderr)


class VerbsAboutConcord(DoorTest):
    def test_version_and_help(self) -> None:
        version = (ROOT / "VERSION").read_text().strip()
        self.assertEqual(f"concord {version}\n", self.ask("--version"))
        text = self.ask("--help")
        for verb in VERBS:
            self.assertIn(f"  {verb} ", text)
            self.assertIn("--help", self.ask(verb, "--help"))

    def test_rules_and_explain(self) -> None:
        rules = self.rows("rules")
        self.assertGreater(len(rules), 60)
        self.assertEqual(len(rules), len({row["id"] for row in rules}))
        for rule in rules:
            parts = {row["part"]: row["text"] for row in self.rows("explain", rule["id"])}
            self.assertEqual(f"{rule['id']}: {rule['title']}", parts["rule"])
            self.assertTrue(parts["help"] and parts["bad"] and parts["good"], rule["id"])
            self.assertNotEqual(parts["bad"], parts["good"], rule["id"])
        self.assertIn("did you mean REG0", self.run_concord("explain", "REG0021").stderr)

    def test_tables(self) -> None:
        rows = self.rows("tables")
        columns = [row["column"] for row in rows if row["table"] == "findings" and row["column"]]
        self.assertEqual("id severity stage subject message file line column help authority", " ".join(columns))
        self.assertTrue(all(row["meaning"] for row in rows))

    def test_new(self) -> None:
        listed = self.rows("new", "mine")
        self.assertEqual({"system.toml", "bodies.csv", "places.csv", "relations.csv"},
                         {row["file"].removeprefix("mine/") for row in listed})
        self.assertIn("#", (self.work / "mine/system.toml").read_text())
        self.assertEqual(5, self.run_concord("new", "mine").returncode)

    def test_data_list(self) -> None:
        rows = self.rows("data", "list")
        self.assertGreater(len(rows), 20)
        self.assertEqual(["no"] * len(rows), [row["here"] for row in rows])
        for row in rows:
            self.assertTrue(row["publisher"] and row["licence"] and row["path"], row["id"])
        one = self.rows("data", "list", rows[3]["id"])
        self.assertEqual([rows[3]], one)


class Formats(DoorTest):
    def test_the_same_rows_in_every_format(self) -> None:
        question = ["overlap", "board22", "council21", self.country(), "--quiet", "--format"]
        from_csv = read_csv(self.ask(*question, "csv"))
        from_json = json.loads(self.ask(*question, "json"))
        self.assertEqual([list(row) for row in from_csv], [list(row) for row in from_json])
        self.assertEqual([row["code_a"] for row in from_csv], [row["code_a"] for row in from_json])
        self.assertEqual([float(row["share_of_a"]) for row in from_csv], [row["share_of_a"] for row in from_json])
        markdown = self.ask(*question, "markdown").splitlines()
        self.assertEqual(len(from_csv) + 2, len(markdown))
        self.assertTrue(all(line.startswith("|") and line.endswith("|") for line in markdown))
        table = self.ask(*question, "table").splitlines()
        self.assertEqual(len(from_csv) + 2, len(table))
        self.assertIn("500,000", table[2])

    def test_an_unknown_format_is_wrong_usage(self) -> None:
        for arguments in (["rules", "--format", "xml"], ["rules", "--format", "sarif"]):
            done = self.run_concord(*arguments)
            self.assertEqual(2, done.returncode)
            self.assertIn("is no format here", done.stderr)

    def test_the_name_of_the_file_chooses_the_format(self) -> None:
        folder = self.country()
        question = ["overlap", "board22", "council21", folder, "--quiet"]
        for name, option in (("a.csv", "csv"), ("a.json", "json"), ("a.md", "markdown"), ("a.txt", "table")):
            self.assertEqual("", self.ask(*question, "--out", self.work / name))
            self.assertEqual(self.ask(*question, "--format", option), (self.work / name).read_text(), name)
        self.ask(*question, "--out", self.work / "b.txt", "--format", "csv")
        self.assertEqual((self.work / "a.csv").read_text(), (self.work / "b.txt").read_text())

    def test_parquet(self) -> None:
        folder = self.country()
        self.ask("overlap", "board22", "council21", folder, "--out", self.work / "a.parquet", "--quiet")
        data = (self.work / "a.parquet").read_bytes()
        self.assertEqual((b"PAR1", b"PAR1"), (data[:4], data[-4:]))
        again = self.work / "again.parquet"
        self.ask("overlap", "board22", "council21", folder, "--out", again, "--quiet")
        self.assertEqual(data, again.read_bytes())

    def test_findings_in_every_format(self) -> None:
        folder = self.country(files={"data/people20.csv": "cell11_code,people\nA01,-1\n"})
        question = ["check", folder, "--quiet"]
        text = self.ask(*question, code=1)
        self.assertIn("people20.csv:2:5: error[REG026]: ", text)
        from_csv = read_csv(self.ask(*question, "--format", "csv", code=1))
        from_json = json.loads(self.ask(*question, "--format", "json", code=1))
        self.assertEqual([row["message"] for row in from_csv], [row["message"] for row in from_json])
        self.assertEqual({"id", "severity", "message", "file", "line", "column", "subject", "help", "authority"},
                         set(from_json[0]))
        self.assertTrue(self.ask(*question, "--format", "markdown", code=1).startswith("| id |"))
        self.ask(*question, "--out", self.work / "f.parquet", code=1)
        self.assertEqual(b"PAR1", (self.work / "f.parquet").read_bytes()[:4])
        self.ask(*question, "--out", self.work / "f.sarif", code=1)
        self.assertEqual("2.1.0", json.loads((self.work / "f.sarif").read_text())["version"])


class WhereThingsAre(DoorTest):
    def test_the_date_decides_which_rules_speak(self) -> None:
        folder = self.built_country()
        boards = ["show", "bodies", folder, "--where", "kind = 'integrated-care-board'"]
        self.assertEqual(2, len(self.rows(*boards, "--as-at", "2022-07-01")))
        self.assertEqual(0, len(self.rows(*boards, "--as-at", "2022-06-30")))
        for wrong in ("2022-02-30", "yesterday", "32/07/2022"):
            done = self.run_concord("check", folder, "--as-at", wrong)
            self.assertEqual(2, done.returncode)
            self.assertIn(f"`{wrong}` is not a date", done.stderr)

    def test_a_profile_of_rules_must_exist(self) -> None:
        folder = self.country()
        self.ask("check", folder, "--rules", "plan-2025")
        self.assertIn("profiles are", self.run_concord("check", folder, "--rules", "act-1066").stderr)

    def test_the_system_in_the_current_folder_or_the_variable(self) -> None:
        folder = self.country()
        question = ["profile", "--layer", "board22", "--format", "csv", "--quiet"]
        named = self.ask(*question, folder)
        self.assertEqual(named, self.ask(*question, cwd=folder))
        self.assertEqual(named, self.ask(*question, variables={"CONCORD_SYSTEM": str(folder)}))

    def test_the_data_by_option_before_variable(self) -> None:
        first = self.rows("data", "list")[0]
        (self.work / "full" / first["path"]).parent.mkdir(parents=True)
        (self.work / "full" / first["path"]).write_text("x")
        (self.work / "empty").mkdir()
        full, empty = str(self.work / "full"), str(self.work / "empty")

        def here(*options: object, **variables: str) -> str:
            return self.rows("data", "list", first["id"], *options, variables=variables)[0]["here"]

        self.assertEqual(("no", "yes"), (here(), here("--data", full)))
        self.assertEqual(("yes", "no"), (here(CONCORD_DATA=full), here(CONCORD_DATA=empty)))
        self.assertEqual("yes", here("--data", full, CONCORD_DATA=empty))
        self.assertEqual("no", here("--data", empty, CONCORD_DATA=full))

    def test_a_build_may_be_named_instead_of_its_system(self) -> None:
        folder = self.built_country()
        self.assertEqual(self.ask("show", "areas", folder), self.ask("show", "areas", folder / "build"))

    def test_threads_and_memory(self) -> None:
        folder = self.country()
        for option, value in (("--threads", "-1"), ("--threads", "many"), ("--threads", "1000000"),
                              ("--memory", "a lot"), ("--memory", "-4GB"), ("--memory", "4")):
            done = self.run_concord("build", folder, option, value)
            self.assertEqual(2, done.returncode, f"{option} {value}: {done.stderr}")
            self.assertFalse((folder / "build").exists())
        self.ask("build", folder, "--threads", "2", "--memory", "512MB", "--quiet")
        too_little = self.run_concord("build", folder, "--memory", "100KB")
        self.assertEqual(4, too_little.returncode)
        self.assertIn("more memory", too_little.stderr)


if __name__ == "__main__":
    unittest.main()

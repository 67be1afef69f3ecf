"""Need through the door: people by age, evidence and what it lacks, groups; registers beside people; how cohorts fare."""

import random
import unittest
from pathlib import Path

from door import DoorTest, country, read_csv

INDICATORS = """layers = ["board22"]

[[indicator]]
id = "asthma"
title = "People with asthma"
topic = "condition"
use = "find-gaps"
file = "asthma.csv"
layer = "cell11"
unit = "cell"
count = ["asthma"]
population = "people"
period_column = "year"
"""
ASTHMA = ("cell,year,people,asthma\n"
          "A01,2020,1000,60\nA01,2021,1000,70\nA01,2022,1000,65\n"
          "A02,2020,1000,10\nA02,2021,1000,20\nA02,2022,1000,30\n")
EVIDENCE = """[[item]]
id = "conditions"
title = "Long-term conditions"
topics = ["condition"]

[[item]]
id = "change"
title = "Change over time"
part = "trend"

[[item]]
id = "homes"
title = "Homes"
topics = ["housing"]
"""
HEADER = "group,kind,aspect,measure,value,everyone,better,period,source,topic\n"


class Need(DoorTest):
    def system(self, **files: str) -> Path:
        folder = self.work / "system"
        names = {name.replace("__", "/").replace("_csv", ".csv").replace("_toml", ".toml"): text
                 for name, text in files.items()}
        return country(folder, files=names)

    def need(self, *words: str) -> list[dict[str, str]]:
        return self.rows("need", *words)

    def test_a_course_is_said_of_three_periods(self) -> None:
        folder = self.system(need__indicators_toml=INDICATORS, need__asthma_csv=ASTHMA)
        rows = {row["code"]: row for row in self.need("trend", str(folder))}
        everyone = rows["all"]
        self.assertEqual("3", everyone["periods"])
        # 70, 90 and 95 of 2,000.
        self.assertEqual("rises throughout", everyone["course"])
        self.assertAlmostEqual(0.0125, float(everyone["change"]), places=9)

    def test_evidence_says_what_is_here_and_what_is_missing(self) -> None:
        folder = self.system(need__indicators_toml=INDICATORS, need__asthma_csv=ASTHMA,
                             need__evidence_toml=EVIDENCE)
        rows = {row["item"]: row for row in self.need("evidence", str(folder), "--area", "all")}
        self.assertEqual("here", rows["conditions"]["state"])
        self.assertEqual(("3", "2020 to 2022", "need/asthma.csv"),
                         tuple(rows["conditions"][name] for name in ("figures", "periods", "source")))
        self.assertEqual("here", rows["change"]["state"])
        self.assertEqual(("missing", "0", ""), tuple(rows["homes"][name] for name in ("state", "figures", "source")))

    def test_groups_are_read_as_spreadsheets_write_them(self) -> None:
        text = "\ufeff" + (HEADER + "roma,plus,access,checks,0.5,0.6,higher,2022,register,\n").replace("\n", "\r\n")
        rows = self.need("groups", str(self.system(need__groups_csv=text)))
        self.assertEqual([("roma", "true")], [(row["group"], row["worse"]) for row in rows])

    def test_bad_figures_of_groups_are_named_and_the_good_ones_stay(self) -> None:
        rows = ["roma,plus,access,checks,\"1,000\",0.6,higher,2022,register,",
                "roma,plus,accss,checks,0.5,0.6,higher,2022,register,",
                "roma,plus,access,dentist,nan,0.6,higher,2022,register,",
                "roma,plus,access,jabs,0.4,0.6,higher,2022,register,vaccination"]
        folder = self.system(need__groups_csv=HEADER + "\n".join(rows) + "\n")
        done = self.run_concord("need", "groups", str(folder), "--format", "csv")
        self.assertEqual(["jabs"], [row["measure"] for row in read_csv(done.stdout)])
        for line, words in ((2, "`1,000` is no number"), (3, "did you mean `access`?"), (4, "`nan` is no number")):
            self.assertIn(f"groups.csv:{line}:", done.stderr)
            self.assertIn(words, done.stderr)

    def test_a_missing_column_and_an_empty_register_are_said(self) -> None:
        folder = self.system(people__agreements_csv="id,partis,purpose,legal_basis,dataset,expires\n",
                             people__analysts_csv="")
        done = self.run_concord("check", str(folder))
        self.assertIn("rename the column `partis`", done.stdout + done.stderr)
        self.assertIn("people/analysts.csv", done.stdout + done.stderr)
        self.assertIn("REG010", done.stdout + done.stderr)

    def test_nothing_is_said_of_files_that_are_not_there(self) -> None:
        done = self.run_concord("check", str(self.system()), "--format", "csv")
        found = [row["id"] for row in read_csv(done.stdout)]
        self.assertEqual([], [rule for rule in found if rule.startswith("POP04") or rule.startswith("NED11")])


class HowCohortsFare(DoorTest):
    def test_counts_of_records_leave_rounded_and_only_of_cohorts_that_are_shown(self) -> None:
        draw = random.Random(5)
        people, contacts = ["person,lsoa,lsoa_vintage,age,birth,sex,ethnicity,death"], ["person,kind,date"]
        conditions = ["person,scheme,code,onset"]
        for person in range(1, 401):
            ethnic = draw.choice(["white", "asian"])
            people.append(f"{person},A0{draw.randrange(1, 6)},cell11,{draw.randrange(1, 99)},,female,{ethnic},")
            if draw.random() < 0.3:
                contacts.append(f"{person},emergency,2022-03-01")
            if person <= 3:
                conditions.append(f"{person},qof,LD,2010-01-01")
        folder = country(self.work / "system", files={
            "people/people.csv": "\n".join(people) + "\n", "people/contacts.csv": "\n".join(contacts) + "\n",
            "people/conditions.csv": "\n".join(conditions) + "\n"})
        self.run_concord("build", str(folder), "--quiet")
        tables = folder / "build/tables"
        shown = {row["cohort"]: row["people"] for row in read_csv((tables / "cohorts.csv").read_text())}
        rows = read_csv((tables / "cohort_profile.csv").read_text())
        emergency = {row["cohort"]: row for row in rows if row["measure"] == "emergency-attendance"}
        self.assertEqual(set(shown), set(emergency))
        self.assertEqual("", emergency["learning-disability"]["people"], "three people")
        for cohort, row in emergency.items():
            self.assertIn(row["people"], ("", shown[cohort]))
            for name in ("people", "with"):
                self.assertTrue(row[name] == "" or int(row[name]) % 5 == 0, row)
            if shown[cohort] == "":
                self.assertEqual(("", "", ""), (row["with"], row["value"], row["others_value"]))
        known = emergency["plus-ethnic-minorities"]
        self.assertAlmostEqual(int(known["with"]) / int(known["people"]), float(known["value"]), places=5)
        self.assertIn(known["standing"], ("worse", "similar", "better"))


if __name__ == "__main__":
    unittest.main()

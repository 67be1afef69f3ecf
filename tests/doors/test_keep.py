"""Some stages worked out again over the last build: what comes out is what a build of everything writes, or it is
refused."""

import json
import unittest
from pathlib import Path

from door import DoorTest

STAGES = ["registry", "population", "need", "waiting", "governance", "money", "spending", "ledger", "agreements"]
PEOPLE = "person,lsoa,lsoa_vintage,age,birth,sex,ethnicity,death\n"


def tables(build: Path) -> dict[str, object]:
    """Every table as its build wrote it; what was found in any order."""
    written: dict[str, object] = {path.name: path.read_bytes() for path in sorted((build / "tables").glob("*.csv"))}
    written["findings.csv"] = sorted((build / "tables/findings.csv").read_text(encoding="utf-8").splitlines())
    return written


class Keep(DoorTest):
    def again(self, folder: Path, *stages: str, code: int | None = None) -> str:
        done = self.run_concord("build", folder, "--only", ",".join(stages), "--keep", "--quiet")
        self.assertIn(done.returncode, (0, 1) if code is None else (code,), done.stderr[:2000])
        return done.stderr

    def check_as_everything(self, folder: Path) -> None:
        """The build in the folder has the tables of one that was made from nothing."""
        whole = self.work / "whole"
        self.assertIn(self.run_concord("build", folder, "--out", whole, "--quiet").returncode, (0, 1))
        one, other = tables(folder / "build"), tables(whole)
        self.assertEqual(list(other), list(one))
        self.assertEqual([], [name for name in other if one[name] != other[name]])
        report = [json.loads((build / "report/data.json").read_text(encoding="utf-8")) for build in
                  (folder / "build", whole)]
        self.assertEqual(report[1]["tables"], report[0]["tables"])

    def built_tessellation(self) -> Path:
        folder = self.tessellation()
        self.ask("build", folder, "--quiet")
        return folder

    def test_every_stage_alone_over_the_same_files(self) -> None:
        folder = self.built_tessellation()
        self.assertGreater(len(tables(folder / "build")), 60)
        for stage in STAGES:
            self.again(folder, stage)
        self.check_as_everything(folder)

    def test_what_has_changed_is_worked_out_and_the_rest_stays(self) -> None:
        folder = self.built_tessellation()
        before = tables(folder / "build")
        plans = folder / "money/accounts.csv"
        lines = plans.read_text(encoding="utf-8").splitlines()
        plans.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        self.again(folder, "ledger")
        after = tables(folder / "build")
        self.assertNotEqual(before, after)
        self.check_as_everything(folder)
        self.again(folder, "spending", "agreements")
        self.check_as_everything(folder)

    def test_what_rests_on_a_changed_file_may_not_stay(self) -> None:
        folder = self.built_tessellation()
        before = (folder / "build/manifest.json").read_bytes()
        bodies = folder / "bodies.csv"
        bodies.write_text(bodies.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        said = self.again(folder, "ledger", code=5)
        self.assertIn("bodies.csv", said)
        self.assertIn("money, spending, agreements may rest on it", said)
        self.assertIn("build everything", said)
        self.assertEqual(before, (folder / "build/manifest.json").read_bytes(), "the last build is as it was")
        self.assertEqual([], [path.name for path in folder.iterdir() if path.name.startswith(".build")])

    def test_a_new_file_is_seen(self) -> None:
        folder = self.built_tessellation()
        (folder / "money/transfers_2.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        self.assertIn("transfers_2.csv", self.again(folder, "registry", code=5))

    def test_other_settings_are_another_build(self) -> None:
        folder = self.built_tessellation()
        done = self.run_concord("build", folder, "--only", "need", "--keep", "--as-at", "2023-01-31", "--quiet")
        self.assertEqual(5, done.returncode)
        self.assertIn("the day is not that of the last build", done.stderr)
        settings = folder / "system.toml"
        settings.write_text(settings.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8")
        self.assertIn("system.toml is not that of the last build", self.again(folder, "need", code=5))

    def test_it_needs_stages_and_a_build(self) -> None:
        folder = self.country()
        self.assertIn("there is no build", self.again(folder, "need", code=5))
        done = self.run_concord("build", folder, "--keep")
        self.assertEqual(2, done.returncode)
        self.assertIn("name them with --only", done.stderr)
        self.ask("build", folder, "--quiet")
        (folder / "build/manifest.json").write_text("{}", encoding="utf-8")
        self.assertIn("there is no build", self.again(folder, "need", code=5))

    def test_people_stay_unread_and_what_was_found_of_them_is_said_again(self) -> None:
        folder = self.country()
        people = folder / "people"
        people.mkdir()
        (people / "people.csv").write_text(
            PEOPLE + "1,A01,cell11,30,1992-01-01,female,white,\n2,A02,cell11,40,1982-01-01,male,asian,1981-12-31\n",
            encoding="utf-8")
        self.run_concord("build", folder, "--quiet")
        found = [line for line in tables(folder / "build")["findings.csv"] if "people.csv" in line]
        self.assertTrue(found, "something is found of them")
        self.again(folder, "governance")
        self.check_as_everything(folder)
        (people / "people.csv").write_text(PEOPLE + "1,A01,cell11,30,1992-01-01,female,white,\n", encoding="utf-8")
        said = self.again(folder, "governance", code=5)
        self.assertIn("have `population` worked out too", said)
        self.again(folder, "population")
        self.check_as_everything(folder)


if __name__ == "__main__":
    unittest.main()

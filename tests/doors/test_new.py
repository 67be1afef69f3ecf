"""`concord new`: what it writes is well formed, and stands up to `check` and `build` as it is."""

import tomllib
import unittest
from pathlib import Path

from door import OPEN_DATA, DoorTest, read_csv

# Greater Manchester's ten councils, and the districts of Essex that are Mid and South Essex's, as the
# boards' own constitutions list them.
TEN = {"Bolton", "Bury", "Manchester", "Oldham", "Rochdale", "Salford", "Stockport", "Tameside", "Trafford",
       "Wigan"}
MID_AND_SOUTH = {"Basildon", "Braintree", "Brentwood", "Castle Point", "Chelmsford", "Maldon", "Rochford"}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return read_csv((folder / name).read_text(encoding="utf-8"))


class NewSystem(DoorTest):
    def test_without_a_board_it_shows_what_goes_where(self) -> None:
        folder = self.work / "mine"
        printed = self.ask("new", folder)
        for name in ("system.toml", "bodies.csv", "places.csv", "relations.csv"):
            self.assertIn(name, printed)
        description = tomllib.loads((folder / "system.toml").read_text(encoding="utf-8"))
        self.assertEqual("My Integrated Care System", description["name"])
        self.assertEqual([], table(folder, "places.csv"))
        said = self.ask("check", folder)
        self.assertIn("0 errors, 0 warnings", said)
        self.ask("build", folder, "--quiet")

    def test_a_folder_with_files_is_left_alone(self) -> None:
        folder = self.work / "mine"
        folder.mkdir()
        (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
        self.ask("new", folder, code=5)
        self.assertEqual(["thesis.txt"], [path.name for path in folder.iterdir()])

    def test_a_board_needs_open_data(self) -> None:
        nothing = self.work / "nothing"
        nothing.mkdir()
        done = self.run_concord("new", self.work / "mine", "--ods", "QOP", "--data", nothing)
        self.assertEqual(3, done.returncode)
        self.assertIn("concord data fetch", done.stderr)
        self.assertFalse((self.work / "mine").exists())


@unittest.skipUnless((OPEN_DATA / "lookups").is_dir(), "the open data is not here: set CONCORD_DATA")
class NewSystemOfABoard(DoorTest):
    def new(self, ods_code: str) -> Path:
        folder = self.work / ods_code
        self.ask("new", folder, "--ods", ods_code, "--data", OPEN_DATA, "--quiet")
        return folder

    def test_its_councils_become_its_places(self) -> None:
        folder = self.new("qop")
        self.assertEqual(TEN, {row["name"] for row in table(folder, "places.csv")})
        bodies = {row["id"]: row for row in table(folder, "bodies.csv")}
        self.assertEqual("QOP", bodies["board"]["ods_code"])
        self.assertEqual("Greater Manchester Integrated Care System", bodies["system"]["name"])
        members = [row["from"] for row in table(folder, "relations.csv") if row["to"] == "partnership"]
        self.assertEqual(11, len(members), "the board and ten councils")
        self.assertIn("0 errors, 0 warnings", self.ask("check", folder, "--data", OPEN_DATA))
        self.ask("build", folder, "--data", OPEN_DATA, "--quiet")
        places = self.rows("show", "places", folder)
        self.assertEqual(TEN, {row["name"] for row in places})
        needs = {row["name"] for row in self.rows("show", "need_profile", folder, "--where", "layer = 'place'")}
        self.assertLessEqual(TEN, needs, "a board's places have indicators of need")

    def test_a_council_in_part_becomes_a_place_of_districts(self) -> None:
        folder = self.new("QH8")
        places = {row["name"]: row for row in table(folder, "places.csv")}
        self.assertEqual({"Essex", "Southend-on-Sea", "Thurrock"}, set(places))
        self.ask("build", folder, "--data", OPEN_DATA, "--quiet")
        areas = {row["code"]: row["name"] for row in self.rows("show", "areas", folder)}
        codes = [part.split(":")[1] for part in places["Essex"]["areas"].split(";")]
        self.assertEqual(MID_AND_SOUTH, {areas[code] for code in codes})
        self.assertIn("0 errors, 0 warnings", self.ask("check", folder, "--data", OPEN_DATA))

    def test_a_wrong_code_is_told_with_the_nearest(self) -> None:
        done = self.run_concord("new", self.work / "mine", "--ods", "QO", "--data", OPEN_DATA)
        self.assertEqual(3, done.returncode)
        self.assertIn("QO", done.stderr)
        self.assertFalse((self.work / "mine").exists())


if __name__ == "__main__":
    unittest.main()

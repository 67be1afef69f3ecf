"""Damaged files through the door: each fault is said with file, line, column and the mend; the good rows
count; nothing crashes and nothing half-written stays."""

import gzip
import json
import os
import unittest
from dataclasses import dataclass
from pathlib import Path

from door import ROOT, DoorTest, leftovers

COUNTRY = ROOT / "tests/spec/country"
PEOPLE = (COUNTRY / "data/people20.csv").read_text()
LOOKUP = (COUNTRY / "data/lookup.csv").read_text()
SYSTEM = (COUNTRY / "system.toml").read_text()


@dataclass
class Damage:
    """What stands in the file, what must be said of it, and how much of it must still be used."""

    file: str
    content: bytes | str | None  # None: there is no such file
    rule: str = ""  # empty: nothing is wrong with it
    place: str = ""  # line and column, as in "4:5"; empty where the whole file is meant
    mend: str = ""  # words of the help
    used: int = 8  # rows of the file
    also: tuple[str, ...] = ()  # other rules that speak of the same damage


def people(old: str, new: str) -> str:
    assert old in PEOPLE
    return PEOPLE.replace(old, new)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1:]


ROW = "A03,150000"
GAP = ("REG031",)  # an area without a value
PACKED = gzip.compress(PEOPLE.encode(), mtime=0)

DAMAGES = {
    "a wrong header": Damage("data/people20.csv", people("people", "persons"), "REG002", "1:1",
                             "the file has the columns `cell11_code`, `persons`", 0),
    "a header misspelt": Damage("data/people20.csv", people("people", "poeple"), "REG002", "1:1",
                                "rename the column `poeple`", 0),
    "a header in other letters": Damage("data/people20.csv", people("people", "PEOPLE")),
    "a column twice": Damage("data/people20.csv", "cell11_code,people,people\n" + "".join(
        f"A0{n},{n}50000,0\n" for n in range(1, 9)), "REG011", "1:20", "remove"),
    "a code twice": Damage("data/people20.csv", PEOPLE + "A03,5\n", "REG020", "10:1", "remove one of the two rows"),
    "a code that is none": Damage("data/people20.csv", PEOPLE + "A77,5\n", "REG022", "10:1", "correct the code"),
    "a code of another form": Damage("data/people20.csv", people("A03,", "E01000001,"), "REG024", "4:1",
                                     "codes of cell11 look like `@##`", 7, GAP),
    "a code of another vintage": Damage("data/people20.csv", people("A05,", "B03,"), "REG023", "6:1",
                                        "use the file for cell11, or convert it", 7, GAP),
    "an area in two parents": Damage("data/lookup.csv", LOOKUP + "A01,P1,QW1,S2,QE1,East,K1,D1,R1\n", "REG021",
                                     "10:12", "keep the row that is right"),
    "a row too long": Damage("data/people20.csv", people(ROW, "A03,150,000"), "REG003", "4:9",
                             "needs quotes round the value", 7, GAP),
    "a row too short": Damage("data/people20.csv", people(ROW, "A03"), "REG003", "4:4", "correct the row", 7, GAP),
    "empty cells at the end": Damage("data/people20.csv", people(ROW, ROW + ",,,")),
    "a population below nought": Damage("data/people20.csv", people(ROW, "A03,-1"), "REG026", "4:5",
                                        "correct the figure", 7, GAP),
    "a population that is a sign": Damage("data/people20.csv", people(ROW, "A03,.."), "REG025", "4:5",
                                          "without signs for missing", 7, GAP),
    "a population with a comma": Damage("data/people20.csv", people(ROW, 'A03,"150,000"'), "REG025", "4:5",
                                        "as a plain number", 7, GAP),
    "half a person": Damage("data/people20.csv", people(ROW, "A03,0.5"), "REG025", "4:5", "number", 7, GAP),
    "not a number": Damage("data/people20.csv", people(ROW, "A03,nan"), "REG025", "4:5", "number", 7, GAP),
    "more people than there are": Damage("data/people20.csv", people(ROW, "A03,99999999999999999999"), "REG026",
                                         "4:5", "correct the figure", 7, GAP),
    "no population": Damage("data/people20.csv", people(ROW, "A03,"), "REG025", "4:5", "number", 7, GAP),
    "a byte order mark": Damage("data/people20.csv", b"\xef\xbb\xbf" + PEOPLE.encode()),
    "Windows-1252": Damage("data/lookup.csv", LOOKUP.replace("A01,P1,QW1,S1,QW1,West", "A01,P1,QW1,S1,QW1,Wést")
                           .encode("cp1252"), "REG004", "2:1", "save the file as CSV UTF-8"),
    "UTF-16": Damage("data/people20.csv", PEOPLE.encode("utf-16"), "REG009", "", "save it again as CSV UTF-8", 0),
    "line ends of Windows": Damage("data/people20.csv", PEOPLE.replace("\n", "\r\n")),
    "line ends of old Macintoshes": Damage("data/people20.csv", PEOPLE.replace("\n", "\r")),
    "blank lines and no end": Damage("data/people20.csv", PEOPLE.replace("\n", "\n\n").rstrip()),
    "semicolons": Damage("data/people20.csv", PEOPLE.replace(",", ";"), "REG019", "1:1", "save the file with commas"),
    "an open quote": Damage("data/people20.csv", people("A03,", '"A03,'), "REG005", "4:1", "close the quote", 7, GAP),
    "a quote inside": Damage("data/people20.csv", people("A03,", 'A"03,'), "REG006", "4:2", "", 7,
                             ("REG024", *GAP)),
    "bytes that are no text": Damage("data/people20.csv", people(ROW, "A03,15\0000"), "REG009", "4:1",
                                     "save or export the file again", 7, GAP),
    "an endless line": Damage("data/people20.csv", people(ROW, ROW + "0" * 1_200_000), "REG008", "4:1", "", 7, GAP),
    "gzip under another name": Damage("data/people20.csv", PACKED),
    "gzip cut short": Damage("data/people20.csv", PACKED[:-20], "REG007", "", "fetch the file again", -1,
                             ("REG060", *GAP)),
    "gzip cut at its head": Damage("data/people20.csv", PACKED[:5], "REG007", "", "fetch the file again", 0),
    "gzip with a bad byte": Damage("data/people20.csv", flipped(PACKED, 40), "REG007", "", "fetch the file again",
                                   -1, ("REG003", "REG060", *GAP)),
    "an empty file": Damage("data/people20.csv", b"", "REG010", "", "written completely", 0),
    "a header alone": Damage("data/people20.csv", "cell11_code,people\n", "REG010", "", "written completely", 0),
    "a workbook": Damage("data/people20.csv", b"PK\x03\x04" + bytes(100), "REG009", "", "save the sheet as CSV", 0),
    "a web page": Damage("data/people20.csv", "<!DOCTYPE html><title>404</title>", "REG009", "", "fetch the file", 0),
    "no file": Damage("data/people20.csv", None, "REG001", "", "put the file there", -1),
    "no such place": Damage("places.csv", "id,name,kind,areas,valid_from,valid_to,source,part_of,basis\n"
                            "first,First place,place,council21:K9,2022-07-01,,constitution,west,\n",
                            "REG022", "2:25", "correct the code", -1, ("REG061", "REG066", "REG079")),
    "a description that does not parse": Damage("system.toml", 'name = "x\n', "REG014", "1:10", "correct", -1),
    "a key of another type": Damage("system.toml", SYSTEM.replace("expected = 2", 'expected = "two"'), "REG016",
                                    "13:20", "as a whole number", -1),
    "a key that is none": Damage("system.toml", SYSTEM.replace("systems_expected", "systemsexpected"), "REG015",
                                 "13:19", "did you mean `systems_expected`?", -1),
}


class BadInput(DoorTest):
    def damage(self, damage: Damage) -> Path:
        folder = self.country(str(len(list(self.work.iterdir()))))
        path = folder / damage.file
        path.unlink()
        if damage.content is not None:
            content = damage.content
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    def findings(self, folder: Path) -> list[dict]:
        done = self.run_concord("check", folder, "--format", "json", "--quiet")
        if done.returncode == 3:  # system.toml itself: said on standard error, in words
            self.assertEqual("", done.stdout)
            return []
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)

    def check_said(self, damage: Damage, folder: Path) -> None:
        """In words, as an editor can follow it: path:line:column."""
        done = self.run_concord("check", folder, "--quiet")
        text = done.stdout + done.stderr
        place = Path(damage.file).name + (f":{damage.place}" if damage.place else "")
        lines = text.splitlines()
        at = [number for number, line in enumerate(lines) if f"[{damage.rule}]" in line and place in line]
        self.assertTrue(at, f"{damage.rule} at {place}:\n{text}")
        mends = "\n".join(lines[number + 1] for number in at)
        self.assertIn("    help: ", mends)
        self.assertIn(damage.mend, mends)

    def rows_used(self, folder: Path, file: str) -> int:
        self.assertIn(self.run_concord("build", folder, "--quiet").returncode, (0, 1))
        self.assertEqual([], leftovers(folder))
        rows = self.rows("show", "inputs", folder, "--where", f"path = '{Path(file).name}'")
        return int(rows[0]["rows_read"])

    def test_every_damage(self) -> None:
        for name, damage in DAMAGES.items():
            with self.subTest(name):
                folder = self.damage(damage)
                findings = self.findings(folder)
                said = {finding["id"] for finding in findings if finding["severity"] != "information"
                        or finding["id"] == damage.rule}
                if damage.rule:
                    self.check_said(damage, folder)
                    self.assertLessEqual(said, {damage.rule, *damage.also})
                else:
                    self.assertEqual(set(), said)
                if damage.used >= 0:
                    self.assertEqual(damage.used, self.rows_used(folder, damage.file))

    def test_the_good_rows_are_the_right_ones(self) -> None:
        """Seven of eight rows: each area's people, not only their number."""
        folder = self.damage(DAMAGES["a population that is a sign"])
        rows = self.rows("overlap", "cell11", "board22", folder, "--population", "people20", code=1)
        found = {row["code_a"]: row["population"] for row in rows}
        expected = dict(line.split(",") for line in PEOPLE.split()[1:])
        self.assertEqual({**expected, "A03": "0"}, found)

    def test_repairs_are_counted(self) -> None:
        folder = self.damage(DAMAGES["Windows-1252"])
        self.ask("build", folder, "--quiet")
        row, = self.rows("show", "inputs", folder, "--where", "path = 'lookup.csv'")
        self.assertEqual(("8", "0", "1"), (row["rows_read"], row["rows_skipped"], row["rows_repaired"]))
        names = self.rows("show", "areas", folder, "--where", "code = 'S1'")
        self.assertEqual("Wést", names[0]["name"])

    def test_every_fault_is_said_at_once(self) -> None:
        content = people(ROW, "A03,..").replace("A05,", "B03,").replace("A07,100000", "A07,1,2") + "A77,5\nA01,7\n"
        folder = self.damage(Damage("data/people20.csv", content))
        said = {(finding["id"], finding["line"]) for finding in self.findings(folder)}
        self.assertLessEqual({("REG025", 4), ("REG023", 6), ("REG003", 8), ("REG022", 10), ("REG020", 11)}, said)
        self.assertEqual(5, self.rows_used(folder, "data/people20.csv"))

    def test_one_bad_file_does_not_touch_the_others(self) -> None:
        folder = self.damage(DAMAGES["an empty file"])
        self.assertEqual(1, self.run_concord("build", folder, "--quiet").returncode)
        used = {row["path"]: row["rows_read"] for row in self.rows("show", "inputs", folder)}
        self.assertEqual(("0", "8", "8", "8"), tuple(used[f"{name}.csv"] for name in ("people20", "lookup", "rank19",
                                                                                     "people21")))
        rows = self.rows("profile", "--layer", "board22", "--mode", "exact", folder)
        self.assertEqual([("3", "2"), ("5", "3")], [(row["lsoas"], row["lsoas_urban"]) for row in rows])

    def test_things_that_are_no_files(self) -> None:
        path = "data/people20.csv"
        makers = {
            "a folder": lambda target: target.mkdir(),
            "a pipe": os.mkfifo,
            "a link to nothing": lambda target: target.symlink_to("nowhere"),
            "a link to itself": lambda target: target.symlink_to(target.name),
            "a device": lambda target: target.symlink_to("/dev/zero"),
        }
        for name, make in makers.items():
            with self.subTest(name):
                folder = self.damage(Damage(path, None))
                make(folder / path)
                self.assertIn("REG001", {finding["id"] for finding in self.findings(folder)})

    def test_a_file_that_may_not_be_read(self) -> None:
        folder = self.country()
        nobody = {}
        for each in [self.work, folder, *folder.rglob("*")]:
            each.chmod(0o755)
        if os.geteuid() == 0:
            nobody = {"user": 65534, "group": 65534, "extra_groups": []}
        (folder / "data/people20.csv").chmod(0)
        done = self.run_concord("check", folder, cwd="/", **nobody)
        self.assertEqual(4, done.returncode, done.stdout)
        self.assertIn("people20.csv", done.stderr)
        self.assertIn("Permission denied", done.stderr)

    def test_a_canary(self) -> None:
        """A damage that is not there is not found: the test above would fail."""
        folder = self.damage(Damage("data/people20.csv", PEOPLE))
        with self.assertRaises(AssertionError):
            self.check_said(DAMAGES["a code twice"], folder)
        self.assertEqual([], self.findings(folder))


if __name__ == "__main__":
    unittest.main()

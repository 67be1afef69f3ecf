"""The same input gives the same output, byte for byte, whatever the threads, the language and the clock."""

import json
import time
import unittest
from pathlib import Path

from door import DoorTest, copy_of_tessellation

# What a database file holds besides its tables is its own affair; its tables are compared through `show`.
NOT_COMPARED = {"concord.duckdb", "manifest.json"}


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in NOT_COMPARED
    }


def manifest(folder: Path) -> dict:
    """The manifest without what may differ: how long it took."""
    content = json.loads((folder / "manifest.json").read_text())
    content.pop("timings_seconds")
    return content


class Determinism(DoorTest):
    def build(self, system: Path, name: str, *options: object, **variables: str) -> Path:
        self.ask("build", system, "--out", self.work / name, "--quiet", *options, variables=variables)
        return self.work / name

    def check_same(self, one: Path, other: Path) -> None:
        first, second = files(one), files(other)
        self.assertEqual(list(first), list(second))
        self.assertEqual([], [name for name in first if first[name] != second[name]])
        self.assertEqual(manifest(one), manifest(other))
        for table in self.rows("show", one):
            asked = [self.ask("show", table["table"], build, "--format", "csv") for build in (one, other)]
            self.assertEqual(*asked, table["table"])

    def test_threads(self) -> None:
        system = self.tessellation()
        one = self.build(system, "one", "--threads", "1")
        self.assertGreater(len(files(one)), 30)
        self.check_same(one, self.build(system, "eight", "--threads", "8"))

    def test_language_zone_and_day(self) -> None:
        system = self.tessellation()
        plain = self.build(system, "plain")
        time.sleep(1.1)
        other = self.build(system, "other", LANG="de_DE.UTF-8", LC_ALL="tr_TR.UTF-8", TZ="Asia/Kathmandu")
        self.check_same(plain, other)

    def test_place(self) -> None:
        """What is published says nothing of where the system lies."""
        here, there = self.tessellation(), copy_of_tessellation(self.work / "deep/in/another folder")
        first, second = files(self.build(here, "here")), files(self.build(there, "there"))
        self.assertEqual(list(first), list(second))
        self.assertEqual([], [name for name in first if first[name] != second[name]])

    def test_memory(self) -> None:
        system = self.tessellation()
        self.check_same(self.build(system, "much"), self.build(system, "little", "--memory", "60MB"))

    def test_findings_in_the_same_order(self) -> None:
        damaged = {f"data/{name}.csv": f"cell11_code,{column}\n" + "".join(f"A0{n},-{n}\n" for n in range(1, 9))
                   for name, column in (("people20", "people"), ("rank19", "rank"))}
        folder = self.country(files=damaged)
        said = {self.ask("check", folder, "--threads", threads, "--quiet", code=1) for threads in (1, 1, 2, 8, 8)}
        self.assertEqual(1, len(said))

    def test_a_difference_would_be_seen(self) -> None:
        """Canary: another number of people is another build."""
        system = self.tessellation()
        one = self.build(system, "one")
        path = system / "data/people20.csv"
        path.write_text(path.read_text().replace("T01000001,20833", "T01000001,20834"))
        other = self.build(system, "other")
        self.assertNotEqual(files(one), files(other))
        self.assertNotEqual(manifest(one), manifest(other))


if __name__ == "__main__":
    unittest.main()

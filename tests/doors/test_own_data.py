"""Data sets that a system brings: they lie in its folder, and need no entry anywhere else."""

import unittest
from pathlib import Path

from door import DoorTest


class OwnDataSets(DoorTest):
    def beside_the_description(self) -> Path:
        """The little country with its files named from the system's folder, and no data folder of its own."""
        folder = self.country("beside")
        description = (folder / "system.toml").read_text(encoding="utf-8")
        self.assertIn('folder = "data"\n', description)
        (folder / "system.toml").write_text(description.replace('folder = "data"\n', ""), encoding="utf-8")
        catalogue = (folder / "datasets.toml").read_text(encoding="utf-8")
        (folder / "datasets.toml").write_text(catalogue.replace('path = "', 'path = "data/'), encoding="utf-8")
        return folder

    def test_they_lie_in_the_systems_folder(self) -> None:
        question = ["overlap", "board22", "council21"]
        self.assertEqual(self.rows(*question, self.country()), self.rows(*question, self.beside_the_description()))

    def test_beside_open_data_too(self) -> None:
        """Whatever folder of open data is named, a system's own sets stay where they are."""
        folder = self.beside_the_description()
        empty = self.work / "empty"
        empty.mkdir()
        rows = self.rows("overlap", "board22", "council21", folder, "--data", empty)
        self.assertEqual(self.rows("overlap", "board22", "council21", folder), rows)
        self.ask("build", folder, "--data", empty, "--quiet")
        inputs = {row["path"]: row["sha256"] for row in self.rows("show", "inputs", folder)}
        self.assertEqual(64, len(inputs["data/lookup.csv"]))

    def test_one_that_is_not_there_is_said(self) -> None:
        folder = self.beside_the_description()
        (folder / "data/rank19.csv").unlink()
        self.assertIn("there is no file `data/rank19.csv` in the system's folder", self.ask("check", folder, code=1))


if __name__ == "__main__":
    unittest.main()

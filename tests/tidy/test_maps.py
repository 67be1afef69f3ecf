"""There is one map of the tree, and it is true: rooms, tests, rules, the version."""

import re
import subprocess
import unittest

from tree import ROOT, sources

CMAKE = (ROOT / "src/CMakeLists.txt").read_text(encoding="utf-8")


def rooms_of_readme(text: str) -> list[str]:
    """The rooms in the order in which src/README.md lists them."""
    return re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE)


def rooms_of_cmake(text: str) -> list[str]:
    return re.findall(r"^concord_library\((\w+)$", text, re.MULTILINE) + ["cli"]


def suites_left_out(front_door: str) -> list[str]:
    """The folders of tests in Python that `./do test` does not run."""
    folders = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    run = set(re.findall(r"(?:unittest discover -q -s|tests/modules.py) (\S+)", front_door))
    return sorted(folders - run)


class TheMapsAreTrue(unittest.TestCase):
    def test_rooms(self) -> None:
        readme = rooms_of_readme((ROOT / "src/README.md").read_text(encoding="utf-8"))
        self.assertEqual(readme, rooms_of_cmake(CMAKE), "src/README.md and CMake name other rooms")
        tree = {path.name for path in (ROOT / "src").iterdir() if path.is_dir()}
        self.assertEqual(set(readme), tree)

    def test_every_room_has_a_page(self) -> None:
        for room in rooms_of_cmake(CMAKE):
            self.assertTrue((ROOT / "src" / room / "README.md").exists(), f"src/{room}/README.md")

    def test_every_source_is_built(self) -> None:
        for path in (ROOT / "src").rglob("*.cpp"):
            if path.name.endswith("_test.cpp"):
                continue
            self.assertIn(path.relative_to(ROOT / "src").as_posix().split("/", 1)[1], CMAKE)

    def test_every_test_is_registered(self) -> None:
        registered = (ROOT / "tests/CMakeLists.txt").read_text(encoding="utf-8")
        for path in [*sources(ROOT / "src"), *sources(ROOT / "tests")]:
            if path.name.endswith("_test.cpp"):
                self.assertIn(path.name, registered)

    def test_every_suite_is_run(self) -> None:
        front_door = (ROOT / "do").read_text(encoding="utf-8")
        self.assertEqual([], suites_left_out(front_door))

    def test_every_rule_in_the_code_has_a_spec_and_the_other_way_round(self) -> None:
        used = set()
        for path in sources(ROOT / "src"):
            if not path.name.endswith("_test.cpp"):
                used |= set(re.findall(r'"([A-Z]{3}\d{3})"', path.read_text(encoding="utf-8")))
        specified = {path.stem for path in (ROOT / "tests/spec/rules").glob("*.toml")}
        self.assertEqual(specified, used)

    def test_the_version_stands_in_one_place(self) -> None:
        version = (ROOT / "VERSION").read_text().strip()
        said = subprocess.run(
            [ROOT / "build/bin/concord", "--version"], capture_output=True, text=True, check=True
        ).stdout.strip()
        self.assertEqual(f"concord {version}", said)
        self.assertIn(f"version: {version}", (ROOT / "CITATION.cff").read_text())

    def test_the_files_of_the_root_are_on_the_map(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for path in ROOT.iterdir():
            tracked = subprocess.run(
                ["git", "ls-files", "--error-unmatch", path.name], cwd=ROOT, capture_output=True
            ).returncode == 0
            if tracked and path.is_dir() and not path.name.startswith("."):
                self.assertIn(f"`{path.name}/`", readme, "README.md names every folder")

    def test_canary(self) -> None:
        """A map with the rooms in another order must be seen, and a suite that nobody runs."""
        self.assertIn("tests/doors", suites_left_out("unittest discover -q -s tests/spec"))
        self.assertNotEqual(
            rooms_of_readme("| `b/` | x |\n| `a/` | y |\n"),
            rooms_of_cmake("concord_library(a\nconcord_library(b\n"),
        )


if __name__ == "__main__":
    unittest.main()

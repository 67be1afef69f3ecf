"""A question has one answer: worked out from the files, read from the build, and in the build's tables."""

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

from door import PROGRAM, TESSELLATION, DoorTest, environment, read_csv

Row = dict[str, str]

# A verb with its words, and where the build keeps the same rows.
QUESTIONS = [
    (["overlap", "board22", "authority25"], "area_overlap", "layer_a = 'board22' AND layer_b = 'authority25'"),
    (["overlap", "board24", "council21"], "area_overlap", "layer_a = 'board24' AND layer_b = 'council21'"),
    (["coterminosity", "board24", "authority25"], "coterminosity",
     "layer_a = 'board24' AND layer_b = 'authority25'"),
    (["changes", "partnership21", "board22"], "boundary_changes",
     "layer_a = 'partnership21' AND layer_b = 'board22'"),
    (["changes", "board22", "board24"], "boundary_changes", "layer_a = 'board22' AND layer_b = 'board24'"),
    (["profile", "--layer", "board22", "--mode", "published"], "system_profile",
     "layer = 'board22' AND mode = 'published'"),
    (["profile", "--layer", "board24", "--mode", "exact"], "system_profile", "layer = 'board24' AND mode = 'exact'"),
]


def value(text: str) -> object:
    """Cells are the same where they are the same number or the same text: 1 and 1.0 are."""
    try:
        return float(text)
    except ValueError:
        return text


def same_form(rows: list[Row]) -> list[dict[str, object]]:
    return sorted(({name: value(text) for name, text in row.items()} for row in rows), key=str)


class SameAnswers(DoorTest):
    def test_from_files_from_the_build_and_in_its_tables(self) -> None:
        system = self.tessellation()
        from_files = [self.rows(*words, system) for words, _, _ in QUESTIONS]
        self.ask("build", system, "--quiet")
        for (words, table, where), expected in zip(QUESTIONS, from_files, strict=True):
            with self.subTest(question=" ".join(words)):
                self.assertGreater(len(expected), 0)
                from_build = self.rows(*words, system)
                self.assertEqual(expected, from_build)
                shown = self.rows("show", table, system, "--where", where)
                self.assertEqual(same_form(expected), same_form(shown))
                kept = read_csv((system / f"build/tables/{table}.csv").read_text())
                chosen = [row for row in kept if self.fits(row, where)]
                self.assertEqual(same_form(expected), same_form(chosen))

    def fits(self, row: Row, where: str) -> bool:
        return all(row[name] == text.strip("'") for name, text in
                   (part.split(" = ") for part in where.split(" AND ")))

    def test_the_report_holds_the_same_rows(self) -> None:
        system = self.tessellation()
        self.ask("build", system, "--quiet")
        data = json.loads((system / "build/report/data.json").read_text())
        held = data["tables"]["coterminosity"]
        names = [column if isinstance(column, str) else column["name"] for column in held["columns"]]
        code, kind = names.index("code_a"), names.index("class")
        in_report = {(row[names.index("layer_a")], row[code], row[names.index("layer_b")]): row[kind]
                     for row in held["rows"]}
        in_table = {(row["layer_a"], row["code_a"], row["layer_b"]): row["class"]
                    for row in self.rows("show", "coterminosity", system)}
        self.assertEqual(in_table, in_report)

    def test_every_figure_of_the_generated_country(self) -> None:
        """Every figure that is known in closed form, from files, build and tables: the example's own comparison."""
        done = subprocess.run([sys.executable, TESSELLATION / "compare.py", PROGRAM], env=environment(),
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(0, done.returncode, done.stdout[-3000:] + done.stderr[-3000:])
        self.assertIn("0 differences", done.stdout)

    def test_that_comparison_can_fail(self) -> None:
        """Canary: one figure changed by one in a thousand is found."""
        system = self.tessellation()
        (system / "expected").mkdir()
        for path in (TESSELLATION / "expected").iterdir():
            (system / "expected" / path.name).write_text(path.read_text().replace(",1125434,", ",1126560,"))
        done = subprocess.run([sys.executable, TESSELLATION / "compare.py", PROGRAM, system], env=environment(),
                              capture_output=True, text=True, timeout=300)
        self.assertEqual(1, done.returncode)
        self.assertIn("1126560 is expected", done.stdout)


class StaleBuilds(DoorTest):
    """A build answers only for the files it was made from."""

    def answer(self, system: Path) -> tuple[list[Row], str]:
        done = self.run_concord("profile", "--layer", "board22", "--mode", "exact", system, "--format", "csv")
        self.assertEqual(0, done.returncode, done.stderr)
        return read_csv(done.stdout), done.stderr

    def test_a_file_that_has_changed_since(self) -> None:
        system = self.built_country()
        rows, said = self.answer(system)
        self.assertIn("from the build in", said)
        self.assertEqual("650000", rows[0]["population"])
        path = system / "data/people20.csv"
        path.write_text(path.read_text().replace("A01,300000", "A01,300001"))
        later = time.time() + 5
        os.utime(path, (later, later))
        rows, said = self.answer(system)
        self.assertNotIn("from the build in", said)
        self.assertEqual("650001", rows[0]["population"])

    def test_a_description_that_has_changed_since(self) -> None:
        system = self.built_country()
        later = time.time() + 5
        os.utime(system / "system.toml", (later, later))
        self.assertNotIn("from the build in", self.answer(system)[1])

    def test_a_date_that_the_build_was_not_made_for(self) -> None:
        system = self.built_country()
        done = self.run_concord("overlap", "board", "council21", system, "--as-at", "2021-06-01", "--format", "csv")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual({"board21"}, {row["layer_a"] for row in read_csv(done.stdout)})


if __name__ == "__main__":
    unittest.main()

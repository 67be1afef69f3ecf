"""A large file of rubbish is read in bounded memory and given up in time; the good rows before it count."""

import os
import subprocess
import unittest
from pathlib import Path

from door import PROGRAM, ROOT, DoorTest, environment, read_csv

MEGABYTE = 1 << 20
SIZE = 200 * MEGABYTE
PEOPLE = (ROOT / "tests/spec/country/data/people20.csv").read_bytes()

RUBBISH = {  # a block that is written again and again, and the rule that speaks of it
    "rows of another file": (b"2022-07-01,Consultancy,\"Supplier, the\",1200.50,,x\n" * 4000, "REG013"),
    "codes that are none": (b"E01000001,17\n" * 8000, "REG013"),
    "one row for ever": (b"A03,150000\n" * 8000, "REG013"),
    "no line ends": (b"x" * MEGABYTE, "REG008"),
    "nothing but line ends": (b"\n" * MEGABYTE, ""),
    "bytes of every kind": (bytes((i * i * 31 + i) % 256 for i in range(MEGABYTE)), "REG013"),
}


class Rubbish(DoorTest):
    def fill(self, path: Path, block: bytes) -> None:
        with path.open("wb") as file:
            file.write(PEOPLE)
            while file.tell() < SIZE:
                file.write(block)

    def run_measured(self, *arguments: object) -> tuple[int, str, str, int]:
        """Exit code, both streams and the most memory it had at once, in bytes."""
        with (self.work / "out").open("w+") as out, (self.work / "err").open("w+") as err:
            run = subprocess.Popen([PROGRAM, *map(str, arguments)], env=environment(), stdout=out, stderr=err)
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            return run.returncode, out.read(), err.read(), used.ru_maxrss * 1024

    def test_large_rubbish(self) -> None:
        folder = self.country()
        path = folder / "data/people20.csv"
        expected = dict(line.split(",") for line in PEOPLE.decode().split()[1:])
        for name, (block, rule) in RUBBISH.items():
            with self.subTest(name):
                self.fill(path, block)
                code, printed, said, memory = self.run_measured(
                    "overlap", "cell11", "board22", folder, "--population", "people20", "--format", "csv")
                self.assertEqual(1 if rule else 0, code, said[-2000:])
                self.assertEqual(expected, {row["code_a"]: row["population"] for row in read_csv(printed)})
                self.assertLess(memory, SIZE, f"{memory // MEGABYTE} MB for a file of {SIZE // MEGABYTE} MB")
                self.assertLess(len(said), 200_000, "messages are bounded too")
                if rule:
                    self.assertRegex(said, rf"people20\.csv:\d+:1: error\[{rule}\]")


if __name__ == "__main__":
    unittest.main()

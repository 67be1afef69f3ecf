"""What the tests of the command line share: running the program, and small systems to run it on.

The program is `build/bin/concord`, or what CONCORD_PROGRAM names. It runs in a folder of its own, without
any variable that means something to it, so that a test gives it all it has.
"""

import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CONCORD_PROGRAM", str(ROOT / "build/bin/concord"))
TESSELLATION = ROOT / "examples/tessellation"
OPEN_DATA = Path(os.environ.get("CONCORD_DATA") or ROOT.parent / "shared/data")

sys.path.insert(0, str(ROOT / "tests/spec"))
from spec import make_system  # noqa: E402  (the little country beside the spec files)

LEFT_OUT = ("CONCORD_DATA", "CONCORD_SYSTEM", "CONCORD_RESOURCES", "NO_COLOR", "COLUMNS", "http_proxy",
            "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


def environment(**more: str) -> dict[str, str]:
    """The environment of a run: ours without what means something to the program, and `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, **more}


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def copy_of_tessellation(folder: Path) -> Path:
    """The generated country without its generator and without a build."""
    left_out = shutil.ignore_patterns("build", "*.py", "model", "expected")
    shutil.copytree(TESSELLATION, folder, ignore=left_out)
    return folder


def country(folder: Path, **example: dict) -> Path:
    """The little country of the spec files with the example's files laid over it."""
    make_system(folder, example)
    return folder


def leftovers(folder: Path) -> list[str]:
    """Files below a folder whose names say that they are unfinished."""
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*")
        if path.suffix in {".part", ".old", ".tmp", ".wal"}
    )


class DoorTest(unittest.TestCase):
    """A test with a folder of its own to work in."""

    maxDiff = None

    def setUp(self) -> None:
        self.work = Path(tempfile.mkdtemp(prefix="concord-doors-"))
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)

    def run_concord(self, *arguments: object, cwd: Path | None = None,
                    variables: dict[str, str] | None = None, **options: object) -> subprocess.CompletedProcess:
        """Runs the program; never raises for its exit code."""
        settings = {"capture_output": True, "text": True, "timeout": 120, **options}
        return subprocess.run(
            [PROGRAM, *map(str, arguments)], cwd=cwd or self.work, env=environment(**(variables or {})), **settings
        )

    def ask(self, *arguments: object, code: int = 0, **options: object) -> str:
        """What the program prints, after it has ended as it should."""
        done = self.run_concord(*arguments, **options)
        self.assertEqual(code, done.returncode, f"{arguments}\n{done.stdout[:2000]}\n{done.stderr[:2000]}")
        return done.stdout

    def rows(self, *arguments: object, **options: object) -> list[dict[str, str]]:
        """The rows of a CSV answer."""
        return read_csv(self.ask(*arguments, "--format", "csv", "--quiet", **options))

    def country(self, name: str = "country", **example: dict) -> Path:
        return country(self.work / name, **example)

    def tessellation(self) -> Path:
        return copy_of_tessellation(self.work / "tessellation")

    def built_country(self) -> Path:
        folder = self.country()
        self.ask("build", folder, "--quiet")
        return folder

"""The systems that scenarios begin with, made anew for each, and England's build, made once for all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from reading import ScenarioError, Step

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/spec"))
from spec import make_system  # noqa: E402  (the little country of the spec files)

OPEN_DATA = Path(os.environ.get("CONCORD_DATA") or ROOT.parent / "shared/data")


class LeftOut(Exception):
    """A scenario that cannot be asked here, with the reason."""


class Systems:
    """Makes systems below a folder, and runs the program on them."""

    def __init__(self, program: str, work: Path) -> None:
        self.program = str(Path(program).resolve())
        self.work = work
        self.count = 0
        self.england: Path | None = None

    def run(self, *words: str) -> subprocess.CompletedProcess:
        meant = ("CONCORD_DATA", "CONCORD_SYSTEM", "CONCORD_RESOURCES")
        kept = {name: value for name, value in os.environ.items() if name not in meant}
        return subprocess.run([self.program, *words], cwd=self.work, env={**kept, "NO_COLOR": "1"},
                              capture_output=True, text=True, timeout=300)

    def make(self, steps: list[Step]) -> tuple[Path, list[str]]:
        """The folder that the Given steps describe, and the options that go with every question about it."""
        self.count += 1
        folder = self.work / f"system{self.count}"
        first, *more = steps
        options = self.begin(first, folder)
        for step in more:
            if step.words == "it is built":
                folder = self.build(folder, options)
            else:
                self.change(step, folder)
        return folder, options

    def begin(self, step: Step, folder: Path) -> list[str]:
        if step.words == "the little country":
            make_system(folder, {})
            return []
        if step.words == "Tessellation":
            self.copy("tessellation", folder)
            return []
        if step.words in ("England as printed", "Greater Manchester"):
            self.copy("england" if step.words.startswith("England") else "greater-manchester", folder)
            (self.work / "no-data").mkdir(exist_ok=True)
            return ["--data", str(self.work / "no-data")]
        if step.words == "England":
            if not (OPEN_DATA / "lookups").is_dir():
                raise LeftOut(f"there is no open data in {OPEN_DATA}")
            self.copy("england", folder)
            return ["--data", str(OPEN_DATA)]
        raise ScenarioError(step.line, f"there is no system called `{step.words}`")

    def copy(self, example: str, folder: Path) -> None:
        left_out = shutil.ignore_patterns("build", "*.py", "model", "expected")
        shutil.copytree(ROOT / "examples" / example, folder, ignore=left_out)

    def build(self, folder: Path, options: list[str]) -> Path:
        """Builds the system; England's build is kept, since nothing in it is changed."""
        is_england = options == ["--data", str(OPEN_DATA)]
        if is_england and self.england:
            return self.england
        done = self.run("build", str(folder), *options, "--quiet")
        if done.returncode not in (0, 1):
            raise AssertionError(f"the system could not be built: {done.stderr.strip()}")
        if is_england:
            self.england = folder
        return folder

    def change(self, step: Step, folder: Path) -> None:
        """One file of the system that is other than it stands."""
        words = step.words
        if words.startswith("the end of ") and words.endswith(":"):
            path = folder / words.removeprefix("the end of ").removesuffix(":")
            path.write_text(path.read_text(encoding="utf-8") + step.text(), encoding="utf-8")
        elif words.startswith("the file ") and words.endswith(":"):
            path = folder / words.removeprefix("the file ").removesuffix(":")
            path.parent.mkdir(exist_ok=True)
            path.write_text(step.text(), encoding="utf-8")
        elif words.startswith("the file ") and ", but with " in words:
            name, _, swap = words.removeprefix("the file ").partition(", but with ")
            self.swap(step, folder / name, swap)
        elif words.startswith("no file "):
            (folder / words.removeprefix("no file ")).unlink()
        else:
            raise ScenarioError(step.line, f"it is not known how to make `{words}`")

    def swap(self, step: Step, path: Path, swap: str) -> None:
        new, _, old = swap.partition(" for ")
        text = path.read_text(encoding="utf-8")
        if not old or text.count(old) != 1:
            raise ScenarioError(step.line, f"`{old}` stands {text.count(old)} times in {path.name}, and not once")
        path.write_text(text.replace(old, new), encoding="utf-8")

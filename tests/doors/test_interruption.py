"""A build that is stopped, killed or has no room leaves nothing half-written, and what was there stays."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from door import PROGRAM, TESSELLATION, DoorTest, environment, leftovers, read_csv

SIDE = 120  # a country of so many squares each way builds in about a second


def digests(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Interruption(DoorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.shared = Path(tempfile.mkdtemp(prefix="concord-doors-"))
        cls.addClassCleanup(shutil.rmtree, cls.shared, ignore_errors=True)
        cls.large = cls.shared / "large"
        subprocess.run(
            [sys.executable, TESSELLATION / "generate.py", "--columns", str(SIDE), "--rows", str(SIDE),
             "--out", cls.large], check=True, stdout=subprocess.DEVNULL)

    def start(self, out: Path) -> subprocess.Popen:
        run = subprocess.Popen([PROGRAM, "build", str(self.large), "--out", str(out)], env=environment(),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(run.kill)
        return run

    def unfinished(self) -> list[Path]:
        return [path for path in self.work.iterdir() if re.fullmatch(r"\.out\.\d+\.part", path.name)]

    def wait_until_writing(self, run: subprocess.Popen, wanted: str) -> None:
        """Until the unfinished folder holds a file whose name begins so."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and run.poll() is None:
            if any(path.name.startswith(wanted) for folder in self.unfinished() for path in folder.rglob("*")):
                return
            time.sleep(0.002)
        self.fail(f"the build ended with {run.poll()} before it wrote {wanted}")

    def wait_until_listening(self, run: subprocess.Popen) -> None:
        """Until the program has taken over what becomes of Ctrl-C: before that it is the system's."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and run.poll() is None:
            status = Path(f"/proc/{run.pid}/status").read_text(encoding="utf-8")
            caught = int(re.search(r"^SigCgt:\s*(\w+)", status, re.MULTILINE)[1], 16)
            if caught >> (signal.SIGINT - 1) & 1:
                return
            time.sleep(0.002)
        self.fail(f"the program ended with {run.poll()} before it listened")

    def stop(self, run: subprocess.Popen, by: int) -> float:
        """Sends the signal, checks how the program ends, and says how long it took."""
        asked = time.monotonic()
        run.send_signal(by)
        printed, said = run.communicate(timeout=60)
        self.assertEqual(130, run.returncode, said)
        self.assertEqual("", printed)
        self.assertIn("stopped; nothing half-written was left", said)
        return time.monotonic() - asked

    def test_ctrl_c_at_every_step(self) -> None:
        for wanted in ("concord.duckdb", "tables", "report"):
            with self.subTest(while_writing=wanted):
                run = self.start(self.work / "out")
                self.wait_until_writing(run, wanted)
                self.assertLess(self.stop(run, signal.SIGINT), 5)
                self.assertEqual([], list(self.work.iterdir()))

    def test_ctrl_c_while_reading(self) -> None:
        run = self.start(self.work / "out")
        self.wait_until_listening(run)
        self.stop(run, signal.SIGINT)
        self.assertEqual([], list(self.work.iterdir()))

    def test_a_request_to_end_is_the_same(self) -> None:
        run = self.start(self.work / "out")
        self.wait_until_writing(run, "concord.duckdb")
        self.stop(run, signal.SIGTERM)
        self.assertEqual([], list(self.work.iterdir()))

    def test_an_earlier_build_stays_whole(self) -> None:
        out = self.work / "out"
        self.ask("build", self.large, "--out", out, "--quiet")
        before = digests(out)
        run = self.start(out)
        self.wait_until_writing(run, "tables")
        self.stop(run, signal.SIGINT)
        self.assertEqual(before, digests(out))
        self.assertEqual([out], list(self.work.iterdir()))

    def test_killed_at_any_moment(self) -> None:
        out = self.work / "out"
        started = time.monotonic()
        self.ask("build", self.large, "--out", out, "--quiet")
        whole = time.monotonic() - started
        cells = self.rows("show", "areas", out, "--where", "layer = 'cell11'")
        for part in range(1, 9):
            run = self.start(out)
            time.sleep(whole * part / 8)
            run.kill()
            run.communicate(timeout=60)
            self.assertEqual(cells, self.rows("show", "areas", out, "--where", "layer = 'cell11'"), part)
            self.assertEqual(len(cells), SIDE * SIDE)
        self.ask("build", self.large, "--out", out, "--quiet")
        self.assertEqual([out], list(self.work.iterdir()), "what the killed ones left is gone")

    def test_what_a_killed_build_left_is_never_taken_for_one(self) -> None:
        run = self.start(self.work / "out")
        self.wait_until_writing(run, "tables")
        run.kill()
        run.communicate(timeout=60)
        self.assertEqual(1, len(self.unfinished()))
        self.assertFalse((self.work / "out").exists())
        self.assertEqual(3, self.run_concord("show", "areas", self.work / "out").returncode)
        self.assertEqual(3, self.run_concord("show", "areas", self.unfinished()[0]).returncode)

    def test_two_builds_at_once(self) -> None:
        runs = [self.start(self.work / "out") for _ in range(2)]
        for run in runs:
            _, said = run.communicate(timeout=120)
            self.assertEqual(0, run.returncode, said)
        self.assertEqual([self.work / "out"], list(self.work.iterdir()))
        self.assertEqual([], leftovers(self.work))
        self.ask("show", "areas", self.work / "out")


class NoRoom(DoorTest):
    def test_files_that_may_not_grow(self) -> None:
        """A limit on the size of files meets every kind of file that a build writes."""
        import resource

        folder = self.tessellation()
        self.ask("build", folder, "--out", self.work / "whole", "--quiet")
        sizes = sorted(path.stat().st_size for path in (self.work / "whole").rglob("*") if path.is_file())
        shutil.rmtree(self.work / "whole")
        failed = 0
        for size in (0, 4096, 50_000, 200_000, sizes[-1] - 1):
            done = self.run_concord(
                "build", folder, "--out", self.work / "out", "--quiet",
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)))
            self.assertIn(done.returncode, (0, 4), f"{size}: {done.stderr}")
            if done.returncode == 4:
                failed += 1
                self.assertIn("File too large", done.stderr, size)
                self.assertIn("help: check the space on the disk", done.stderr)
                self.assertEqual([folder], list(self.work.iterdir()), size)
        self.assertGreaterEqual(failed, 4)

    def test_a_full_disk(self) -> None:
        """A file system of one and a half megabytes, in a namespace of our own where we may make one."""
        folder = self.tessellation()
        disk = self.work / "disk"
        disk.mkdir()
        script = (f"mount -t tmpfs -o size=1536k tmpfs {disk} || exit 77\n"
                  f"{PROGRAM} build {folder} --out {disk}/out --quiet; code=$?\n"
                  f"ls -A {disk}; exit $code\n")
        namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
        if shutil.which("unshare") is None:
            self.skipTest("no unshare here")
        done = subprocess.run(namespace, env=environment(), capture_output=True, text=True, timeout=60)
        if done.returncode == 77 or "unshare" in done.stderr:
            self.skipTest(f"no file system of our own here: {done.stderr.strip()}")
        self.assertEqual(4, done.returncode, done.stderr)
        self.assertIn("help: check the space on the disk", done.stderr)
        self.assertEqual("", done.stdout, "nothing stays on the disk")

    def test_a_single_file(self) -> None:
        import resource

        folder = self.country()
        for name in ("rules.csv", "rules.parquet"):
            done = self.run_concord(
                "rules", "--out", self.work / name,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY)))
            self.assertEqual(4, done.returncode, name)
            self.assertEqual([folder], list(self.work.iterdir()), name)


class WhereNothingMayBeWritten(DoorTest):
    def test_a_folder_of_somebody_else(self) -> None:
        folder = self.country()
        shut = self.work / "shut"
        shut.mkdir(mode=0o555)
        nobody = {}
        if os.geteuid() == 0:  # the permissions of files do not hold for root
            nobody = {"user": 65534, "group": 65534, "extra_groups": []}
            for path in [self.work, *folder.rglob("*"), folder]:
                path.chmod(0o755)
        done = self.run_concord("build", folder, "--out", shut / "out", cwd="/", **nobody)
        self.assertEqual(4, done.returncode, done.stderr)
        self.assertIn("Permission denied", done.stderr)
        self.assertIn("that you may write there", done.stderr)
        self.assertEqual([], list(shut.iterdir()))

    def test_a_folder_that_is_no_build_is_left_alone(self) -> None:
        folder = self.country()
        for name, files in {
                "thesis": ["chapter1.docx"],
                "web-page": ["manifest.json", "index.html", "app.js"],
                "build-with-notes": ["concord.duckdb", "manifest.json", "tables/areas.csv", "my notes.txt"]}.items():
            out = self.work / name
            for file in files:
                (out / file).parent.mkdir(parents=True, exist_ok=True)
                (out / file).write_text("mine")
            before = digests(out)
            done = self.run_concord("build", folder, "--out", out)
            self.assertEqual(5, done.returncode, name)
            self.assertIn("give another folder with --out", done.stderr)
            self.assertEqual(before, digests(out))
        (self.work / "file").write_text("mine")
        self.assertEqual(5, self.run_concord("build", folder, "--out", self.work / "file").returncode)
        self.assertEqual("mine", (self.work / "file").read_text())

    def test_an_empty_folder_and_an_earlier_build_are_replaced(self) -> None:
        folder = self.country()
        out = self.work / "out"
        out.mkdir()
        for _ in range(2):
            self.ask("build", folder, "--out", out, "--quiet")
            self.assertTrue((out / "manifest.json").is_file())

    def test_a_link_stays_a_link(self) -> None:
        folder = self.country()
        (self.work / "large-disk").mkdir()
        (self.work / "out").symlink_to(self.work / "large-disk")
        self.ask("build", folder, "--out", self.work / "out", "--quiet")
        self.assertTrue((self.work / "out").is_symlink())
        self.assertTrue((self.work / "large-disk/manifest.json").is_file())

    def test_a_line_that_cannot_be_written_ends_nothing(self) -> None:
        """Messages that nobody can read are lost; the build is not, and no message gets into its files."""
        folder = self.country()
        for how in ("2>/dev/full", "2>&-", "<&- 2>&-"):
            out = self.work / "out"
            script = f'"$0" build "$1" --out "$2" --format csv {how}'
            done = subprocess.run(["bash", "-c", script, PROGRAM, folder, out], env=environment(),
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual(0, done.returncode, how)
            self.assertEqual(4, len(read_csv(done.stdout)), how)
            self.assertEqual(8, len(self.rows("show", "areas", out, "--where", "layer = 'cell11'")), how)
            shutil.rmtree(out)
        for how in (">/dev/full", ">&-"):
            done = subprocess.run(["bash", "-c", f'"$0" rules {how}', PROGRAM], env=environment(),
                                  capture_output=True, text=True, timeout=60)
            self.assertEqual(4, done.returncode, how)
            self.assertIn("cannot write to standard output", done.stderr)
        done = subprocess.run(["bash", "-c", '"$0" rules | head -1; exit ${PIPESTATUS[0]}', PROGRAM], env=environment(),
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((0, ""), (done.returncode, done.stderr), "a reader that has had enough is no failure")


if __name__ == "__main__":
    unittest.main()

"""`data list|verify|fetch` against a publisher with the network's usual failures: whole files or none.

The program is given a catalogue of this test's, whose addresses are on the loopback address.
"""

import gzip
import hashlib
import json
import shutil
import signal
import socket
import subprocess
import time
import unittest
from pathlib import Path

import publisher as ways
from door import PROGRAM, ROOT, DoorTest, environment, read_csv
from publisher import Publisher

CONTENT = b"code,people\n" + b"".join(b"A%05d,%d\n" % (number, number * 7) for number in range(20_000))


class FetchTest(DoorTest):
    """A publisher, a catalogue of what it publishes, and an empty folder for the data."""

    def setUp(self) -> None:
        super().setUp()
        self.data = self.work / "data"
        self.publisher = self.enterContext(Publisher())
        self.sets: dict[str, dict[str, str]] = {}

    def add(self, name: str, serve: object, content: bytes = CONTENT, **entry: str) -> None:
        """Publishes one file and puts it into the catalogue."""
        path = entry.pop("path", f"{name}.csv")
        publication = self.publisher.publish(path, content, serve)
        self.sets[name] = {"path": path, "sha256": publication.sha256,
                           "download": f"{self.publisher.address}/{path}", **entry}

    def resources(self) -> Path:
        """Concord's own files, with this test's catalogue in the place of England's."""
        folder = self.work / "resources"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "catalogue").mkdir(parents=True)
        shutil.copy(ROOT / "catalogue/body_kinds.csv", folder / "catalogue")
        text = "".join(
            f'[[dataset]]\nid = "{name}"\nkind = "other"\ntitle = "{name}"\npublisher = "Loopback"\nlicence = "none"\n'
            + "".join(f'{key} = "{value}"\n' for key, value in entry.items()) + "\n"
            for name, entry in self.sets.items())
        (folder / "catalogue/england.toml").write_text(text)
        return folder

    def fetch(self, *arguments: object, **options: object) -> subprocess.CompletedProcess:
        return self.run_concord("data", "fetch", *arguments, "--data", self.data, "--format", "csv",
                                variables={"CONCORD_RESOURCES": str(self.resources())}, **options)

    def status(self, done: subprocess.CompletedProcess) -> dict[str, tuple[str, str]]:
        return {row["id"]: (row["status"], row["note"]) for row in read_csv(done.stdout)}

    def verify(self) -> dict[str, str]:
        done = self.run_concord("data", "verify", "--data", self.data, "--format", "csv",
                                variables={"CONCORD_RESOURCES": str(self.resources())})
        return {row["id"]: row["status"] for row in read_csv(done.stdout)}

    def check_fetched(self, name: str = "one") -> None:
        """The file is there, whole, and nothing unfinished beside it."""
        path = self.data / self.sets[name]["path"]
        self.assertEqual(self.publisher.publications[self.sets[name]["path"]].content, path.read_bytes())
        self.assertEqual([], [each.name for each in self.data.rglob("*.part*")])

    def check_absent(self, name: str = "one") -> None:
        self.assertFalse((self.data / self.sets[name]["path"]).exists(), "half a file")

    def fetch_one(self, serve: object, **entry: str) -> tuple[int, str, str]:
        """Exit code, status and note of a fetch of one file served so."""
        self.add("one", serve, **entry)
        done = self.fetch()
        status, note = self.status(done)["one"]
        return done.returncode, status, note


class Fetching(FetchTest):
    def test_it_arrives(self) -> None:
        self.assertEqual((0, "fetched", ""), self.fetch_one(ways.whole))
        self.check_fetched()
        self.assertEqual({"one": "ok"}, self.verify())
        record = json.loads((self.data / "concord-fetched.json").read_text())
        self.assertEqual(hashlib.sha256(CONTENT).hexdigest(), record["one.csv"]["sha256"])

    def test_what_is_there_is_not_asked_for_again(self) -> None:
        self.fetch_one(ways.whole)
        again = self.fetch()
        self.assertEqual(("present", ""), self.status(again)["one"])
        self.assertEqual(1, len(self.publisher.asked))

    def test_in_a_folder_below_and_with_letters_of_every_kind(self) -> None:
        self.add("one", ways.whole, path="deep/er/a b.csv")
        self.publisher.publications["deep/er/a%20b.csv"] = self.publisher.publications["deep/er/a b.csv"]
        done = self.fetch("--from", self.publisher.address + "/")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertEqual(CONTENT, (self.data / "deep/er/a b.csv").read_bytes())

    def test_slowly(self) -> None:
        self.assertEqual((0, "fetched", ""), self.fetch_one(ways.slowly))
        self.check_fetched()

    def test_one_of_several_and_an_unknown_one(self) -> None:
        self.add("one", ways.whole)
        self.add("two", ways.whole)
        self.assertEqual({"two"}, set(self.status(self.fetch("two"))))
        self.check_absent("one")
        self.assertEqual(2, self.fetch("tow").returncode)

    def test_a_set_without_an_address_is_for_the_hand(self) -> None:
        self.add("one", ways.whole, address="https://example.org/page")
        del self.sets["one"]["download"]
        done = self.fetch()
        self.assertEqual(0, done.returncode)
        status, note = self.status(done)["one"]
        self.assertEqual("by hand", status)
        self.assertIn("https://example.org/page", note)
        self.assertIn("one.csv", note)

    def test_an_empty_file(self) -> None:
        self.add("one", ways.whole, content=b"")
        self.assertEqual(0, self.fetch().returncode)
        self.check_fetched()


class Resuming(FetchTest):
    def test_a_cut_is_resumed_where_it_was(self) -> None:
        code, status, note = self.fetch_one(ways.cut_once)
        self.assertEqual((0, "fetched"), (code, status))
        half = len(CONTENT) // 2
        self.assertEqual(f"resumed at {half:,} bytes", note)
        first, second = self.publisher.requests("one.csv")
        self.assertEqual((0, half), (first.start, second.start))
        self.assertEqual(self.publisher.publications["one.csv"].tag, second.if_range)
        self.check_fetched()

    def test_a_server_that_knows_no_parts_starts_again(self) -> None:
        self.assertEqual((0, "fetched", ""), self.fetch_one(ways.cut_without_range))
        self.check_fetched()

    def test_a_new_version_is_not_glued_to_the_old_one(self) -> None:
        """What is published changes between the cut and the next attempt, to another file of the same length."""
        other = CONTENT.replace(b"7", b"8")

        def serve(request: ways.Request, number: int) -> None:
            if number == 1:
                ways.cut_once(request, number)
            request.publication.content = other
            if number > 1:
                ways.whole(request, number)

        self.add("one", serve)
        self.sets["one"]["sha256"] = hashlib.sha256(other).hexdigest()
        self.assertEqual(0, self.fetch().returncode)
        self.assertEqual(other, (self.data / "one.csv").read_bytes())

    def test_across_runs(self) -> None:
        """What a first run could not finish, a second one does from there."""
        self.add("one", ways.cut_always)
        first = self.fetch()
        self.assertEqual(4, first.returncode)
        self.assertIn("run the command again", first.stderr)
        self.check_absent()
        self.publisher.publications["one.csv"].serve = ways.whole
        second = self.fetch()
        self.assertEqual(0, second.returncode, second.stderr)
        self.assertRegex(self.status(second)["one"][1], r"resumed at [\d,]+ bytes")
        self.check_fetched()

    def test_a_part_longer_than_the_file(self) -> None:
        """Left from another version: the server has no such part."""
        self.add("one", ways.whole)
        self.data.mkdir()
        (self.data / "one.csv.part").write_bytes(CONTENT * 2)
        (self.data / "one.csv.part.version").write_text(self.publisher.publications["one.csv"].tag)
        self.assertEqual(0, self.fetch().returncode)
        self.check_fetched()

    def test_a_part_of_an_unknown_version(self) -> None:
        self.add("one", ways.whole)
        self.data.mkdir()
        (self.data / "one.csv.part").write_bytes(b"something else")
        self.assertEqual(0, self.fetch().returncode)
        self.assertEqual(0, self.publisher.asked[0].start)
        self.check_fetched()

    def test_stopped_and_taken_up(self) -> None:
        """Ctrl-C while the server is silent: at once, and what has arrived is kept."""
        self.add("one", ways.stalling)
        run = subprocess.Popen([PROGRAM, "data", "fetch", "--data", str(self.data)], text=True,
                               env=environment(CONCORD_RESOURCES=str(self.resources())),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(run.kill)
        part = self.data / "one.csv.part"
        deadline = time.monotonic() + 30
        while not (part.exists() and part.stat().st_size == len(CONTENT) // 2) and time.monotonic() < deadline:
            time.sleep(0.01)
        asked = time.monotonic()
        run.send_signal(signal.SIGINT)
        printed, said = run.communicate(timeout=30)
        self.assertEqual(130, run.returncode, said)
        self.assertLess(time.monotonic() - asked, 10)
        self.assertEqual("", printed)
        self.check_absent()
        self.publisher.publications["one.csv"].serve = ways.whole
        self.assertIn("resumed at", self.fetch().stdout)
        self.check_fetched()


class Failing(FetchTest):
    def check_failed(self, serve: object, said: str, requests: int | None = None, **entry: str) -> None:
        code, status, note = self.fetch_one(serve, **entry)
        self.assertEqual((4, "failed"), (code, status))
        self.assertIn(said, note)
        self.check_absent()
        if requests is not None:
            self.assertEqual(requests, len(self.publisher.requests("one.csv")))

    def test_404_is_final(self) -> None:
        self.check_failed(ways.refusing(404), "the server answered 404", requests=1)

    def test_403_is_final(self) -> None:
        self.check_failed(ways.refusing(403), "the server answered 403", requests=1)

    def test_500_passes(self) -> None:
        self.assertEqual((0, "fetched", ""), self.fetch_one(ways.failing_at_first(500)))
        self.check_fetched()

    def test_429_and_503_pass(self) -> None:
        self.add("one", ways.failing_at_first(503))
        self.add("two", ways.failing_at_first(429))
        self.assertEqual(0, self.fetch().returncode)
        self.check_fetched("one")
        self.check_fetched("two")

    def test_500_without_end(self) -> None:
        self.check_failed(ways.refusing(500), "the server answered 500", requests=4)

    def test_a_length_that_is_not_kept(self) -> None:
        self.check_failed(ways.length_too_large, "transferred a partial file")

    def test_a_wrong_checksum_from_a_mirror(self) -> None:
        self.add("one", ways.whole)
        self.sets["one"]["sha256"] = hashlib.sha256(b"what it should be").hexdigest()
        done = self.fetch("--from", self.publisher.address)
        self.assertEqual(4, done.returncode)
        self.assertIn("its SHA-256 is", done.stdout)
        self.check_absent()
        self.assertEqual([], list(self.data.rglob("*.part*")), "a wrong file is not resumed")

    def test_a_web_page_instead_of_the_file(self) -> None:
        self.check_failed(ways.web_page, "the server sent a web page")

    def test_a_gzip_that_was_cut_at_the_publisher(self) -> None:
        self.add("one", ways.whole, content=gzip.compress(CONTENT)[:-200], path="one.csv.gz")
        done = self.fetch()
        self.assertEqual(4, done.returncode)
        self.assertIn("gzip file is cut short", done.stdout)
        self.check_absent()

    def test_nobody_answers(self) -> None:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
            self.add("one", ways.whole)
            self.sets["one"]["download"] = f"http://127.0.0.1:{silent.getsockname()[1]}/one.csv"
            done = self.fetch()
        self.assertEqual(4, done.returncode)
        self.assertIn("couldn't connect", done.stdout)
        self.check_absent()

    def test_redirects(self) -> None:
        self.add("target", ways.whole)
        self.add("one", ways.redirecting("/target.csv"))
        self.add("moved", ways.redirecting(f"{self.publisher.address}/target.csv", 301))
        self.assertEqual(0, self.fetch().returncode)
        for name in ("one", "moved"):
            self.assertEqual(CONTENT, (self.data / f"{name}.csv").read_bytes())

    def test_a_redirect_in_a_circle(self) -> None:
        self.check_failed(ways.redirecting("/one.csv"), "redirects", requests=6)

    def test_a_redirect_to_the_users_own_files(self) -> None:
        secret = self.work / "secret"
        secret.write_text("mine")
        self.check_failed(ways.redirecting(f"file://{secret}"), "")

    def test_one_failure_does_not_stop_the_others(self) -> None:
        self.add("bad", ways.refusing(404))
        self.add("one", ways.whole)
        done = self.fetch()
        self.assertEqual(4, done.returncode)
        self.assertIn("1 file could not be fetched", done.stderr)
        self.check_fetched("one")
        self.check_absent("bad")

    def test_a_file_that_is_there_survives_a_failed_fetch(self) -> None:
        self.add("one", ways.refusing(404))
        self.data.mkdir()
        (self.data / "one.csv").write_bytes(b"an older version")
        self.assertEqual({"one": "differs"}, self.verify())
        self.assertEqual(4, self.fetch().returncode)
        self.assertEqual(b"an older version", (self.data / "one.csv").read_bytes())


class DiskRefusing(FetchTest):
    def test_no_room(self) -> None:
        import resource

        self.add("one", ways.whole)
        done = self.fetch(
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY)))
        self.assertEqual(4, done.returncode, done.stdout)
        self.assertIn("File too large", done.stderr)
        self.assertIn("help: check the space on the disk", done.stderr)
        self.check_absent()
        self.assertEqual(0, self.fetch().returncode, "and with room it goes on")
        self.check_fetched()

    def test_a_file_in_the_way(self) -> None:
        self.data.write_text("not a folder")
        self.add("one", ways.whole)
        done = self.fetch()
        self.assertEqual(4, done.returncode)
        self.assertIn("data", done.stderr)
        self.assertEqual("not a folder", self.data.read_text())

    def test_a_folder_in_the_way(self) -> None:
        (self.data / "one.csv/inside").mkdir(parents=True)
        self.add("one", ways.whole)
        self.assertEqual(4, self.fetch().returncode)
        self.assertTrue((self.data / "one.csv/inside").is_dir())


class Verifying(FetchTest):
    def test_every_state(self) -> None:
        for name in ("whole", "changed", "missing", "other"):
            self.add(name, ways.whole)
        del self.sets["other"]["sha256"]
        self.data.mkdir()
        for name in ("whole", "changed", "other"):
            (self.data / f"{name}.csv").write_bytes(CONTENT)
        with (self.data / "changed.csv").open("ab") as file:
            file.write(b"Z,1\n")
        self.assertEqual({"whole": "ok", "changed": "differs", "missing": "missing", "other": "unknown"}, self.verify())
        done = self.run_concord("data", "verify", "--data", self.data,
                                variables={"CONCORD_RESOURCES": str(self.resources())})
        self.assertEqual(1, done.returncode)
        self.assertIn("1 of 4 files differ", done.stderr)

    def test_a_publishers_other_shape_is_known_by_how_it_came(self) -> None:
        self.add("one", ways.whole)
        self.sets["one"]["sha256"] = hashlib.sha256(b"the shape it was collected in").hexdigest()
        self.assertEqual(0, self.fetch().returncode)
        self.assertEqual({"one": "ok (as fetched)"}, self.verify())

    def test_list_says_what_is_here(self) -> None:
        self.add("one", ways.whole)
        self.add("two", ways.whole)
        self.fetch("one")
        done = self.run_concord("data", "list", "--data", self.data, "--format", "csv",
                                variables={"CONCORD_RESOURCES": str(self.resources())})
        self.assertEqual({"one": "yes", "two": "no"}, {row["id"]: row["here"] for row in read_csv(done.stdout)})

    def test_nothing_is_known_of_no_folder(self) -> None:
        done = self.run_concord("data", "verify", "--data", self.work / "nowhere")
        self.assertEqual(2, done.returncode)
        self.assertIn("--data or CONCORD_DATA", done.stderr)


if __name__ == "__main__":
    unittest.main()

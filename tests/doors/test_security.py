"""The properties of SECURITY.md that only the whole program can show: hostile names, hostile paths, files that
unpack without end, packages that are not the pinned ones, and a library that keeps to
itself.
"""

import gzip
import http.server
import json
import os
import re
import subprocess
import threading
import unittest
from pathlib import Path

from door import PROGRAM, ROOT, DoorTest, country, environment

EVIL = "</script><img src=x onerror=alert(1)>"
SECRET = "the-secret-of-another-folder"


class HostileNames(DoorTest):
    def test_names_are_text_in_the_report(self) -> None:
        folder = self.country()
        description = (folder / "system.toml").read_text(encoding="utf-8")
        description = description.replace('name = "Little country"', f'name = "{EVIL}"\nnote = "{EVIL}"')
        (folder / "system.toml").write_text(description, encoding="utf-8")
        catalogue = (folder / "datasets.toml").read_text(encoding="utf-8")
        catalogue = catalogue.replace('title = "Cells to boards, councils and regions"',
                                      f'title = "{EVIL}"\naddress = "javascript:alert(1)"')
        (folder / "datasets.toml").write_text(catalogue, encoding="utf-8")
        for name in ("bodies.csv", "places.csv"):
            text = (folder / name).read_text(encoding="utf-8")
            (folder / name).write_text(text.replace("First place", EVIL).replace("West board", EVIL), encoding="utf-8")
        self.ask("build", folder, "--quiet")
        page = (folder / "build/report/index.html").read_text(encoding="utf-8")
        self.assertIn("onerror=alert(1)", page, "the name is there")
        self.assertNotIn(EVIL, page)
        self.assertNotIn("<img src=x", page)
        self.assertEqual([EVIL], [row["name"] for row in self.rows("show", "places", folder, "--limit", "1")])

    def test_the_report_lets_nothing_run_and_asks_for_nothing(self) -> None:
        page = (self.built_country() / "build/report/index.html").read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        self.assertIsNotNone(policy)
        rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";") if rule.strip())
        self.assertEqual("'none'", rules["default-src"])
        self.assertRegex(rules["script-src"], r"^'sha256-[A-Za-z0-9+/=]+'$")
        self.assertEqual("'none'", rules["base-uri"])
        self.assertEqual("'none'", rules["form-action"])
        self.assertLess(page.index("Content-Security-Policy"), page.index("<script"))

    def test_names_are_no_sql(self) -> None:
        country(self.work / "it's; DROP TABLE areas --")
        folder = self.work / "it's; DROP TABLE areas --"
        places = (folder / "places.csv").read_text(encoding="utf-8")
        name = "Robert'); DROP TABLE places;--"
        (folder / "places.csv").write_text(places.replace("First place", name), encoding="utf-8")
        out = self.work / "it's \"out\""
        self.ask("build", folder, "--out", out, "--quiet")
        self.assertIn(name, [row["name"] for row in self.rows("show", "places", out)])
        target = self.work / "o'clock.parquet"
        self.ask("show", "places", out, "--out", target)
        self.assertEqual(b"PAR1", target.read_bytes()[:4])
        self.assertEqual(2, self.run_concord("show", 'places"; DROP TABLE places; --', out).returncode)


class HostilePaths(DoorTest):
    """A system from elsewhere names no file outside its own folder."""

    def setUp(self) -> None:
        super().setUp()
        (self.work / "secret.csv").write_text(f"{SECRET},code\n{SECRET},1\n", encoding="utf-8")
        (self.work / "secret.toml").write_text(f"{SECRET} = [[[\n", encoding="utf-8")

    def assert_kept(self, folder: Path, key: str) -> None:
        done = self.run_concord("check", folder)
        self.assertRegex(done.stdout, rf"error\[REG016\]: `{key}` leads out of its folder")
        self.assertNotIn(SECRET, done.stdout + done.stderr)
        self.run_concord("build", folder, "--quiet")
        for path in (folder / "build").rglob("*"):
            if path.is_file():
                self.assertNotIn(SECRET.encode(), path.read_bytes(), path)

    def test_in_the_description(self) -> None:
        tables = {
            "tiles": 'tiles = "../secret.csv"\n',
            "catalogue": '[data]\ncatalogue = "../secret.toml"\n',
            "folder": '[data]\nfolder = ".."\n',
            "file": '[[profile.published]]\nlayer = "board22"\nfile = "data/../../secret.csv"\nsource = "x"\n',
            "reassignments": f'[[layer]]\nname = "x"\nbase = "board22"\nreassignments = "{self.work}/secret.csv"\n',
        }
        for key, table in tables.items():
            with self.subTest(key):
                folder = self.work / f"system-{key}"
                folder.mkdir()
                (folder / "system.toml").write_text(f'name = "x"\n{table}', encoding="utf-8")
                self.assert_kept(folder, key)

    def test_in_the_catalogue(self) -> None:
        folder = self.country()
        catalogue = (folder / "datasets.toml").read_text(encoding="utf-8")
        self.assertIn('path = "people20.csv"', catalogue)
        catalogue = catalogue.replace('path = "people20.csv"', 'path = "../../secret.csv"')
        (folder / "datasets.toml").write_text(catalogue, encoding="utf-8")
        self.assert_kept(folder, "path")


class HostileSizes(DoorTest):
    """Files that unpack to far more than they are take no more memory than others."""

    def peak_mib(self, *arguments: object) -> int:
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, cwd=self.work, env=environment())
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        return usage.ru_maxrss // 1024

    def test_lines_and_rows_without_end(self) -> None:
        usual = self.peak_mib("check", self.country("plain"))
        mebibyte = b"a" * (1 << 20)
        for name, piece in (("line", mebibyte), ("quote", b'"' + mebibyte + b"\n"), ("rows", b"x,1,2\n" * 170_000)):
            with self.subTest(name):
                folder = self.country(name)
                with gzip.open(folder / "data/people20.csv", "wb", compresslevel=1) as file:
                    file.write(b"cell11_code,people\n")
                    for _ in range(256):
                        file.write(piece)
                self.assertLess(self.peak_mib("check", folder), usual + 100)

    def test_documents_without_end(self) -> None:
        usual = self.peak_mib("check", self.country("plain"))
        for name in ("system.toml", "datasets.toml"):
            with self.subTest(name):
                folder = self.country(f"long-{name}")
                with gzip.open(folder / name, "wb", compresslevel=1) as file:
                    for _ in range(256):
                        file.write(b"#" + b"a" * ((1 << 20) - 2) + b"\n")
                done = self.run_concord("check", folder)
                self.assertIn("[REG013]: the file holds more than 4 MiB", done.stdout + done.stderr)
                self.assertLess(self.peak_mib("check", folder), usual + 50)


class Listener(http.server.BaseHTTPRequestHandler):
    """Writes down what is asked, and has nothing."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_CONNECT = do_POST = do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        pass


class TheNetwork(DoorTest):
    """Only `data fetch` asks anything of it; tests/doors/test_fetch.py has what a mirror may do wrong."""

    def test_only_addresses_of_the_web(self) -> None:
        data = self.work / "data"
        for address in (f"file://{self.work}", "ftp://127.0.0.1", str(self.work)):
            done = self.run_concord("data", "fetch", "imd2019", "--from", address, "--data", data)
            self.assertEqual(2, done.returncode, address)
        self.assertFalse(data.exists())

    def test_no_other_verb_asks(self) -> None:
        """With the network's settings pointing at a server of ours, whatever is asked for would be seen."""
        Listener.asked = []
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        address = f"http://127.0.0.1:{server.server_port}"
        proxies = {name: address for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY")}
        folder = self.country()
        for arguments in (["build", folder], ["check", folder], ["show", "places", folder], ["data", "list"],
                          ["data", "verify", "--data", self.work], ["new", self.work / "mine"],
                          ["overlap", "board22", "council21", folder]):
            self.run_concord(*arguments, variables=proxies)
        self.assertEqual([], Listener.asked)
        self.run_concord("data", "fetch", "imd2019", "--data", self.work / "data", "--from", "http://concord.invalid",
                         variables=proxies)
        self.assertNotEqual([], Listener.asked, "and the server does see what is asked for")


class WhatIsFetchedToBuild(DoorTest):
    def test_an_archive_that_is_not_the_pinned_one_is_refused(self) -> None:
        """The script of setup, beside an npm that sends something else."""
        here = self.work / "repository/third_party/duckdb"
        here.mkdir(parents=True)
        for name in ("fetch", "pins"):
            (here / name).write_bytes((ROOT / "third_party/duckdb" / name).read_bytes())
        tools = self.work / "tools"
        tools.mkdir()
        (tools / "npm").write_text("#!/bin/sh\nprintf wrong > wrong.tgz\necho wrong.tgz\n", encoding="utf-8")
        (tools / "npm").chmod(0o755)
        done = subprocess.run(["bash", here / "fetch"], capture_output=True, text=True,
                              env=environment(PATH=f"{tools}:{os.environ['PATH']}"))
        self.assertNotEqual(0, done.returncode)
        self.assertIn("not the pinned one", done.stderr)
        self.assertEqual([], [path for path in (self.work / "repository/.deps").rglob("*") if path.is_file()])

    def test_every_web_package_is_pinned_and_none_runs_a_script(self) -> None:
        lock = json.loads((ROOT / "web/package-lock.json").read_text(encoding="utf-8"))
        for name, package in lock["packages"].items():
            if name:
                self.assertRegex(package.get("integrity", ""), r"^sha512-", name)
        setup = (ROOT / "do").read_text(encoding="utf-8")
        commands = re.findall(r"npm (?:ci|install|pack)\b.*", setup + (ROOT / "third_party/duckdb/fetch").read_text())
        self.assertGreaterEqual(len(commands), 2)
        for command in commands:
            self.assertIn("--ignore-scripts", command)

    def test_the_library_in_use_is_the_one_that_was_pinned(self) -> None:
        for line in (ROOT / "third_party/duckdb/pins").read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or os.environ.get("DUCKDB_ROOT"):
                continue
            _, sha512, _, place = line.split()
            stamp = ROOT / ".deps/duckdb" / f"{place}.sha512"
            self.assertEqual(sha512, stamp.read_text(encoding="utf-8").strip(), place)
            self.assertEqual(128, len(sha512))


STARTS = {"system", "popen", "execve", "execv", "execvp", "execvpe", "execl", "execlp", "execle", "fexecve",
          "posix_spawn", "posix_spawnp", "fork", "vfork", "clone", "dlopen"}
CONNECTS = {"socket", "connect", "bind", "listen", "getaddrinfo"}

# What may be called, by the object that may. A PDF is read by a child of the program, so that a hostile one
# cannot take the program with it; the driver of a Spark cluster is the one other program that is started.
MAY_CALL = {("libconcord_handbook.a", "pdf_pages.cpp.o"): {"fork"},
            ("libconcord_store.a", "child_process.cpp.o"): {"fork", "execve"},
            # The server waits for its readers, at an address that it looks up where it is none.
            ("libconcord_server.a", "http_server.cpp.o"): {"listen", "getaddrinfo"}}


def calls(library: Path) -> dict[str, set[str]]:
    """By object, what it calls and does not define."""
    listed = subprocess.run(["nm", "--undefined-only", library], capture_output=True, text=True, check=True).stdout
    found: dict[str, set[str]] = {}
    for line in listed.splitlines():
        if line.endswith(".o:"):
            found[line[:-1]] = used = set()
        elif " U " in f" {line} ":
            used.add(line.split()[-1].split("@")[0])
    return found


class TheLibraryKeepsToItself(unittest.TestCase):
    def test_only_fetching_opens_connections_and_one_object_starts_programs(self) -> None:
        libraries = sorted((ROOT / "build/src").glob("libconcord_*.a"))
        self.assertGreaterEqual(len(libraries), 7, "build the program first: ./do build")
        seen = {}
        for library in libraries:
            for name, used in calls(library).items():
                if used & (STARTS | CONNECTS):
                    seen[library.name, name] = used & (STARTS | CONNECTS)
                if library.name != "libconcord_files.a":
                    self.assertEqual(set(), {call for call in used if call.startswith("curl_")}, (library.name, name))
        self.assertEqual(MAY_CALL, seen)

    def test_canary(self) -> None:
        """The list of symbols does hold what the library uses: the connection of `fetch`."""
        self.assertIn("curl_easy_perform", calls(ROOT / "build/src/libconcord_files.a")["fetch.cpp.o"])


class OtherPrograms(DoorTest):
    """Beside decoys for all that a Spark is made of, which would leave a mark."""

    def setUp(self) -> None:
        super().setUp()
        self.mark = self.work / "started"
        self.decoys = self.work / "decoys"
        for name in ("python3", "java", "spark-submit", "spark-class", "sh", "bash"):
            path = self.decoys / "bin" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"#!/bin/sh\necho {name} >> {self.mark}\n", encoding="utf-8")
            path.chmod(0o755)
        (self.decoys / "jars").mkdir()
        self.variables = {"PATH": f"{self.decoys / 'bin'}:{os.environ['PATH']}", "SPARK_HOME": str(self.decoys),
                          "JAVA_HOME": str(self.decoys)}

    def test_none_is_started_without_a_cluster(self) -> None:
        folder = self.country()
        for arguments in (["build", folder], ["build", folder, "--engine", "duckdb"], ["check", folder],
                          ["show", "places", folder], ["data", "list"], ["new", self.work / "mine"],
                          ["overlap", "board22", "council21", folder], ["rules"]):
            self.assertEqual(0, self.run_concord(*arguments, variables=self.variables).returncode, arguments)
        self.assertFalse(self.mark.exists(), self.mark.read_text() if self.mark.exists() else "")

    def test_the_decoys_leave_marks(self) -> None:
        """The canary."""
        subprocess.run(["java"], env=environment(**self.variables), check=True)
        self.assertEqual("java\n", self.mark.read_text(encoding="utf-8"))

    def test_an_engine_is_an_address_and_no_command(self) -> None:
        folder = self.country()
        for engine in ("$(touch started)", "spark://;touch started:7077", "spark://`touch started`:1", "python3",
                       "spark://127.0.0.1", "local[2]", "", "SPARK://127.0.0.1:7077"):
            done = self.run_concord("build", folder, "--engine", engine, variables=self.variables)
            self.assertEqual(2, done.returncode, engine)
            self.assertIn("--engine takes `duckdb` or `spark://HOST:PORT`", done.stderr)
        self.assertFalse(self.mark.exists())
        self.assertFalse((folder / "build").exists())

    def test_a_cluster_that_is_not_needed_is_not_asked(self) -> None:
        done = self.run_concord("build", self.country(), "--engine", "spark://127.0.0.1:1", variables=self.variables)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("nothing was asked of `spark://127.0.0.1:1`", done.stderr)
        self.assertFalse(self.mark.exists())


if __name__ == "__main__":
    unittest.main()

"""The server as its readers meet it, and as those do who mean it ill."""

import csv
import gzip
import http.client
import io
import os

import socket
import threading
import time
import unittest
from pathlib import Path

from door import DoorTest, read_csv
from served import PREFIX, Served


class Serving(DoorTest):
    """One server for all questions that change nothing."""

    served: Served
    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        keeper = DoorTest("run")
        keeper.setUp()
        cls.keeper = keeper
        cls.folder = keeper.tessellation()
        keeper.ask("build", cls.folder, "--quiet")
        cls.served = Served(cls.folder)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.served.close()
        cls.keeper.doCleanups()

    def test_index_names_system_and_build(self) -> None:
        index = self.served.get("").json
        self.assertEqual(("Concord", "public", False), (index["name"], index["mode"], index["accounts"]))
        self.assertIn("Tessellation", index["system"])
        self.assertRegex(index["build"], r"^[0-9a-f]{16}$")

    def test_pages_need_no_inline_script(self) -> None:
        page = self.served.ask("GET", "/")
        self.assertEqual(200, page.status)
        self.assertIn('src="app.js"', page.text)
        policy = page.headers["content-security-policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertEqual(200, self.served.ask("GET", "/app.js").status)
        self.assertEqual("text/css; charset=utf-8", self.served.ask("GET", "/app.css").headers["content-type"])

    def test_every_table_in_every_form_is_as_the_build_wrote_it(self) -> None:
        tables = self.served.get("/tables").json["tables"]
        self.assertGreater(len(tables), 40)
        for table in tables:
            name = table["name"]
            wanted = (self.folder / "build/tables" / f"{name}.csv").read_bytes()
            self.assertEqual(wanted, self.served.get(f"/tables/{name}?format=csv").body, name)
            parquet = self.served.get(f"/tables/{name}", Accept="application/vnd.apache.parquet")
            self.assertEqual((self.folder / "build/tables" / f"{name}.parquet").read_bytes(), parquet.body, name)
            rows = self.served.get(f"/tables/{name}?limit=10000").json
            self.assertEqual(table["rows"], rows["total"], name)
            self.assertEqual([column["name"] for column in table["columns"]],
                             [column["name"] for column in rows["columns"]], name)
            header = next(csv.reader(io.StringIO(wanted.decode())))
            self.assertEqual(header, [column["name"] for column in rows["columns"]], name)

    def test_rows_are_chosen_ordered_and_paged(self) -> None:
        whole = read_csv(self.served.get("/tables/system_profile?format=csv").text)
        layer = whole[0]["layer"]
        wanted = sorted(row["code"] for row in whole if row["layer"] == layer and row["mode"] == "exact")
        rows = self.served.get(f"/tables/system_profile?layer={layer}&mode=exact&order=code&limit=10000").json
        code = [column["name"] for column in rows["columns"]].index("code")
        self.assertEqual(wanted, [row[code] for row in rows["rows"]])
        self.assertEqual(len(wanted), rows["total"])
        second = self.served.get(f"/tables/system_profile?layer={layer}&mode=exact&order=-code&limit=1&offset=1").json
        self.assertEqual(wanted[-2:-1], [row[code] for row in second["rows"]])
        both = self.served.get(f"/tables/system_profile?mode=exact&mode=published&layer={layer}").json
        self.assertEqual(sum(row["layer"] == layer for row in whole), both["total"])

    def test_wrong_words_are_answered_with_the_mend(self) -> None:
        for path, status, said in (
                ("/tables/system_profil", 404, "system_profile"),
                ("/tables/system_profile?layr=x", 400, "did you mean `layer`"),
                ("/tables/system_profile?limit=-1", 400, "whole number"),
                ("/tables/system_profile?order=cod", 400, "did you mean `code`"),
                ("/profile", 400, "`layer` is missing"),
                ("/profile?layers=icb24&layer=icb24", 400, "did you mean `layer`"),
                ("/profile?layer=icb24&mode=exactly", 400, "modes are published and exact"),
                ("/who?act=alocate", 400, "did you mean"),
                ("/who?act=allocate&value=ten", 400, "no amount"),
                ("/who?act=allocate&as_at=yesterday", 400, "not a date"),
                ("/rules/GOV0000", 404, "no rule"),
                ("/nothing", 404, "openapi.json"),
                ("/areas/nowhere", 404, "no boundaries"),
        ):
            answered = self.served.get(path)
            self.assertEqual(status, answered.status, f"{path} {answered.text}")
            self.assertEqual("application/problem+json", answered.headers["content-type"], path)
            self.assertIn(said, answered.text, path)

    def test_who_answers_as_the_command_line_does(self) -> None:
        wanted = read_csv(self.ask("who", self.folder, "--act", "allocate", "--format", "csv", "--quiet"))
        answered = self.served.get("/who?act=allocate").json
        names = [column["name"] for column in answered["columns"]]
        self.assertEqual(wanted, [dict(zip(names, row)) for row in answered["rows"]])
        self.assertEqual(wanted, read_csv(self.served.get("/who?act=allocate&format=csv").text))

    def test_chains_come_link_by_link(self) -> None:
        wanted = read_csv(self.ask("who", self.folder, "--act", "allocate", "--chains", "--format", "csv", "--quiet"))
        self.assertTrue(wanted)
        self.assertEqual(wanted, read_csv(self.served.get("/who?act=allocate&chains=true&format=csv").text))
        deciders = [row["holder"] for row in self.rows("who", self.folder, "--act", "allocate")]
        self.assertEqual(set(deciders), {row["holder"] for row in wanted}, "who may decide has a chain")

    def test_questions_answer_as_the_command_line_does(self) -> None:
        layer = read_csv(self.served.get("/tables/system_profile?format=csv").text)[0]["layer"]
        wanted = self.ask("profile", "--layer", layer, self.folder, "--format", "csv", "--quiet")
        self.assertEqual(wanted, self.served.get(f"/profile?layer={layer}&format=csv").text)
        wanted = self.ask("map", self.folder, "--format", "csv", "--quiet")
        self.assertEqual(wanted, self.served.get("/map?format=csv").text)

    def test_what_is_known_already_is_not_sent_again(self) -> None:
        for path in ("/report", "/tables", "/who?act=allocate", "/tables/findings"):
            first = self.served.get(path)
            again = self.served.get(path, If_None_Match=first.headers["etag"])
            self.assertEqual((304, b""), (again.status, again.body), path)
            other = self.served.get(path, If_None_Match='"something-else"')
            self.assertEqual((200, first.body), (other.status, other.body), path)
        self.assertNotEqual(self.served.get("/tables/findings?limit=1").headers["etag"],
                            self.served.get("/tables/findings?limit=2").headers["etag"])

    def test_the_report_is_that_of_the_build_and_is_packed(self) -> None:
        wanted = (self.folder / "build/report/data.json").read_bytes()
        packed = self.served.get("/report", Accept_Encoding="gzip")
        self.assertEqual("gzip", packed.headers["content-encoding"])
        self.assertEqual(wanted, gzip.decompress(packed.body))
        plain = self.served.get("/report", Accept_Encoding="identity, gzip;q=0")
        self.assertNotIn("content-encoding", plain.headers)
        self.assertEqual(wanted, plain.body)

    def test_files_come_in_ranges(self) -> None:
        whole = self.served.get("/tables/system_profile?format=parquet").body
        part = self.served.get("/tables/system_profile?format=parquet", Range="bytes=100-199")
        self.assertEqual((206, whole[100:200]), (part.status, part.body))
        many = ",".join(["0-"] * 500)
        self.assertEqual(416, self.served.get("/tables/system_profile?format=parquet", Range=f"bytes={many}").status)
        self.assertEqual(416, self.served.get("/tables/system_profile?format=parquet",
                                              Range="bytes=999999999-").status)

    def test_head_has_the_headers_alone(self) -> None:
        answered = self.served.ask("HEAD", PREFIX + "/tables/findings?format=csv")
        whole = self.served.get("/tables/findings?format=csv")
        self.assertEqual((200, b""), (answered.status, answered.body))
        self.assertEqual(str(len(whole.body)), answered.headers["content-length"])

    def test_areas_are_geojson(self) -> None:
        missing = self.served.get("/areas/nowhere").json
        listed = missing["errors"][0]["message"]
        self.assertIn("layers with boundaries are", listed)
        for layer in [word for word in listed.split(" are ")[-1].split(", ") if word]:
            collection = self.served.get(f"/areas/{layer}").json
            self.assertEqual("FeatureCollection", collection["type"])
            for feature in collection["features"]:
                self.assertTrue(feature["properties"]["code"])
                for polygon in feature["geometry"]["coordinates"]:
                    self.assertEqual(polygon[0][0], polygon[0][-1])

    # ── who means it ill ──

    def test_every_answer_has_its_security_headers(self) -> None:
        for path in ("/", "/nothing", PREFIX, PREFIX + "/tables", PREFIX + "/nothing", PREFIX + "/session"):
            headers = self.served.ask("GET", path).headers
            for name in ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
                         "cross-origin-resource-policy", "cache-control"):
                self.assertIn(name, headers, path)
            self.assertNotIn("server", headers)

    def test_no_path_leaves_what_is_served(self) -> None:
        secret = self.folder / "system.toml"
        for path in ("/../system.toml", "/..%2fsystem.toml", "/%2e%2e/%2e%2e/etc/passwd", "/app.js/../../system.toml",
                     "/tables/../../system.toml", PREFIX + "/tables/..%2f..%2fsystem",
                     PREFIX + "/tables/%2fetc%2fpasswd",
                     PREFIX + "/tables/findings%00.csv", PREFIX + "/areas/..%2f..%2fmanifest", "/build/manifest.json",
                     PREFIX + "//tables", "/api/v1/../v1/tables", "/system.toml", "/access/key"):
            answered = self.served.ask("GET", path)
            self.assertIn(answered.status, (400, 404), path)
            self.assertNotIn(secret.read_text(encoding="utf-8")[:40], answered.text)
            self.assertNotIn("root:", answered.text)

    def test_sql_in_every_parameter_is_only_text(self) -> None:
        description = self.served.get("/openapi.json").json
        attacks = ("'; DROP TABLE findings; --", "1 OR 1=1", "' UNION SELECT * FROM read_text('/etc/passwd') --",
                   "\"; ATTACH '/tmp/x'; --", "x'||(SELECT 1)||'", "%27", "\\", "$$", "\x00", "\ud7ff" * 3)
        from urllib.parse import quote
        before = self.served.get("/tables").json
        for path, operations in description["paths"].items():
            for parameter in operations.get("get", {}).get("parameters", []):
                if path in ("/events",) or parameter["in"] == "header":
                    continue
                for attack in attacks:
                    word = quote(attack, safe="")
                    asked = path.replace("{" + parameter["name"] + "}", word)
                    if parameter["in"] == "query":
                        asked = asked.replace("{table}", "findings").replace("{rule}", "REG001") + \
                            f"?{parameter['name']}={word}"
                    answered = self.served.get(asked.replace("{", "").replace("}", ""))
                    self.assertLess(answered.status, 500, f"{asked}: {answered.text[:300]}")
                    self.assertNotIn("root:", answered.text)
        for attack in attacks:
            word = quote(attack, safe="")
            self.assertLess(self.served.get(f"/tables/findings?id={word}").status, 500)
            self.assertEqual(400, self.served.get(f"/tables/findings?{word}=1").status)
            self.assertEqual(400, self.served.get(f"/tables/findings?order={word}").status)
        self.assertEqual(before, self.served.get("/tables").json)

    def test_nothing_of_the_inside_is_in_an_error(self) -> None:
        for path in ("/tables/x", "/tables/findings?x=1", "/who?act=x", "/profile?layer=x", "/need?layer=x",
                     "/overlap?layer_a=x&layer_b=y", "/areas/x", "/decisions/x", "/rules/x", "/builds/x"):
            text = self.served.get(path).text
            for word in (str(self.folder), str(self.work.parent), "SELECT", "duckdb", "concord::", ".cpp", "std::"):
                self.assertNotIn(word, text, path)

    def test_nothing_that_is_served_says_where_the_system_lies(self) -> None:
        """Neither an answer nor a whole file as it is downloaded, nor the report."""
        where = str(self.folder).encode()
        paths = ["/report", "/who?act=allocate", "/who?act=allocate&chains=true&format=csv", "/map?format=csv",
                 "/decisions?format=csv"]
        for table in self.served.get("/tables").json["tables"]:
            paths += [f"/tables/{table['name']}?format={form}" for form in ("csv", "json&limit=10000")]
        self.assertGreater(len(paths), 100)
        for path in paths:
            answered = self.served.get(path)
            self.assertIn(answered.status, (200, 404), path)
            self.assertNotIn(where, answered.body, path)
        self.assertIn(b"bodies.csv", self.served.get("/report").body, "files are named")

    def test_what_is_too_large_is_refused_and_the_next_is_served(self) -> None:
        host = b"Host: 127.0.0.1\r\n"
        for sent, status in (
                (b"GET /" + b"a" * 7000 + b" HTTP/1.1\r\n" + host + b"\r\n", b"414"),
                (b"GET /api/v1 HTTP/1.1\r\n" + host + b"".join(b"X-%d: %s\r\n" % (i, b"y" * 1000) for i in range(64))
                 + b"\r\n", b"431"),
                (b"POST /api/v1/session HTTP/1.1\r\n" + host + b"Content-Length: 999999999\r\n\r\n", b"413"),
                (b"POST /api/v1/session HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                 b"411"),
                (b"POST /api/v1/session HTTP/1.1\r\n" + host + b"Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
                 b"415"),
                (b"GET /api/v1 HTTP/1.1\r\n" + host + b"Content-Length: 5\r\n\r\nhello", b"400"),
                (b"GET /api/v1 HTTP/1.1\r\n" + host + host + b"\r\n", b"400"),
                (b"TRACE /api/v1 HTTP/1.1\r\n" + host + b"\r\n", b"4"),
                (b"GET\r\n\r\n", b"400"),
                (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        ):
            received = self.served.raw(sent)
            if received:
                self.assertRegex(received[:20], rb"^HTTP/1\.1 " + status, sent[:60])
            self.assertEqual(1, max(1, received.count(b"HTTP/1.1 ")), "what follows a refused request is not a request")
            self.assertEqual(200, self.served.get("").status)

    def test_who_says_nothing_is_let_go(self) -> None:
        began = time.monotonic()
        self.assertEqual(b"", self.served.raw(b"", wait=30))
        self.served.raw(b"GET /api/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", wait=30)
        self.assertLess(time.monotonic() - began, 25)

    def test_one_letter_at_a_time_ends_at_the_limit(self) -> None:
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.served.port), timeout=30) as connection:
            try:
                for letter in b"GET /api/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"y" * 200:
                    connection.sendall(bytes([letter]))
                    time.sleep(0.25)
            except OSError:
                pass
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(200, self.served.get("").status)

    def test_many_connections_opened_and_dropped(self) -> None:
        """A hundred thousand; CONCORD_CONNECTIONS says how many otherwise."""
        before = self.descriptors()
        for _ in range(int(os.environ.get("CONCORD_CONNECTIONS", "100000")) // 100):
            held = [socket.create_connection(("127.0.0.1", self.served.port), timeout=10) for _ in range(100)]
            for number, connection in enumerate(held):
                if number % 3 == 0:
                    connection.sendall(b"GET /api/v1/report HTTP/1.1\r\nHost: x\r\n\r\n"[:number % 40])
                connection.close()
        self.assertEqual(200, self.served.get("").status)
        deadline = time.monotonic() + 30
        while self.descriptors() > before + 20:
            self.assertLess(time.monotonic(), deadline, "connections that were dropped are still held")
            time.sleep(0.2)

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.served.process.pid}/fd"))

    def test_another_name_is_not_answered(self) -> None:
        self.assertEqual(421, self.served.get("", Host="elsewhere.example").status)
        self.assertEqual(200, self.served.get("", Host=f"localhost:{self.served.port}").status)

    def test_writes_are_refused_to_who_has_not_signed_in(self) -> None:
        for method, path in (("POST", "/builds"), ("POST", "/decisions"), ("DELETE", "/builds/1"), ("GET", "/accounts"),
                             ("POST", "/accounts"), ("GET", "/audit"), ("PUT", "/session/password"),
                             ("POST", "/session/totp"), ("DELETE", "/session")):
            answered = self.served.ask(method, PREFIX + path, "", Idempotency_Key="1")
            self.assertEqual(401, answered.status, f"{method} {path}")
        step = self.served.ask("POST", PREFIX + "/decisions/1/steps?kind=record", "")
        self.assertEqual(401, step.status)
        self.assertEqual(404, self.served.ask("POST", PREFIX + "/session", '{"name": "a", "password": "b"}',
                                              Content_Type="application/json").status)
        self.assertEqual(405, self.served.ask("POST", PREFIX + "/tables", "").status)

    def test_no_address_leads_to_a_persons_row(self) -> None:
        """The tables that are served are those of the build, and none of them has a person's id."""
        for table in self.served.get("/tables").json["tables"]:
            names = {column["name"] for column in table["columns"]}
            self.assertFalse(names & {"person", "person_id", "nhs_number", "date_of_birth", "born"}, table["name"])
        for path in ("/people", "/people/1", "/persons", "/tables/people", "/tables/person"):
            self.assertEqual(404, self.served.get(path).status)


class Changing(DoorTest):
    """Servers whose system changes under them."""

    def test_a_newer_build_is_served_whole(self) -> None:
        folder = self.built_country()
        served = Served(folder)
        self.addCleanup(served.close)
        first = served.get("").json["build"]
        torn: list[str] = []
        ends = threading.Event()

        def read() -> None:
            while not ends.is_set():
                report = served.get("/report")
                tag = report.headers["etag"].split("-")[0]
                name = report.json["system"]["name"]
                seen.setdefault(tag, set()).add(name)
                if report.status != 200 or len(seen[tag]) > 1:
                    torn.append(f"{tag}: {seen[tag]}")

        seen: dict[str, set[str]] = {}
        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        description = folder / "system.toml"
        text = description.read_text(encoding="utf-8")
        for number in range(3):
            name = next(line for line in text.splitlines() if line.startswith("name"))
            description.write_text(text.replace(name, f'name = "Country {number}"'), encoding="utf-8")
            self.ask("build", folder, "--quiet")
            deadline = time.monotonic() + 20
            while served.get("").json["system"] != f"Country {number}":
                self.assertLess(time.monotonic(), deadline, "the newer build was not taken")
                time.sleep(0.1)
        ends.set()
        for reader in readers:
            reader.join()
        self.assertEqual([], torn)
        self.assertGreaterEqual(len(seen), 3)
        self.assertNotEqual(first, served.get("").json["build"])
        self.assertEqual(0, served.close())

    def test_without_a_build_it_says_what_to_do(self) -> None:
        folder = self.country()
        done = self.run_concord("serve", folder, "--port", "0")
        self.assertEqual(3, done.returncode)
        self.assertIn("run `concord build", done.stderr)

    def test_a_port_that_is_taken(self) -> None:
        folder = self.built_country()
        served = Served(folder)
        self.addCleanup(served.close)
        done = self.run_concord("serve", folder, "--port", served.port)
        self.assertEqual(4, done.returncode)
        self.assertIn("give another with --port", done.stderr)

    def test_a_build_that_is_not_whole(self) -> None:
        folder = self.built_country()
        (folder / "build/manifest.json").write_text("{}", encoding="utf-8")
        done = self.run_concord("serve", folder, "--port", "0")
        self.assertEqual(3, done.returncode)
        self.assertIn("is not whole", done.stderr)

    def test_private_needs_accounts(self) -> None:
        folder = self.built_country()
        done = self.run_concord("serve", folder, "--port", "0", "--private")
        self.assertEqual(3, done.returncode)
        self.assertIn("concord accounts", done.stderr)

    def refused(self, folder, *words: str) -> str:
        done = self.run_concord("serve", folder, "--port", "0", *words)
        self.assertNotEqual(0, done.returncode, words)
        self.assertNotIn("is served at", done.stderr)
        return done.stderr

    def test_what_is_mistyped_is_said_before_anything_is_served(self) -> None:
        folder = self.built_country()
        self.assertIn("there are no accounts in", self.refused(folder, "--accounts", folder / "acess/journal.sqlite"))
        self.assertFalse((folder / "acess").exists(), "nothing is made of a mistyped path")
        self.assertIn("there is no folder", self.refused(folder, "--journal", folder / "no such/journal.sqlite"))
        self.assertIn("cannot", self.refused(folder, "--journal", "postgres://127.0.0.1:1/none"))
        self.assertIn("it is no address", self.refused(folder, "--bind", "999.1.1.1"))
        self.assertIn("is the address one of this machine?", self.refused(folder, "--bind", "192.0.2.1"))
        for port in ("abc", "-1", "65536", "80.5"):
            with self.subTest(port=port):
                done = self.run_concord("serve", folder, f"--port={port}")
                self.assertEqual(2, done.returncode)
                self.assertIn(f"`{port}` is no port", done.stderr)
                self.assertIn("give a whole number from 1 to 65535", done.stderr)
        self.assertIn("`many` is no number a second", self.refused(folder, "--rate", "many"))

    def test_an_option_with_nothing_after_it_is_not_taken_for_none(self) -> None:
        """As a variable of the shell that is not set leaves it."""
        folder = self.built_country()
        for option in ("--openid", "--journal", "--accounts", "--key", "--port", "--bind"):
            with self.subTest(option=option):
                done = self.run_concord("serve", folder, option, "")
                self.assertEqual(2, done.returncode, done.stderr)
                self.assertIn(f"{option}: nothing is given", done.stderr)

    def test_a_journal_that_is_named_is_read(self) -> None:
        folder = self.built_country()
        self.ask("accounts", folder, "add", "first", "--roles", "administrator", "--password-stdin",
                 input="seven quiet boats\n")
        served = Served(folder, "--accounts", folder / "access/journal.sqlite")
        self.addCleanup(served.close)
        self.assertTrue(served.get("").json["accounts"])

    def test_it_ends_at_once_with_readers_waiting(self) -> None:
        folder = self.built_country()
        served = Served(folder)
        stream = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
        stream.request("GET", PREFIX + "/events")
        self.assertEqual("text/event-stream", stream.getresponse().headers["content-type"])
        began = time.monotonic()
        self.assertEqual(0, served.close())
        self.assertLess(time.monotonic() - began, 10)
        stream.close()

    def test_too_many_requests_of_one_address(self) -> None:
        folder = self.built_country()
        served = Served(folder, "--rate", "5")
        self.addCleanup(served.close)
        statuses = [served.get("").status for _ in range(40)]
        self.assertIn(200, statuses)
        self.assertIn(429, statuses)


if __name__ == "__main__":
    unittest.main()

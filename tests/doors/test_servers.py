"""Several servers over one database: what one acknowledges the others know, also when one of them dies."""

import re
import signal
import threading
import time
import tomllib
import unittest

import postgres
from door import ROOT, DoorTest, make_system
from served import Person, Served

FILES = tomllib.loads((ROOT / "tests/spec/rules/GOV186.toml").read_text(encoding="utf-8"))["good"]["files"]
PASSWORD = "seven quiet herons"


@unittest.skipUnless(postgres.programs(), "PostgreSQL's server is not installed (package postgresql)")
class Servers(DoorTest):
    def setUp(self) -> None:
        super().setUp()
        self.folder = self.work / "country"
        make_system(self.folder, {"files": FILES}, "decisions")
        self.ask("build", self.folder, "--quiet")
        self.database = postgres.Postgres()
        self.addCleanup(self.database.close)
        self.key = self.work / "key"
        self.ask("accounts", self.folder, "add", "sam", "--roles", "secretary,member", "--password-stdin", "--quiet",
                 "--journal", self.database.address(), "--key", self.key, input=PASSWORD + "\n")
        self.served = [self.serve(), self.serve()]

    def serve(self) -> Served:
        served = Served(self.folder, "--journal", self.database.address().replace("/postgres?", "/template1?"),
                        "--accounts", self.database.address(), "--key", self.key, "--sign-ins", "0")
        self.addCleanup(served.close)
        return served

    def proposal(self, name: str) -> str:
        text = (self.folder / "decision.toml").read_text(encoding="utf-8")
        return re.sub(r'^id = ".*"', f'id = "{name}"', text, flags=re.MULTILINE)

    def propose(self, person: Person, name: str, key: str):
        return person.ask("POST", "/decisions", self.proposal(name), Content_Type="application/toml",
                          Idempotency_Key=key)

    def persons(self) -> list[Person]:
        """The same session at each server: one cookie holds at all of them."""
        first = Person(self.served[0], "sam", PASSWORD)
        second = Person.__new__(Person)
        second.__dict__.update(first.__dict__, served=self.served[1])
        return [first, second]

    def registered(self, served: Served) -> list[str]:
        return sorted(row[0] for row in served.get("/decisions").json["rows"])

    def test_everybody_at_once(self) -> None:
        persons = self.persons()
        statuses: dict[str, list[int]] = {}
        lock = threading.Lock()

        def work(worker: int) -> None:
            for number in range(6):
                # Its own, and one that all want, each with a key of its own: one of them gets it.
                for name in (f"own-{worker}-{number}", f"same-{number}"):
                    status = self.propose(persons[worker % 2], name, f"{worker}-{name}").status
                    with lock:
                        statuses.setdefault(name, []).append(status)

        workers = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        for name, answered in statuses.items():
            self.assertEqual(1, answered.count(201), f"{name}: {answered}")
            self.assertEqual(len(answered) - 1, answered.count(422), f"{name}: {answered}")
        self.assertEqual(sorted(statuses), self.registered(self.served[0]))
        self.assertEqual(sorted(statuses), self.registered(self.served[1]))
        self.assertTrue(persons[0].ask("GET", "/audit/verification").json["holds"])
        entries = persons[1].ask("GET", "/audit?limit=1000").json["entries"]
        self.assertEqual(len(statuses), sum(entry["kind"] == "proposed" for entry in entries))

    def test_one_dies_and_nothing_acknowledged_is_lost(self) -> None:
        persons = self.persons()
        acknowledged: list[str] = []
        lock = threading.Lock()

        def work(worker: int) -> None:
            for number in range(200):
                name = f"d-{worker}-{number}"
                try:
                    status = self.propose(persons[worker % 2], name, name).status
                except OSError:
                    return  # its server has died
                if status == 201:
                    with lock:
                        acknowledged.append(name)
                if ends.is_set():
                    return

        ends = threading.Event()
        workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for worker in workers:
            worker.start()
        deadline = time.monotonic() + 60
        while len(acknowledged) < 20 and time.monotonic() < deadline:
            time.sleep(0.02)
        self.served[0].process.send_signal(signal.SIGKILL)
        time.sleep(0.5)
        before = len(acknowledged)
        while len(acknowledged) < before + 4 and time.monotonic() < deadline:
            time.sleep(0.02)
        ends.set()
        for worker in workers:
            worker.join()
        self.assertGreaterEqual(len(acknowledged), before + 4, "the other server went on")
        self.assertEqual([], sorted(set(acknowledged) - set(self.registered(self.served[1]))))
        third = self.serve()
        self.assertEqual(self.registered(self.served[1]), self.registered(third))


if __name__ == "__main__":
    unittest.main()

"""Mixed traffic for a while, with a rebuild in the middle: no wrong answer, no torn one, nothing that grows.

CONCORD_SOAK says for how many seconds; a few where it does not.
"""

import hashlib
import os
import random
import re
import threading
import time
import unittest
from pathlib import Path

from door import DoorTest
from served import PREFIX, Person, Served

PASSWORD = "seven quiet herons"
QUESTIONS = ("/report", "/tables", "/tables/findings", "/tables/system_profile?format=csv", "/who?act=allocate",
             "/who?act=approve&value={}", "/tables/system_profile?limit={}", "/rules/REG021", "/decisions",
             "", "/nothing")


class Soak(DoorTest):
    def resident_mebibytes(self, served: Served) -> float:
        status = Path(f"/proc/{served.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def test_mixed_traffic_with_a_rebuild_in_the_middle(self) -> None:
        seconds = float(os.environ.get("CONCORD_SOAK", "6"))
        folder = self.tessellation()
        self.ask("build", folder, "--quiet")
        self.ask("accounts", folder, "add", "ann", "--roles", "analyst", "--password-stdin", "--quiet",
                 input=PASSWORD + "\n")
        served = Served(folder, "--rate", "0")
        self.addCleanup(served.close)
        analyst = Person(served, "ann", PASSWORD)
        answers: dict[tuple[str, str], set[str]] = {}
        wrong: list[str] = []
        counts: dict[int, int] = {}
        lock = threading.Lock()
        ends = threading.Event()
        self.addCleanup(ends.set)

        def ask(worker: int) -> None:
            drawn = random.Random(worker)
            while not ends.is_set():
                path = drawn.choice(QUESTIONS).format(drawn.randrange(1, 40))
                answered = served.get(path)
                tag = answered.headers.get("etag", "")
                digest = hashlib.sha256(answered.body).hexdigest()
                with lock:
                    counts[answered.status] = counts.get(answered.status, 0) + 1
                    wanted = (404,) if path == "/nothing" else (200, 503)
                    if answered.status not in wanted:
                        wrong.append(f"{path}: {answered.status} {answered.text[:200]}")
                    if tag and answered.status == 200:
                        seen = answers.setdefault((path, tag), set())
                        seen.add(digest)
                        if len(seen) > 1:
                            wrong.append(f"{path}: two answers under one tag")

        def builds_seen() -> int:
            with lock:
                return len({tag.split("-")[0] for _, tag in answers})

        workers = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for worker in workers:
            worker.start()
        time.sleep(seconds / 3)
        early = self.resident_mebibytes(served)
        builds = 0
        began = time.monotonic()
        while time.monotonic() - began < seconds * 2 / 3 or builds < 1:
            rebuild = analyst.ask("POST", "/builds", {}).json["id"]
            while (state := analyst.ask("GET", f"/builds/{rebuild}").json["state"]) == "running":
                time.sleep(0.05)
            self.assertEqual("done", state)
            builds += 1
            time.sleep(seconds / 6)
        # On a busy machine the newer build is taken, and asked for, somewhat later.
        deadline = time.monotonic() + 60
        while builds_seen() < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        ends.set()
        for worker in workers:
            worker.join()
        self.assertEqual([], wrong[:5])
        self.assertGreater(counts.get(200, 0), 50)
        self.assertGreaterEqual(builds_seen(), 2, "the newer build was seen")
        self.assertLess(self.resident_mebibytes(served), early + 150)
        self.assertEqual(200, served.ask("GET", PREFIX).status)


if __name__ == "__main__":
    unittest.main()

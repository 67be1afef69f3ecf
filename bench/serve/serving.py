"""The server under load: how long answers take at 500 requests a second, and what a large table costs in memory."""

import csv
import http.client
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "registry")]
from measure import Failed, Measured, Run  # noqa: E402
from task import Outcome, Row, Verdict, milliseconds  # noqa: E402

MOST_MILLISECONDS = 20
LEAST_REQUESTS = 500  # a second
MOST_MEBIBYTES = 16
MOST_FIRST_PAGE_SECONDS = 0.5
LARGE_ROWS = 100_000
FUNCTION = "arrange-services"


class Server:
    def __init__(self, build: Path, folder: Path) -> None:
        self.process = subprocess.Popen(
            [build / "bin/concord", "serve", folder, "--port", "0", "--rate", "0"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "CONCORD_RESOURCES": str(ROOT)})
        for line in self.process.stderr:
            if found := re.search(r":(\d+)/", line):
                self.port = int(found[1])
                return
        raise Failed("the server did not begin")

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)
        self.process.stderr.close()

    def get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise Failed(f"{path}: {response.status} {body[:300]!r}")
        return body

    def resident_mebibytes(self, which: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{which}:\s+(\d+)", status)[1]) / 1024


def concord(build: Path, *words: object) -> str:
    done = subprocess.run([build / "bin/concord", *map(str, words)], capture_output=True, text=True,
                          env={**os.environ, "CONCORD_RESOURCES": str(ROOT)})
    if done.returncode not in (0, 1, 5):
        raise Failed(done.stderr[-800:])
    return done.stdout


def same_answers(build: Path, folder: Path, server: Server, act: str) -> str:
    for value in range(0, 5_000_000, 50_000):
        asked = f"act={act}&function={FUNCTION}&value={value}"
        served = server.get(f"/api/v1/who?{asked}&format=csv").decode()
        if value % 1_000_000 == 0:
            alone = concord(build, "who", folder, "--act", act, "--function", FUNCTION, "--value", value, "--format",
                            "csv", "--quiet")
            if list(csv.reader(io.StringIO(served))) != list(csv.reader(io.StringIO(alone))):
                raise Failed(f"{asked}: the server and the command line answer differently")
    return "a hundred questions were answered, each twentieth held against the command line: the same"


def load(script: str, server: Server, seconds: int, *words: str) -> tuple[float, float, Row]:
    """Requests a second, the 99th of 100 in milliseconds, and the row."""
    done = subprocess.run(["wrk", "-t1", "-c12", f"-d{seconds}s", "--latency", "-s", HERE / f"{script}.lua",
                           f"http://127.0.0.1:{server.port}", "--", *words], capture_output=True, text=True)
    text = done.stdout
    if done.returncode != 0 or "Non-2xx" in text:
        raise Failed(f"wrk: {text[-600:]}{done.stderr[-300:]}")
    units = {"us": 1e-3, "ms": 1.0, "s": 1e3}
    at = {share: float(number) * units[unit]
          for share, number, unit in re.findall(r"(\d+)%\s+([\d.]+)(us|ms|s)", text)}
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    row = Row(f"{script} at {rate:.0f} requests a second", "concord serve", milliseconds(at["50"] / 1e3),
              milliseconds(at["50"] / 1e3), "", f"{server.resident_mebibytes('VmRSS'):.0f} MiB")
    return rate, at["99"], row


def large_table(folder: Path) -> str:
    """A table of the build whose file has so many rows: its own rows again and again."""
    path = folder / "build/tables/system_profile.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = lines[1:]
    path.write_text("".join([lines[0], *(rows * (LARGE_ROWS // len(rows) + 1))[:LARGE_ROWS]]), encoding="utf-8")
    return f"/api/v1/tables/{path.stem}?format=csv"


def first_page(server: Server) -> float:
    began = time.perf_counter()
    for path in ("/", "/app.css", "/app.js", "/api/v1", "/api/v1/report"):
        server.get(path)
    return time.perf_counter() - began


def pages(outcome: Outcome, build: Path, data: Path | None) -> None:
    """England in a browser that knows nothing yet: 42 systems, and the map of small areas moved by hand."""
    if data is None or not (ROOT / "web/node_modules/playwright-core").is_dir():
        outcome.notes.append("pages in a browser: skipped, for they need the open data and the web tools")
        return
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "england"
        shutil.copytree(ROOT / "examples/england", folder, ignore=shutil.ignore_patterns("build"))
        concord(build, "build", folder, "--quiet", "--data", data)
        server = Server(build, folder)
        try:
            done = subprocess.run(["node", HERE / "pages.mjs", f"http://127.0.0.1:{server.port}/"],
                                  capture_output=True, text=True)
        finally:
            server.close()
    if done.returncode != 0:
        raise Failed(done.stderr[-800:])
    seen = json.loads(done.stdout)
    shown, script = seen["first_page_ms"], seen["script_bytes"] / 1000
    rate = seen["frames_a_second"]
    outcome.verdicts.append(Verdict("42 systems: the first page of a cold browser within 1 s", f"{shown:.0f} ms",
                                    shown <= 1000))
    outcome.verdicts.append(Verdict("the largest script under 250 kB compressed", f"{script:.0f} kB", script < 250))
    outcome.verdicts.append(Verdict("the map of small areas at 60 frames a second while it is moved",
                                    f"{rate:.0f}, 95 of 100 within {seen['late_frame_ms']:.0f} ms", rate >= 58))


def measure(build: Path, runs: int, data: Path | None) -> Outcome:
    if shutil.which("wrk") is None:
        raise Failed("wrk is not installed: apt-get install wrk")
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "system"
        shutil.copytree(ROOT / "examples/tessellation", folder, ignore=shutil.ignore_patterns("build"))
        concord(build, "build", folder, "--quiet")
        server = Server(build, folder)
        try:
            answer(outcome, build, folder, server, runs)
        finally:
            server.close()
    pages(outcome, build, data)
    return outcome


def answer(outcome: Outcome, build: Path, folder: Path, server: Server, runs: int) -> None:
    act = "allocate"
    outcome.notes.append(same_answers(build, folder, server, act))
    began = time.perf_counter()
    concord(build, "who", folder, "--act", act, "--function", FUNCTION, "--quiet")
    alone = time.perf_counter() - began
    outcome.rows.append(Row("who, asked of the command line", "concord who", milliseconds(alone), "", "", ""))
    layer = json.loads(server.get("/api/v1/tables/system_profile?limit=1"))["rows"][0][0]
    for script, words in (("who", (act, FUNCTION)), ("profile", (layer,))):
        server.get(f"/api/v1/profile?layer={layer}")  # asked before, as the pages of everybody ask it
        rate, late, row = load(script, server, 2 * runs, *words)
        outcome.rows.append(row)
        outcome.verdicts.append(Verdict(f"{script}: 99 of 100 within {MOST_MILLISECONDS} ms at 500 a second",
                                        f"{late:.2f} ms at {rate:.0f}",
                                        late <= MOST_MILLISECONDS and rate >= LEAST_REQUESTS))
    path = large_table(folder)
    before = server.resident_mebibytes("VmHWM")
    rows = server.get(path).count(b"\n") - 1
    grown = server.resident_mebibytes("VmHWM") - before
    outcome.verdicts.append(Verdict(f"a table of {rows:,} rows adds less than {MOST_MEBIBYTES} MiB",
                                    f"{grown:.1f} MiB", rows == LARGE_ROWS and grown < MOST_MEBIBYTES))
    times = Measured([Run(first_page(server), 0, 0) for _ in range(runs)])
    outcome.verdicts.append(Verdict(f"the first page's files within {MOST_FIRST_PAGE_SECONDS} s",
                                    f"{times.median('wall'):.3f} s",
                                    times.median("wall") <= MOST_FIRST_PAGE_SECONDS))
